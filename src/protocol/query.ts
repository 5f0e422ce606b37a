// Reads: answered from the state, changing nothing.
import { assertNever } from "../engine/assert-never.ts";
import type { GameId, PoolIndex, SourceId, UserId } from "../engine/ids.ts";
import { type Refusal, refuse } from "../engine/refusal.ts";
import { findPool, isRefusal, noSuchGame } from "../engine/rights.ts";
import {
  type Game,
  type Pool,
  type State,
  gameOf,
  isSourceAdmin,
  isUnresolved,
  poolOf,
} from "../engine/state.ts";
import { gameDetails } from "./announcement.ts";
import type { Query } from "./client-request.ts";
import { gameView } from "./game-view.ts";
import { balanceView } from "./plain-messages.ts";
import { distributionView, resolvedPoolView, runningPoolView } from "./pool-view.ts";
import { Rendering } from "./rendering.ts";
import type { View } from "./view.ts";

/** `userId` null is a guest. `nowMs` only tells whether a game has begun in real life. */
export function answerQuery(
  state: State,
  query: Query,
  userId: UserId | null,
  nowMs: number,
): Rendering | Refusal {
  const view = viewOf(state, query, userId, nowMs);
  return view.kind === "refused" ? view : new Rendering(view);
}

function viewOf(state: State, query: Query, userId: UserId | null, nowMs: number): View | Refusal {
  switch (query.kind) {
    case "game-details": {
      const game = state.games.get(query.gameId);
      return game === undefined ? noSuchGame(state, query.gameId) : gameDetails(state, game, nowMs);
    }
    case "source-games":
    case "upcoming-games":
      return gamesOfSource(state, query.kind, query.sourceId, nowMs);
    case "distribution": {
      const pool = findPool(state, query.poolId);
      if (isRefusal(pool)) return pool;
      return { kind: "new_betting_pool_bets_distribution", pool: distributionView(state, pool) };
    }
    case "open-pools":
    case "unbacked-pools":
      return poolsToBetIn(state, query.kind, query.gameId, userId);
    case "my-sources":
    case "my-games":
    case "running-pools":
    case "resolved-pools":
    case "balance":
      return userId === null
        ? refuse("NOT_LOGGED_IN", "this is about your own account; log in first")
        : ownView(state, query, userId);
    default:
      return assertNever(query);
  }
}

function gamesOfSource(
  state: State,
  kind: "source-games" | "upcoming-games",
  sourceId: SourceId,
  nowMs: number,
): View | Refusal {
  const source = state.sources.get(sourceId);
  if (source === undefined) return refuse("SOURCE_NOT_FOUND", `there is no source ${sourceId}`);
  if (source.status !== "open") return refuse("SOURCE_CLOSED", `source ${sourceId} is closed`);
  const games = source.games
    .map((gameId) => gameOf(state, gameId))
    .filter((game) => (kind === "source-games" ? isActive(game) : isUpcoming(game)))
    .map((game) => gameView(game, nowMs));
  return kind === "source-games"
    ? { kind: "games_list_for_source", sourceId, games }
    : { kind: "upcoming_games_list_for_source", sourceId, games };
}

function isActive(game: Game): boolean {
  return game.status.kind === "open" || game.status.kind === "closing";
}

function isUpcoming(game: Game): boolean {
  return game.status.kind === "upcoming" || game.status.kind === "armed";
}

/** To a guest, and to whoever has no bet, both lists are the same. */
function poolsToBetIn(
  state: State,
  kind: "open-pools" | "unbacked-pools",
  gameId: GameId,
  userId: UserId | null,
): View | Refusal {
  const game = state.games.get(gameId);
  if (game === undefined) return noSuchGame(state, gameId);
  const all = kind === "open-pools" || userId === null;
  const pools = openPools(state, game)
    .filter((pool) => all || !hasBet(pool, userId))
    .map((pool) => distributionView(state, pool));
  return kind === "open-pools"
    ? { kind: "all_betting_pools_for_game", gameId, pools }
    : { kind: "you_open_pools_list_for_game", gameId, pools };
}

/** Those of a game that are not resolved, oldest first. */
export function openPools(state: State, game: Game): Pool[] {
  return inOrder(state, game.unresolved);
}

function inOrder(state: State, indexes: Iterable<PoolIndex>): Pool[] {
  return [...indexes].sort((a, b) => a - b).map((index) => poolOf(state, index));
}

function hasBet(pool: Pool, userId: UserId): boolean {
  return pool.bets.lastOfUser(userId) >= 0;
}

type OwnQuery = Exclude<
  Query,
  {
    kind:
      | "game-details"
      | "source-games"
      | "upcoming-games"
      | "distribution"
      | "open-pools"
      | "unbacked-pools";
  }
>;

function ownView(state: State, query: OwnQuery, userId: UserId): View | Refusal {
  switch (query.kind) {
    case "my-sources":
      return ownSources(state, userId);
    case "my-games":
      return ownGames(state, userId);
    case "balance": {
      const balance = balanceView(state, userId, query.currency);
      if (query.part === "exposure") return { kind: "exposure", balance };
      return { kind: `${query.part}_balance`, balance };
    }
    case "running-pools":
    case "resolved-pools":
      return ownPools(state, query.kind, query.gameId, userId);
    default:
      return assertNever(query);
  }
}

function ownSources(state: State, userId: UserId): View {
  const sources = [...state.sources.values()]
    .filter((source) => source.status !== "closed" && isSourceAdmin(source, userId))
    .map(({ sourceId, name, description }) => ({ sourceId, name, description }));
  return { kind: "game_sources_i_am_admin_of_list", sources };
}

function ownGames(state: State, userId: UserId): View {
  const games = [...state.games.values()]
    .filter((game) => game.status.kind !== "closed" && game.admins.has(userId))
    .map(({ gameId, name }) => ({ gameId, name }));
  return { kind: "games_i_am_admin_of_list", games };
}

function ownPools(
  state: State,
  kind: "running-pools" | "resolved-pools",
  gameId: GameId,
  userId: UserId,
): View | Refusal {
  const game = state.games.get(gameId);
  if (game === undefined) return noSuchGame(state, gameId);
  if (kind === "running-pools") {
    const pools = inOrder(state, game.unresolved)
      .filter((pool) => hasBet(pool, userId))
      .map((pool) => runningPoolView(state, pool, userId));
    return { kind: "your_running_pools_for_game", gameId, pools };
  }
  const pools = inOrder(state, game.pools)
    .filter((pool) => !isUnresolved(pool) && hasBet(pool, userId))
    .map((pool) => resolvedPoolView(state, pool, userId));
  return { kind: "your_resolved_pools_for_game", gameId, pools, asOfSeq: null };
}

/** Why a game can't be joined, or null. */
export function joinRefusal(state: State, gameId: GameId): Refusal | null {
  const game = state.games.get(gameId);
  if (game === undefined) return noSuchGame(state, gameId);
  if (game.status.kind !== "closed") return null;
  return refuse("GAME_CLOSED", `game ${gameId} is closed and can't be joined any more`);
}
