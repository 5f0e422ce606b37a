// Every settlement worked out again by hand: whether this winner and this time follow from what
// happened, each recorded figure, and what every bet is paid. The books get what the rule says, not
// what the fact says.
import type { FactOf, SettlementFigures } from "../engine/fact.ts";
import { type GameRecord, type Ledger, type PoolRecord } from "./ledger.ts";
import { breach, gameAt, poolAt, resolve } from "./ledger.ts";
import { earnRoyalties } from "./royalty-check.ts";
import { type PaidBet, figuresByHand, payByHand, returnByHand } from "./settlement-by-hand.ts";

type Settled = FactOf<"PoolSettled">;

/** Whose balances a fact has changed, for comparing them. `pool`: the one that ended, if one did. */
export type Participants = { currency: string; pool: string | null; users: Set<number> };

export function takeSettlement(ledger: Ledger, fact: Settled): Participants | null {
  const found = unresolvedPool(ledger, fact.pool);
  if (found === null) return null;
  const { pool, game } = found;
  ledger.counts.settled++;
  checkCause(ledger, pool, game, fact);
  const winner = pool.targets.indexOf(fact.winner);
  if (winner < 0) {
    const expected = `one of ${pool.targets.join(", ")}`;
    breach(ledger, pool, { what: "winner", expected, found: fact.winner });
  }
  const { happenedAtMs } = fact;
  const { takeoutBps } = pool;
  const figures = figuresByHand(pool.bets, { winner, happenedAtMs, takeoutBps });
  const names = Object.keys(figures) as (keyof typeof figures & keyof SettlementFigures)[];
  for (const name of names) compare(ledger, pool, name, figures[name], fact[name]);
  if (figures.moneyReturn) ledger.counts.moneyReturned++;
  const bets = archived(ledger, fact.pool, pool, payByHand(pool.bets, winner, figures));
  const paidMinor = pay(ledger, game.currency, bets);
  ledger.accounts.keepTakeout(game.currency, figures.takeoutMinor);
  earnRoyalties(ledger, { index: fact.pool, pool }, game, figures);
  const all = paidMinor + figures.takeoutMinor;
  compare(ledger, pool, "paid + takeout + returned", BigInt(pool.stakedMinor), all);
  return end(ledger, fact.pool, pool, game);
}

export function takeVoid(ledger: Ledger, fact: FactOf<"PoolVoided">): Participants | null {
  const found = unresolvedPool(ledger, fact.pool);
  if (found === null) return null;
  const { pool, game } = found;
  ledger.counts.voided++;
  const bets = archived(ledger, fact.pool, pool, returnByHand(pool.bets));
  const returnedMinor = pay(ledger, game.currency, bets);
  compare(ledger, pool, "returned", BigInt(pool.stakedMinor), returnedMinor);
  return end(ledger, fact.pool, pool, game);
}

function unresolvedPool(
  ledger: Ledger,
  index: number,
): { pool: PoolRecord; game: GameRecord } | null {
  const pool = poolAt(ledger, index);
  const game = pool === null ? null : gameAt(ledger, pool.gameId);
  if (pool === null || game === null) return null;
  if (pool.phase !== "resolved") return { pool, game };
  const finding = { what: "settlement", expected: "once per pool", found: "one more" };
  breach(ledger, pool, finding);
  return null;
}

function archived(
  ledger: Ledger,
  index: number,
  pool: PoolRecord,
  bets: Iterable<PaidBet>,
): Iterable<PaidBet> {
  return ledger.archive?.compared({ seq: ledger.seq, index, pool }, bets) ?? bets;
}

function pay(ledger: Ledger, currency: string, bets: Iterable<PaidBet>): bigint {
  let paidMinor = 0n;
  for (const bet of bets) {
    ledger.accounts.settle(currency, bet);
    paidMinor += bet.paidMinor;
  }
  return paidMinor;
}

function end(ledger: Ledger, index: number, pool: PoolRecord, game: GameRecord): Participants {
  const users = new Set(pool.bets.users);
  resolve(ledger, index, pool);
  return { currency: game.currency, pool: pool.poolId, users };
}

/** Why the pool ended, and whether that makes this target win at this time. */
function checkCause(ledger: Ledger, pool: PoolRecord, game: GameRecord, fact: Settled): void {
  const { winner, happenedAtMs, cause } = fact;
  const expect = (expected: string, found: string): void => {
    if (expected !== found) breach(ledger, pool, { what: `cause ${cause}`, expected, found });
  };
  const event = game.lastEvent;
  const result = `${winner} at ${happenedAtMs}`;
  switch (cause) {
    case "event":
      if (!ledger.dueByEvent.has(fact.pool)) expect("an event that settles this pool", "none");
      expect(`${winnerOf(pool, event?.target ?? "")} at ${event?.happenedAtMs}`, result);
      return;
    case "decision":
      expect(`a result of pool ${fact.pool}`, `a result of pool ${event?.pool}`);
      expect(`${event?.target} at ${event?.happenedAtMs}`, result);
      return;
    case "finish":
      expect(`${resultAtFinish(pool)} at ${pool.finishAtMs}`, result);
      if (fact.timeMs < (pool.finishAtMs ?? 0)) expect("settled after finish_at", "before it");
      return;
    case "close":
      expect(`${pool.kind === "binary" ? "a decision" : "none"} at ${fact.timeMs}`, result);
      return;
    default:
      expect("event, decision, finish or close", String(cause));
  }
}

function resultAtFinish(pool: PoolRecord): string {
  if (pool.kind === "parimutuel") return "none";
  return pool.targets.includes("no") && !pool.manual ? "no" : "a decision";
}

/** The pool's target that an event on `target` makes win: that one or one it belongs to. */
export function winnerOf(pool: PoolRecord, target: string): string | null {
  return pool.targets.find((id) => target === id || target.startsWith(`${id}:`)) ?? null;
}

function compare(
  ledger: Ledger,
  pool: PoolRecord,
  what: string,
  expected: unknown,
  found: unknown,
): void {
  ledger.findings.compare({ seq: ledger.seq, pool: pool.poolId, what }, expected, found);
}
