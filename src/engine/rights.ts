// Who may do what. Guards in the fixed order: found, privileged.
import type { Actor, Context } from "./command.ts";
import type { GameId, PoolId, SourceId, UserId } from "./ids.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { type Account, type Game, type Pool, type Source, type State } from "./state.ts";
import { gameOf, isSourceAdmin, poolById, sourceOf } from "./state.ts";

/** The account behind the actor, or why there is none. Whoever came by a launch may bet, nothing else. */
export function actingAccount(state: State, context: Context): Account | Refusal {
  if (context.actor.kind === "user" && context.actor.session !== undefined) {
    return refuse(
      "NO_PRIVILEGE",
      "the session of a launched game is for betting in that game only",
    );
  }
  return accountOfActor(state, context);
}

export function accountOfActor(state: State, { actor }: Context): Account | Refusal {
  if (actor.kind !== "user") return refuse("NOT_LOGGED_IN", "log in first");
  const account = state.accounts.get(actor.userId);
  return account ?? refuse("NOT_LOGGED_IN", "this account is not open yet; log in again");
}

/** Whoever came over /admin: the operator, or a player with the admin role. */
export function isOperator(state: State, actor: Actor): boolean {
  if (actor.kind !== "user") return actor.kind === "operator";
  if (actor.session !== undefined) return false;
  return state.accounts.get(actor.userId)?.roles.has("admin") ?? false;
}

export function findSource(state: State, sourceId: SourceId): Source | Refusal {
  const source = state.sources.get(sourceId);
  return source ?? refuse("SOURCE_NOT_FOUND", `there is no source ${sourceId}`);
}

export function findGame(state: State, gameId: GameId): Game | Refusal {
  return state.games.get(gameId) ?? noSuchGame(state, gameId);
}

export function findPool(state: State, poolId: PoolId): Pool | Refusal {
  const pool = poolById(state, poolId);
  if (pool !== undefined) return pool;
  return state.archived.pools.has(poolId)
    ? refuse("POOL_CLOSED", `pool ${poolId} is resolved, and its game is closed`)
    : refuse("POOL_NOT_FOUND", `there is no pool ${poolId}`);
}

/** Why a game is not in memory: it has left, or there never was one. */
export function noSuchGame(state: State, gameId: GameId): Refusal {
  return state.archived.games.has(gameId)
    ? refuse("GAME_CLOSED", `game ${gameId} is closed`)
    : refuse("GAME_NOT_FOUND", `there is no game ${gameId}`);
}

export function isRefusal(value: object): value is Refusal {
  return "kind" in value && value.kind === "refused";
}

/** The source, if the actor is its admin. */
export function administeredSource(
  state: State,
  context: Context,
  sourceId: SourceId,
): Source | Refusal {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const source = findSource(state, sourceId);
  if (isRefusal(source) || isSourceAdmin(source, account.userId)) return source;
  return refuse("NO_PRIVILEGE", `only an admin of source ${sourceId} may do this`);
}

/** The game, if the actor is an admin of its source. */
export function gameOfSourceAdmin(state: State, context: Context, gameId: GameId): Game | Refusal {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const game = findGame(state, gameId);
  if (isRefusal(game) || isSourceAdmin(sourceOf(state, game.sourceId), account.userId)) return game;
  return refuse("NO_PRIVILEGE", `only an admin of source ${game.sourceId} may do this`);
}

/** The game, if the actor is one of its admins (which an admin of the source becomes by op 616). */
export function gameOfGameAdmin(state: State, context: Context, gameId: GameId): Game | Refusal {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const game = findGame(state, gameId);
  if (isRefusal(game) || game.admins.has(account.userId)) return game;
  return refuse("NO_PRIVILEGE", `only an admin of game ${gameId} may do this; see op 616`);
}

/** The game, if the actor is an admin of it or of its source. */
export function gameOfEitherAdmin(state: State, context: Context, gameId: GameId): Game | Refusal {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const game = findGame(state, gameId);
  if (isRefusal(game) || adminOfGameOrSource(state, game, account.userId)) return game;
  return refuse("NO_PRIVILEGE", `only an admin of game ${gameId} or of its source may do this`);
}

/** The pool, if the actor is an admin of its game. */
export function poolOfGameAdmin(state: State, context: Context, poolId: PoolId): Pool | Refusal {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const pool = findPool(state, poolId);
  if (isRefusal(pool) || gameOf(state, pool.gameId).admins.has(account.userId)) return pool;
  return refuse("NO_PRIVILEGE", `only an admin of game ${pool.gameId} may do this; see op 616`);
}

export function adminOfGameOrSource(state: State, game: Game, userId: UserId): boolean {
  return game.admins.has(userId) || isSourceAdmin(sourceOf(state, game.sourceId), userId);
}

/** Why a game takes no calls any more that change it, or null. */
export function closedOrClosing(game: Game): Refusal | null {
  if (game.status.kind === "closed") {
    return refuse("GAME_CLOSED", `game ${game.gameId} is closed`);
  }
  if (game.status.kind === "closing") {
    const text = `game ${game.gameId} is closing; it only waits for its binary pools to be resolved`;
    return refuse("GAME_CLOSING", text);
  }
  return null;
}

/** Why the game takes no pools, bets or events now, or null. */
export function notOpen(game: Game): Refusal | null {
  const over = closedOrClosing(game);
  if (over !== null || game.status.kind === "open") return over;
  return refuse("GAME_NOT_OPEN", `game ${game.gameId} is not open for betting yet`);
}
