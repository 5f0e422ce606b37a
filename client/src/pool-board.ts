// The open pools of a game, kept as op 387 would list them.
import type {
  AllBettingPoolsForGame,
  BettingInPoolAllowed,
  BettingInPoolBlocked,
  BettingPoolOpened,
  NewBettingPoolBetsDistribution,
} from "./messages.ts";
import type { PoolView } from "./game-view.ts";

/** `dropped`: it was told before, or will come again in its place. */
export type Verdict = "taken" | "dropped";

export class PoolBoard {
  readonly #pools = new Map<string, PoolView>();

  get list(): readonly PoolView[] {
    return [...this.#pools.values()];
  }

  get(poolId: string): PoolView | undefined {
    return this.#pools.get(poolId);
  }

  load({ pools_list: pools }: AllBettingPoolsForGame): void {
    this.clear();
    for (const pool of pools) this.#pools.set(pool.pool_id, pool);
  }

  clear(): void {
    this.#pools.clear();
  }

  open(message: BettingPoolOpened): void {
    this.#pools.set(message.pool_id, rowOf(message));
  }

  resolve(poolId: string): void {
    this.#pools.delete(poolId);
  }

  block({
    pool_id: poolId,
    is_blocked,
    pool_version,
  }: BettingInPoolBlocked | BettingInPoolAllowed): void {
    const pool = this.#pools.get(poolId);
    if (pool !== undefined) this.#pools.set(poolId, { ...pool, is_blocked, pool_version });
  }

  /** Whether it was newer than what is known: by version, then by number of bets. */
  distribute(message: NewBettingPoolBetsDistribution): Verdict {
    const pool = this.#pools.get(message.pool_id);
    if (pool === undefined) return "dropped";
    const newer = message.pool_version - pool.pool_version || message.bets_count - pool.bets_count;
    if (newer < 0) return "dropped";
    const { people_involved, money_at_stake, pool_version, bets_count, is_final } = message;
    const distributions = message.distribution.map(
      ({ target_id, bets, multiplier, amount_total }) => ({
        target_id,
        bets,
        multiplier,
        amount_total,
      }),
    );
    const figures = { people_involved, money_at_stake, pool_version, bets_count, is_final };
    this.#pools.set(message.pool_id, { ...pool, ...figures, distributions });
    return "taken";
  }
}

/** A pool just opened, as it stands in a list. */
function rowOf(opened: BettingPoolOpened): PoolView {
  return {
    pool_id: opened.pool_id,
    type: opened.pool_type,
    action_id: opened.action,
    description: opened.description,
    start_at: opened.start_at,
    finish_at: opened.finish_at,
    stop_accepting_bets_at: opened.stop_accepting_bets_at,
    is_blocked: opened.is_blocked,
    people_involved: opened.people_involved,
    money_at_stake: opened.money_at_stake,
    target_level: opened.target_level,
    distributions: opened.targets.map((target) => ({
      target_id: target.target_id,
      bets: [],
      multiplier: target.to_win_if_backed,
      amount_total: target.backing_money,
    })),
    pool_version: opened.pool_version,
    bets_count: 0,
    is_final: false,
  };
}
