// How a pool ended and for whom. Above a thousand participants nobody is listed: the figures come from
// the pool's tables then, not from a walk over everybody.
import type { UserId } from "../engine/ids.ts";
import {
  type ParticipantResult,
  participantResult,
  participantResults,
} from "../engine/settlement.ts";
import { type Pool, type State, gameOf } from "../engine/state.ts";
import type { ParticipantsView, ResolutionView, UserAmount } from "./view.ts";

/** More participants than this are counted, not listed. */
const PARTICIPANTS_LISTED_MAX = 1_000;

/** Everyone with a bet in the pool, late or not, once each; in the order of their first bets. */
export function* participantsOf(pool: Pool): Generator<UserId, void, undefined> {
  const { bets } = pool;
  for (let i = 0; i < bets.count; i++) {
    if (bets.previousOfUser(i) < 0) yield bets.userAt(i);
  }
}

export function isTruncated(pool: Pool): boolean {
  let count = 0;
  for (const _ of participantsOf(pool)) {
    if (++count > PARTICIPANTS_LISTED_MAX) return true;
  }
  return false;
}

export function resolutionView(state: State, pool: Pool): ResolutionView {
  const participants = isTruncated(pool)
    ? countedParticipants(pool)
    : listed(participantResults(pool), "everyone");
  return viewWith(state, pool, participants);
}

export function personalResolutionView(state: State, pool: Pool, userId: UserId): ResolutionView {
  return viewWith(state, pool, listed([participantResult(pool, userId)], "personal"));
}

function viewWith(state: State, pool: Pool, participants: ParticipantsView): ResolutionView {
  const { phase, poolId, gameId, description } = pool;
  if (phase.kind === "open" || phase.kind === "finished") {
    throw new Error(`pool ${poolId} is not resolved`);
  }
  const returned = phase.kind === "settled" ? phase.figures.moneyReturn : pool.bets.count > 0;
  return {
    poolId,
    gameId,
    description,
    participants,
    decimals: gameOf(state, gameId).decimals,
    winningTarget: phase.kind === "settled" ? phase.figures.winner : null,
    moneyReturn: returned ? "returned" : "none",
    resolvedAtMs: phase.resolvedAtMs,
    version: pool.version,
  };
}

function listed(results: ParticipantResult[], kind: "everyone" | "personal"): ParticipantsView {
  const amounts = (amountOf: (result: ParticipantResult) => number): UserAmount[] =>
    results
      .map((result) => ({ userId: result.userId, amountMinor: amountOf(result) }))
      .filter(({ amountMinor }) => amountMinor > 0);
  return {
    kind,
    winners: amounts(({ wonMinor }) => wonMinor),
    losers: amounts(({ lostMinor, wonMinor }) => (wonMinor > 0 ? 0 : lostMinor)),
    refunds: amounts(({ refundMinor }) => refundMinor),
    invalidated: results.filter(({ late }) => late === "some").map(({ userId }) => userId),
  };
}

function countedParticipants(pool: Pool): ParticipantsView {
  const { phase, stakes, bets } = pool;
  const none = { winnerCount: 0, loserCount: 0, invalidatedCount: 0, totalPaidMinor: 0 };
  if (phase.kind !== "settled") return { kind: "counted", ...none };
  const { firstLateBet, moneyReturn, netMinor } = phase.figures;
  const late = new Set<UserId>();
  for (let i = firstLateBet; i < bets.count; i++) late.add(bets.userAt(i));
  const invalidatedCount = late.size;
  if (moneyReturn) return { kind: "counted", ...none, invalidatedCount };
  // A settled pool's table holds valid bets only.
  const winnerCount = stakes.peopleOn(phase.winnerIndex);
  const loserCount = stakes.people - winnerCount;
  return { kind: "counted", winnerCount, loserCount, invalidatedCount, totalPaidMinor: netMinor };
}
