// Whatever is asked in whatever order: the engine answers what its twin of plain objects answers, and both
// have the same money afterwards. The world checks invariants and a replay after every step.
import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { ANN, BEN } from "../../../test/support/engine-commands.ts";
import {
  CASINO,
  accountsCommand,
  provider,
  setAccounts,
  sha256,
  termsOf,
} from "../../../test/support/hub-world.ts";
import {
  type TwinAnswer,
  type TwinAsk,
  type TwinSession,
  TransactionTwin,
} from "../../../test/support/transaction-twin.ts";
import { TransactionWorld } from "../../../test/support/transaction-world.ts";
import type { Decision } from "../decision.ts";
import type { ProviderAccountId, SourceId, UserId } from "../ids.ts";
import { GAME_SESSION_MS } from "../rules.ts";
import type { GameSession } from "./hub-state.ts";

type Step =
  | { kind: "ask"; at: number; ask: Omit<TwinAsk, "session"> }
  | { kind: "again"; which: number }
  | { kind: "complete"; at: number; round: string }
  | { kind: "rate"; royaltyBps: number }
  | { kind: "platform"; status: "active" | "disabled" }
  | { kind: "pass"; ms: number };

const SESSIONS = 6;
/** Most of it in one of them, so that things meet. */
const at = fc.oneof(fc.constant(0), fc.nat(SESSIONS - 1));
const round = fc.constantFrom("r", "s");
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      at,
      ask: fc.record({
        api: fc.constantFrom("debit", "debit", "credit", "rollback", "rollbackDebit"),
        id: fc.constantFrom("1", "2", "3", "4", "5"),
        amount: fc.constantFrom(0, 1, 40, 99, 100, 5_000),
        round: fc.option(round),
        notes: fc.constantFrom("", "", "", "n"),
      }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("again" as const), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("complete" as const), at, round }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("rate" as const),
      royaltyBps: fc.constantFrom(0, 75, 10_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("platform" as const),
      status: fc.constantFrom("active", "active", "disabled"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("pass" as const),
      ms: fc.constantFrom(0, 1_000, GAME_SESSION_MS / 3),
    }),
  },
);

type Pair = { session: GameSession; twin: TwinSession; sourceId: SourceId };

class Both {
  readonly it = new TransactionWorld({ royaltyBps: 150 });
  readonly twin = new TransactionTwin();
  readonly pairs: Pair[] = [];
  readonly #asked: { pair: Pair; ask: TwinAsk }[] = [];

  constructor() {
    const { it, twin } = this;
    const second = it.newProvider({ royaltyBps: 20 });
    twin.rates.set(it.accountId, 150).set(second.accountId, 20);
    twin.nowMs = it.world.nowMs;
    const first = { sourceId: it.sourceId, accountId: it.accountId };
    // Two of one player and currency, one each of another player, currency and source, and a guest.
    this.#open(first, ANN, "JPY");
    this.#open(first, ANN, "JPY");
    this.#open(first, BEN, "JPY");
    this.#open(first, ANN, "KWD");
    this.#open(second, ANN, "JPY");
    this.#open(first, 60 as UserId, "FUN");
    for (const userId of [ANN, BEN]) {
      it.world.deposit(userId, "JPY", "100");
      twin.available.set(`${userId} JPY`, 100);
    }
    it.world.deposit(ANN, "KWD", "0.100");
    twin.available.set(`${ANN} KWD`, 100).set("60 FUN", 100_000);
  }

  #open(
    { sourceId, accountId }: { sourceId: SourceId; accountId: ProviderAccountId },
    userId: UserId,
    currency: string,
  ): void {
    const options = { userId, currency, under: accountId };
    const session = this.it.newSession(null, options);
    const { sessionId: name, expiresAtMs } = session;
    const twin = { name, source: sourceId, player: `${userId}`, currency, account: accountId };
    this.pairs.push({ session, sourceId, twin: { ...twin, expiresAtMs } });
  }

  run(one: Step): void {
    const { world, sourceId, accountId } = this.it;
    switch (one.kind) {
      case "ask": {
        const pair = this.#pair(one.at);
        const isBack = one.ask.api === "rollback" || one.ask.api === "rollbackDebit";
        // Amounts of what is taken back are mostly left out.
        const amount = isBack && one.ask.amount !== 99 ? null : one.ask.amount;
        this.#ask(pair, { ...one.ask, amount, session: pair.twin });
        return;
      }
      case "again": {
        const before = this.#asked[one.which % Math.max(1, this.#asked.length)];
        if (before !== undefined) this.#ask(before.pair, before.ask);
        return;
      }
      case "complete": {
        const { session, twin, sourceId: of } = this.#pair(one.at);
        const { sessionId, currency } = session;
        const what = { kind: "complete-round", sessionId, currency, round: one.round } as const;
        world.submit(provider(of), what);
        this.twin.completes(twin, one.round);
        return;
      }
      case "rate": {
        const terms = termsOf({ royaltyBps: one.royaltyBps });
        setAccounts(world, accountsCommand(sourceId, [{ accountId, terms }]));
        this.twin.rates.set(accountId, one.royaltyBps);
        return;
      }
      case "platform":
        world.operator({ kind: "set-platform-status", platformId: CASINO, status: one.status });
        this.twin.platform = one.status;
        return;
      case "pass":
        world.pass(one.ms);
        this.twin.nowMs = world.nowMs;
    }
  }

  #pair(place: number): Pair {
    const pair = this.pairs[place];
    if (pair === undefined) throw new Error(`no session ${place}`);
    return pair;
  }

  #ask(pair: Pair, ask: TwinAsk): void {
    this.#asked.push({ pair, ask });
    const { api, id: transactionId, amount: amountMinor, round: of } = ask;
    const { sessionId, currency } = pair.session;
    const decision = this.it.world.submit(provider(pair.sourceId), {
      kind: "book-transaction",
      sessionId,
      api,
      transactionId,
      currency,
      amountMinor,
      contentHash: sha256(JSON.stringify(ask)),
      round: of,
    });
    expect(answerOf(decision)).toEqual(this.twin.ask(ask));
  }

  compare(): void {
    const { it, twin } = this;
    const { hub, wallets } = it.world.state;
    for (const { session, twin: of } of this.pairs) {
      expect(it.available(session)).toBe(twin.balance(of));
      const open = [...session.openRounds].map(([name, rows]) => [name, rows.length]);
      const expected = [...(twin.rounds.get(of.name) ?? [])].map(([name, ids]) => [
        name,
        ids.length,
      ]);
      expect(open).toEqual(expected);
    }
    for (const [currency, games] of twin.games) {
      expect(wallets.house(currency).gamesMinor).toBe(games);
    }
    const lines = [...hub.royalties.lines()].map(
      ({ accountId, royaltyBps, currency, turnoverMinor }) => [
        `${accountId} ${royaltyBps} ${currency}`,
        turnoverMinor,
      ],
    );
    expect(lines).toEqual([...twin.turnover]);
  }
}

function answerOf(decision: Decision): TwinAnswer {
  if (decision.kind === "refused") return { code: decision.code };
  const { answer, facts } = decision;
  if (answer.kind !== "transaction") throw new Error(`answered ${answer.kind}`);
  expect(facts).toHaveLength(answer.change === "made" ? 1 : 0);
  return { balance: answer.balanceMinor, change: answer.change };
}

test("TXN-2, TXN-3, TXN-4, TXN-5, TXN-6, TXN-9, ROY-5 in any order, as a twin of plain objects has it", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      const both = new Both();
      for (const one of steps) both.run(one);
      both.compare();
    }),
    { numRuns: 300 },
  );
}, 60_000);
