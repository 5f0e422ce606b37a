import { describe, expect, test } from "bun:test";
import { engineReplica } from "../cli/audit.ts";
import type { Fact, FactKind, FactOf } from "../engine/fact.ts";
import { audit } from "./audit.ts";
import { memoryLogOf, one } from "./audit-fixture.ts";
import type { Finding } from "./findings.ts";
import { smallHub } from "./hub-fixture.ts";

async function findingsOf(batches: readonly Fact[][]): Promise<Finding[]> {
  return audit(await memoryLogOf(batches), engineReplica()).findings.shown;
}

const whole = smallHub().commands;

/** The nth fact of a kind as `change` says; none at all where it says so. */
function changed<Kind extends FactKind>(
  kind: Kind,
  nth: number,
  change: (fact: FactOf<Kind>) => Partial<FactOf<Kind>> | "gone" | "twice",
): Fact[][] {
  let seen = 0;
  const asChanged = (fact: Fact): Fact[] => {
    if (fact.kind !== kind || seen++ !== nth) return [fact];
    const to = change(fact as FactOf<Kind>);
    if (to === "gone") return [];
    return to === "twice" ? [fact, structuredClone(fact)] : [{ ...fact, ...to }];
  };
  expect(whole.flat().filter((fact) => fact.kind === kind).length).toBeGreaterThan(nth);
  return whole.map((facts) => facts.flatMap(asChanged)).filter((facts) => facts.length > 0);
}

describe("a log as the engine wrote it", () => {
  test("ROY-205 shows no difference, and royalties a layman can check", async () => {
    const result = audit(await memoryLogOf(whole), engineReplica());
    expect(result.findings.shown).toEqual([]);
    const { counts, hub, accounts } = result.ledger;
    expect(counts).toMatchObject({ platforms: 1, providerAccounts: 1, gameSessions: 4 });
    expect(counts.transactions).toBe(8);
    const lines = [...hub.royalties.lines()].map((line) => [
      line.currency,
      line.royaltyBps,
      Number(line.turnoverMinor),
      Number(line.royaltyMinor),
    ]);
    // 36.03 in the pool and 3.33 in the slot at 1.25 % are 0.492; 0.77 was taken back. Yen have no cents.
    expect(lines).toEqual([
      ["EUR", 125, 3_603 + 333, 49],
      ["JPY", 250, 990, 24],
    ]);
    // 5 % of 36.03 are 1.80. Of what the slot took 3.33 are left.
    const { takeoutMinor, royaltyMinor, gamesMinor, keptMinor } = accounts.of("EUR");
    expect([keptMinor, takeoutMinor, royaltyMinor, gamesMinor]).toEqual([180n, 131n, 49n, 333n]);
    expect(accounts.of("FUN")).toMatchObject({ royaltyMinor: 0n, gamesMinor: 5_000n });
  });
});

describe("accounts and platforms", () => {
  test.each([
    ["a rate there can't be", { royaltyBps: 10_001 }, "royalty of an account"],
    ["a currency there is none", { currencies: ["EUR", "XXX"] }, "currency of an account"],
    ["a country there is none", { countriesDisabled: ["XX"] }, "country of an account"],
    ["no way to launch", { gameEmbedUrl: "" }, "launch of an account"],
  ])("ROY-205 %s", async (_, terms, what) => {
    const facts = changed("ProviderAccountUpdated", 0, (fact) => ({
      terms: { ...fact.terms, ...terms },
    }));
    expect((await findingsOf(facts))[0]?.what).toBe(what);
  });

  test.each([
    ["of a source that is not there", { sourceId: "nowhere" }, "provider of the fact"],
    ["of a platform that is not there", { platformId: "nowhere" }, "platform of the fact"],
    ["with an id out of turn", { accountId: 7 }, "id of an account"],
    ["by another provider", { by: "provider:other" }, "provider of the fact"],
  ])("ROY-205 an account %s", async (_, more, what) => {
    const facts = changed("ProviderAccountCreated", 0, () => more as object);
    expect((await findingsOf(facts)).map((finding) => finding.what)).toContain(what);
  });

  test("ROY-205 a platform that nobody registered", async () => {
    const findings = await findingsOf(changed("PlatformRegistered", 0, () => "gone"));
    expect(findings[0]?.what).toBe("platform of the fact");
  });
});

describe("sessions", () => {
  test.each([
    ["of nobody", { userId: 99 }, "player of a session"],
    ["in a currency its account is not for", { currency: "USD" }, "account of a session"],
    ["with other decimals", { decimals: 3 }, "decimals of EUR"],
    ["from a country its account is not for", { country: "US" }, "account of a session"],
    ["that lasts longer", { expiresAtMs: 9_999_999_999_999 }, "end of a session"],
    ["for a game nobody offers", { game: "poker" }, "game of a session"],
    ["under an account that is not there", { accountId: 9 }, "account of the fact"],
    ["with money out of nothing", { grantMinor: 500 }, "play money"],
  ])("ROY-205 one %s", async (_, more, what) => {
    const facts = changed("GameSessionOpened", 0, () => more as object);
    expect((await findingsOf(facts)).map((finding) => finding.what)).toContain(what);
  });

  test("ROY-205 one of a disabled platform", async () => {
    const opened = whole.findIndex(([fact]) => fact?.kind === "GameSessionOpened");
    const { timeMs, platformId } = one(whole[opened] ?? [], "GameSessionOpened");
    const by = { timeMs, by: "operator:O", as: "operator" } as const;
    const disabled: Fact = { kind: "PlatformStatusSet", ...by, platformId, status: "disabled" };
    const findings = await findingsOf(whole.toSpliced(opened, 0, [disabled]));
    expect(findings[0]?.what).toBe("platform of a session");
  });
});

describe("transactions", () => {
  test("ROY-205 one booked twice, and a reversal booked twice", async () => {
    const twice = await findingsOf(changed("TransactionBooked", 0, () => "twice"));
    expect(twice[0]).toMatchObject({ what: "debit: transaction", expected: "once", found: "t1" });
    const back = await findingsOf(changed("TransactionBooked", 3, () => "twice"));
    expect(back[0]).toMatchObject({ what: "rollbackDebit: transaction", found: "t2" });
  });

  test("ROY-205 a reversal of what is not there, or of the other kind", async () => {
    const findings = await findingsOf(changed("TransactionBooked", 1, () => "gone"));
    const of = { what: "rollbackDebit: transaction", expected: "a debit t2", found: "none" };
    expect(findings).toContainEqual({ ...of, seq: expect.any(Number), pool: null });
    const other = changed("TransactionBooked", 4, () => ({ transactionId: "t1" }));
    expect((await findingsOf(other))[0]).toMatchObject({
      what: "rollback: transaction",
      expected: "a credit t1",
      found: "a debit",
    });
  });

  test("ROY-205 one that comes after it was taken back", async () => {
    const facts = changed("TransactionBooked", 5, () => ({ transactionId: "t9" }));
    expect((await findingsOf(facts))[0]?.expected).toBe("never: it was taken back before");
  });

  test.each([
    ["another balance than there was", { balanceMinor: 99 }, "debit: balance answered"],
    ["more than there was", { amountMinor: 1_000_000 }, "debit: balance"],
    ["less than nothing", { amountMinor: -1 }, "debit: amount"],
    ["another rate", { royaltyBps: 126 }, "debit: royalty"],
    ["after the session's end", { timeMs: 1_900_000_000_000 }, "debit: session"],
    ["in no session", { sessionId: "nowhere" }, "session of the fact"],
  ])("ROY-205 a debit with %s", async (_, more, what) => {
    const facts = changed("TransactionBooked", 0, () => more as object);
    expect((await findingsOf(facts)).map((finding) => finding.what)).toContain(what);
  });

  test("ROY-205 more taken back than was there", async () => {
    const facts = changed("TransactionBooked", 3, (fact) => ({
      amountMinor: fact.amountMinor + 1,
    }));
    expect((await findingsOf(facts))[0]?.what).toBe("rollbackDebit: what is taken back");
  });
});

describe("royalties", () => {
  test.each([
    ["at another rate", { royalty: { accountId: 1, royaltyBps: 250 } }, "royalty of the bet"],
    ["under no account", { royalty: null }, "account of the bet"],
    ["under an unknown one", { royalty: { accountId: 2, royaltyBps: 125 } }, "account of the bet"],
  ])("ROY-205 a bet %s", async (_, more, what) => {
    const facts = changed("BetPlaced", 1, () => more as object);
    expect((await findingsOf(facts)).map((finding) => finding.what)).toContain(what);
  });

  test("ROY-205 a bet by session of a player that the account would not let in without", async () => {
    const openings = whole.flat().filter((fact) => fact.kind === "GameSessionOpened");
    expect(openings[0]?.country).toBe("DE");
    const withoutCountry = (fact: Fact): Fact =>
      fact.kind === "AccountOpened" ? { ...fact, country: null } : fact;
    const facts = whole.map((batch) => batch.map(withoutCountry));
    const findings = await findingsOf(facts);
    // Ben's two bets had no session; Anna's had one.
    expect(findings.filter(({ what }) => what === "account of the bet")).toHaveLength(2);
  });

  test("ROY-205 the engine owes the provider something else", async () => {
    const engine = engineReplica();
    const generous = {
      ...engine,
      *royalties() {
        for (const line of engine.royalties()) {
          yield { ...line, royaltyMinor: line.royaltyMinor + 1n };
        }
      },
    };
    const { findings } = audit(await memoryLogOf(whole), generous);
    expect(findings.shown[0]).toMatchObject({
      what: "royalty of account 1 at 125 bps, minor units of EUR",
      expected: "49",
      found: "50",
    });
  });
});
