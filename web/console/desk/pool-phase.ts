// Whether a pool takes bets, as far as one can see from outside.
import type { PoolView } from "../../../client/src/index.ts";

/** `waiting`: it takes no bets any more, for good, and has no result yet. */
export type PoolPhase = "taking" | "locked" | "waiting";

export function phaseOf(pool: PoolView, nowMs: number): PoolPhase {
  const endsMs = Math.min(pool.stop_accepting_bets_at ?? Infinity, pool.finish_at ?? Infinity);
  if (nowMs >= endsMs) return "waiting";
  return pool.is_blocked ? "locked" : "taking";
}

/** Yes or no: a question of its own, which its provider answers. */
export function isBinary({ action_id: action }: PoolView): boolean {
  return action.startsWith("binary-");
}
