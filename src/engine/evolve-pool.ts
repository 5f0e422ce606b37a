import type { FactOf } from "./fact.ts";
import { bookRoyalty } from "./hub/evolve-royalty.ts";
import { royaltyTurnover } from "./hub/royalty-turnover.ts";
import { paidAtSettlement, targetIndex } from "./settlement.ts";
import { StakeTable } from "./stake-table.ts";
import { type Pool, type State, blockedSince, gameOf, poolOf } from "./state.ts";
import { symbolOf } from "./target-tree.ts";
import { addPoolTimer, resultDueMs } from "./timers.ts";

type PoolFact = FactOf<
  "PoolCreated" | "PoolSettled" | "PoolVoided" | "PoolStopped" | "PoolFinished"
>;

export function evolvePool(state: State, fact: PoolFact): void {
  if (fact.kind === "PoolCreated") return created(state, fact);
  const pool = poolOf(state, fact.pool);
  const game = gameOf(state, pool.gameId);
  pool.version++;
  // A pool that took no bets any more finishes without a message.
  if (fact.kind !== "PoolFinished" || blockedSince(pool) === null) game.seq++;
  switch (fact.kind) {
    case "PoolStopped":
      pool.stoppedAtMs = fact.timeMs;
      return;
    case "PoolFinished":
      pool.stoppedAtMs ??= fact.timeMs;
      pool.phase = { kind: "finished", finishedAtMs: fact.timeMs, awaits: fact.awaits };
      addPoolTimer(state.timers, pool, "result", resultDueMs(pool));
      return;
    case "PoolSettled":
      settle(state, pool, fact, game.currency);
      game.unresolved.delete(pool.index);
      return;
    case "PoolVoided":
      voidAll(state, pool, game.currency);
      pool.phase = { kind: "voided", resolvedAtMs: fact.timeMs, reason: fact.reason };
      game.unresolved.delete(pool.index);
      return;
  }
}

function created(state: State, fact: FactOf<"PoolCreated">): void {
  if (fact.pool !== state.pools.length) throw new Error(`pool index ${fact.pool} is not the next`);
  const { poolId, gameId, type, action, description, terms } = fact;
  const { finishAtMs, stopAtMs, recreateOnEnd, manual } = fact;
  const pool: Pool = {
    poolId,
    gameId,
    type,
    action,
    description,
    terms,
    finishAtMs,
    stopAtMs,
    recreateOnEnd,
    manual,
    index: fact.pool,
    creation: state.seq,
    targets: fact.targets.map(({ id, displayName }) => ({
      id,
      displayName,
      symbol: symbolOf(id),
    })),
    createdAtMs: fact.timeMs,
    phase: { kind: "open" },
    stoppedAtMs: null,
    blockedAtMs: null,
    allowedAtMs: null,
    pendingBlockAtMs: null,
    pendingAllowAtMs: null,
    version: 1,
    bets: state.newBetBook(),
    royalties: [],
    stakes: new StakeTable(fact.targets.length),
  };
  state.pools.push(pool);
  state.poolIndexById.set(poolId, fact.pool);
  const game = gameOf(state, gameId);
  game.pools.push(fact.pool);
  game.unresolved.add(fact.pool);
  game.seq++;
  addPoolTimer(state.timers, pool, "stop", stopAtMs);
  addPoolTimer(state.timers, pool, "finish", finishAtMs);
}

/** Pays the whole pool in one pass; the sums must come out as the fact says. */
function settle(state: State, pool: Pool, fact: FactOf<"PoolSettled">, currency: string): void {
  const { bets } = pool;
  const { cause, winner, happenedAtMs, firstLateBet, grossMinor, winningMinor } = fact;
  const { takeoutMinor, netMinor, lateMinor, moneyReturn } = fact;
  const figures = {
    winner,
    happenedAtMs,
    firstLateBet,
    grossMinor,
    winningMinor,
    takeoutMinor,
    netMinor,
    lateMinor,
    moneyReturn,
  };
  const winnerIndex = targetIndex(pool, winner);
  const staked = pool.stakes.totalMinor;
  const settleBet = state.wallets.settler(currency);
  let paid = 0;
  for (let i = 0; i < bets.count; i++) {
    const paidMinor = paidAtSettlement(bets, i, figures, winnerIndex);
    paid += paidMinor;
    settleBet(bets.userAt(i), bets.stakeAt(i), paidMinor);
  }
  if (paid + takeoutMinor !== staked) {
    throw new Error(`pool ${pool.poolId}: paid ${paid} + takeout ${takeoutMinor} of ${staked}`);
  }
  if (takeoutMinor > 0) state.wallets.keepTakeout(currency, takeoutMinor);
  takeOutLateBets(pool, firstLateBet);
  pool.phase = { kind: "settled", resolvedAtMs: fact.timeMs, cause, figures, winnerIndex };
  for (const { royalty, turnoverMinor } of royaltyTurnover(pool, currency)) {
    bookRoyalty(state, { ...royalty, currency }, turnoverMinor);
  }
}

function voidAll(state: State, pool: Pool, currency: string): void {
  const { bets } = pool;
  for (let i = 0; i < bets.count; i++) {
    state.wallets.settle(currency, bets.userAt(i), bets.stakeAt(i), bets.stakeAt(i));
  }
}

/** Late bets are no part of the pool: its table is as if they had not been placed. */
function takeOutLateBets({ bets, stakes }: Pool, firstLateBet: number): void {
  for (let i = bets.count - 1; i >= firstLateBet; i--) {
    const userId = bets.userAt(i);
    const firstOfUser = bets.previousOfUser(i) < 0;
    stakes.remove({
      userId,
      target: bets.targetAt(i),
      stakeMinor: bets.stakeAt(i),
      firstOfUser,
    });
  }
}
