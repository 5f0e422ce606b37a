// GET /r/games: what can be watched or will be, of all sources. What is being played comes first, then
// what begins soonest.
import { type Game, type State, gameOf, sourceOf } from "../../engine/state.ts";
import { gameStatus } from "../../protocol/game-view.ts";
import { allDurable } from "../../sequencer/all-durable.ts";
import { jsonAnswer, refusalAnswer } from "./answer.ts";
import type { HttpParts } from "./http-parts.ts";
import { isHttpRefusal, readQueries, readWhole } from "./query-fields.ts";
import type { HttpContext } from "./routes.ts";

const SHOWN_AT_ONCE = 100;
const SHOWN_MAX = 500;

export async function listGames(
  { writer }: Pick<HttpParts, "writer">,
  context: HttpContext,
): Promise<Response> {
  const asked = readQueries(context, ["limit"]);
  if (isHttpRefusal(asked)) return refusalAnswer(asked);
  const number = { min: 1, max: SHOWN_MAX, fallback: SHOWN_AT_ONCE };
  const limit = readWhole("limit", asked.limit, number);
  if (isHttpRefusal(limit)) return refusalAnswer(limit);
  writer.catchUp();
  const { state } = writer;
  const nowMs = writer.nowMs();
  const games = [...openGames(state)].sort(
    (a, b) => rankOf(a) - rankOf(b) || a.liveStartAtMs - b.liveStartAtMs,
  );
  const rows = games.slice(0, limit).map((game) => rowOf(state, game, nowMs));
  const answer = jsonAnswer(200, { games: rows, total: games.length });
  await allDurable(writer);
  return answer;
}

/** By source, so that closed games are not walked where a source is closed. */
function* openGames(state: State): Generator<Game, void, undefined> {
  for (const source of state.sources.values()) {
    if (source.status !== "open") continue;
    for (const gameId of source.games) {
      const game = gameOf(state, gameId);
      if (game.status.kind !== "closed") yield game;
    }
  }
}

function rankOf({ status }: Game): number {
  return status.kind === "open" || status.kind === "closing" ? 0 : 1;
}

function rowOf(state: State, game: Game, nowMs: number): object {
  const { status } = game;
  return {
    game_id: game.gameId,
    source_id: game.sourceId,
    source_name: sourceOf(state, game.sourceId).name,
    game_name: game.name,
    type: game.type,
    currency: game.currency,
    phase: rankOf(game) === 0 ? "active" : "upcoming",
    status: gameStatus(game, nowMs),
    hashtag: game.hashtag,
    image_url: game.imageUrl,
    open_at: status.kind === "upcoming" ? null : game.openAtMs,
    close_at: game.closeAtMs,
    live_start_at: game.liveStartAtMs,
    live_finish_at: game.liveFinishAtMs,
    open_pools: game.unresolved.size,
  };
}
