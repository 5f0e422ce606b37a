// Whether a pool takes bets now, and until when. The server decides; this is what to show meanwhile.
import type { PoolView } from "../../client/src/index.ts";

export type Standing = "open" | "locked" | "stopped";

export function standingOf(pool: PoolView, nowMs: number): Standing {
  const stopMs = stopOf(pool);
  if (stopMs !== null && stopMs <= nowMs) return "stopped";
  return pool.is_blocked ? "locked" : "open";
}

export function stopOf({
  stop_accepting_bets_at: stop,
  finish_at: finish,
}: PoolView): number | null {
  return stop ?? finish;
}
