import { describe, expect, test } from "bun:test";
import { engineReplica } from "../cli/audit.ts";
import type { BetPlaced, Fact, FactOf } from "../engine/fact.ts";
import { type Replica, audit } from "./audit.ts";
import { ANNA, BEN, CARLA, PROVIDER, memoryLogOf, one, smallMatch } from "./audit-fixture.ts";
import type { Finding } from "./findings.ts";

async function findingsOf(
  batches: readonly Fact[][],
  replica: Replica = engineReplica(),
): Promise<Finding[]> {
  return audit(await memoryLogOf(batches), replica).findings.shown;
}

/** The match with each fact as `change` returns it: itself, another, several or none. */
async function changed(change: (fact: Fact) => Fact | Fact[]): Promise<Finding[]> {
  const batches = smallMatch().commands.map((facts) => facts.flatMap(change));
  return findingsOf(batches.filter((facts) => facts.length > 0));
}

function settled(change: (fact: FactOf<"PoolSettled">) => Partial<Fact>): Promise<Finding[]> {
  return changed((fact) =>
    fact.kind === "PoolSettled" ? ({ ...fact, ...change(fact) } as Fact) : fact,
  );
}

function whats(findings: Finding[]): string[] {
  return findings.map(({ what }) => what);
}

/** The same facts with one bet more at the end of the batches that `isThere` picks first. */
function withBet(more: Partial<BetPlaced>, isThere: (facts: Fact[]) => boolean): Fact[][] {
  const batches = smallMatch().commands;
  const place = batches.findIndex(isThere) + 1;
  const timeMs = batches[place - 1]?.at(-1)?.timeMs ?? 0;
  const first = one(batches.flat(), "BetPlaced");
  const bet: BetPlaced = { ...first, clientBetId: null, timeMs, ...more };
  return [...batches.slice(0, place), [bet], ...batches.slice(place)];
}

function isBetOnPool2(facts: Fact[]): boolean {
  return facts[0]?.kind === "BetPlaced" && facts[0].pool === 2;
}

describe("a log as the engine wrote it", () => {
  test("INV-1 shows no difference, and what was looked at", async () => {
    const world = smallMatch();
    const result = audit(await memoryLogOf(world.commands), engineReplica());
    expect(result.findings.shown).toEqual([]);
    expect(result.head.seq).toBe(world.state.seq);
    expect(result.stateHash).toMatch(/^[0-9a-f]{64}$/);
    const { counts, accounts } = result.ledger;
    expect(counts).toMatchObject({ bets: 7, pools: 4, settled: 1, voided: 1, players: 4 });
    // 43.41 are valid: 5 % of them are 2.1705, truncated 2.17. Late or void: 105.00.
    const { takeoutMinor, paidMinor, returnedMinor } = accounts.of("DON");
    expect([takeoutMinor, paidMinor, returnedMinor]).toEqual([217n, 4124n, 10_500n]);
  });

  test("INV-1 an empty log is in order", async () => {
    expect(await findingsOf([])).toEqual([]);
  });
});

describe("a changed settlement", () => {
  test("INV-3 takeout off by one, so that the engine's own sums break", async () => {
    const findings = await settled((fact) => ({ takeoutMinor: fact.takeoutMinor + 1 }));
    const { seq } = findings[0] ?? {};
    expect(findings[0]).toMatchObject({ what: "takeoutMinor", expected: "217", found: "218" });
    expect(findings[1]).toMatchObject({ seq, what: "PoolSettled" });
  });

  test("INV-3 takeout off by one at the winners' cost, which adds up for the engine", async () => {
    const findings = await settled((fact) => ({
      takeoutMinor: fact.takeoutMinor + 1,
      netMinor: fact.netMinor - 1,
    }));
    expect(findings.slice(0, 2)).toMatchObject([
      { what: "takeoutMinor", expected: "217", found: "218" },
      { what: "netMinor", expected: "4124", found: "4123" },
    ]);
    expect(whats(findings).some((what) => what.startsWith("available balance of user"))).toBe(true);
  });

  test("INV-3 a late bet paid as if it had been in time", async () => {
    const findings = await settled((fact) => ({
      firstLateBet: fact.firstLateBet + 1,
      grossMinor: fact.grossMinor + 10_000,
      winningMinor: fact.winningMinor + 10_000,
      netMinor: fact.netMinor + 10_000,
      lateMinor: 0,
    }));
    expect(findings[0]).toMatchObject({ what: "firstLateBet", expected: "3", found: "4" });
    expect(whats(findings)).toContain(`available balance of user ${ANNA}, minor units of DON`);
  });

  test("a time that is not the event's", async () => {
    const findings = await settled((fact) => ({ happenedAtMs: fact.happenedAtMs + 400 }));
    expect(whats(findings)).toContain("cause event");
  });

  test("another winner", async () => {
    expect(whats(await settled(() => ({ winner: "france" })))).toContain("cause event");
  });

  test("an event that settles nothing it should", async () => {
    const findings = await changed((fact) =>
      fact.kind === "PoolSettled" || (fact.kind === "PoolCreated" && fact.pool === 3) ? [] : fact,
    );
    expect(whats(findings)).toContain("pool of an event");
  });

  test("INV-3 settled twice", async () => {
    const findings = await changed((fact) =>
      fact.kind === "PoolSettled" ? [fact, structuredClone(fact)] : fact,
    );
    expect(findings[0]).toMatchObject({ what: "settlement", found: "one more" });
  });

  test("INV-3 the engine pays something else than the fact says", async () => {
    const engine = engineReplica();
    const generous: Replica = {
      ...engine,
      balance: (currency, user) => {
        const { availableMinor, exposureMinor } = engine.balance(currency, user);
        return { availableMinor: availableMinor + (user === BEN ? 1 : 0), exposureMinor };
      },
    };
    const findings = await findingsOf(smallMatch().commands, generous);
    expect(findings[0]).toMatchObject({
      what: `available balance of user ${BEN}, minor units of DON`,
    });
    expect(findings[0]?.seq).toBeGreaterThan(0);
  });
});

describe("a bet that should not be there", () => {
  test.each([
    ["after the stop", { pool: 2 }, "PoolStopped", "a pool that takes bets"],
    ["on a blocked pool", { pool: 3 }, "PoolBlocked", "a pool that takes bets"],
    ["on a resolved pool", { pool: 0 }, "PoolSettled", "an open pool"],
    ["of an admin", { pool: 1, userId: PROVIDER }, "BetPlaced", "no admin of the game"],
    ["above the balance", { pool: 1, stakeMinor: 9_999_999 }, "BetPlaced", "at most the"],
    ["of nothing", { pool: 1, stakeMinor: 0 }, "BetPlaced", "a whole number"],
    ["below nothing", { pool: 1, stakeMinor: -5 }, "BetPlaced", "a whole number"],
    ["on no target", { pool: 1, target: 9 }, "BetPlaced", "0 to 2"],
    ["on no pool", { pool: 77 }, "BetPlaced", "a pool created before"],
    ["a second time", { pool: 0, clientBetId: "a" }, "BetPlaced", "once per user and pool"],
  ] as const)("%s", async (_, more, after, expected) => {
    const isThere = (facts: Fact[]): boolean => facts.some((fact) => fact.kind === after);
    const findings = await findingsOf(withBet(more as Partial<BetPlaced>, isThere));
    expect(findings.map((finding) => finding.expected).join("\n")).toContain(expected);
  });

  test.each([
    ["while all betting is suspended", { kind: "all" }],
    ["while its player is suspended", { kind: "player", userId: CARLA }],
  ] as const)("%s", async (_, scope) => {
    const batches = withBet({ userId: CARLA, pool: 1 as BetPlaced["pool"] }, isBetOnPool2);
    const place = batches.findIndex(isBetOnPool2) + 1;
    const timeMs = one(batches[place] ?? [], "BetPlaced").timeMs;
    const by = { timeMs, by: "operator:O", as: "operator" } as const;
    const fact: Fact = { kind: "BettingSuspended", ...by, scope, reason: "test" };
    const findings = await findingsOf(batches.toSpliced(place, 0, [fact]));
    expect(findings[0]?.expected).toBe("no bets while betting is suspended");
    const after: Fact = { kind: "BettingResumed", ...by, scope };
    expect(await findingsOf(batches.toSpliced(place, 0, [fact, after]))).toEqual([]);
  });

  test("outside the limits of its game", async () => {
    const batches = withBet({ userId: CARLA, pool: 1 as BetPlaced["pool"] }, isBetOnPool2);
    const place = batches.findIndex(isBetOnPool2) + 1;
    const { timeMs, stakeMinor } = one(batches[place] ?? [], "BetPlaced");
    const { gameId } = one(batches.flat(), "GameCreated");
    const by = { timeMs, by: "operator:O", as: "operator" } as const;
    const limits = { gameId, minStakeMinor: stakeMinor, maxStakeMinor: stakeMinor };
    const fits: Fact = { kind: "StakesLimited", ...by, ...limits };
    const above: Fact = { ...fits, maxStakeMinor: stakeMinor - 1, minStakeMinor: null };
    expect((await findingsOf(batches.toSpliced(place, 0, [above])))[0]?.what).toBe("stake");
    const rest = batches.slice(0, place + 1);
    expect(await findingsOf(rest.toSpliced(place, 0, [fits]))).toEqual([]);
  });

  test("in the very millisecond of stop_accepting_bets_at", async () => {
    const batches = smallMatch().commands;
    const place = batches.findIndex((facts) => facts[0]?.kind === "PoolStopped");
    const { timeMs, pool } = one(batches.flat(), "PoolStopped");
    const first = one(batches.flat(), "BetPlaced");
    const bet: BetPlaced = { ...first, clientBetId: null, pool, timeMs };
    const findings = await findingsOf([...batches.slice(0, place), [bet], ...batches.slice(place)]);
    expect(findings[0]).toMatchObject({
      expected: `before stop_accepting_bets_at ${timeMs}`,
      found: String(timeMs),
    });
  });
});

describe("a changed history", () => {
  test("time that runs backwards", async () => {
    const findings = await changed((fact) =>
      fact.kind === "PoolVoided" ? { ...fact, timeMs: fact.timeMs - 1_000 } : fact,
    );
    expect(whats(findings)).toContain("time of the fact");
  });

  test("a batch changed behind its hash", async () => {
    const log = await memoryLogOf(smallMatch().commands);
    const batches = [...log.read(1)].map((batch) => ({ ...batch, payload: batch.payload.slice() }));
    const changedBatch = batches[5];
    if (changedBatch !== undefined) changedBatch.timeMs += 1;
    const result = audit({ ...log, read: () => batches }, engineReplica());
    expect(whats(result.findings.shown)).toContain("batch 6: hash");
  });

  test("a batch left out, and a cut tail", async () => {
    const log = await memoryLogOf(smallMatch().commands);
    const batches = [...log.read(1)];
    const gap = { ...log, read: () => [...batches.slice(0, 6), ...batches.slice(7)] };
    expect(whats(audit(gap, engineReplica()).findings.shown)).toContain("batch 8: previous hash");
    const cut = { ...log, read: () => batches.slice(0, -1) };
    expect(whats(audit(cut, engineReplica()).findings.shown)).toContain("hash of the head");
  });

  test("a line no release knows ends the audit there", async () => {
    const engine = engineReplica();
    const older: Replica = {
      ...engine,
      factsOf(batch) {
        if (batch.batch === 9) throw new Error("a fact this release does not know");
        return engine.factsOf(batch);
      },
    };
    const result = audit(await memoryLogOf(smallMatch().commands), older);
    expect(result.findings.shown).toMatchObject([{ found: "a fact this release does not know" }]);
    expect(result.stateHash).toBeNull();
  });
});
