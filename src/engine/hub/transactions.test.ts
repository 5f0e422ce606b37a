import { describe, expect, test } from "bun:test";
import { BEN, OPERATOR, OWNER, decimal } from "../../../test/support/engine-commands.ts";
import { accepted, kinds } from "../../../test/support/engine-world.ts";
import { CASINO, platform, provider, sha256 } from "../../../test/support/hub-world.ts";
import {
  type Asked,
  TransactionWorld,
  transactionCommand,
} from "../../../test/support/transaction-world.ts";
import { decide } from "../decide.ts";
import type { GameSessionId, Seed } from "../ids.ts";
import { GAME_SESSION_MS, TRANSACTION_TEXT_MAX } from "../rules.ts";
import { evolve } from "../evolve.ts";
import type { Fact } from "../fact.ts";
import { isPending } from "./game-session.ts";
import type { TransactionApi } from "./hub-fact.ts";

const MAX_MINOR = Number.MAX_SAFE_INTEGER;
const AMOUNT_MAX = 10_000_000_000_000;

describe("money of the providers' own games", () => {
  test("TXN-1 a debit takes from the player, a credit gives, the games have the other side", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    expect(it.does(session, "debit", { id: "d", amount: 400 })).toBe(600);
    expect([it.available(session), it.games()]).toEqual([600, 400]);
    expect(it.does(session, "credit", { id: "c", amount: 1_500 })).toBe(2_100);
    expect([it.available(session), it.games()]).toEqual([2_100, -1_100]);
  });

  test("TXN-1 nothing is an amount too: a free round, a lost one", () => {
    const it = new TransactionWorld();
    const session = it.newSession(null);
    expect(it.does(session, "debit", { id: "d", amount: 0, round: "r" })).toBe(0);
    expect(it.does(session, "credit", { id: "c", amount: 0, round: "r" })).toBe(0);
    expect(it.knows(session, "debit", { id: "d", amount: 0, round: "r" })).toBe(0);
    expect(it.games()).toBe(0);
  });

  test("TXN-1 yen have no decimals, dinars three, and every currency is on its own", () => {
    const it = new TransactionWorld();
    const yen = it.newSession("1000", { currency: "JPY" });
    const dinars = it.newSession("1.005", { currency: "KWD" });
    expect(it.does(yen, "debit", { id: "1", amount: 1 })).toBe(999);
    expect(it.does(dinars, "debit", { id: "2", amount: 5 })).toBe(1_000);
    expect(it.does(dinars, "credit", { id: "3", amount: 1 })).toBe(1_001);
    expect([it.games("JPY"), it.games("KWD"), it.games("EUR")]).toEqual([1, 4, 0]);
  });

  test("TXN-1 what is no amount of this session is refused", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    for (const amount of [-1, 0.5, Number.NaN, 2 ** 60, null]) {
      expect(it.refused(session, "debit", { id: "d", amount })).toBe("FIELD_INVALID");
      expect(it.refused(session, "credit", { id: "d", amount })).toBe("FIELD_INVALID");
    }
    expect(it.refused(session, "rollback", { id: "d", amount: -1 })).toBe("FIELD_INVALID");
    const dollars = { id: "d", amount: 1, currency: "USD" };
    for (const api of ["debit", "credit", "rollback", "rollbackDebit"] as const) {
      expect(it.refused(session, api, dollars)).toBe("CURRENCY_NOT_AVAILABLE");
    }
    const over = { id: "d", amount: AMOUNT_MAX + 1 };
    expect(it.refused(session, "debit", over)).toBe("AMOUNT_LIMIT");
    expect(it.refused(session, "credit", over)).toBe("AMOUNT_LIMIT");
  });

  test("TXN-1 ids of transactions and rounds have 1 to 255 characters", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    const [longest, longer] = ["x".repeat(TRANSACTION_TEXT_MAX), "x".repeat(256)];
    expect(it.refused(session, "debit", { id: "", amount: 1 })).toBe("FIELD_INVALID");
    expect(it.refused(session, "debit", { id: longer, amount: 1 })).toBe("FIELD_INVALID");
    const long = { id: "d", amount: 1, round: longer };
    expect(it.refused(session, "debit", long)).toBe("FIELD_INVALID");
    expect(it.does(session, "debit", { id: longest, amount: 1, round: longest })).toBe(999);
    const command = transactionCommand(session, "debit", { id: "h", amount: 1 });
    const by = provider(it.sourceId);
    expect(it.world.refused(by, { ...command, contentHash: "h" })).toBe("FIELD_INVALID");
  });
});

describe("an id is answered once", () => {
  test("TXN-2 the same again has the first answer and no effect, whatever came between", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    const debit = { id: "d", amount: 400 };
    const credit = { id: "c", amount: 50 };
    it.does(session, "debit", debit);
    it.does(session, "credit", credit);
    it.world.deposit(session.userId, "EUR", "100");
    const lines = it.world.lines.length;
    for (let again = 0; again < 3; again++) {
      expect(it.knows(session, "debit", debit)).toBe(600);
      expect(it.knows(session, "credit", credit)).toBe(650);
    }
    expect(it.world.lines.length).toBe(lines);
    expect(it.does(session, "rollbackDebit", { id: "d" })).toBe(11_050);
    it.world.pass(2 * GAME_SESSION_MS);
    expect(it.knows(session, "debit", debit)).toBe(600);
    expect(it.knows(session, "rollbackDebit", { id: "d" })).toBe(11_050);
    expect(it.available(session)).toBe(11_050);
  });

  test("TXN-2 with any other content it is a mismatch", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    const other = it.newSession("10");
    it.does(session, "debit", { id: "d", amount: 400 });
    const mismatch = "IDEMPOTENCY_MISMATCH";
    expect(it.refused(session, "debit", { id: "d", amount: 401 })).toBe(mismatch);
    expect(it.refused(session, "debit", { id: "d", amount: 400, round: "r" })).toBe(mismatch);
    expect(it.refused(session, "debit", { id: "d", amount: 400, notes: "n" })).toBe(mismatch);
    expect(it.refused(session, "credit", { id: "d", amount: 400 })).toBe(mismatch);
    expect(it.refused(other, "debit", { id: "d", amount: 400 })).toBe(mismatch);
    it.does(session, "rollbackDebit", { id: "d" });
    expect(it.refused(session, "rollbackDebit", { id: "d", notes: "n" })).toBe(mismatch);
  });

  test("TXN-2 ids are a source's own, and told apart to the last bit", () => {
    const it = new TransactionWorld();
    const second = it.newProvider();
    const session = it.newSession("10");
    const theirs = it.newSession("10", { under: second.accountId });
    const ids = [
      "a",
      "A",
      "a ",
      "\u00e1",
      "a\u0301",
      "\ud800",
      "\ud801",
      "\ufffd",
      "a\n",
      "take-back",
    ];
    for (const id of ids) it.does(session, "debit", { id, amount: 1 });
    expect(it.available(session)).toBe(2_000 - ids.length);
    const command = transactionCommand(theirs, "debit", { id: "a", amount: 1 });
    const { answer } = accepted(it.world.submit(provider(second.sourceId), command));
    expect(answer).toMatchObject({ change: "made", balanceMinor: 1_999 - ids.length });
  });

  test("TXN-2 a thousand debits with money for a hundred are exactly a hundred", () => {
    const it = new TransactionWorld();
    const session = it.newSession("1.00");
    const taken: boolean[] = [];
    for (let i = 0; i < 1_000; i++) {
      const id = `d${(i * 7) % 500}`;
      taken.push(it.ask(session, "debit", { id, amount: 1 }).kind === "accepted");
    }
    expect(it.world.state.hub.transactions.count).toBe(100);
    expect([it.available(session), it.games()]).toEqual([0, 100]);
    // The hundred that were booked are answered again.
    expect(taken.filter((one) => one)).toHaveLength(200);
  });
});

describe("taking back", () => {
  test("TXN-3 a debit by rollbackDebit, a credit by rollback, whole and once", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    it.does(session, "debit", { id: "d", amount: 400 });
    it.does(session, "credit", { id: "c", amount: 100 });
    expect(it.does(session, "rollbackDebit", { id: "d", amount: 400 })).toBe(1_100);
    expect(it.does(session, "rollback", { id: "c" })).toBe(1_000);
    expect(it.knows(session, "rollbackDebit", { id: "d", amount: 400 })).toBe(1_100);
    expect(it.knows(session, "rollback", { id: "c" })).toBe(1_000);
    expect([it.available(session), it.games()]).toEqual([1_000, 0]);
  });

  test("TXN-3 not another kind, amount or session's", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    const other = it.newSession(null);
    it.does(session, "debit", { id: "d", amount: 400 });
    it.does(session, "credit", { id: "c", amount: 400 });
    const mismatch = "IDEMPOTENCY_MISMATCH";
    expect(it.refused(session, "rollback", { id: "d" })).toBe(mismatch);
    expect(it.refused(session, "rollbackDebit", { id: "c" })).toBe(mismatch);
    expect(it.refused(session, "rollbackDebit", { id: "d", amount: 399 })).toBe(mismatch);
    expect(it.refused(other, "rollbackDebit", { id: "d" })).toBe(mismatch);
    expect(it.does(session, "rollbackDebit", { id: "d" })).toBe(1_400);
  });

  test("TXN-4 what has not come is remembered, and refused when it comes", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    const decision = accepted(it.ask(session, "rollbackDebit", { id: "d", amount: 400 }));
    expect(kinds(decision)).toEqual(["RollbackRemembered"]);
    expect(decision.answer).toMatchObject({ change: "made", balanceMinor: 1_000 });
    for (let again = 0; again < 2; again++) {
      expect(it.refused(session, "debit", { id: "d", amount: 400 })).toBe("ROLLED_BACK");
      expect(it.knows(session, "rollbackDebit", { id: "d", amount: 400 })).toBe(1_000);
    }
    expect(it.does(session, "rollback", { id: "c" })).toBe(1_000);
    expect(it.refused(session, "credit", { id: "c", amount: 5 })).toBe("ROLLED_BACK");
    expect([it.available(session), it.games()]).toEqual([1_000, 0]);
  });

  test("TXN-4 under a remembered id nothing else can be asked", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    const other = it.newSession(null);
    it.does(session, "rollbackDebit", { id: "d" });
    const mismatch = "IDEMPOTENCY_MISMATCH";
    expect(it.refused(session, "credit", { id: "d", amount: 1 })).toBe(mismatch);
    expect(it.refused(other, "debit", { id: "d", amount: 1 })).toBe(mismatch);
    expect(it.refused(session, "rollback", { id: "d" })).toBe(mismatch);
    expect(it.refused(session, "rollbackDebit", { id: "d", amount: 1 })).toBe(mismatch);
  });

  test("TXN-5 more than is available is refused, not remembered, and may be repeated", () => {
    const it = new TransactionWorld();
    const session = it.newSession(null);
    const debit = { id: "d", amount: 100 };
    expect(it.refused(session, "debit", debit)).toBe("INSUFFICIENT_FUNDS");
    it.does(session, "credit", { id: "c", amount: 150 });
    expect(it.does(session, "debit", debit)).toBe(50);
    expect(it.refused(session, "rollback", { id: "c" })).toBe("INSUFFICIENT_FUNDS");
    it.world.deposit(session.userId, "EUR", "1");
    expect(it.does(session, "rollback", { id: "c" })).toBe(0);
  });

  test("TXN-5 what is staked in a pool is not there to be taken", () => {
    const it = new TransactionWorld();
    const session = it.newSession("1");
    const { gameId } = it.world.newGame({ currency: "EUR" });
    it.world.bet(session.userId, it.world.newPool(gameId), "brazil", "0.60");
    expect(it.refused(session, "debit", { id: "d", amount: 41 })).toBe("INSUFFICIENT_FUNDS");
    expect(it.does(session, "debit", { id: "d", amount: 40 })).toBe(0);
  });
});

describe("when", () => {
  test("TXN-6 after its end a session takes no debits; credits and what is taken back go on", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    it.does(session, "debit", { id: "d", amount: 100 });
    it.world.pass(GAME_SESSION_MS - 1);
    it.does(session, "debit", { id: "last", amount: 1 });
    it.world.pass(1);
    const over = "GAME_SESSION_NOT_FOUND";
    expect(it.refused(session, "debit", { id: "late", amount: 1 })).toBe(over);
    expect(it.knows(session, "debit", { id: "d", amount: 100 })).toBe(900);
    expect(it.does(session, "credit", { id: "c", amount: 50 })).toBe(949);
    expect(it.does(session, "rollback", { id: "c" })).toBe(899);
    expect(it.does(session, "rollbackDebit", { id: "d" })).toBe(999);
  });

  test("TXN-6 nor with its platform disabled, its source closed, or betting suspended", () => {
    const it = new TransactionWorld();
    const { world, sourceId } = it;
    const session = it.newSession("10");
    const ben = it.newSession("10", { userId: BEN });
    const debit = { id: "d", amount: 1 };
    const status = (to: "active" | "disabled") =>
      world.operator({ kind: "set-platform-status", platformId: CASINO, status: to });
    status("disabled");
    expect(it.refused(session, "debit", debit)).toBe("GAME_SESSION_NOT_FOUND");
    it.does(session, "credit", { id: "c", amount: 1 });
    status("active");
    for (const scope of [
      { kind: "all" },
      { kind: "source", sourceId },
      { kind: "player", userId: session.userId },
    ] as const) {
      world.operator({ kind: "suspend-betting", scope, reason: "checked" });
      expect(it.refused(session, "debit", debit)).toBe("BETTING_SUSPENDED");
      if (scope.kind === "player") it.does(ben, "debit", { id: "b", amount: 1 });
      it.does(session, "credit", { id: `c ${scope.kind}`, amount: 1 });
      world.operator({ kind: "resume-betting", scope });
    }
    world.does(OWNER, { kind: "close-source", sourceId });
    expect(it.refused(session, "debit", debit)).toBe("SOURCE_CLOSED");
    expect(it.does(session, "rollback", { id: "c" })).toBe(1_003);
  });

  test("TXN-6 in the session of a pool game, that game's suspension counts too", () => {
    const it = new TransactionWorld();
    const { world, sourceId, accountId } = it;
    const { gameId } = world.newGame({ currency: "EUR" }, sourceId);
    world.deposit(BEN, "EUR", "1");
    const command = {
      kind: "open-game-session",
      platformId: CASINO,
      platformSession: sha256("pool"),
      userId: BEN,
      accountId,
      game: gameId,
      currency: "EUR",
      country: null,
    } as const;
    world.submit(platform(CASINO), command);
    const session = [...world.state.hub.sessions.values()].at(-1);
    if (session === undefined) throw new Error("no session");
    const scope = { kind: "game", gameId } as const;
    world.operator({ kind: "suspend-betting", scope, reason: "rain" });
    expect(it.refused(session, "debit", { id: "d", amount: 1 })).toBe("BETTING_SUSPENDED");
    world.operator({ kind: "resume-betting", scope });
    it.does(session, "debit", { id: "d", amount: 1 });
  });

  test("TXN-7 of several reasons the first of the order is given", () => {
    const it = new TransactionWorld();
    const { world } = it;
    const second = it.newProvider();
    const session = it.newSession("1");
    it.does(session, "debit", { id: "known", amount: 1 });
    it.does(session, "rollbackDebit", { id: "gone" });
    world.pass(GAME_SESSION_MS);
    world.does(OWNER, { kind: "close-source", sourceId: it.sourceId });
    world.operator({ kind: "suspend-betting", scope: { kind: "all" }, reason: "x" });
    const bad = { id: "", amount: 10 ** 14, currency: "USD" };
    const nowhere = { ...session, sessionId: "none" as GameSessionId };
    expect(it.refused(nowhere, "debit", bad)).toBe("FIELD_INVALID");
    expect(it.refused(nowhere, "debit", { ...bad, id: "x" })).toBe("GAME_SESSION_NOT_FOUND");
    const command = transactionCommand(session, "debit", { ...bad, id: "known" });
    for (const actor of [provider(second.sourceId), platform(CASINO)]) {
      expect(world.refused(actor, command)).toBe("NO_PRIVILEGE");
    }
    expect(it.refused(session, "debit", { ...bad, id: "known" })).toBe("IDEMPOTENCY_MISMATCH");
    expect(it.refused(session, "debit", { ...bad, id: "gone" })).toBe("ROLLED_BACK");
    expect(it.refused(session, "debit", { ...bad, id: "x" })).toBe("GAME_SESSION_NOT_FOUND");
    expect(it.refused(session, "credit", { ...bad, id: "x" })).toBe("CURRENCY_NOT_AVAILABLE");
    expect(it.refused(session, "credit", { ...bad, id: "x", currency: "EUR" })).toBe(
      "AMOUNT_LIMIT",
    );
  });

  test("TXN-7 closed source before suspension, suspension before currency, currency before funds", () => {
    const it = new TransactionWorld();
    const { world, sourceId } = it;
    const session = it.newSession(null);
    const all = { kind: "all" } as const;
    const dollars = { id: "x", amount: 10 ** 14, currency: "USD" };
    world.operator({ kind: "suspend-betting", scope: all, reason: "x" });
    expect(it.refused(session, "debit", dollars)).toBe("BETTING_SUSPENDED");
    world.does(OWNER, { kind: "close-source", sourceId });
    expect(it.refused(session, "debit", dollars)).toBe("SOURCE_CLOSED");
    const other = it.newProvider();
    const theirs = it.newSession(null, { under: other.accountId });
    world.operator({ kind: "resume-betting", scope: all });
    const by = provider(other.sourceId);
    const code = (asked: { id: string; amount: number; currency?: string }) =>
      world.refused(by, transactionCommand(theirs, "debit", asked));
    expect(code(dollars)).toBe("CURRENCY_NOT_AVAILABLE");
    expect(code({ ...dollars, currency: "EUR" })).toBe("AMOUNT_LIMIT");
    expect(code({ id: "x", amount: 1 })).toBe("INSUFFICIENT_FUNDS");
  });
});

describe("all the money there can be", () => {
  /** One player who has won that much. */
  function winner(amountMinor: number) {
    const it = new TransactionWorld();
    const session = it.newSession(null);
    for (let left = amountMinor, part = 0; left > 0; part++) {
      const amount = Math.min(left, AMOUNT_MAX);
      it.does(session, "credit", { id: `c${part}`, amount });
      left -= amount;
    }
    return { it, session };
  }

  test("TXN-8 a credit, or a debit that goes back, beyond it is refused and nothing stops", () => {
    const { it, session } = winner(MAX_MINOR - 1_000);
    expect(it.refused(session, "credit", { id: "x", amount: 1_001 })).toBe("AMOUNT_LIMIT");
    expect(it.does(session, "debit", { id: "d", amount: 500 })).toBe(MAX_MINOR - 1_500);
    expect(it.does(session, "credit", { id: "x", amount: 1_400 })).toBe(MAX_MINOR - 100);
    expect(it.refused(session, "rollbackDebit", { id: "d" })).toBe("AMOUNT_LIMIT");
    const transfer = (direction: "deposit" | "withdrawal", amount: string): string => {
      const reference = `${direction} ${amount}`;
      const what = { direction, userId: session.userId, currency: "EUR", reference };
      return it.world.submit(OPERATOR, { kind: "transfer", ...what, amount: decimal(amount) }).kind;
    };
    expect(transfer("deposit", "1.01")).toBe("refused");
    // What leaves makes room for the players, and none for what the games may still pay.
    expect(transfer("withdrawal", "10.00")).toBe("accepted");
    expect(it.refused(session, "credit", { id: "y", amount: 101 })).toBe("AMOUNT_LIMIT");
    expect(it.refused(session, "rollbackDebit", { id: "d" })).toBe("AMOUNT_LIMIT");
    expect(transfer("deposit", "10.01")).toBe("accepted");
    it.does(session, "debit", { id: "e", amount: 1_000 });
    expect(it.does(session, "rollbackDebit", { id: "d" })).toBe(MAX_MINOR - 599);
  }, 30_000);
});

describe("rounds", () => {
  const open = (it: TransactionWorld, of: ReturnType<TransactionWorld["newSession"]>) => [
    [...of.openRounds.keys()],
    isPending(it.world.state, of),
  ];

  test("TXN-9 a round is opened by a debit, and closed by a credit that names it", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    const other = it.newSession("10");
    it.does(session, "debit", { id: "1", amount: 1 });
    expect(open(it, session)).toEqual([[], false]);
    it.does(session, "debit", { id: "2", amount: 1, round: "r" });
    it.does(session, "debit", { id: "3", amount: 1, round: "s" });
    it.does(session, "credit", { id: "4", amount: 1 });
    it.does(other, "credit", { id: "5", amount: 1, round: "r" });
    expect(open(it, session)).toEqual([["r", "s"], true]);
    it.does(session, "credit", { id: "6", amount: 0, round: "r" });
    it.does(session, "credit", { id: "7", amount: 5, round: "r" });
    expect(open(it, session)).toEqual([["s"], true]);
    expect(open(it, other)).toEqual([[], false]);
  });

  test("TXN-9 it is over when it is said to be; again, or of none, nothing changes", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    it.does(session, "debit", { id: "2", amount: 1, round: "r" });
    expect(kinds(accepted(it.completes(session, "r")))).toEqual(["RoundCompleted"]);
    expect(open(it, session)).toEqual([[], false]);
    for (const round of ["r", "never"]) {
      const { facts, answer } = accepted(it.completes(session, round));
      expect([facts, answer.kind]).toEqual([[], "round-completed"]);
    }
    const no = { kind: "complete-round", currency: "EUR", round: "r" } as const;
    const { sessionId } = session;
    const nowhere = "none" as GameSessionId;
    const by = provider(it.sourceId);
    expect(it.world.refused(by, { ...no, sessionId, round: "" })).toBe("FIELD_INVALID");
    expect(it.world.refused(by, { ...no, sessionId: nowhere })).toBe("GAME_SESSION_NOT_FOUND");
    expect(it.world.refused(platform(CASINO), { ...no, sessionId })).toBe("NO_PRIVILEGE");
    const dollars = { ...no, sessionId, currency: "USD" };
    expect(it.world.refused(by, dollars)).toBe("CURRENCY_NOT_AVAILABLE");
  });

  test("TXN-9 a round whose debits have all gone back is over, and not before", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    it.does(session, "debit", { id: "1", amount: 1, round: "r" });
    it.does(session, "debit", { id: "2", amount: 1, round: "r" });
    it.does(session, "rollbackDebit", { id: "1" });
    expect(open(it, session)).toEqual([["r"], true]);
    it.does(session, "rollbackDebit", { id: "2" });
    expect(open(it, session)).toEqual([[], false]);
  });

  test("TXN-9 what goes back of a round that is over leaves one opened since alone", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    it.does(session, "debit", { id: "1", amount: 1, round: "r" });
    it.does(session, "credit", { id: "2", amount: 0, round: "r" });
    it.does(session, "debit", { id: "3", amount: 1, round: "r" });
    it.does(session, "rollbackDebit", { id: "1" });
    expect(open(it, session)).toEqual([["r"], true]);
    it.does(session, "rollback", { id: "2" });
    expect(open(it, session)).toEqual([["r"], true]);
  });
});

test("TXN-12 with 10,000 debits in open rounds a session opens no more until some are over", () => {
  const it = new TransactionWorld();
  const session = it.newSession("1000");
  const { state, nowMs, rules } = it.world;
  const context = { nowMs, rules, actor: provider(it.sourceId), seed: "00".repeat(16) as Seed };
  const ask = (api: TransactionApi, asked: Asked): string => {
    const decision = decide(state, transactionCommand(session, api, asked), context);
    if (decision.kind === "refused") return decision.code;
    for (const fact of decision.facts) evolve(state, fact);
    return decision.kind;
  };
  for (let at = 0; at < 10_000; at++) {
    const round = `r${at % 100}`;
    expect(ask("debit", { id: `${at}`, amount: 1, round })).toBe("accepted");
  }
  const more = { id: "more", amount: 1, round: "more" };
  expect(ask("debit", more)).toBe("LIMIT_REACHED");
  expect(ask("debit", { id: "0", amount: 1, round: "r0" })).toBe("accepted");
  expect(ask("debit", { id: "free", amount: 1 })).toBe("accepted");
  expect(ask("credit", { id: "end", amount: 0, round: "r7" })).toBe("accepted");
  expect(ask("debit", more)).toBe("accepted");
});

describe("facts that do not fit", () => {
  test("TXN-10 applying one throws: another balance, twice, taken back or never there", () => {
    const it = new TransactionWorld();
    const session = it.newSession("10");
    it.does(session, "debit", { id: "d", amount: 400 });
    it.does(session, "rollbackDebit", { id: "early" });
    const { facts } = accepted(it.ask(session, "debit", { id: "e", amount: 100 }));
    const [fact] = facts;
    if (fact?.kind !== "TransactionBooked") throw new Error("no fact");
    const { timeMs } = it.world.state;
    const throws = (change: Partial<typeof fact>, why: string): void => {
      const broken: Fact = { ...fact, timeMs, transactionId: "new", balanceMinor: 400, ...change };
      // On a state that is thrown away: a writer that comes here stops.
      const copy = new TransactionWorld();
      copy.newSession("10");
      copy.does(session, "debit", { id: "d", amount: 400 });
      copy.does(session, "rollbackDebit", { id: "early" });
      copy.does(session, "debit", { id: "e", amount: 100 });
      expect(() => evolve(copy.world.state, broken)).toThrow(why);
    };
    throws({ balanceMinor: 401 }, "comes to 400, not to 401");
    throws({ transactionId: "d" }, "is there already");
    throws({ transactionId: "early" }, "was taken back before it came");
    throws({ sessionId: "none" as GameSessionId }, "no game session none");
    throws({ amountMinor: 501 }, "balance of user");
    const back = { api: "rollbackDebit", transactionId: "d", balanceMinor: 900 } as const;
    throws({ ...back, transactionId: "never" }, "which is not there");
    throws({ ...back, amountMinor: 399 }, "is not of the debit");
    throws({ ...back, api: "rollback", amountMinor: 400 }, "is not of the debit");
    throws({ ...back, amountMinor: 400, royaltyBps: 99 }, "is not of the debit");
  });
});
