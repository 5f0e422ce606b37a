// Reads about what providers offer: which accounts, which games in them, whom they are for.
import type { PlatformId, ProviderAccountId, SourceId } from "../ids.ts";
import type { Game, State } from "../state.ts";
import type { AccountTerms, OfferedGame } from "./hub-fact.ts";
import type { ProviderAccount } from "./hub-state.ts";

export function providerAccountOf(state: State, accountId: ProviderAccountId): ProviderAccount {
  const account = state.hub.accounts.get(accountId);
  if (account === undefined) throw new Error(`no provider account ${accountId}`);
  return account;
}

/** Accounts of the source made for just this platform (null: for all), in order of creation. */
export function accountsFor(
  state: State,
  sourceId: SourceId,
  platformId: PlatformId | null,
): ProviderAccount[] {
  return accountsOf(state, sourceId).filter((account) => account.platformId === platformId);
}

/** All accounts of the source, in order of creation. */
export function accountsOf(state: State, sourceId: SourceId): ProviderAccount[] {
  const ids = state.hub.accountsOfSource.get(sourceId) ?? [];
  return ids.map((accountId) => providerAccountOf(state, accountId));
}

/** Whether a platform may offer what is in the account. */
export function isFor(account: ProviderAccount, platformId: PlatformId): boolean {
  return account.platformId === null || account.platformId === platformId;
}

/** An empty list admits every currency, play money included. */
export function admitsCurrency({ currencies }: AccountTerms, currency: string): boolean {
  return currencies.length === 0 || currencies.includes(currency);
}

/** A country that is not known passes only where there are no rules about countries at all. */
export function admitsCountry(terms: AccountTerms, country: string | null): boolean {
  const { countriesAvailable, countriesDisabled } = terms;
  if (country === null) return countriesAvailable.length === 0 && countriesDisabled.length === 0;
  if (countriesDisabled.includes(country)) return false;
  return countriesAvailable.length === 0 || countriesAvailable.includes(country);
}

/** The provider's own games in the account; pool games of the source are beside them (livePoolGames). */
export function gamesOf(account: ProviderAccount): readonly OfferedGame[] {
  return account.games;
}

/** Games of the source that can be launched: not closing and not closed. In order of creation. */
export function livePoolGames(state: State, sourceId: SourceId): Game[] {
  const ids = state.sources.get(sourceId)?.games ?? [];
  return ids.flatMap((gameId) => {
    const game = state.games.get(gameId);
    return game !== undefined && isLive(game) ? [game] : [];
  });
}

export function isLive({ status }: Game): boolean {
  return status.kind !== "closing" && status.kind !== "closed";
}
