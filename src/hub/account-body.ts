// A provider's account on the wire: how it is read, and how it is told.
import { ROYALTY_MAX_BPS } from "../engine/hub/account-terms.ts";
import type { AccountTerms } from "../engine/hub/hub-fact.ts";
import type { ProviderAccount } from "../engine/hub/hub-state.ts";
import { ACCOUNTS_PER_CALL_MAX } from "../engine/rules.ts";
import {
  accountNumber,
  countryCode,
  currencyCode,
  integer,
  linkOrNone,
  oneOf,
  text,
} from "./plain-shapes.ts";
import { embedUrl } from "./placeholders.ts";
import { listOf, needed, objectOf, or, orNull, type Values } from "./shape.ts";

/** More than there are. */
const CODES_MAX = 500;

const launchMethod = objectOf({
  launchMethod: or(oneOf("GLM_DEFAULT", "GLM_API"), "GLM_DEFAULT"),
  providerGameLaunchApiUrl: or(linkOrNone, ""),
});

const FIELDS = {
  accountId: needed(accountNumber),
  gameEmbedUrl: or(embedUrl, ""),
  pendingGamesUrl: or(linkOrNone, ""),
  royaltyPercent: needed(integer(0, ROYALTY_MAX_BPS)),
  currenciesAvailable: or(listOf(currencyCode, CODES_MAX), []),
  countriesAvailable: or(listOf(countryCode, CODES_MAX), []),
  countriesDisabled: or(listOf(countryCode, CODES_MAX), []),
  gameLaunchMethod: or(launchMethod, {
    launchMethod: "GLM_DEFAULT",
    providerGameLaunchApiUrl: "",
  }),
  // As told in a list: what was told can be sent back.
  clientId: or(orNull(text(64)), null),
} as const;

export const accountsShape = objectOf({
  contentProviderId: needed(text(64)),
  clientId: or(orNull(text(64)), null),
  accounts: needed(listOf(objectOf(FIELDS), ACCOUNTS_PER_CALL_MAX)),
});

export type AccountBody = Values<typeof FIELDS>;

export function termsOf(body: AccountBody): AccountTerms {
  return {
    gameEmbedUrl: body.gameEmbedUrl,
    pendingGamesUrl: body.pendingGamesUrl,
    royaltyBps: body.royaltyPercent,
    currencies: body.currenciesAvailable,
    countriesAvailable: body.countriesAvailable,
    countriesDisabled: body.countriesDisabled,
    launchMethod: body.gameLaunchMethod.launchMethod,
    providerGameLaunchApiUrl: body.gameLaunchMethod.providerGameLaunchApiUrl,
  };
}

/** clientId stands there only where the account is for one platform. */
export function accountFields({ accountId, platformId, terms }: ProviderAccount): object {
  const { launchMethod, providerGameLaunchApiUrl } = terms;
  return {
    accountId: String(accountId),
    ...(platformId === null ? {} : { clientId: platformId }),
    gameEmbedUrl: terms.gameEmbedUrl,
    pendingGamesUrl: terms.pendingGamesUrl,
    gameLaunchMethod: { launchMethod, providerGameLaunchApiUrl },
    royaltyPercent: terms.royaltyBps,
    currenciesAvailable: terms.currencies,
    countriesAvailable: terms.countriesAvailable,
    countriesDisabled: terms.countriesDisabled,
  };
}

/** What a platform sees of it. */
export function settingsFields({ accountId, terms }: ProviderAccount): object {
  return {
    accountId: String(accountId),
    gameEmbedUrl: terms.gameEmbedUrl,
    currenciesAvailable: terms.currencies,
    countriesAvailable: terms.countriesAvailable,
    countriesDisabled: terms.countriesDisabled,
    royaltyPercent: terms.royaltyBps,
  };
}
