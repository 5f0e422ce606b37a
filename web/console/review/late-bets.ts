// Whose bets a settlement as of some moment would give back as late: of the newest bets of a pool, which
// are all that a distribution names.
import type { PoolView } from "../../../client/src/index.ts";

export type LateBet = {
  readonly betId: string;
  readonly userId: number;
  readonly amount: string;
  readonly target: string;
};

/** A bet of that very moment is in time. Newest first. */
export function lateBetsOf(pool: PoolView, happenedAtMs: number): LateBet[] {
  return pool.distributions
    .flatMap(({ target_id: target, bets }) => bets.map((bet) => ({ ...bet, target })))
    .filter(({ placed_at: placedAtMs }) => placedAtMs > happenedAtMs)
    .sort((a, b) => b.placed_at - a.placed_at)
    .map(({ bet_id, user_id, amount, target }) => ({
      betId: bet_id,
      userId: user_id,
      amount,
      target,
    }));
}
