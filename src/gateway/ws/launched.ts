// What a page that came by a launch may do and hear of: the one game, the one currency, no more. Its
// user may be known elsewhere too; the provider's page is not to learn of that.
import type { GameSession } from "../../engine/hub/hub-state.ts";
import { poolGameOf } from "../../engine/hub/game-session.ts";
import type { GameId, GameSessionId } from "../../engine/ids.ts";
import { type State, gameOf, poolById } from "../../engine/state.ts";
import type { ClientRequest, Query } from "../../protocol/client-request.ts";
import type { Refused } from "./delivery.ts";

export type Launched = {
  readonly sessionId: GameSessionId;
  /** null: a game of the provider's own, which is not played here. */
  readonly gameId: GameId | null;
  readonly currency: string;
};

/** The session of a token, over or not; null where the token is none. */
export type FindGameSession = (token: string) => Promise<GameSession | null>;

export function launchedBy(state: State, session: GameSession): Launched {
  const { sessionId, currency } = session;
  return { sessionId, currency, gameId: poolGameOf(state, session)?.gameId ?? null };
}

/** Why a request does not belong to what was launched, or null. */
export function outsideLaunch(
  state: State,
  launched: Launched,
  request: ClientRequest,
): Refused | null {
  switch (request.kind) {
    case "ping":
    case "op-codes":
      return null;
    case "handshake":
      return request.credentials === null ? null : notHere("logging in");
    case "join":
    case "leave":
      return otherGame(launched, request.gameId);
    case "query":
      return outsideQuery(state, launched, request.query);
    case "command": {
      // Whether the pool is one of the game's is the engine's to say.
      if (request.command.kind === "place-bet") return null;
      return notHere(request.command.kind);
    }
    case "appoint":
      return notHere("appointing");
  }
}

function outsideQuery(state: State, launched: Launched, query: Query): Refused | null {
  switch (query.kind) {
    case "game-details":
    case "open-pools":
    case "unbacked-pools":
    case "running-pools":
    case "resolved-pools":
      return otherGame(launched, query.gameId);
    case "distribution": {
      const pool = poolById(state, query.poolId);
      return pool === undefined ? null : otherGame(launched, gameOf(state, pool.gameId).gameId);
    }
    case "balance": {
      if (query.currency === launched.currency) return null;
      const text = `this session is in ${launched.currency}; currency is ${query.currency}`;
      return { code: "NO_PRIVILEGE", text };
    }
    case "my-sources":
    case "my-games":
    case "source-games":
    case "upcoming-games":
      return notHere(query.kind);
  }
}

function otherGame({ gameId }: Launched, asked: GameId): Refused | null {
  if (asked === gameId) return null;
  const own = gameId === null ? "a game that is played elsewhere" : `game ${gameId}`;
  return { code: "NO_PRIVILEGE", text: `this session is for ${own}, not for ${asked}` };
}

function notHere(what: string): Refused {
  const text = `${what} is not for a launched game; accepted: joining it, betting in it, reading it`;
  return { code: "NO_PRIVILEGE", text };
}
