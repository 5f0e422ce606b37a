// Launching a game for one player of a platform. What must hold for it is looked at when the session is
// opened, on every retry, and again before the URL is handed out.
import { FUN, currencyOf } from "../../money/currency.ts";
import type { CommandOf, Context } from "../command.ts";
import { isCountry } from "../country.ts";
import { type Decision, accept } from "../decision.ts";
import { Draft } from "../draft.ts";
import type { GameSessionId, PlatformId, ProviderAccountId, UserId } from "../ids.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { isRefusal } from "../rights.ts";
import { FUN_GRANT_MINOR, GAME_SESSION_MS } from "../rules.ts";
import { type State, sourceOf } from "../state.ts";
import { hasExpired, poolGameIn, sessionFor } from "./game-session.ts";
import { type GameSession, type ProviderAccount, platformSessionKey } from "./hub-state.ts";
import { admitsCountry, admitsCurrency, isFor, isLive } from "./provider-account.ts";

type OpenSession = CommandOf<"open-game-session">;

const SHA_256_HEX = /^[0-9a-f]{64}$/;

export function decideOpenGameSession(
  state: State,
  command: OpenSession,
  context: Context,
): Decision {
  const { platformId, currency } = command;
  const stranger = notPlatform(context, platformId);
  if (stranger !== null) return stranger;
  const known = currencyOf(currency);
  if (known === null) {
    const text = `currency is "${currency}"; accepted: ISO 4217 codes, DON and FUN`;
    return refuse("FIELD_INVALID", text);
  }
  const wrong = invalidLaunch(command);
  if (wrong !== null) return refuse("FIELD_INVALID", wrong);
  if (currency !== FUN && !state.accounts.has(command.userId)) {
    return refuse("USER_NOT_FOUND", `there is no user ${command.userId}`);
  }
  const account = launchAccount(state, command);
  if (isRefusal(account)) return account;
  const before = sessionBefore(state, command, context.nowMs);
  if (before !== null && isRefusal(before)) return before;
  const unavailable = whyUnavailable(state, account, command);
  if (unavailable !== null) return unavailable;
  if (before !== null) {
    return accept([], { kind: "game-session", sessionId: before.sessionId, change: "none" });
  }
  return opened(state, command, { context, decimals: known.decimals });
}

/** For play money a guest of its own comes with the session. */
function opened(
  state: State,
  command: OpenSession,
  { context, decimals }: { context: Context; decimals: number },
): Decision {
  const { platformId, platformSession, userId, accountId, game, currency, country } = command;
  const draft = new Draft(state, context, "platform");
  if (currency === FUN) {
    if (state.accounts.has(userId)) throw new Error(`user ${userId} is no new guest`);
    draft.facts.push({ kind: "AccountOpened", ...draft.sign, userId, country, welcomeDonMinor: 0 });
  }
  const granted = currency === FUN && state.wallets.canTakeIn(FUN, FUN_GRANT_MINOR);
  const sessionId = draft.newId() as GameSessionId;
  draft.facts.push({
    kind: "GameSessionOpened",
    ...draft.sign,
    sessionId,
    platformId,
    platformSession,
    userId,
    accountId,
    game,
    currency,
    decimals,
    country,
    expiresAtMs: context.nowMs + GAME_SESSION_MS,
    grantMinor: granted ? FUN_GRANT_MINOR : 0,
  });
  return accept(draft.facts, { kind: "game-session", sessionId, change: "made" });
}

/** The provider may have taken its time with the URL: everything is looked at once more. */
export function decideConfirmLaunch(
  state: State,
  command: CommandOf<"confirm-launch">,
  context: Context,
): Decision {
  const { sessionId, method } = command;
  const session = sessionFor(state, sessionId);
  if (session === undefined) {
    return refuse("GAME_SESSION_NOT_FOUND", `there is no game session ${sessionId}`);
  }
  if (hasExpired(session, context.nowMs)) return expired();
  const stranger = notPlatform(context, session.platformId);
  if (stranger !== null) return stranger;
  const account = launchAccount(state, session);
  if (isRefusal(account)) return account;
  const unavailable = whyUnavailable(state, account, session);
  if (unavailable !== null) return unavailable;
  const draft = new Draft(state, context, "platform");
  return accept([{ kind: "GameLaunched", ...draft.sign, sessionId, method }], {
    kind: "game-session",
    sessionId,
    change: "made",
  });
}

/**
 * Why a launch would be refused whoever the player is, or null. For asking before somebody is made a
 * player: the command itself looks again.
 */
export function launchProblem(
  state: State,
  launch: Omit<OpenSession, "kind" | "userId">,
  nowMs: number,
): Refusal | null {
  const account = launchAccount(state, launch);
  if (isRefusal(account)) return account;
  const before = sessionBefore(state, { ...launch, userId: null }, nowMs);
  if (before !== null && isRefusal(before)) return before;
  return whyUnavailable(state, account, launch);
}

function notPlatform({ actor }: Context, platformId: PlatformId): Refusal | null {
  if (actor.kind === "platform" && actor.platformId === platformId) return null;
  return refuse("NO_PRIVILEGE", `only platform ${platformId} launches games for its players`);
}

function invalidLaunch({ platformSession, country }: OpenSession): string | null {
  if (!SHA_256_HEX.test(platformSession)) {
    return "the platform's session is named by 64 hexadecimal digits, its SHA-256";
  }
  if (country === null || isCountry(country)) return null;
  return `country is "${country}"; accepted: ISO 3166-1 codes of two capital letters`;
}

function launchAccount(
  state: State,
  { platformId, accountId }: { platformId: PlatformId; accountId: ProviderAccountId },
): ProviderAccount | Refusal {
  const platform = state.hub.platforms.get(platformId);
  if (platform === undefined) {
    return refuse("PLATFORM_NOT_FOUND", `there is no platform ${platformId}`);
  }
  if (platform.status === "disabled") {
    return refuse("PLATFORM_NOT_FOUND", `platform ${platformId} is disabled`);
  }
  const account = state.hub.accounts.get(accountId);
  if (account !== undefined && isFor(account, platformId)) return account;
  return refuse("ACCOUNT_NOT_FOUND", `platform ${platformId} has no account ${accountId}`);
}

/** The session opened under the platform's name for it, if what is asked is what was asked then. */
function sessionBefore(
  state: State,
  command: Omit<OpenSession, "kind" | "userId"> & { userId: UserId | null },
  nowMs: number,
): GameSession | Refusal | null {
  const key = platformSessionKey(command.platformId, command.platformSession);
  const sessionId = state.hub.sessionOfPlatform.get(key);
  const session = sessionId === undefined ? undefined : sessionFor(state, sessionId);
  if (session === undefined) return null;
  if (hasExpired(session, nowMs)) return expired();
  // Play money has a new guest each time, who counts only where the session is new.
  const samePlayer =
    command.currency === FUN || (command.userId ?? session.userId) === session.userId;
  const same =
    samePlayer &&
    session.accountId === command.accountId &&
    session.game === command.game &&
    session.currency === command.currency &&
    session.country === command.country;
  if (same) return session;
  const text = "this sessionId was used for another player, account, game, currency or country";
  return refuse("IDEMPOTENCY_MISMATCH", text);
}

function expired(): Refusal {
  return refuse("GAME_SESSION_NOT_FOUND", "this session is over; launch with a new sessionId");
}

/** Why the account does not give this game to this player now, or null. */
function whyUnavailable(
  state: State,
  { accountId, sourceId, terms, games }: ProviderAccount,
  { game, currency, country }: { game: string; currency: string; country: string | null },
): Refusal | null {
  if (sourceOf(state, sourceId).status !== "open") {
    return refuse("SOURCE_CLOSED", `source ${sourceId} is closed`);
  }
  const poolGame = poolGameIn(state, sourceId, game);
  if (poolGame === undefined ? !games.some(({ id }) => id === game) : !isLive(poolGame)) {
    const text = `account ${accountId} has no game "${game}" that can be launched`;
    return refuse("GAME_NOT_FOUND", text);
  }
  if (!admitsCurrency(terms, currency)) {
    return refuse("CURRENCY_NOT_AVAILABLE", `account ${accountId} is not for ${currency}`);
  }
  if (poolGame !== undefined && poolGame.currency !== currency) {
    const text = `game ${game} is played in ${poolGame.currency}, not in ${currency}`;
    return refuse("CURRENCY_NOT_AVAILABLE", text);
  }
  if (admitsCountry(terms, country)) return null;
  const from = country ?? "an unknown country";
  return refuse("COUNTRY_NOT_AVAILABLE", `account ${accountId} is not for players from ${from}`);
}
