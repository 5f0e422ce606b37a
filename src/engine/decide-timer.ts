// A timer at its due time. The sequencer fires due timers before any command; the context's time is
// the due time, or the last fact's where that is later.
import type { Context, TimerEntry } from "./command.ts";
import { pushActionAllow, pushActionBlock, takeAllowBack } from "./decide-block.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import { closeGame } from "./game-closing.ts";
import { closeGameAfterLast, resultAtFinish, settlePool } from "./resolution.ts";
import { type Game, type Pool, type State, blockedSince, gameOf, poolOf } from "./state.ts";
import { stands } from "./timers.ts";

export function decideTimer(state: State, timer: TimerEntry, context: Context): Decision {
  const draft = new Draft(state, context, "system");
  if (!stands(state, timer)) return accept([]);
  const { subject } = timer;
  switch (subject.kind) {
    case "pool":
      poolTimer(draft, poolOf(state, subject.pool), timer.kind);
      break;
    case "game":
      gameTimer(draft, gameOf(state, subject.gameId), timer.kind);
      break;
    case "action":
      actionTimer(draft, gameOf(state, subject.gameId), subject.action, timer.kind);
      break;
  }
  return accept(draft.facts);
}

function poolTimer(draft: Draft, pool: Pool, kind: TimerEntry["kind"]): void {
  const base = { ...draft.sign, pool: pool.index };
  switch (kind) {
    case "allow":
      if (pool.blockedAtMs !== null && pool.stoppedAtMs === null) {
        draft.facts.push({ kind: "PoolAllowed", ...base });
      } else {
        draft.facts.push({ kind: "PoolAllowScheduled", ...base, atMs: null });
      }
      return;
    case "block":
      if (blockedSince(pool) === null) {
        draft.facts.push({ kind: "PoolBlocked", ...base });
      } else {
        draft.facts.push({ kind: "PoolBlockScheduled", ...base, atMs: null });
        takeAllowBack(draft, pool);
      }
      return;
    case "stop":
      draft.facts.push({ kind: "PoolStopped", ...base });
      return;
    case "finish":
      finish(draft, pool);
      return;
    case "result":
      settleAtFinish(draft, pool);
      return;
    case "open":
    case "close":
      throw new Error(`pools have no ${kind} timer`);
  }
}

function finish(draft: Draft, pool: Pool): void {
  const base = { ...draft.sign, pool: pool.index };
  if (resultAtFinish(pool) === null) {
    draft.facts.push({ kind: "PoolFinished", ...base, awaits: "decision" });
  } else if (pool.terms.resultDelayMs > 0) {
    draft.facts.push({ kind: "PoolFinished", ...base, awaits: "result" });
  } else {
    settleAtFinish(draft, pool);
  }
}

function settleAtFinish(draft: Draft, pool: Pool): void {
  const winner = resultAtFinish(pool);
  if (winner === null || pool.finishAtMs === null) {
    throw new Error(`pool ${pool.poolId} has no result of its own`);
  }
  settlePool(draft, pool, { winner, happenedAtMs: pool.finishAtMs, cause: "finish" });
  closeGameAfterLast(draft, pool);
}

function gameTimer(draft: Draft, game: Game, kind: TimerEntry["kind"]): void {
  if (kind === "open") {
    const { gameId } = game;
    draft.facts.push({ kind: "GameOpened", ...draft.sign, gameId, actions: [], targets: [] });
  } else {
    closeGame(draft, game, "by-itself");
  }
}

function actionTimer(draft: Draft, game: Game, action: string, kind: TimerEntry["kind"]): void {
  const base = { ...draft.sign, gameId: game.gameId, action, atMs: null };
  if (kind === "block") {
    pushActionBlock(draft, game, action);
    // A mark set now ends the plan itself.
    if (draft.facts[0]?.kind !== "ActionBlocked") {
      draft.facts.push({ kind: "ActionBlockScheduled", ...base });
    }
    return;
  }
  pushActionAllow(draft, game, action);
  if (draft.facts.length === 0) draft.facts.push({ kind: "ActionAllowScheduled", ...base });
}
