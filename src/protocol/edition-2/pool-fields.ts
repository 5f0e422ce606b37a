// Pools and bets in edition 2.0.
import { formatDecimal } from "../../money/amount.ts";
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
    money_at_stake: formatDecimal(pool.grossMinor, decimals),
    target_level: pool.targetLevel,
    targets: pool.targets.map((target) => ({
      target_id: target.id,
      backing_people: target.people,
      to_win_if_backed: multiplier(target),
      display_name: { symbol: target.symbol, display_name: target.displayName },
      backing_money: formatDecimal(target.stakeMinor, decimals),
    })),
    start_at: pool.startAtMs,
    finish_at: pool.finishAtMs,
    stop_accepting_bets_at: pool.stopAtMs,
    is_blocked: pool.block === "blocked",
    pool_version: pool.version,
  };
}

function multiplier({ multiplierHundredths }: PoolTargetView): string {
  return formatDecimal(multiplierHundredths, 2);
}

/** What a client needs to tell an older distribution from a newer one. */
function versionFields(pool: DistributionView): JsonObject {
  return {
    pool_version: pool.version,
    bets_count: pool.betsCount,
    is_final: pool.standing === "final",
  };
}

/** A row of 3535 and 353 */
export function openPoolRow(pool: DistributionView): JsonObject {
  return {
    pool_id: pool.poolId,
    type: pool.type,
    action_id: pool.action,
    description: pool.description,
    start_at: pool.startAtMs,
    finish_at: pool.finishAtMs,
    stop_accepting_bets_at: pool.stopAtMs,
    is_blocked: pool.block === "blocked",
    people_involved: pool.people,
    money_at_stake: formatDecimal(pool.grossMinor, pool.decimals),
    target_level: pool.targetLevel,
    distributions: distributions(pool, () => ({})),
    ...versionFields(pool),
  };
}

/** A row of 354 */
export function runningPoolRow(pool: RunningPoolView): JsonObject {
  return { ...openPoolRow(pool), name: pool.description, user_backed: backedFields(pool) };
}

/** A row of 355 */
export function resolvedPoolRow(pool: ResolvedPoolView): JsonObject {
  return {
    pool_id: pool.poolId,
    game_id: pool.gameId,
    game_name: pool.gameName,
    pool_type: pool.type,
    action_id: pool.action,
    description: pool.description,
    start_at: pool.startAtMs,
    stop_accepting_bets_at: pool.stopAtMs,
    resolved_at: pool.resolvedAtMs,
    winning_target: pool.winningTarget,
    total_winnings: formatDecimal(pool.winningsMinor, pool.decimals),
    user_backed: backedFields(pool),
    people_involved: pool.people,
    money_at_stake: formatDecimal(pool.grossMinor, pool.decimals),
    target_level: pool.targetLevel,
    distributions: distributions(pool, () => ({})),
    ...versionFields(pool),
  };
}

function backedFields({ backed, decimals }: { backed: BackedView; decimals: number }): JsonObject {
  return Object.fromEntries(
    backed.map(({ target, stakeMinor }) => [target, formatDecimal(stakeMinor, decimals)]),
  );
}

/** 360 */
export function distributionFields(pool: DistributionView): JsonObject {
  return {
    pool_id: pool.poolId,
    people_involved: pool.people,
    money_at_stake: formatDecimal(pool.grossMinor, pool.decimals),
    target_level: pool.targetLevel,
    distribution: distributions(pool, ({ displayName }) => ({ display_name: displayName })),
    ...versionFields(pool),
  };
}

function distributions(
  pool: DistributionView,
  more: (target: PoolTargetView) => JsonObject,
): JsonObject[] {
  const bets = new Map<string, Json[]>();
  for (const { betId, target, userId, stakeMinor, placedAtMs } of pool.bets) {
    const amount = formatDecimal(stakeMinor, pool.decimals);
    const bet = { bet_id: betId, placed_at: placedAtMs, amount, user_id: userId };
    const ofTarget = bets.get(target);
    if (ofTarget === undefined) bets.set(target, [bet]);
    else ofTarget.push(bet);
  }
  return pool.targets.map((target) => ({
    target_id: target.id,
    bets: bets.get(target.id) ?? [],
    multiplier: multiplier(target),
    ...more(target),
    amount_total: formatDecimal(target.stakeMinor, pool.decimals),
  }));
}

/** 356. The amount as sent; what was a number is its text. */
export function placedBetFields(bet: PlacedBetView): JsonObject {
  const fields = {
    pool_id: bet.poolId,
    bet_id: bet.betId,
    amount: String(bet.amountAsSent),
    target: bet.target,
  };
  return bet.repeat === "idempotent" ? { ...fields, idempotent: true } : fields;
}
