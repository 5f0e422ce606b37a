// Closing a game: parimutuel pools settle to `none`, binary ones wait for a decision or, with their
// source, are voided.
import type { Draft } from "./draft.ts";
import type { PoolId } from "./ids.ts";
import { settlePool, voidPool } from "./resolution.ts";
import { type Game, type Pool, blockedSince, isBinary, poolOf } from "./state.ts";
import { NONE } from "./target-tree.ts";

/** In order of creation. */
export function unresolvedPools(draft: Draft, game: Game): Pool[] {
  return [...game.unresolved].sort((a, b) => a - b).map((index) => poolOf(draft.state, index));
}

/** Drafts what closing does now and returns the pools that wait for a decision. */
export function closeGame(
  draft: Draft,
  game: Game,
  finishes: "by-request" | "by-itself",
): PoolId[] {
  const pools = unresolvedPools(draft, game);
  const waiting = pools.filter(isBinary);
  settleAutomatic(draft, pools);
  for (const pool of waiting) {
    if (blockedSince(pool) === null) {
      draft.facts.push({ kind: "PoolBlocked", ...draft.sign, pool: pool.index });
    }
  }
  const { gameId } = game;
  if (waiting.length === 0) draft.facts.push({ kind: "GameClosed", ...draft.sign, gameId });
  else draft.facts.push({ kind: "GameClosing", ...draft.sign, gameId, finishes });
  return waiting.map((pool) => pool.poolId);
}

export function closeGameOfClosedSource(draft: Draft, game: Game): void {
  const pools = unresolvedPools(draft, game);
  settleAutomatic(draft, pools);
  for (const pool of pools.filter(isBinary)) voidPool(draft, pool, "its source was closed");
  draft.facts.push({ kind: "GameClosed", ...draft.sign, gameId: game.gameId });
}

function settleAutomatic(draft: Draft, pools: Pool[]): void {
  const happenedAtMs = draft.sign.timeMs;
  for (const pool of pools) {
    if (!isBinary(pool)) settlePool(draft, pool, { winner: NONE, happenedAtMs, cause: "close" });
  }
}
