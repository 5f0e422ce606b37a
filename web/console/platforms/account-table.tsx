// The accounts of providers: their terms, as they have set them.
import type { HttpCalls } from "../../../client/src/http-routes.ts";
import { words } from "../../text/console.ts";
import { LoadState } from "../load-state.tsx";
import { useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import type { Platform } from "./platform-sheet.tsx";

type Account = HttpCalls["listProviderAccounts"]["answer"]["accounts"][number];

const EVERY_MS = 5_000;

export function AccountTable({ platforms }: { readonly platforms: readonly Platform[] }) {
  const { http } = useOperator();
  const loaded = useLoaded(
    async (signal) => {
      const [{ accounts }, { sources }] = await Promise.all([
        http.value.listProviderAccounts({}, { signal }),
        http.value.listSources({}, { signal }),
      ]);
      const names = new Map(sources.map(({ source_id: id, name }) => [id, name]));
      return { accounts, names };
    },
    { everyMs: EVERY_MS },
  );
  const known = loaded.value.value;
  const platformName = (id: string | null): string =>
    id === null
      ? words.platforms.every
      : (platforms.find(({ clientId }) => clientId === id)?.name ?? id);
  return (
    <section class="panel panel--flush" aria-label={words.platforms.accounts}>
      <div class="panel__head">
        <h2 class="panel__title">{words.platforms.accounts}</h2>
        <p class="quiet">{words.platforms.accountsIntro}</p>
      </div>
      {known === null ? (
        <div class="panel__note">
          <LoadState of={loaded} />
        </div>
      ) : known.accounts.length === 0 ? (
        <p class="panel__note">{words.platforms.noAccounts}</p>
      ) : (
        <div class="table-frame" tabIndex={0} role="region" aria-label={words.platforms.accounts}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.platforms.account}</th>
                <th scope="col">{words.platforms.source}</th>
                <th scope="col">{words.platforms.platform}</th>
                <th scope="col" class="table__number">
                  {words.platforms.rate}
                </th>
                <th scope="col">{words.platforms.currencies}</th>
                <th scope="col">{words.platforms.countries}</th>
                <th scope="col">{words.platforms.launch}</th>
                <th scope="col">{words.platforms.games}</th>
              </tr>
            </thead>
            <tbody>
              {known.accounts.map((account) => (
                <tr key={account.account_id}>
                  <th scope="row">{account.account_id}</th>
                  <td>{known.names.get(account.source_id) ?? account.source_id}</td>
                  <td>{platformName(account.client_id)}</td>
                  <td class="table__number">{percentText(account.royalty_bps)}</td>
                  <td>{account.currencies.join(", ") || words.platforms.allCurrencies}</td>
                  <td>{countriesText(account)}</td>
                  <td>{account.launch_method}</td>
                  <td class="table__wide">{account.games.map(({ name }) => name).join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** From 1/100 of a percent. */
export function percentText(bps: number): string {
  return `${(bps / 100).toFixed(2)}%`;
}

function countriesText(account: Account): string {
  const available = account.countries_available.join(", ") || words.platforms.allCountries;
  const { countries_disabled: disabled } = account;
  if (disabled.length === 0) return available;
  return `${available}, ${words.platforms.except(disabled.join(", "))}`;
}
