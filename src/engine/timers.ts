// Which timers the state has, and whether one that comes to the top still stands.
import type { TimerEntry, TimerKind, TimerSubject } from "./command.ts";
import { type Game, type Pool, type State, gameOf, isUnresolved } from "./state.ts";
import type { TimerHeap } from "./timer-heap.ts";

export function addPoolTimer(
  timers: TimerHeap,
  pool: Pool,
  kind: TimerKind,
  dueMs: number | null,
): void {
  if (dueMs === null) return;
  const subject: TimerSubject = { kind: "pool", pool: pool.index };
  timers.push({ dueMs, kind, creation: pool.creation, subject });
}

export function addGameTimer(
  timers: TimerHeap,
  game: Game,
  kind: TimerKind,
  dueMs: number | null,
): void {
  if (dueMs === null) return;
  const subject: TimerSubject = { kind: "game", gameId: game.gameId };
  timers.push({ dueMs, kind, creation: game.creation, subject });
}

export function addActionTimer(
  timers: TimerHeap,
  game: Game,
  action: string,
  kind: TimerKind,
  dueMs: number | null,
): void {
  if (dueMs === null) return;
  const subject: TimerSubject = { kind: "action", gameId: game.gameId, action };
  timers.push({ dueMs, kind, creation: game.creation, subject });
}

/** When the result of a finished pool falls. */
export function resultDueMs(pool: Pool): number | null {
  return pool.phase.kind === "finished" && pool.phase.awaits === "result"
    ? pool.phase.finishedAtMs + pool.terms.resultDelayMs
    : null;
}

/** Whether the timer's cause is still there and still at that time. */
export function stands(state: State, timer: TimerEntry): boolean {
  switch (timer.subject.kind) {
    case "pool": {
      const pool = state.pools[timer.subject.pool];
      return pool !== undefined && poolTimerDueMs(state, pool, timer.kind) === timer.dueMs;
    }
    case "game": {
      const game = state.games.get(timer.subject.gameId);
      return game !== undefined && gameTimerDueMs(game, timer.kind) === timer.dueMs;
    }
    case "action": {
      const game = state.games.get(timer.subject.gameId);
      if (game === undefined || !acceptsBetting(game)) return false;
      const block = game.blocks.get(timer.subject.action);
      const due = timer.kind === "block" ? block?.pendingBlockAtMs : block?.pendingAllowAtMs;
      return due === timer.dueMs;
    }
  }
}

/** The timer that is due first and still stands; entries that don't are dropped on the way. */
export function nextTimer(state: State): TimerEntry | undefined {
  for (;;) {
    const top = state.timers.peek();
    if (top === undefined || stands(state, top)) return top;
    state.timers.pop();
  }
}

function acceptsBetting(game: Game): boolean {
  return game.status.kind !== "closing" && game.status.kind !== "closed";
}

function poolTimerDueMs(state: State, pool: Pool, kind: TimerKind): number | null {
  if (!isUnresolved(pool)) return null;
  if (kind === "result") return resultDueMs(pool);
  if (pool.phase.kind !== "open") return null;
  // While its game is closing a pool keeps only its finish.
  if (kind === "finish") return pool.finishAtMs;
  if (!acceptsBetting(gameOf(state, pool.gameId))) return null;
  if (kind === "allow") return pool.pendingAllowAtMs;
  if (kind === "block") return pool.pendingBlockAtMs;
  if (kind === "stop") return pool.stoppedAtMs === null ? pool.stopAtMs : null;
  return null;
}

function gameTimerDueMs(game: Game, kind: TimerKind): number | null {
  if (kind === "open") return game.status.kind === "armed" ? game.openAtMs : null;
  if (kind === "close") return acceptsBetting(game) ? game.closeAtMs : null;
  return null;
}
