import type { CommandOf, Context } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import { unresolvedPools } from "./game-closing.ts";
import { refuse } from "./refusal.ts";
import { closedOrClosing, gameOfGameAdmin, isRefusal, poolOfGameAdmin } from "./rights.ts";
import { type Game, type Pool, type State, blockedSince, gameOf, isUnresolved } from "./state.ts";

/** Ops 397 and 398. */
export function decidePoolBlock(
  state: State,
  command: CommandOf<"block-pool" | "allow-pool">,
  context: Context,
): Decision {
  const pool = poolOfGameAdmin(state, context, command.poolId);
  if (isRefusal(pool)) return pool;
  if (!isUnresolved(pool)) return refuse("POOL_CLOSED", `pool ${pool.poolId} is resolved`);
  const over = closedOrClosing(gameOf(state, pool.gameId));
  if (over !== null) return over;
  const draft = new Draft(state, context, "game-admin");
  return command.kind === "block-pool"
    ? blockPool(draft, pool, command.atMs)
    : allowPool(draft, pool, command.atMs);
}

function blockPool(draft: Draft, pool: Pool, askedAtMs: number | null): Decision {
  const { nowMs } = draft.context;
  const since = blockedSince(pool);
  if (askedAtMs !== null && askedAtMs > nowMs && pool.stoppedAtMs === null) {
    draft.facts.push({
      kind: "PoolBlockScheduled",
      ...draft.sign,
      pool: pool.index,
      atMs: askedAtMs,
    });
    return accept(draft.facts, { kind: "pool-blocked", pool: pool.index, atMs: askedAtMs });
  }
  if (since === null) return accept([{ kind: "PoolBlocked", ...draft.sign, pool: pool.index }]);
  takeAllowBack(draft, pool);
  return accept(draft.facts, { kind: "pool-blocked", pool: pool.index, atMs: since });
}

function allowPool(draft: Draft, pool: Pool, askedAtMs: number | null): Decision {
  if (pool.stoppedAtMs !== null) {
    return refuse("POOL_STOPPED", `pool ${pool.poolId} takes no bets since ${pool.stoppedAtMs}`);
  }
  const { nowMs } = draft.context;
  if (askedAtMs !== null && askedAtMs > nowMs) {
    draft.facts.push({
      kind: "PoolAllowScheduled",
      ...draft.sign,
      pool: pool.index,
      atMs: askedAtMs,
    });
    return accept(draft.facts, { kind: "pool-allowed", pool: pool.index, atMs: askedAtMs });
  }
  if (pool.blockedAtMs === null) {
    const atMs = pool.allowedAtMs ?? pool.createdAtMs;
    return accept([], { kind: "pool-allowed", pool: pool.index, atMs });
  }
  return accept([{ kind: "PoolAllowed", ...draft.sign, pool: pool.index }]);
}

/** Ops 3975 and 3985. */
export function decideActionBlock(
  state: State,
  command: CommandOf<"block-action" | "allow-action">,
  context: Context,
): Decision {
  const game = gameOfGameAdmin(state, context, command.gameId);
  if (isRefusal(game)) return game;
  const over = closedOrClosing(game);
  if (over !== null) return over;
  const { action, atMs } = command;
  if (!game.actions.has(action)) {
    const known = [...game.actions.keys()].slice(0, 20).join(", ");
    return refuse("ACTION_UNKNOWN", `action "${action}" is not one of this game's: ${known}`);
  }
  const draft = new Draft(state, context, "game-admin");
  const kind = command.kind === "block-action" ? "block" : "allow";
  if (atMs !== null && atMs > context.nowMs) return scheduleAction(draft, game, action, kind, atMs);
  return kind === "block" ? blockAction(draft, game, action) : allowAction(draft, game, action);
}

function scheduleAction(
  draft: Draft,
  game: Game,
  action: string,
  kind: "block" | "allow",
  atMs: number,
): Decision {
  const { gameId } = game;
  if (kind === "block") {
    draft.facts.push({ kind: "ActionBlockScheduled", ...draft.sign, gameId, action, atMs });
    return accept(draft.facts, { kind: "action-blocked", gameId, action, atMs });
  }
  draft.facts.push({ kind: "ActionAllowScheduled", ...draft.sign, gameId, action, atMs });
  return accept(draft.facts, { kind: "action-allowed", gameId, action, atMs });
}

function blockAction(draft: Draft, game: Game, action: string): Decision {
  const { gameId } = game;
  const since = game.blocks.get(action)?.blockedAtMs ?? null;
  pushActionBlock(draft, game, action);
  const blocked = draft.facts.some((fact) => fact.kind === "ActionBlocked");
  if (blocked || since === null) return accept(draft.facts);
  return accept(draft.facts, { kind: "action-blocked", gameId, action, atMs: since });
}

/**
 * Marks the action and blocks its unresolved pools that still take bets. Where all that is so already
 * nothing is said again. Either way older plans to allow bets are off.
 */
export function pushActionBlock(draft: Draft, game: Game, action: string): void {
  const { gameId } = game;
  const block = game.blocks.get(action);
  const pools = unresolvedPools(draft, game).filter((pool) => pool.action === action);
  const marked = (block?.blockedAtMs ?? null) !== null;
  if (!marked || pools.some((pool) => blockedSince(pool) === null)) {
    draft.facts.push({ kind: "ActionBlocked", ...draft.sign, gameId, action });
  } else if ((block?.pendingAllowAtMs ?? null) !== null) {
    draft.facts.push({ kind: "ActionAllowScheduled", ...draft.sign, gameId, action, atMs: null });
  }
  for (const pool of pools) {
    if (blockedSince(pool) === null) {
      draft.facts.push({ kind: "PoolBlocked", ...draft.sign, pool: pool.index });
    } else {
      takeAllowBack(draft, pool);
    }
  }
}

/** Whoever blocks does not expect an older plan to allow bets again. */
export function takeAllowBack(draft: Draft, pool: Pool): void {
  if (pool.pendingAllowAtMs === null) return;
  draft.facts.push({ kind: "PoolAllowScheduled", ...draft.sign, pool: pool.index, atMs: null });
}

function allowAction(draft: Draft, game: Game, action: string): Decision {
  const { gameId } = game;
  const atMs = game.blocks.get(action)?.allowedAtMs ?? draft.context.nowMs;
  pushActionAllow(draft, game, action);
  if (draft.facts.length > 0) return accept(draft.facts);
  return accept([], { kind: "action-allowed", gameId, action, atMs });
}

/**
 * Clears the mark and lets bets into every pool of the action that was blocked and not stopped; drafts
 * nothing where nothing was blocked.
 */
export function pushActionAllow(draft: Draft, game: Game, action: string): void {
  const { gameId } = game;
  const marked = (game.blocks.get(action)?.blockedAtMs ?? null) !== null;
  const pools = unresolvedPools(draft, game).filter((pool) => canBeAllowed(pool, action));
  if (!marked && pools.length === 0) return;
  draft.facts.push({ kind: "ActionAllowed", ...draft.sign, gameId, action });
  for (const pool of pools) {
    draft.facts.push({ kind: "PoolAllowed", ...draft.sign, pool: pool.index });
  }
}

function canBeAllowed(pool: Pool, action: string): boolean {
  return pool.action === action && pool.blockedAtMs !== null && pool.stoppedAtMs === null;
}
