// A game leaves the memory. What stays is the little by which it can still be told from one that
// never was.
import type { GameId } from "./ids.ts";
import { type State, gameOf, poolOf, sourceOf } from "./state.ts";
import { suspensionKey } from "./suspension.ts";

export function evolveArchived(state: State, gameId: GameId): void {
  const { archived } = state;
  const game = gameOf(state, gameId);
  if (game.status.kind !== "closed" || game.unresolved.size > 0) {
    throw new Error(`game ${gameId} is ${game.status.kind} and can't leave the memory`);
  }
  for (const index of game.pools) {
    const { poolId } = poolOf(state, index);
    state.pools[index] = undefined;
    state.poolIndexById.delete(poolId);
    archived.pools.add(poolId);
  }
  // Nobody could name the game any more to lift them.
  state.suspensions.delete(suspensionKey({ kind: "game", gameId }));
  state.suspensions.delete(suspensionKey({ kind: "provider", gameId }));
  const source = sourceOf(state, game.sourceId);
  source.games = source.games.filter((id) => id !== gameId);
  const before = archived.gamesOfSource.get(game.sourceId) ?? 0;
  archived.gamesOfSource.set(game.sourceId, before + 1);
  archived.games.add(gameId);
  state.games.delete(gameId);
}
