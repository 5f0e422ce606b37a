// What happens to one pool when it ends: settled or voided, opened anew, and its game with it where
// the game only waited for that.
import type { SettlementCause } from "./fact.ts";
import type { Draft } from "./draft.ts";
import type { PoolId } from "./ids.ts";
import { settlementFigures } from "./settlement.ts";
import { type Pool, gameOf, isBinary } from "./state.ts";
import { NONE } from "./target-tree.ts";

export type Settlement = {
  winner: string;
  /** Bets placed after this are late. */
  happenedAtMs: number;
  cause: SettlementCause;
};

export function settlePool(draft: Draft, pool: Pool, settlement: Settlement): void {
  const { winner, happenedAtMs, cause } = settlement;
  const figures = settlementFigures(pool, winner, happenedAtMs);
  draft.facts.push({ kind: "PoolSettled", ...draft.sign, pool: pool.index, cause, ...figures });
  const game = gameOf(draft.state, pool.gameId);
  if (pool.recreateOnEnd && game.status.kind === "open" && cause !== "close") recreate(draft, pool);
}

export function voidPool(draft: Draft, pool: Pool, reason: string): void {
  draft.facts.push({ kind: "PoolVoided", ...draft.sign, pool: pool.index, reason });
}

/** A game that is closing by itself is closed with its last pool; this pool is being resolved. */
export function closeGameAfterLast(draft: Draft, pool: Pool): void {
  const game = gameOf(draft.state, pool.gameId);
  const { status } = game;
  if (status.kind !== "closing" || status.finishes !== "by-itself") return;
  if (game.unresolved.size > 1 || !game.unresolved.has(pool.index)) return;
  draft.facts.push({ kind: "GameClosed", ...draft.sign, gameId: game.gameId });
}

/** An identical pool, its times shifted; born blocked while its action is. */
function recreate(draft: Draft, old: Pool): void {
  const poolId = draft.newId() as PoolId;
  const index = draft.newPoolIndex();
  const shiftMs = draft.sign.timeMs - old.createdAtMs;
  const { gameId, type, description, recreateOnEnd, manual, terms } = old;
  const action = isBinary(old) ? binaryAction(poolId) : old.action;
  draft.facts.push({
    kind: "PoolCreated",
    ...draft.sign,
    pool: index,
    poolId,
    gameId,
    type,
    action,
    targets: old.targets.map(({ id, displayName }) => ({
      id,
      displayName,
    })),
    description,
    recreateOnEnd,
    manual,
    terms,
    recreates: old.index,
    finishAtMs: old.finishAtMs === null ? null : old.finishAtMs + shiftMs,
    stopAtMs: old.stopAtMs === null ? null : old.stopAtMs + shiftMs,
  });
  const block = gameOf(draft.state, gameId).blocks.get(action);
  if ((block?.blockedAtMs ?? null) !== null) {
    draft.facts.push({ kind: "PoolBlocked", ...draft.sign, pool: index });
  }
}

/** The action that resolves one binary pool. */
export function binaryAction(poolId: PoolId): string {
  return `binary-${poolId}`;
}

/** What a time-based pool settles to when its time is up, or null where somebody must decide. */
export function resultAtFinish(pool: Pool): string | null {
  if (!isBinary(pool)) return NONE;
  if (pool.manual) return null;
  return pool.targets.some((target) => target.id === "no") ? "no" : null;
}
