// /r/sources/{id}/games/...: games and pools as the socket tells of them, in edition 2.0. Reads are open
// to everybody, but for what one player has bet in.
import type { Hono } from "hono";
import { type GameId, isUuid, type SourceId, type UserId } from "../../engine/ids.ts";
import { noSuchGame } from "../../engine/rights.ts";
import type { Game, State } from "../../engine/state.ts";
import type { Query } from "../../protocol/client-request.ts";
import { answerQuery } from "../../protocol/query.ts";
import { Rendering } from "../../protocol/rendering.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { type HttpRefusal, jsonAnswer, refusalAnswer, refuseHttp } from "./answer.ts";
import { admitToHistory } from "./history-gate.ts";
import type { HttpEnvironment, HttpParts } from "./http-parts.ts";
import { placeBet } from "./predictions.ts";
import { type HttpContext, route } from "./routes.ts";

export const HTTP_EDITION = "2.0";

const GAME = "/r/sources/:source/games/:phase/:game";

export function addPublicGameRoutes(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  const games = new PublicGames(parts);
  route(app, "/r/sources/:source/games/active", { GET: (c) => games.list(c, "source-games") });
  route(app, "/r/sources/:source/games/upcoming", { GET: (c) => games.list(c, "upcoming-games") });
  route(app, `${GAME}/pools/open`, { GET: (c) => games.openPools(c) });
  route(app, `${GAME}/pools/open/:user`, { GET: (c) => games.poolsFor(c) });
  route(app, `${GAME}/pools/open/:pool/predictions`, {
    PUT: (c) => placeBet(parts, c),
    POST: (c) => placeBet(parts, c),
  });
}

class PublicGames {
  readonly #parts: HttpParts;

  constructor(parts: HttpParts) {
    this.#parts = parts;
  }

  list(context: HttpContext, kind: "source-games" | "upcoming-games"): Promise<Response> {
    const sourceId = uuidIn(context, "source");
    if (sourceId === null) return Promise.resolve(refusalAnswer(noSource()));
    return this.#answer({ kind, sourceId: sourceId as SourceId }, null);
  }

  openPools(context: HttpContext): Promise<Response> {
    this.#parts.writer.catchUp();
    const game = gameInPath(this.#parts.writer.state, context);
    if ("code" in game) return Promise.resolve(refusalAnswer(game));
    return this.#answer({ kind: "open-pools", gameId: game.gameId }, null);
  }

  /** Those the user has no bet in; only the user and administrators may know. */
  async poolsFor(context: HttpContext): Promise<Response> {
    const { headers } = context.req.raw;
    const reader = await admitToHistory(this.#parts, headers, context.req.param("user") ?? "");
    if (reader.kind === "refused") return refusalAnswer(reader);
    this.#parts.writer.catchUp();
    const game = gameInPath(this.#parts.writer.state, context);
    if ("code" in game) return refusalAnswer(game);
    return this.#answer({ kind: "unbacked-pools", gameId: game.gameId }, reader.userId);
  }

  async #answer(query: Query, userId: UserId | null): Promise<Response> {
    const { writer } = this.#parts;
    writer.catchUp();
    const told = answerQuery(writer.state, query, userId, writer.nowMs());
    const answer =
      told instanceof Rendering ? jsonAnswer(200, told.render(HTTP_EDITION)) : refusalAnswer(told);
    await allDurable(writer);
    return answer;
  }
}

function uuidIn(context: HttpContext, name: string): string | null {
  const id = (context.req.param(name) ?? "").toLowerCase();
  return isUuid(id) ? id : null;
}

function noSource(): HttpRefusal {
  return refuseHttp("SOURCE_NOT_FOUND", "the id in the path is no id of a source");
}

/** The game that source, phase and game of the path name together. */
export function gameInPath(state: State, context: HttpContext): Game | HttpRefusal {
  const sourceId = uuidIn(context, "source") as SourceId | null;
  if (sourceId === null || !state.sources.has(sourceId)) return noSource();
  const gameId = uuidIn(context, "game") as GameId | null;
  const game = gameId === null ? undefined : state.games.get(gameId);
  if (game === undefined) {
    return gameId === null
      ? refuseHttp("GAME_NOT_FOUND", "the id in the path is no id of a game")
      : noSuchGame(state, gameId);
  }
  if (game.sourceId !== sourceId) {
    return refuseHttp("GAME_NOT_FOUND", `game ${gameId} is not one of source ${sourceId}`);
  }
  const phase = context.req.param("phase");
  const isUpcoming = game.status.kind === "upcoming" || game.status.kind === "armed";
  if (game.status.kind === "closed") return refuseHttp("GAME_CLOSED", `game ${gameId} is closed`);
  const own = isUpcoming ? "upcoming" : "active";
  if (phase === own) return game;
  return refuseHttp("GAME_NOT_FOUND", `game ${gameId} is ${own}; accepted: .../games/${own}/...`);
}
