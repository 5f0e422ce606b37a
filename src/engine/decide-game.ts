import { currencyOf } from "../money/currency.ts";
import type { CommandOf, Context, GameDetails } from "./command.ts";
import { declarations, defaultHashtag, invalidNames } from "./declare.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import type { Authority } from "./fact.ts";
import { closeGame } from "./game-closing.ts";
import type { GameId, PoolId, UserId } from "./ids.ts";
import { type Refusal, refuse } from "./refusal.ts";
import {
  actingAccount,
  administeredSource,
  closedOrClosing,
  gameOfEitherAdmin,
  gameOfSourceAdmin,
  isRefusal,
} from "./rights.ts";
import { GAME_ADMINS_MAX } from "./rules.ts";
import { type Game, type State, isBinary, poolOf, sourceOf } from "./state.ts";

export function decideCreateGame(
  state: State,
  command: CommandOf<"create-game">,
  context: Context,
): Decision {
  const { details, sourceId } = command;
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const currency = currencyOf(details.currency);
  if (currency === null) return unknownCurrency(details);
  const invalid = invalidNames(details);
  if (invalid !== null) return invalid;
  const source = administeredSource(state, context, sourceId);
  if (isRefusal(source)) return source;
  if (source.status !== "open") return refuse("SOURCE_CLOSED", `source ${sourceId} is closed`);
  const { nowMs } = context;
  const openAtMs = details.openAtMs ?? nowMs;
  const times = checkTimes(details, openAtMs, nowMs);
  if (times !== null) return times;
  const declared = declarations(null, details);
  if ("kind" in declared) return declared;
  const draft = new Draft(state, context, "source-admin");
  const gameId = draft.newId() as GameId;
  const opening = openAtMs > nowMs ? "armed" : "open";
  draft.facts.push({
    kind: "GameCreated",
    ...draft.sign,
    gameId,
    sourceId,
    status: command.mode === "upcoming" ? "upcoming" : opening,
    name: details.name,
    type: details.type,
    currency: currency.code,
    decimals: currency.decimals,
    ...declared,
    openAtMs,
    closeAtMs: details.closeAtMs,
    liveStartAtMs: details.liveStartAtMs ?? nowMs,
    liveFinishAtMs: details.liveFinishAtMs,
    hashtag: details.hashtag ?? defaultHashtag(details.name, gameId),
    imageUrl: details.imageUrl,
  });
  return accept(draft.facts);
}

function unknownCurrency(details: GameDetails): Refusal {
  const text = `currency: "${details.currency}" is unknown; use an ISO 4217 code, DON or FUN`;
  return refuse("FIELD_INVALID", text);
}

function checkTimes(details: GameDetails, openAtMs: number, nowMs: number): Refusal | null {
  const { closeAtMs } = details;
  if (closeAtMs === null || (closeAtMs > nowMs && closeAtMs > openAtMs)) return null;
  const text = `close_at ${closeAtMs} must lie after now (${nowMs}) and after open_at (${openAtMs})`;
  return refuse("TIME_INVALID", text);
}

export function decideOpenGame(
  state: State,
  command: CommandOf<"open-game">,
  context: Context,
): Decision {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const invalid = invalidNames(command);
  if (invalid !== null) return invalid;
  const game = gameOfSourceAdmin(state, context, command.gameId);
  if (isRefusal(game)) return game;
  const over = sourceOver(state, game) ?? closedOrClosing(game);
  if (over !== null) return over;
  const { gameId } = game;
  if (game.status.kind === "open") {
    return refuse(
      "GAME_ALREADY_OPEN",
      `game ${gameId} is open already; op 373 adds actions and targets`,
    );
  }
  const declared = declarations(game, command);
  if ("kind" in declared) return declared;
  const draft = new Draft(state, context, "source-admin");
  if (game.openAtMs > context.nowMs) {
    const fact = { kind: "GameArmed", ...draft.sign, gameId, ...declared } as const;
    return accept([fact], { kind: "game-opened", gameId });
  }
  return accept([{ kind: "GameOpened", ...draft.sign, gameId, ...declared }]);
}

export function decideUpdateGame(
  state: State,
  command: CommandOf<"update-game">,
  context: Context,
): Decision {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const invalid = invalidNames(command);
  if (invalid !== null) return invalid;
  const game = gameOfEitherAdmin(state, context, command.gameId);
  if (isRefusal(game)) return game;
  const over = closedOrClosing(game);
  if (over !== null) return over;
  const declared = declarations(game, command);
  if ("kind" in declared) return declared;
  const { gameId } = game;
  const { imageUrl } = command;
  const draft = new Draft(state, context, authorityOf(game, account.userId));
  return accept([{ kind: "GameUpdated", ...draft.sign, gameId, ...declared, imageUrl }]);
}

export function decideBecomeGameAdmin(
  state: State,
  command: CommandOf<"become-game-admin">,
  context: Context,
): Decision {
  const game = gameOfSourceAdmin(state, context, command.gameId);
  if (isRefusal(game)) return game;
  if (context.actor.kind !== "user") throw new Error("a source admin is a user");
  const { userId } = context.actor;
  const refusal = cannotAddAdmin(state, game, userId);
  if (refusal !== null) return refusal;
  const { gameId } = game;
  if (game.admins.has(userId)) return accept([], { kind: "game-admin", gameId });
  const draft = new Draft(state, context, "source-admin");
  const fact = { kind: "GameAdminAdded", ...draft.sign, gameId, userId } as const;
  return accept([fact], { kind: "game-admin", gameId });
}

export function decideAppointGameAdmin(
  state: State,
  command: CommandOf<"appoint-game-admin">,
  context: Context,
): Decision {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const { userId } = command;
  const known = state.games.has(command.gameId);
  if (known && !state.accounts.has(userId)) {
    return refuse("USER_NOT_FOUND", `there is no user ${userId}`);
  }
  const game = gameOfSourceAdmin(state, context, command.gameId);
  if (isRefusal(game)) return game;
  const refusal = cannotAddAdmin(state, game, userId);
  if (refusal !== null) return refusal;
  const { gameId } = game;
  const answer = { kind: "game-admin-appointed", gameId, userId } as const;
  if (game.admins.has(userId)) return accept([], { ...answer, change: "none" });
  const draft = new Draft(state, context, "source-admin");
  const fact = { kind: "GameAdminAdded", ...draft.sign, gameId, userId } as const;
  return accept([fact], { ...answer, change: "added" });
}

function cannotAddAdmin(state: State, game: Game, userId: UserId): Refusal | null {
  const over = sourceOver(state, game) ?? closedOrClosing(game);
  if (over !== null) return over;
  if (game.admins.has(userId) || game.admins.size < GAME_ADMINS_MAX) return null;
  return refuse("ADMINS_FULL", `this game has ${GAME_ADMINS_MAX} admins already`);
}

function sourceOver(state: State, game: Game): Refusal | null {
  if (sourceOf(state, game.sourceId).status === "open") return null;
  return refuse("SOURCE_CLOSED", `source ${game.sourceId} is closed`);
}

export function decideCloseGame(
  state: State,
  command: CommandOf<"close-game">,
  context: Context,
): Decision {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const game = gameOfEitherAdmin(state, context, command.gameId);
  if (isRefusal(game)) return game;
  const { gameId } = game;
  if (game.status.kind === "closed") return accept([], { kind: "game-closed", gameId });
  const draft = new Draft(state, context, authorityOf(game, account.userId));
  if (game.status.kind === "closing" && game.unresolved.size > 0) {
    return accept([], { kind: "pools-need-resolution", gameId, pools: waitingPools(state, game) });
  }
  const pools = closeGame(draft, game, "by-request");
  if (pools.length === 0) return accept(draft.facts);
  return accept(draft.facts, { kind: "pools-need-resolution", gameId, pools });
}

/** An admin of both acts as game admin. */
function authorityOf(game: Game, userId: UserId): Authority {
  return game.admins.has(userId) ? "game-admin" : "source-admin";
}

/** The binary pools a closing game waits for, in order of creation. */
function waitingPools(state: State, game: Game): PoolId[] {
  const pools = [...game.unresolved].sort((a, b) => a - b).map((index) => poolOf(state, index));
  return pools.filter(isBinary).map((pool) => pool.poolId);
}
