import type { FactOf } from "../fact.ts";
import { type State, sourceOf } from "../state.ts";
import { providerAccountOf } from "./provider-account.ts";

export function evolveProviderAccount(
  state: State,
  fact: FactOf<"ProviderAccountCreated" | "ProviderAccountUpdated" | "AccountGamesListed">,
): void {
  switch (fact.kind) {
    case "ProviderAccountCreated":
      return created(state, fact);
    case "ProviderAccountUpdated":
      providerAccountOf(state, fact.accountId).terms = fact.terms;
      return;
    case "AccountGamesListed":
      providerAccountOf(state, fact.accountId).games = fact.games;
      return;
  }
}

function created(state: State, fact: FactOf<"ProviderAccountCreated">): void {
  const { accounts, accountsOfSource } = state.hub;
  const { accountId, platformId, terms } = fact;
  const { sourceId } = sourceOf(state, fact.sourceId);
  if (accountId !== accounts.size + 1) throw new Error(`account ${accountId} is not the next`);
  accounts.set(accountId, { accountId, sourceId, platformId, terms, games: [] });
  const ofSource = accountsOfSource.get(sourceId);
  if (ofSource === undefined) accountsOfSource.set(sourceId, [accountId]);
  else ofSource.push(accountId);
}
