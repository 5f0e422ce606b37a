// POST accounts: a provider creates, updates and lists the accounts under which it sells its games.
import type { ProviderAccount } from "../engine/hub/hub-state.ts";
import { accountsFor, accountsOf, providerAccountOf } from "../engine/hub/provider-account.ts";
import type { PlatformId, ProviderAccountId, SourceId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import { Problem } from "../protocol/problem.ts";
import { accountFields, accountsShape, termsOf } from "./account-body.ts";
import { type HubAnswer, type HubCall, refusal } from "./call.ts";
import { doneList, refusedList } from "./envelope.ts";
import type { HubParts } from "./hub-parts.ts";
import { isObject } from "./json-text.ts";
import { readAccountNumber } from "./plain-shapes.ts";
import {
  notOffered,
  type OfferRefusal,
  openProviderCall,
  type ProviderCall,
} from "./provider-call.ts";

type Done = { readonly kind: "accounts"; readonly accounts: readonly ProviderAccount[] };

export async function answerAccounts(parts: HubParts, call: HubCall): Promise<HubAnswer> {
  const opened = await openProviderCall(parts, call);
  const done = opened.kind === "open" ? setAccounts(parts, opened) : opened;
  if (done.kind === "refused") return refusedList("accounts", done);
  return doneList("accounts", done.accounts.map(accountFields));
}

function setAccounts({ writer }: HubParts, opened: ProviderCall): Done | OfferRefusal {
  const { state } = writer;
  const { body, sourceId, platformId } = opened;
  const unknown = unknownAccount(state, opened, body["accounts"]);
  if (unknown !== null) return unknown;
  const read = accountsShape.read(body, "");
  if (read instanceof Problem) return refusal("INVALID_BODY", read.text);
  for (const [at, { clientId }] of read.accounts.entries()) {
    if (clientId === null || clientId === platformId) continue;
    const text = `accounts[${at}].clientId is ${JSON.stringify(clientId)}; accepted: that of the request`;
    return refusal("INVALID_BODY", text);
  }
  if (read.accounts.length === 0) return { kind: "accounts", accounts: listed(state, opened) };
  const accounts = read.accounts.map((account) => ({
    accountId: account.accountId === 0 ? null : (account.accountId as ProviderAccountId),
    terms: termsOf(account),
  }));
  const command = { kind: "set-provider-accounts", sourceId, platformId, accounts } as const;
  const outcome = writer.submit(command, { kind: "provider", sourceId }, null);
  if (outcome.kind === "refused") return notOffered(outcome);
  const { answer } = outcome;
  if (answer.kind !== "provider-accounts") throw new Error(`no accounts in ${answer.kind}`);
  const told = answer.accounts.map(({ accountId }) => providerAccountOf(state, accountId));
  return { kind: "accounts", accounts: told };
}

/** Without a client all of the provider's, with one those for it alone. */
function listed(state: State, { sourceId, platformId }: ProviderCall): ProviderAccount[] {
  return platformId === null
    ? accountsOf(state, sourceId)
    : accountsFor(state, sourceId, platformId);
}

/** Looked at before the other fields: a request about an account that is not there is not read on. */
function unknownAccount(
  state: State,
  owner: { readonly sourceId: SourceId; readonly platformId: PlatformId | null },
  accounts: unknown,
): OfferRefusal | null {
  if (!Array.isArray(accounts)) return null;
  for (const [at, account] of accounts.entries()) {
    const id: unknown = isObject(account) ? account["accountId"] : undefined;
    if (typeof id !== "string" && typeof id !== "number") continue;
    if (id === 0 || id === "0" || isAccountOf(state, owner, id)) continue;
    return unknownAccountRefusal(`accounts[${at}].accountId`, id, owner.platformId);
  }
  return null;
}

export function isAccountOf(
  state: State,
  owner: { readonly sourceId: SourceId; readonly platformId: PlatformId | null },
  id: unknown,
): boolean {
  const number = readAccountNumber(id);
  const account = state.hub.accounts.get(number as ProviderAccountId);
  return account?.sourceId === owner.sourceId && account.platformId === owner.platformId;
}

export function unknownAccountRefusal(
  path: string,
  id: string | number,
  platformId: PlatformId | null,
): OfferRefusal {
  const found = JSON.stringify(String(id).slice(0, 80));
  const whose = platformId === null ? "no clientId" : `clientId ${platformId}`;
  const text = `${path} is ${found}; accepted: the id of an account of this provider with ${whose}`;
  return refusal("UNKNOWN_ACCOUNT", text);
}
