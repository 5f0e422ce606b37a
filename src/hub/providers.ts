// GET providers: what a platform may offer. Accounts of its own and those for every platform, with the
// provider's own games and its live pool games. Never a secret.
import type { ProviderAccount } from "../engine/hub/hub-state.ts";
import {
  accountsOf,
  admitsCurrency,
  gamesOf,
  isFor,
  livePoolGames,
} from "../engine/hub/provider-account.ts";
import type { PlatformId } from "../engine/ids.ts";
import type { Source, State } from "../engine/state.ts";
import { settingsFields } from "./account-body.ts";
import { type HubAnswer, type HubCall, type HubRefusal, refusal } from "./call.ts";
import { refusedList } from "./envelope.ts";
import { offeredGameFields, poolGameFields } from "./game-body.ts";
import type { HubParts } from "./hub-parts.ts";
import { clientIdInQuery, openPlatformCall } from "./platform-call.ts";

const PREFIX_LENGTH = 8;
/** Of one provider, each as often as it has accounts: about 5 MB, so that none fills the answer to all. */
const POOL_GAMES_SHOWN_MAX = 20_000;

export async function answerProviders(parts: HubParts, call: HubCall): Promise<HubAnswer> {
  const opened = await openPlatformCall(parts, call, clientIdInQuery(call.query));
  if (opened.kind === "refused") return refusedList("providers", opened);
  const wrong = wrongQuery(call.query);
  if (wrong !== null) return refusedList("providers", wrong);
  parts.writer.catchUp();
  const body = JSON.stringify({ providers: offered(parts.writer.state, opened.platformId) });
  return { code: "NO_ERROR", body, leaves: "durable" };
}

function wrongQuery(query: string): HubRefusal<"INVALID_BODY"> | null {
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === "clientId" || (name === "format" && value === "json")) continue;
    const found = JSON.stringify(`${name}=${value}`.slice(0, 80));
    return refusal("INVALID_BODY", `the query has ${found}; accepted: format=json and clientId`);
  }
  return null;
}

function offered(state: State, platformId: PlatformId): object[] {
  const providers: object[] = [];
  for (const source of state.sources.values()) {
    if (source.status !== "open") continue;
    const accounts = accountsOf(state, source.sourceId).filter((a) => isFor(a, platformId));
    if (accounts.length > 0) providers.push(providerFields(state, source, accounts));
  }
  return providers;
}

function providerFields(
  state: State,
  { sourceId, name }: Source,
  accounts: readonly ProviderAccount[],
): object {
  const inEach = Math.floor(POOL_GAMES_SHOWN_MAX / accounts.length);
  const live = livePoolGames(state, sourceId).slice(-inEach);
  return {
    providerId: sourceId,
    providerPrefix: sourceId.slice(0, PREFIX_LENGTH),
    providerName: name,
    isTesting: false,
    accounts: accounts.map((account) => ({
      settings: settingsFields(account),
      games: [
        ...gamesOf(account).map(offeredGameFields),
        ...live
          .filter(({ currency }) => admitsCurrency(account.terms, currency))
          .map(poolGameFields),
      ],
    })),
  };
}
