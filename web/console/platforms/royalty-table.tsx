// What providers have earned, over all time.
import { Money } from "../../design/money.tsx";
import { words } from "../../text/console.ts";
import { LoadState } from "../load-state.tsx";
import { useLoaded } from "../loaded.ts";
import { useOperator } from "../operator.ts";
import { percentText } from "./account-table.tsx";

const EVERY_MS = 10_000;

export function RoyaltyTable() {
  const { http } = useOperator();
  const loaded = useLoaded((signal) => http.value.royalties({}, { signal }), {
    everyMs: EVERY_MS,
  });
  const rows = loaded.value.value?.rows ?? null;
  return (
    <section class="panel panel--flush" aria-label={words.platforms.royalties}>
      <div class="panel__head">
        <h2 class="panel__title">{words.platforms.royalties}</h2>
        <p class="quiet">{words.platforms.royaltiesIntro}</p>
      </div>
      {rows === null ? (
        <div class="panel__note">
          <LoadState of={loaded} />
        </div>
      ) : rows.length === 0 ? (
        <p class="panel__note">{words.platforms.noRoyalties}</p>
      ) : (
        <div class="table-frame" tabIndex={0} role="region" aria-label={words.platforms.royalties}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.platforms.source}</th>
                <th scope="col">{words.platforms.account}</th>
                <th scope="col" class="table__number">
                  {words.platforms.rate}
                </th>
                <th scope="col" class="table__number">
                  {words.platforms.bookings}
                </th>
                <th scope="col" class="table__number">
                  {words.platforms.turnover}
                </th>
                <th scope="col" class="table__number">
                  {words.platforms.royalties}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.account_id} ${row.royalty_bps} ${row.currency}`}>
                  <th scope="row">{row.source_name}</th>
                  <td>{row.account_id}</td>
                  <td class="table__number">{percentText(row.royalty_bps)}</td>
                  <td class="table__number">{row.bookings}</td>
                  <td class="table__number">
                    <Money amount={row.turnover} currency={row.currency} />
                  </td>
                  <td class="table__number">
                    <Money amount={row.royalty} currency={row.currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
