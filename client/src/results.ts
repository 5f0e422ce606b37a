// Resolved pools, newest first, and what each brought me.
import type { Backed, Outcome, ResultView } from "./game-view.ts";
import type { BetPoolExpired, BetPoolResolved, YourResolvedPoolsForGame } from "./messages.ts";

export type Resolution = BetPoolResolved | BetPoolExpired;

const KEPT_MAX = 100;

export class Results {
  #list: readonly ResultView[] = [];

  get list(): readonly ResultView[] {
    return this.#list;
  }

  /** `backed` as it was last; a personal copy comes after the general one. */
  add(message: Resolution, mine: { userId: number | null; backed: Backed }): void {
    const outcome = outcomeOf(message, mine.userId);
    const known = this.#list.find(({ pool_id: poolId }) => poolId === message.pool_id);
    if (known !== undefined) {
      this.#list = this.#list.map((row) => (row === known ? { ...row, outcome } : row));
      return;
    }
    const resolvedAt = message.res === 362 ? message.resolved_at : message.expired_at;
    this.#put({
      pool_id: message.pool_id,
      description: message.description,
      winning_target: message.winning_target,
      resolved_at: resolvedAt,
      backed: mine.backed,
      winnings: null,
      outcome,
    });
  }

  /** Those that were resolved while nobody was listening here. */
  load({ pools_list: pools }: YourResolvedPoolsForGame): void {
    const known = new Set(this.#list.map((row) => row.pool_id));
    const missed = pools.filter((pool) => !known.has(pool.pool_id));
    for (const pool of missed.sort((a, b) => a.resolved_at - b.resolved_at)) {
      this.#put({
        pool_id: pool.pool_id,
        description: pool.description,
        winning_target: pool.winning_target,
        resolved_at: pool.resolved_at,
        backed: pool.user_backed,
        winnings: pool.total_winnings,
        outcome: null,
      });
    }
  }

  #put(row: ResultView): void {
    const later = this.#list.findIndex((other) => other.resolved_at <= row.resolved_at);
    const at = later < 0 ? this.#list.length : later;
    this.#list = this.#list.toSpliced(at, 0, row).slice(0, KEPT_MAX);
  }
}

function outcomeOf(message: Resolution, userId: number | null): Outcome | null {
  if (userId === null || "truncated" in message) return null;
  const paid = message.winners[userId];
  const lost = message.losers[userId];
  const returned = message.refunds[userId];
  if (paid === undefined && lost === undefined && returned === undefined) return null;
  return { paid: paid ?? "0", lost: lost ?? "0", returned: returned ?? "0" };
}
