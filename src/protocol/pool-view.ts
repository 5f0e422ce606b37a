// Pools as there is to tell about them: who has how much on what, and what it would pay.
import { betIdOf, type UserId } from "../engine/ids.ts";
import { participantResult } from "../engine/settlement.ts";
import { type Pool, type State, gameOf, isUnresolved } from "../engine/state.ts";
import { takesNoBets } from "../engine/suspension.ts";
import { levelOf } from "../engine/target-tree.ts";
import { multiplierHundredths } from "../money/split.ts";
import type {
  BackedView,
  BetView,
  DistributionView,
  PoolTargetView,
  PoolView,
  ResolvedPoolView,
  RunningPoolView,
} from "./view.ts";

/** Bets listed with a pool. */
const BETS_LISTED_MAX = 100;

export function poolView(state: State, pool: Pool): PoolView {
  return {
    poolId: pool.poolId,
    gameId: pool.gameId,
    type: pool.type,
    action: pool.action,
    description: pool.description,
    targetLevel: levelOf(pool.targets[0]?.id ?? ""),
    decimals: gameOf(state, pool.gameId).decimals,
    people: pool.stakes.people,
    grossMinor: pool.stakes.totalMinor,
    targets: targetViews(pool),
    startAtMs: pool.createdAtMs,
    finishAtMs: pool.finishAtMs,
    stopAtMs: pool.stopAtMs,
    block: blockView(state, pool),
    version: pool.version,
    standing: isUnresolved(pool) ? "open" : "final",
  };
}

export function blockView(state: State, pool: Pool): "blocked" | "free" {
  return takesNoBets(state, pool) ? "blocked" : "free";
}

function targetViews(pool: Pool): PoolTargetView[] {
  const grossMinor = pool.stakes.totalMinor;
  return pool.targets.map(({ id, symbol, displayName }, index) => ({
    id,
    symbol,
    displayName,
    people: pool.stakes.peopleOn(index),
    stakeMinor: pool.stakes.totalOn(index),
    multiplierHundredths: multiplierOf(pool, index, grossMinor),
  }));
}

function multiplierOf(pool: Pool, target: number, grossMinor: number): number {
  const { phase, terms } = pool;
  switch (phase.kind) {
    case "open":
    case "finished":
      return multiplierHundredths(grossMinor, pool.stakes.totalOn(target), terms.takeoutBps);
    case "settled":
      if (target !== phase.winnerIndex) return 0;
      return multiplierHundredths(
        phase.figures.grossMinor,
        phase.figures.winningMinor,
        terms.takeoutBps,
      );
    case "voided":
      return 0;
  }
}

export function distributionView(state: State, pool: Pool): DistributionView {
  return {
    ...poolView(state, pool),
    bets: newestBets(state, pool),
    betsCount: validBets(pool),
  };
}

/** Late bets are no part of a settled pool; they stand last. */
function validBets({ bets, phase }: Pool): number {
  return phase.kind === "settled" ? phase.figures.firstLateBet : bets.count;
}

function newestBets(state: State, pool: Pool): BetView[] {
  const { bets, targets } = pool;
  const views: BetView[] = [];
  for (let i = validBets(pool) - 1; i >= 0 && views.length < BETS_LISTED_MAX; i--) {
    views.push({
      betId: betIdOf(state.betIdKey, bets.seqAt(i)),
      target: targets[bets.targetAt(i)]?.id ?? "",
      userId: bets.userAt(i),
      stakeMinor: bets.stakeAt(i),
      placedAtMs: bets.timeAt(i),
    });
  }
  return views;
}

function backedBy(pool: Pool, userId: UserId): BackedView {
  return pool.targets
    .map(({ id }, index) => ({ target: id, stakeMinor: pool.stakes.stakeOf(userId, index) }))
    .filter(({ stakeMinor }) => stakeMinor > 0);
}

export function runningPoolView(state: State, pool: Pool, userId: UserId): RunningPoolView {
  return { ...distributionView(state, pool), backed: backedBy(pool, userId) };
}

export function resolvedPoolView(state: State, pool: Pool, userId: UserId): ResolvedPoolView {
  const { phase } = pool;
  if (phase.kind === "open" || phase.kind === "finished") {
    throw new Error(`pool ${pool.poolId} is not resolved`);
  }
  const { wonMinor, winningStakeMinor } = participantResult(pool, userId);
  return {
    ...runningPoolView(state, pool, userId),
    gameName: gameOf(state, pool.gameId).name,
    winningsMinor: wonMinor - winningStakeMinor,
    winningTarget: phase.kind === "settled" ? phase.figures.winner : null,
    resolvedAtMs: phase.resolvedAtMs,
  };
}
