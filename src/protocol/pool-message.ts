// Messages about one pool that the gateway sends at times of its own choosing.
import type { BetPlaced } from "../engine/fact.ts";
import { type UserId, betIdOf } from "../engine/ids.ts";
import { type Pool, type State, gameOf, poolOf } from "../engine/state.ts";
import { wireNumber } from "../money/amount.ts";
import { distributionView } from "./pool-view.ts";
import { Rendering } from "./rendering.ts";
import { personalResolutionView, resolutionView } from "./resolution-view.ts";
import { stampOfAnswer } from "./stamp.ts";
import type { PlacedBetView, View } from "./view.ts";

export { isTruncated, participantsOf } from "./resolution-view.ts";

export function distribution360(state: State, pool: Pool): Rendering {
  return new Rendering({
    kind: "new_betting_pool_bets_distribution",
    pool: distributionView(state, pool),
  });
}

/** 363 where finish_at resolved the pool, else 362. */
function resolutionKind(pool: Pool): "bet_pool_expired" | "bet_pool_resolved" {
  const expired = pool.phase.kind === "settled" && pool.phase.cause === "finish";
  return expired ? "bet_pool_expired" : "bet_pool_resolved";
}

export function resolutionOf(state: State, pool: Pool): View {
  return { kind: resolutionKind(pool), resolution: resolutionView(state, pool) };
}

/** One participant's own copy where the list was too long for everybody. */
export function personalResolution(state: State, pool: Pool, userId: UserId): Rendering {
  const view = personalResolutionView(state, pool, userId);
  return new Rendering({ kind: resolutionKind(pool), resolution: view });
}

/** 356; the hot path. `amountAsSent` null: nobody sent one as text, so the amount itself is told. */
export function betPlaced(
  state: State,
  fact: BetPlaced,
  logSeq: number,
  amountAsSent: string | number | null,
): Rendering {
  const pool = poolOf(state, fact.pool);
  const bet: PlacedBetView = {
    poolId: pool.poolId,
    betId: betIdOf(state.betIdKey, logSeq),
    target: pool.targets[fact.target]?.id ?? "",
    amountAsSent: amountAsSent ?? wireNumber(fact.stakeMinor, gameOf(state, pool.gameId).decimals),
    repeat: "first",
  };
  return new Rendering({ kind: "bet_placed_in_betting_pool", bet }, stampOfAnswer(logSeq));
}

/** 356 again for a bet placed before under the same client_bet_id. */
export function betKnown(
  state: State,
  pool: Pool,
  bet: number,
  amountAsSent: string | number | null,
): Rendering {
  const { bets } = pool;
  const { decimals } = gameOf(state, pool.gameId);
  const known: PlacedBetView = {
    poolId: pool.poolId,
    betId: betIdOf(state.betIdKey, bets.seqAt(bet)),
    target: pool.targets[bets.targetAt(bet)]?.id ?? "",
    amountAsSent: amountAsSent ?? wireNumber(bets.stakeAt(bet), decimals),
    repeat: "idempotent",
  };
  const stamp = stampOfAnswer(bets.seqAt(bet));
  return new Rendering({ kind: "bet_placed_in_betting_pool", bet: known }, stamp);
}
