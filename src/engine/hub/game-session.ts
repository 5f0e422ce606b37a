// Reads about launched games: one player, one account, one game, one currency.
import type { GameId, GameSessionId, SourceId } from "../ids.ts";
import type { Game, State } from "../state.ts";
import type { GameSession } from "./hub-state.ts";
import { providerAccountOf } from "./provider-account.ts";

export function sessionFor(state: State, sessionId: GameSessionId): GameSession | undefined {
  return state.hub.sessions.get(sessionId);
}

/** Good strictly before its end. */
export function hasExpired(session: GameSession, nowMs: number): boolean {
  return nowMs >= session.expiresAtMs;
}

/** The pool game the session is for; undefined where it is a game of the provider's own, or has left. */
export function poolGameOf(state: State, session: GameSession): Game | undefined {
  const { sourceId } = providerAccountOf(state, session.accountId);
  return poolGameIn(state, sourceId, session.game);
}

/** A provider may give a game of its own any id, that of another source's pool game too. */
export function poolGameIn(state: State, sourceId: SourceId, game: string): Game | undefined {
  const found = state.games.get(game as GameId);
  return found?.sourceId === sourceId ? found : undefined;
}

/** A round of the provider's game is open, or a bet of the player's waits for its pool to be resolved. */
export function isPending(state: State, session: GameSession): boolean {
  if (session.openRounds.size > 0) return true;
  const game = poolGameOf(state, session);
  if (game === undefined) return false;
  for (const index of game.unresolved) {
    const pool = state.pools[index];
    if (pool !== undefined && pool.bets.lastOfUser(session.userId) >= 0) return true;
  }
  return false;
}
