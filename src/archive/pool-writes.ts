// A resolved pool and its bets as they go into the archive. Reads what can't change any more; made
// piece by piece, so that a pool of a million bets never holds anybody up.
import { royaltyTurnover } from "../engine/hub/royalty-turnover.ts";
import { paidBack } from "../engine/settlement.ts";
import { type Pool, type State, blockedSince, gameOf } from "../engine/state.ts";
import type { ArchiveWrite, BetResult, BetSlice, PoolRow } from "./archive-write.ts";
import { BET_RESULTS } from "./archive-write.ts";

const BETS_PER_SLICE = 4_096;

export function* poolWrites(state: State, pool: Pool, seq: number): Generator<ArchiveWrite> {
  const { betIdKey } = state;
  const { currency, decimals, sourceId } = gameOf(state, pool.gameId);
  for (let first = 0; first < pool.bets.count; first += BETS_PER_SLICE) {
    const end = Math.min(first + BETS_PER_SLICE, pool.bets.count);
    yield { kind: "bets", slice: sliceOf(pool, first, end), betIdKey };
  }
  const turnovers = royaltyTurnover(pool, currency).map(({ royalty, turnoverMinor }) => ({
    ...royalty,
    sourceId,
    turnoverMinor,
  }));
  yield { kind: "pool", row: rowOf(pool, seq), currency, decimals, turnovers };
}

function sliceOf(pool: Pool, first: number, end: number): BetSlice {
  const { bets } = pool;
  const length = end - first;
  const slice: BetSlice = {
    pool: pool.index,
    seqs: new Float64Array(length),
    users: new Uint32Array(length),
    targets: new Uint32Array(length),
    stakesMinor: new Float64Array(length),
    placedAtMs: new Float64Array(length),
    results: new Uint8Array(length),
    paidMinor: new Float64Array(length),
  };
  for (let row = 0; row < length; row++) {
    const bet = first + row;
    slice.seqs[row] = bets.seqAt(bet);
    slice.users[row] = bets.userAt(bet);
    slice.targets[row] = bets.targetAt(bet);
    slice.stakesMinor[row] = bets.stakeAt(bet);
    slice.placedAtMs[row] = bets.timeAt(bet);
    slice.results[row] = BET_RESULTS.indexOf(resultOf(pool, bet));
    slice.paidMinor[row] = paidBack(pool, bet);
  }
  return slice;
}

/** How one bet of a resolved pool ended. */
function resultOf(pool: Pool, bet: number): BetResult {
  const { bets, phase } = pool;
  if (phase.kind !== "settled") return "void";
  if (bet >= phase.figures.firstLateBet) return "late";
  if (phase.figures.moneyReturn) return "returned";
  return bets.targetAt(bet) === phase.winnerIndex ? "won" : "lost";
}

function rowOf(pool: Pool, seq: number): PoolRow {
  const { bets, stakes, phase, terms } = pool;
  if (phase.kind === "open" || phase.kind === "finished") {
    throw new Error(`pool ${pool.poolId} is not resolved`);
  }
  return {
    pool: pool.index,
    poolId: pool.poolId,
    gameId: pool.gameId,
    seq,
    type: pool.type,
    action: pool.action,
    description: pool.description,
    targets: pool.targets.map(({ id, displayName, symbol }, place) => ({
      id,
      displayName,
      symbol,
      stakeMinor: stakes.totalOn(place),
      people: stakes.peopleOn(place),
    })),
    createdAtMs: pool.createdAtMs,
    finishAtMs: pool.finishAtMs,
    stopAtMs: pool.stopAtMs,
    blockedAtMs: blockedSince(pool),
    version: pool.version,
    takeoutBps: terms.takeoutBps,
    ruleVersion: terms.ruleVersion,
    resolvedAtMs: phase.resolvedAtMs,
    people: stakes.people,
    bets: bets.count,
    ...endOf(pool, phase),
  };
}

type Resolved = Extract<Pool["phase"], { kind: "settled" | "voided" }>;
type EndRow = Pick<
  PoolRow,
  | "outcome"
  | "cause"
  | "voidReason"
  | "winner"
  | "happenedAtMs"
  | "moneyReturn"
  | "validBets"
  | "stakedMinor"
  | "grossMinor"
  | "winningMinor"
  | "takeoutMinor"
  | "paidMinor"
  | "lateMinor"
  | "voidMinor"
  | "returnedMinor"
>;

function endOf({ bets, stakes }: Pool, phase: Resolved): EndRow {
  if (phase.kind === "voided") {
    const stakedMinor = stakes.totalMinor;
    const nothing = { grossMinor: 0, winningMinor: 0, takeoutMinor: 0, paidMinor: 0, lateMinor: 0 };
    return {
      outcome: "voided",
      cause: null,
      voidReason: phase.reason,
      winner: null,
      happenedAtMs: null,
      moneyReturn: bets.count > 0,
      validBets: bets.count,
      ...nothing,
      stakedMinor,
      voidMinor: stakedMinor,
      returnedMinor: 0,
    };
  }
  const { cause, figures } = phase;
  const { grossMinor, winningMinor, takeoutMinor, netMinor, lateMinor, moneyReturn } = figures;
  return {
    outcome: "settled",
    cause,
    voidReason: null,
    winner: figures.winner,
    happenedAtMs: figures.happenedAtMs,
    moneyReturn,
    validBets: figures.firstLateBet,
    stakedMinor: grossMinor + lateMinor,
    grossMinor,
    winningMinor,
    takeoutMinor,
    paidMinor: moneyReturn ? 0 : netMinor,
    lateMinor,
    voidMinor: 0,
    returnedMinor: moneyReturn ? grossMinor : 0,
  };
}
