// Who may join a game and bet in it, and under which account the bet counts.
import type { BetRoyalty } from "../fact.ts";
import type { GameSessionId, ProviderAccountId, UserId } from "../ids.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { adminOfGameOrSource } from "../rights.ts";
import type { Game, State } from "../state.ts";
import { hasExpired, poolGameOf, sessionFor } from "./game-session.ts";
import type { AccountTerms } from "./hub-fact.ts";
import { admitsCountry, admitsCurrency, providerAccountOf } from "./provider-account.ts";

/** userId null: a guest, of whom no country is known. */
export type Newcomer = { userId: UserId | null; session: GameSessionId | null };

export type Admission = { kind: "admitted"; royalty: BetRoyalty | null } | Refusal;

const OPEN_TO_ALL: Admission = { kind: "admitted", royalty: null };

/** A source without accounts is open to all. Admins are let in; they can't bet anyway. */
export function admissionTo(state: State, game: Game, player: Newcomer, nowMs: number): Admission {
  return outsideSession(state, game, player, nowMs) ?? admissionUnder(state, game, player);
}

/** The same for whoever is known to be within the session, if in one. */
export function admissionUnder(state: State, game: Game, player: Newcomer): Admission {
  const accounts = state.hub.accountsOfSource.get(game.sourceId);
  if (accounts === undefined) return OPEN_TO_ALL;
  const { userId } = player;
  if (userId !== null && adminOfGameOrSource(state, game, userId)) return OPEN_TO_ALL;
  const session = player.session === null ? undefined : sessionFor(state, player.session);
  if (session !== undefined) {
    return firstAdmitting(state, [session.accountId], game.currency, session.country);
  }
  const country = userId === null ? null : (state.accounts.get(userId)?.country ?? null);
  return firstAdmitting(state, accounts, game.currency, country);
}

/** Why a player's session does not reach to this game; null where it does, or there is none. */
export function outsideSession(
  state: State,
  game: Game,
  player: Newcomer,
  nowMs: number,
): Refusal | null {
  if (player.session === null) return null;
  const over = sessionOver(state, player.session, player.userId, nowMs);
  if (over !== null) return over;
  const session = sessionFor(state, player.session);
  if (session === undefined || poolGameOf(state, session) !== game) {
    return refuse("NO_PRIVILEGE", `this session is not for game ${game.gameId}; launch that one`);
  }
  if (state.hub.platforms.get(session.platformId)?.status === "active") return null;
  return refuse("NO_PRIVILEGE", `platform ${session.platformId} is disabled`);
}

/** Why a session is none any more, or not this user's; null where it stands. */
export function sessionOver(
  state: State,
  sessionId: GameSessionId,
  userId: UserId | null,
  nowMs: number,
): Refusal | null {
  const session = sessionFor(state, sessionId);
  if (session?.userId === userId && session !== undefined && !hasExpired(session, nowMs)) {
    return null;
  }
  return refuse("NOT_LOGGED_IN", "the session of this game is over; launch it again");
}

function firstAdmitting(
  state: State,
  accounts: readonly ProviderAccountId[],
  currency: string,
  country: string | null,
): Admission {
  let offered: AccountTerms | null = null;
  for (const accountId of accounts) {
    const { terms } = providerAccountOf(state, accountId);
    if (!admitsCurrency(terms, currency)) continue;
    if (admitsCountry(terms, country)) {
      return { kind: "admitted", royalty: { accountId, royaltyBps: terms.royaltyBps } };
    }
    offered = terms;
  }
  if (offered === null) {
    return refuse("CURRENCY_NOT_AVAILABLE", `this game is not offered in ${currency} here`);
  }
  const from = country ?? "an unknown country";
  return refuse("COUNTRY_NOT_AVAILABLE", `this game is not offered to players from ${from}`);
}
