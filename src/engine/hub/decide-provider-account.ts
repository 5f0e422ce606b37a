// Accounts of a provider and the games in them. A call is taken whole or not at all.
import type { Actor, CommandOf, Context } from "../command.ts";
import { type Decision, accept } from "../decision.ts";
import { Draft } from "../draft.ts";
import type { Authority } from "../fact.ts";
import type { PlatformId, ProviderAccountId, SourceId } from "../ids.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { findSource, isOperator, isRefusal } from "../rights.ts";
import {
  ACCOUNTS_PER_CALL_MAX,
  ACCOUNTS_PER_SOURCE_MAX,
  GAMES_PER_ACCOUNT_MAX,
  GAME_LIST_CHARS_MAX,
  SOURCE_LISTS_CHARS_MAX,
} from "../rules.ts";
import type { Source, State } from "../state.ts";
import { invalidGames, invalidTerms, normalTerms, termsKey } from "./account-terms.ts";
import type { AccountTerms } from "./hub-fact.ts";
import type { ProviderAccount } from "./hub-state.ts";
import { accountsFor, accountsOf } from "./provider-account.ts";

type SetAccounts = CommandOf<"set-provider-accounts">;
type Change = { accountId: ProviderAccountId; change: "made" | "updated" | "none" };

export function decideSetProviderAccounts(
  state: State,
  command: SetAccounts,
  context: Context,
): Decision {
  const source = offeringSource(state, command, context);
  if (isRefusal(source)) return source;
  const wrong = unknownAccount(state, command) ?? invalidAccounts(state, command);
  if (wrong !== null) return wrong;
  if (source.status !== "open") return closed(source);
  if (command.accounts.length > ACCOUNTS_PER_CALL_MAX) {
    const text = `accounts has ${command.accounts.length} entries; accepted: ${ACCOUNTS_PER_CALL_MAX}`;
    return refuse("LIMIT_REACHED", text);
  }
  const draft = new Draft(state, context, authorityOf(context.actor));
  const changes = draftAccounts(state, command, draft);
  const made = changes.filter(({ change }) => change === "made").length;
  if (accountsOf(state, source.sourceId).length + made > ACCOUNTS_PER_SOURCE_MAX) {
    const text = `source ${source.sourceId} would have more than ${ACCOUNTS_PER_SOURCE_MAX} accounts`;
    return refuse("LIMIT_REACHED", text);
  }
  return accept(draft.facts, { kind: "provider-accounts", accounts: changes });
}

/** One after the other, each as if those before it were there already. */
function draftAccounts(state: State, command: SetAccounts, draft: Draft): Change[] {
  const { sourceId, platformId } = command;
  const keys = new Map(
    accountsFor(state, sourceId, platformId).map(
      ({ accountId, terms }) => [accountId, termsKey(terms)] as const,
    ),
  );
  let next = state.hub.accounts.size + 1;
  return command.accounts.map(({ accountId, terms: asked }): Change => {
    const terms = normalTerms(asked);
    const key = termsKey(terms);
    if (accountId !== null) {
      if (keys.get(accountId) === key) return { accountId, change: "none" };
      keys.set(accountId, key);
      draft.facts.push({ kind: "ProviderAccountUpdated", ...draft.sign, accountId, terms });
      return { accountId, change: "updated" };
    }
    for (const [equal, of] of keys) if (of === key) return { accountId: equal, change: "none" };
    const created = next++ as ProviderAccountId;
    keys.set(created, key);
    draft.facts.push({
      kind: "ProviderAccountCreated",
      ...draft.sign,
      accountId: created,
      sourceId,
      platformId,
      terms,
    });
    return { accountId: created, change: "made" };
  });
}

function unknownAccount(state: State, command: SetAccounts): Refusal | null {
  for (const { accountId } of command.accounts) {
    if (accountId === null) continue;
    const account = accountIn(state, command, accountId);
    if (isRefusal(account)) return account;
  }
  return null;
}

function invalidAccounts(state: State, { accounts }: SetAccounts): Refusal | null {
  const named = new Set<ProviderAccountId>();
  for (const [place, { accountId, terms }] of accounts.entries()) {
    const wrong = invalidTerms(terms) ?? invalidForGames(state, accountId, terms);
    if (wrong !== null) return refuse("FIELD_INVALID", `accounts[${place}]: ${wrong}`);
    if (accountId === null) continue;
    if (named.has(accountId)) {
      const text = `accounts[${place}].accountId is ${accountId}, which stands in the list before`;
      return refuse("FIELD_INVALID", text);
    }
    named.add(accountId);
  }
  return null;
}

/** Free games that are listed already keep their account to a pendingGamesUrl. */
function invalidForGames(
  state: State,
  accountId: ProviderAccountId | null,
  terms: AccountTerms,
): string | null {
  const account = accountId === null ? undefined : state.hub.accounts.get(accountId);
  const free = account?.games.find(({ freeGames }) => freeGames !== null);
  if (free === undefined || terms.pendingGamesUrl !== "") return null;
  return `pendingGamesUrl is empty; game "${free.id}" of this account has freeGames and needs it`;
}

/** The account's whole list; a game left out is off. */
export function decideListAccountGames(
  state: State,
  command: CommandOf<"list-account-games">,
  context: Context,
): Decision {
  const source = offeringSource(state, command, context);
  if (isRefusal(source)) return source;
  const { accountId, games } = command;
  const account = accountIn(state, command, accountId);
  if (isRefusal(account)) return account;
  const wrong = invalidGames(games, account.terms);
  if (wrong !== null) return refuse("FIELD_INVALID", wrong);
  if (source.status !== "open") return closed(source);
  const text = JSON.stringify(games);
  if (games.length > GAMES_PER_ACCOUNT_MAX || text.length > GAME_LIST_CHARS_MAX) {
    const most = `${GAMES_PER_ACCOUNT_MAX} games and ${GAME_LIST_CHARS_MAX} characters`;
    const asked = `${games.length} games in ${text.length} characters`;
    return refuse("LIMIT_REACHED", `games has ${asked}; accepted: up to ${most}`);
  }
  if (text.length > roomForLists(state, account)) {
    const most = `${SOURCE_LISTS_CHARS_MAX} characters in all accounts of a source`;
    return refuse("LIMIT_REACHED", `games has ${text.length} characters; accepted: up to ${most}`);
  }
  const before = new Set(account.games.map(({ id }) => id));
  const newGames = games.flatMap(({ id }) => (before.has(id) ? [] : [id]));
  const answer = { kind: "account-games", accountId, newGames } as const;
  if (JSON.stringify(account.games) === text) return accept([], answer);
  const draft = new Draft(state, context, authorityOf(context.actor));
  return accept([{ kind: "AccountGamesListed", ...draft.sign, accountId, games }], answer);
}

/** Characters that the lists of the other accounts leave to that of this one. */
function roomForLists(state: State, { accountId, sourceId }: ProviderAccount): number {
  let room = SOURCE_LISTS_CHARS_MAX;
  for (const account of accountsOf(state, sourceId)) {
    if (account.accountId !== accountId) room -= JSON.stringify(account.games).length;
  }
  return room;
}

/** The source whose offer it is; a provider asks about its own only, the operator about any. */
function offeringSource(
  state: State,
  { sourceId, platformId }: { sourceId: SourceId; platformId: PlatformId | null },
  { actor }: Context,
): Source | Refusal {
  const own = actor.kind === "provider" && actor.sourceId === sourceId;
  if (!own && !isOperator(state, actor)) {
    return refuse("NO_PRIVILEGE", "accounts are changed by their provider and the operator only");
  }
  const source = findSource(state, sourceId);
  if (isRefusal(source) || platformId === null || state.hub.platforms.has(platformId)) {
    return source;
  }
  return refuse("PLATFORM_NOT_FOUND", `there is no platform ${platformId}`);
}

/** An account that belongs to another source or another platform is as good as none. */
function accountIn(
  state: State,
  { sourceId, platformId }: { sourceId: SourceId; platformId: PlatformId | null },
  accountId: ProviderAccountId,
): ProviderAccount | Refusal {
  const account = state.hub.accounts.get(accountId);
  if (account?.sourceId === sourceId && account.platformId === platformId) return account;
  const owner = platformId === null ? "for every platform" : `for platform ${platformId}`;
  return refuse("ACCOUNT_NOT_FOUND", `source ${sourceId} has no account ${accountId} ${owner}`);
}

function authorityOf(actor: Actor): Authority {
  return actor.kind === "provider" ? "provider" : "operator";
}

function closed({ sourceId }: Source): Refusal {
  return refuse("SOURCE_CLOSED", `source ${sourceId} is closed`);
}
