// Accounts of providers: whose they are, and whether their terms are ones there can be.
import { whereAlpha2 } from "iso-3166-1";
import type { AccountTerms } from "../engine/hub/hub-fact.ts";
import type { FactOf } from "../engine/fact.ts";
import type { ProviderAccountId, SourceId } from "../engine/ids.ts";
import { currencyOf } from "../money/currency.ts";
import type { AccountRecord } from "./hub-ledger.ts";
import { type Ledger, breach } from "./ledger.ts";
import { platformAt } from "./platform-check.ts";

type AccountFact = FactOf<
  "ProviderAccountCreated" | "ProviderAccountUpdated" | "AccountGamesListed"
>;

const ROYALTY_MAX_BPS = 10_000;

export function takeProviderAccount(ledger: Ledger, fact: AccountFact): void {
  if (fact.kind === "ProviderAccountCreated") return create(ledger, fact);
  const account = accountAt(ledger, fact.accountId);
  if (account === null) return;
  checkOwner(ledger, fact.by, account.sourceId);
  if (fact.kind === "ProviderAccountUpdated") {
    checkTerms(ledger, fact.terms);
    account.terms = fact.terms;
    return;
  }
  account.games = new Set(fact.games.map(({ id }) => id));
  if (account.games.size === fact.games.length) return;
  breach(ledger, null, { what: "games of an account", expected: "each once", found: "a repeat" });
}

function create(ledger: Ledger, fact: FactOf<"ProviderAccountCreated">): void {
  const { hub } = ledger;
  const { accountId, sourceId, platformId, terms } = fact;
  const next = hub.accounts.size + 1;
  if (accountId !== next) {
    const found = String(accountId);
    breach(ledger, null, { what: "id of an account", expected: String(next), found });
  }
  checkOwner(ledger, fact.by, sourceId);
  const status = ledger.sourceStatus.get(sourceId);
  if (status !== "open") {
    const found = status === undefined ? String(sourceId) : `one that is ${status}`;
    breach(ledger, null, { what: "source of an account", expected: "an open one", found });
  }
  if (platformId !== null) platformAt(ledger, platformId);
  checkTerms(ledger, terms);
  ledger.counts.providerAccounts++;
  hub.accounts.set(accountId, { sourceId, platformId, terms, games: new Set() });
  const ofSource = hub.accountsOfSource.get(sourceId);
  if (ofSource === undefined) hub.accountsOfSource.set(sourceId, [accountId]);
  else ofSource.push(accountId);
}

/** The record, or a finding and null. */
export function accountAt(ledger: Ledger, accountId: ProviderAccountId): AccountRecord | null {
  const account = ledger.hub.accounts.get(accountId);
  if (account !== undefined) return account;
  const expected = `an account created before, 1 to ${ledger.hub.accounts.size}`;
  breach(ledger, null, { what: "account of the fact", expected, found: String(accountId) });
  return null;
}

/** A provider speaks for its own source only. */
export function checkOwner(ledger: Ledger, by: string, sourceId: SourceId): void {
  if (!by.startsWith("provider:") || by === `provider:${sourceId}`) return;
  const expected = `provider:${sourceId}`;
  breach(ledger, null, { what: "provider of the fact", expected, found: by });
}

function checkTerms(ledger: Ledger, terms: AccountTerms): void {
  const wrong = (what: string, expected: string, found: string): void =>
    breach(ledger, null, { what, expected, found });
  const { royaltyBps, currencies, countriesAvailable, countriesDisabled } = terms;
  if (!Number.isInteger(royaltyBps) || royaltyBps < 0 || royaltyBps > ROYALTY_MAX_BPS) {
    wrong("royalty of an account", `0 to ${ROYALTY_MAX_BPS}`, String(royaltyBps));
  }
  for (const code of currencies) {
    if (currencyOf(code) === null) wrong("currency of an account", "ISO 4217, DON or FUN", code);
  }
  for (const code of [...countriesAvailable, ...countriesDisabled]) {
    const isCode = /^[A-Z]{2}$/.test(code) && whereAlpha2(code) !== undefined;
    if (!isCode) wrong("country of an account", "ISO 3166-1 alpha-2", code);
  }
  const url =
    terms.launchMethod === "GLM_API" ? terms.providerGameLaunchApiUrl : terms.gameEmbedUrl;
  if (url === "") wrong("launch of an account", `a URL for ${terms.launchMethod}`, "none");
}
