// What a provider may say about an account and its games. Whoever reads requests says the same earlier
// and closer to the field; here it is kept out of the log whoever asks.
import { currencyOf } from "../../money/currency.ts";
import { isCountry } from "../country.ts";
import { OFFERED_GAME_ID_MAX, OFFER_URL_MAX } from "../rules.ts";
import type { AccountTerms, OfferedGame } from "./hub-fact.ts";

export const ROYALTY_MAX_BPS = 10_000;

/** Every code of a list once. */
export function normalTerms(terms: AccountTerms): AccountTerms {
  return {
    ...terms,
    currencies: [...new Set(terms.currencies)],
    countriesAvailable: [...new Set(terms.countriesAvailable)],
    countriesDisabled: [...new Set(terms.countriesDisabled)],
  };
}

/** The same for terms that are equal in every field; the order of codes means nothing. */
export function termsKey(terms: AccountTerms): string {
  const { gameEmbedUrl, pendingGamesUrl, royaltyBps, launchMethod } = terms;
  return JSON.stringify([
    gameEmbedUrl,
    pendingGamesUrl,
    royaltyBps,
    [...terms.currencies].sort(),
    [...terms.countriesAvailable].sort(),
    [...terms.countriesDisabled].sort(),
    launchMethod,
    terms.providerGameLaunchApiUrl,
  ]);
}

/** What is wrong, by the names of the wire; null when nothing is. */
export function invalidTerms(terms: AccountTerms): string | null {
  const { royaltyBps, launchMethod, gameEmbedUrl, providerGameLaunchApiUrl } = terms;
  if (!Number.isInteger(royaltyBps) || royaltyBps < 0 || royaltyBps > ROYALTY_MAX_BPS) {
    return `royaltyPercent is ${royaltyBps}; accepted: an integer from 0 to ${ROYALTY_MAX_BPS}`;
  }
  const currency = terms.currencies.find((code) => currencyOf(code) === null);
  if (currency !== undefined) {
    return `currenciesAvailable has "${currency}"; accepted: ISO 4217 codes, DON and FUN`;
  }
  for (const list of ["countriesAvailable", "countriesDisabled"] as const) {
    const country = terms[list].find((code) => !isCountry(code));
    if (country === undefined) continue;
    return `${list} has "${country}"; accepted: ISO 3166-1 codes of two capital letters`;
  }
  for (const url of ["gameEmbedUrl", "pendingGamesUrl", "providerGameLaunchApiUrl"] as const) {
    if (terms[url].length <= OFFER_URL_MAX) continue;
    return `${url} has ${terms[url].length} characters; accepted: up to ${OFFER_URL_MAX}`;
  }
  if (launchMethod === "GLM_DEFAULT" && gameEmbedUrl === "") {
    return "gameEmbedUrl is empty; GLM_DEFAULT needs one";
  }
  if (launchMethod === "GLM_API" && providerGameLaunchApiUrl === "") {
    return "gameLaunchMethod.providerGameLaunchApiUrl is empty; GLM_API needs one";
  }
  return null;
}

/** What is wrong with a list of games for an account of these terms; null when nothing is. */
export function invalidGames(games: readonly OfferedGame[], terms: AccountTerms): string | null {
  const ids = new Set<string>();
  for (const [place, { id, freeGames }] of games.entries()) {
    if (id === "" || id.length > OFFERED_GAME_ID_MAX) {
      return `games[${place}].id is "${id}"; accepted: 1 to ${OFFERED_GAME_ID_MAX} characters`;
    }
    if (ids.has(id)) return `games[${place}].id is "${id}", which stands in the list before`;
    ids.add(id);
    if (freeGames !== null && terms.pendingGamesUrl === "") {
      return `games[${place}].freeGames needs an account with a pendingGamesUrl`;
    }
  }
  return null;
}
