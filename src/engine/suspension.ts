// Where betting is suspended by the operator, or because a provider has gone silent. Reads only.
import { assertNever } from "./assert-never.ts";
import type { SuspensionScope } from "./command.ts";
import type { UserId } from "./ids.ts";
import {
  type Game,
  type Pool,
  type State,
  type Suspension,
  blockedSince,
  gameOf,
} from "./state.ts";

export function suspensionKey(scope: SuspensionScope): string {
  switch (scope.kind) {
    case "all":
      return "all";
    case "source":
      return `source ${scope.sourceId}`;
    case "game":
      return `game ${scope.gameId}`;
    case "player":
      return `player ${scope.userId}`;
    case "provider":
      return `provider ${scope.gameId}`;
    default:
      return assertNever(scope);
  }
}

/**
 * The suspension that keeps this user's bets out of the game, the widest first; null if none does.
 * Without a user: whoever it is. `except`: as if that one were not there.
 */
export function suspensionOf(
  state: State,
  game: Pick<Game, "gameId" | "sourceId">,
  userId: UserId | null,
  except: SuspensionScope | null = null,
): Suspension | null {
  const { suspensions } = state;
  if (suspensions.size === 0) return null;
  const { gameId, sourceId } = game;
  const scopes: SuspensionScope[] = [
    { kind: "all" },
    { kind: "source", sourceId },
    { kind: "game", gameId },
    { kind: "provider", gameId },
  ];
  if (userId !== null) scopes.push({ kind: "player", userId });
  const exceptKey = except === null ? null : suspensionKey(except);
  for (const scope of scopes) {
    const key = suspensionKey(scope);
    const suspension = key === exceptKey ? undefined : suspensions.get(key);
    if (suspension !== undefined) return suspension;
  }
  return null;
}

/** Whether a bet would be refused whoever placed it. */
export function takesNoBets(state: State, pool: Pool): boolean {
  if (blockedSince(pool) !== null) return true;
  return suspensionOf(state, gameOf(state, pool.gameId), null) !== null;
}

/** Games that a suspension covers and that still have pools; a player's covers none as a whole. */
export function gamesWithin(state: State, scope: SuspensionScope): Game[] {
  switch (scope.kind) {
    case "all":
      return [...state.games.values()].filter((game) => game.unresolved.size > 0);
    case "source":
      return [...state.games.values()].filter(
        (game) => game.sourceId === scope.sourceId && game.unresolved.size > 0,
      );
    case "game":
    case "provider":
      return [gameOf(state, scope.gameId)];
    case "player":
      return [];
    default:
      return assertNever(scope);
  }
}

/**
 * Pools whose betting a suspension stops or its end lets go on: unresolved, not blocked or stopped for
 * their own sake, and under no other suspension. In order of creation.
 */
export function poolsTouched(state: State, game: Game): Pool[] {
  return [...game.unresolved]
    .sort((a, b) => a - b)
    .flatMap((index) => state.pools[index] ?? [])
    .filter((pool) => blockedSince(pool) === null);
}
