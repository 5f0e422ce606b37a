// How a pool is settled: the figures as decided, and who gets what by rule. Reads only.
import { dividend, splitPool } from "../money/split.ts";
import { type BetBook, firstBetAfter } from "./bet-book.ts";
import type { SettlementFigures } from "./fact.ts";
import type { UserId } from "./ids.ts";
import type { Pool } from "./state.ts";

/** What the pool's bets come to if `winner` happened at `happenedAtMs`. Later bets are late. */
export function settlementFigures(
  pool: Pool,
  winner: string,
  happenedAtMs: number,
): SettlementFigures {
  const winnerIndex = targetIndex(pool, winner);
  const { bets } = pool;
  const firstLateBet = firstBetAfter(bets, happenedAtMs);
  let lateMinor = 0;
  let lateOnWinner = 0;
  for (let i = firstLateBet; i < bets.count; i++) {
    lateMinor += bets.stakeAt(i);
    if (bets.targetAt(i) === winnerIndex) lateOnWinner += bets.stakeAt(i);
  }
  const grossMinor = pool.stakes.totalMinor - lateMinor;
  const winningMinor = pool.stakes.totalOn(winnerIndex) - lateOnWinner;
  const base = { winner, happenedAtMs, firstLateBet, grossMinor, winningMinor, lateMinor };
  if (winningMinor === 0) {
    return { ...base, takeoutMinor: 0, netMinor: grossMinor, moneyReturn: grossMinor > 0 };
  }
  const split = splitPool(grossMinor, winningMinor, pool.terms.takeoutBps);
  return { ...base, ...split, moneyReturn: false };
}

export function targetIndex(pool: Pool, targetId: string): number {
  const index = pool.targets.findIndex((target) => target.id === targetId);
  if (index < 0) throw new Error(`pool ${pool.poolId} has no target ${targetId}`);
  return index;
}

/** What one bet of a resolved pool paid back, stake included; 0 for a lost one. */
export function paidBack(pool: Pool, index: number): number {
  const { bets, phase } = pool;
  switch (phase.kind) {
    case "voided":
      return bets.stakeAt(index);
    case "settled":
      return paidAtSettlement(bets, index, phase.figures, phase.winnerIndex);
    case "open":
    case "finished":
      throw new Error(`pool ${pool.poolId} is not resolved`);
  }
}

/** The rule behind every payout; the same for evolve and for whoever tells about it. */
export function paidAtSettlement(
  bets: BetBook,
  index: number,
  figures: SettlementFigures,
  winnerIndex: number,
): number {
  const stake = bets.stakeAt(index);
  if (index >= figures.firstLateBet || figures.moneyReturn) return stake;
  if (bets.targetAt(index) !== winnerIndex) return 0;
  return dividend(figures.netMinor, figures.winningMinor, bets.cumulativeAt(index), stake);
}

/** What one participant of a resolved pool got and lost, minor units. */
export type ParticipantResult = {
  userId: UserId;
  /** Paid on winning bets, stakes included. */
  wonMinor: number;
  /** Stakes of those winning bets. */
  winningStakeMinor: number;
  /** Stakes of valid bets that lost. */
  lostMinor: number;
  /** Stakes returned: late, void, or nobody on the winner. */
  refundMinor: number;
  late: "none" | "some";
};

function emptyResult(userId: UserId): ParticipantResult {
  return { userId, wonMinor: 0, winningStakeMinor: 0, lostMinor: 0, refundMinor: 0, late: "none" };
}

function addBet(result: ParticipantResult, pool: Pool, index: number): void {
  const { bets, phase } = pool;
  const stake = bets.stakeAt(index);
  if (
    phase.kind === "settled" &&
    index < phase.figures.firstLateBet &&
    !phase.figures.moneyReturn
  ) {
    if (bets.targetAt(index) === phase.winnerIndex) {
      result.wonMinor += paidBack(pool, index);
      result.winningStakeMinor += stake;
    } else {
      result.lostMinor += stake;
    }
    return;
  }
  result.refundMinor += stake;
  if (phase.kind === "settled" && index >= phase.figures.firstLateBet) result.late = "some";
}

/** Results of all participants of a resolved pool, user ids ascending. One pass over the bets. */
export function participantResults(pool: Pool): ParticipantResult[] {
  const results = new Map<UserId, ParticipantResult>();
  for (let i = 0; i < pool.bets.count; i++) {
    const userId = pool.bets.userAt(i);
    let result = results.get(userId);
    if (result === undefined) {
      result = emptyResult(userId);
      results.set(userId, result);
    }
    addBet(result, pool, i);
  }
  return [...results.values()].sort((a, b) => a.userId - b.userId);
}

/** One participant's result in a resolved pool; looks at that user's bets only. */
export function participantResult(pool: Pool, userId: UserId): ParticipantResult {
  const result = emptyResult(userId);
  for (let i = pool.bets.lastOfUser(userId); i >= 0; i = pool.bets.previousOfUser(i)) {
    addBet(result, pool, i);
  }
  return result;
}
