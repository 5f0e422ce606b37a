import type { FactOf } from "./fact.ts";
import { type ActionBlock, type Game, type State, gameOf, poolOf } from "./state.ts";
import { addActionTimer, addPoolTimer } from "./timers.ts";

type PoolBlockFact = FactOf<
  "PoolBlocked" | "PoolAllowed" | "PoolBlockScheduled" | "PoolAllowScheduled"
>;
type ActionBlockFact = FactOf<
  "ActionBlocked" | "ActionAllowed" | "ActionBlockScheduled" | "ActionAllowScheduled"
>;

export function evolveBlock(state: State, fact: PoolBlockFact | ActionBlockFact): void {
  if ("pool" in fact) evolvePoolBlock(state, fact);
  else evolveActionBlock(state, fact);
}

function evolvePoolBlock(state: State, fact: PoolBlockFact): void {
  const pool = poolOf(state, fact.pool);
  switch (fact.kind) {
    case "PoolBlocked":
      pool.blockedAtMs = fact.timeMs;
      pool.pendingBlockAtMs = null;
      pool.pendingAllowAtMs = null;
      pool.version++;
      gameOf(state, pool.gameId).seq++;
      return;
    case "PoolAllowed":
      pool.blockedAtMs = null;
      pool.allowedAtMs = fact.timeMs;
      pool.pendingAllowAtMs = null;
      pool.version++;
      gameOf(state, pool.gameId).seq++;
      return;
    case "PoolBlockScheduled":
      pool.pendingBlockAtMs = fact.atMs;
      addPoolTimer(state.timers, pool, "block", fact.atMs);
      return;
    case "PoolAllowScheduled":
      pool.pendingAllowAtMs = fact.atMs;
      addPoolTimer(state.timers, pool, "allow", fact.atMs);
      return;
  }
}

function evolveActionBlock(state: State, fact: ActionBlockFact): void {
  const game = gameOf(state, fact.gameId);
  const block = actionBlock(game, fact.action);
  switch (fact.kind) {
    case "ActionBlocked":
      block.blockedAtMs = fact.timeMs;
      block.pendingBlockAtMs = null;
      block.pendingAllowAtMs = null;
      game.seq++;
      return;
    case "ActionAllowed":
      block.blockedAtMs = null;
      block.allowedAtMs = fact.timeMs;
      block.pendingAllowAtMs = null;
      game.seq++;
      return;
    case "ActionBlockScheduled":
      block.pendingBlockAtMs = fact.atMs;
      addActionTimer(state.timers, game, fact.action, "block", fact.atMs);
      return;
    case "ActionAllowScheduled":
      block.pendingAllowAtMs = fact.atMs;
      addActionTimer(state.timers, game, fact.action, "allow", fact.atMs);
      return;
  }
}

function actionBlock(game: Game, action: string): ActionBlock {
  let block = game.blocks.get(action);
  if (block === undefined) {
    block = {
      blockedAtMs: null,
      allowedAtMs: null,
      pendingBlockAtMs: null,
      pendingAllowAtMs: null,
    };
    game.blocks.set(action, block);
  }
  return block;
}
