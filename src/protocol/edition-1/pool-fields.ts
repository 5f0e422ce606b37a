// Pools and bets in editions 1.0 and 1.1.
import { wireNumber } from "../../money/amount.ts";
import type { Json, JsonObject } from "../server-message.ts";
import type {
  BackedView,
  DistributionView,
  PlacedBetView,
  PoolTargetView,
  PoolView,
  ResolvedPoolView,
  RunningPoolView,
} from "../view.ts";

/** 350 and 352 */
export function poolFields(pool: PoolView): JsonObject {
  const { decimals } = pool;
  return {
    game_id: pool.gameId,
    pool_id: pool.poolId,
    description: pool.description,
    pool_type: pool.type,
    action: pool.action,
    people_involved: pool.people,
    money_at_stake: wireNumber(pool.grossMinor, decimals),
    target_level: pool.targetLevel,
    targets: Object.fromEntries(
      pool.targets.map((target) => [
        target.id,
        {
          backing_people: target.people,
          to_win_if_backed: multiplier(target),
          display_name: { symbol: target.symbol, display_name: target.displayName },
          backing_money: wireNumber(target.stakeMinor, decimals),
        },
      ]),
    ),
    start_at: pool.startAtMs,
    finish_at: pool.finishAtMs,
    stop_accepting_bets_at: pool.stopAtMs,
    is_blocked: pool.block === "blocked",
  };
}

function multiplier({ multiplierHundredths }: PoolTargetView): number {
  return wireNumber(multiplierHundredths, 2);
}

export function poolsById<View extends PoolView>(
  pools: View[],
  row: (pool: View) => JsonObject,
): JsonObject {
  return Object.fromEntries(pools.map((pool) => [pool.poolId, row(pool)]));
}

/** What 3535, 353 and 354 share: times as text, "None" for none. */
function listedFields(pool: DistributionView): JsonObject {
  return {
    start_at: String(pool.startAtMs),
    money_at_stake: wireNumber(pool.grossMinor, pool.decimals),
    finish_at: timeText(pool.finishAtMs),
    distributions: distributions(pool, () => ({})),
    target_level: pool.targetLevel,
    people_involved: pool.people,
    pool_id: pool.poolId,
    stop_accepting_bets_at: timeText(pool.stopAtMs),
    type: pool.type,
    action_id: pool.action,
    description: pool.description,
    is_blocked: pool.block === "blocked",
  };
}

function timeText(timeMs: number | null): string {
  return timeMs === null ? "None" : String(timeMs);
}

/** A row of 3535 and 353 */
export function openPoolRow(pool: DistributionView): JsonObject {
  return listedFields(pool);
}

/** A row of 354 */
export function runningPoolRow(pool: RunningPoolView): JsonObject {
  return { ...listedFields(pool), name: pool.description, user_backed: backedFields(pool) };
}

/** A row of 355 */
export function resolvedPoolRow(pool: ResolvedPoolView): JsonObject {
  return {
    total_winnings: wireNumber(pool.winningsMinor, pool.decimals),
    resolved_at: pool.resolvedAtMs,
    start_at: pool.startAtMs,
    description: pool.description,
    winning_target: pool.winningTarget,
    distributions: distributions(pool, () => ({})),
    people_involved: pool.people,
    pool_type: pool.type,
    user_backed: backedFields(pool),
    stop_accepting_bets_at: pool.stopAtMs,
    game_name: pool.gameName,
    money_at_stake: wireNumber(pool.grossMinor, pool.decimals),
    game_id: pool.gameId,
    target_level: pool.targetLevel,
    action_id: pool.action,
  };
}

function backedFields({ backed, decimals }: { backed: BackedView; decimals: number }): JsonObject {
  return Object.fromEntries(
    backed.map(({ target, stakeMinor }) => [target, wireNumber(stakeMinor, decimals)]),
  );
}

/** 360 */
export function distributionFields(pool: DistributionView): JsonObject {
  return {
    pool_id: pool.poolId,
    target_level: pool.targetLevel,
    distribution: distributions(pool, ({ displayName }) => ({ display_name: displayName })),
  };
}

function distributions(
  pool: DistributionView,
  more: (target: PoolTargetView) => JsonObject,
): JsonObject {
  const bets = new Map<string, [string, Json][]>();
  for (const { betId, target, userId, stakeMinor, placedAtMs } of pool.bets) {
    const amount = wireNumber(stakeMinor, pool.decimals);
    const entry: [string, Json] = [betId, { placed_at: placedAtMs, amount, user_id: userId }];
    const ofTarget = bets.get(target);
    if (ofTarget === undefined) bets.set(target, [entry]);
    else ofTarget.push(entry);
  }
  return Object.fromEntries(
    pool.targets.map((target) => [
      target.id,
      {
        bets: Object.fromEntries(bets.get(target.id) ?? []),
        multiplier: multiplier(target),
        ...more(target),
        amount_total: wireNumber(target.stakeMinor, pool.decimals),
      },
    ]),
  );
}

/** 356 */
export function placedBetFields(bet: PlacedBetView): JsonObject {
  const fields = {
    pool_id: bet.poolId,
    bet_id: bet.betId,
    amount: bet.amountAsSent,
    target: bet.target,
  };
  return bet.repeat === "idempotent" ? { ...fields, idempotent: true } : fields;
}
