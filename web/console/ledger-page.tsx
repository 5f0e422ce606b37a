// Where all money is, line by line down to its zero sum, and what each day brought.
import { useEffect } from "preact/hooks";
import type { HttpCalls } from "../../client/src/http-routes.ts";
import { minorOf } from "../design/amount.ts";
import { Icon } from "../design/icon.tsx";
import { Money } from "../design/money.tsx";
import { words } from "../text/console.ts";
import { LoadState } from "./load-state.tsx";
import { useLoaded } from "./loaded.ts";
import { useOperator } from "./operator.ts";

type LedgerRow = HttpCalls["ledger"]["answer"]["currencies"][string];
type DayRow = HttpCalls["reportDays"]["answer"]["rows"][number];

const EVERY_MS = 2_000;
const DAYS_EVERY_MS = 10_000;

const COLUMNS: readonly (readonly [keyof LedgerRow, string])[] = [
  ["players_available", words.ledger.available],
  ["players_exposure", words.ledger.exposure],
  ["takeout", words.ledger.takeout],
  ["royalties", words.ledger.royalties],
  ["games", words.ledger.games],
  ["external", words.ledger.external],
];

export function LedgerPage() {
  const { http } = useOperator();
  const loaded = useLoaded((signal) => http.value.ledger({}, { signal }), { everyMs: EVERY_MS });
  useEffect(() => {
    document.title = `${words.nav.ledger} · ${words.title}`;
  }, []);
  const ledger = loaded.value.value;
  return (
    <div class="stack">
      <header>
        <h1 class="page-title">{words.ledger.title}</h1>
        <p class="quiet">{words.ledger.intro}</p>
      </header>
      {ledger === null ? (
        <LoadState of={loaded} />
      ) : (
        <>
          <Currencies rows={Object.entries(ledger.currencies)} />
          <p class="quiet">{words.ledger.asOf(ledger.seq.toLocaleString())}</p>
        </>
      )}
      <Days />
    </div>
  );
}

function Currencies({ rows }: { readonly rows: readonly (readonly [string, LedgerRow])[] }) {
  if (rows.length === 0) return <p class="empty">{words.ledger.empty}</p>;
  return (
    <ul class="ledger">
      {rows.map(([currency, row]) => {
        const isZero = minorOf(row.total) === 0n;
        return (
          <li key={currency} class="panel">
            <h2 class="panel__title">{currency}</h2>
            <dl class="ledger__lines">
              {COLUMNS.map(([name, label]) => (
                <div key={name} class="ledger__line">
                  <dt>{label}</dt>
                  <dd>
                    <Money amount={row[name]} />
                  </dd>
                </div>
              ))}
              <div class="ledger__line ledger__line--total">
                <dt>{words.ledger.total}</dt>
                <dd>
                  <Money amount={row.total} />
                </dd>
              </div>
            </dl>
            <p class={isZero ? "chip chip--good" : "chip chip--bad"}>
              <Icon name={isZero ? "check" : "cross"} />
              {isZero ? words.ledger.zero : words.ledger.notZero}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function Days() {
  const { http } = useOperator();
  const loaded = useLoaded((signal) => http.value.reportDays({}, { signal }), {
    everyMs: DAYS_EVERY_MS,
  });
  const rows = loaded.value.value?.rows.toReversed() ?? null;
  return (
    <section class="panel panel--flush" aria-label={words.ledger.days}>
      <div class="panel__head">
        <h2 class="panel__title">{words.ledger.days}</h2>
      </div>
      {rows === null ? (
        <div class="panel__note">
          <LoadState of={loaded} />
        </div>
      ) : rows.length === 0 ? (
        <p class="panel__note">{words.ledger.noDays}</p>
      ) : (
        <DayTable rows={rows} />
      )}
    </section>
  );
}

function DayTable({ rows }: { readonly rows: readonly DayRow[] }) {
  const { ledger } = words;
  const heads = [ledger.pools, ledger.bets, ledger.players, ledger.stakes, ledger.paid];
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={ledger.days}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{ledger.day}</th>
            <th scope="col">{ledger.currency}</th>
            {[...heads, ledger.kept].map((head) => (
              <th key={head} scope="col" class="table__number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.day} ${row.currency}`}>
              <th scope="row">{row.day}</th>
              <td>{row.currency}</td>
              <td class="table__number">{row.pools}</td>
              <td class="table__number">{row.bets}</td>
              <td class="table__number">{row.players}</td>
              <td class="table__number">
                <Money amount={row.stakes} />
              </td>
              <td class="table__number">
                <Money amount={row.paid} />
              </td>
              <td class="table__number">
                <Money amount={row.takeout} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
