// How the server is: whether it takes bets, the head of its log, and live charts.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../../design/button.tsx";
import { Icon } from "../../design/icon.tsx";
import { words } from "../../text/console.ts";
import { Refusal } from "../form/refusal.tsx";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import { LineChart } from "./line-chart.tsx";
import { familyOf, type Metrics, valueOf } from "./metrics.ts";
import { SERIES, type SeriesName, useHealth } from "./watch.ts";
import "uplot/dist/uPlot.min.css";
import "./health.css";

const UNITS: Readonly<Record<SeriesName, string>> = {
  queue: words.health.queueUnit,
  wait: words.health.waitUnit,
  batch: words.health.batchUnit,
  sync: words.health.syncUnit,
  rate: words.health.rateUnit,
  connections: words.health.connectionsUnit,
  messages: words.health.messagesUnit,
  archive: words.health.archiveUnit,
};

export function HealthPage() {
  const { connection } = useOperator();
  const health = useHealth(connection.nowMs);
  useEffect(() => {
    document.title = `${words.nav.health} · ${words.title}`;
  }, []);
  const look = health.look.value;
  const series = health.series.value;
  const isReady = health.notReady.value === null;
  return (
    <div class="stack">
      <header class="page-head">
        <h1>{words.health.title}</h1>
        {look === null ? null : (
          <p class={isReady ? "chip chip--good" : "chip chip--bad"} role="status">
            <Icon name={isReady ? "check" : "cross"} />
            {isReady ? words.health.ready : `${words.health.notReady}: ${health.notReady.value}`}
          </p>
        )}
      </header>
      <Refusal error={health.error.value} />
      {look === null || series === null ? (
        <p class="quiet">{words.load.loading}</p>
      ) : (
        <>
          <Clock metrics={look.metrics} />
          <ul class="charts">
            {SERIES.map((name) => (
              <li key={name} class="panel">
                <LineChart title={words.health[name]} unit={UNITS[name]} series={series[name]} />
              </li>
            ))}
          </ul>
          <Head metrics={look.metrics} />
          <Refusals metrics={look.metrics} />
        </>
      )}
    </div>
  );
}

function Head({ metrics }: { readonly metrics: Metrics }) {
  return (
    <section class="panel stack" aria-label={words.health.head}>
      <h2 class="panel__title">
        {words.health.head}:{" "}
        <span class="figure">{valueOf(metrics, "mutuel_head_seq").toLocaleString()}</span>
      </h2>
      <p class="code">{metrics.texts.get("mutuel_head_info")}</p>
    </section>
  );
}

function Clock({ metrics }: { readonly metrics: Metrics }) {
  const { http } = useOperator();
  const isAsking = useSignal(false);
  const drift = valueOf(metrics, "mutuel_clock_drift_seconds");
  if (drift === 0) return null;
  return (
    <div class="error switches__row" role="alert">
      <p>
        <strong>{words.health.clock}.</strong> {words.health.clockNote(drift.toFixed(1))}
      </p>
      <Button onClick={() => (isAsking.value = true)}>{words.health.confirmClock}</Button>
      {isAsking.value ? (
        <ReviewSheet
          title={words.health.confirmClock}
          send={words.health.confirmClock}
          run={async () => {
            await http.value.confirmClock();
            return words.health.confirmed;
          }}
          onClose={() => (isAsking.value = false)}
        >
          <p>{words.health.clockNote(drift.toFixed(1))}</p>
        </ReviewSheet>
      ) : null}
    </div>
  );
}

function Refusals({ metrics }: { readonly metrics: Metrics }) {
  const rows = familyOf(metrics, "mutuel_refusals_total");
  const faults = valueOf(metrics, "mutuel_faults_total");
  return (
    <section class="panel stack" aria-label={words.health.refusals}>
      <div class="panel__head">
        <h2 class="panel__title">{words.health.refusals}</h2>
        <span class={faults === 0 ? "chip" : "chip chip--bad"}>
          {words.health.faults}: {faults}
        </span>
      </div>
      {rows.length === 0 ? (
        <p class="quiet">{words.health.noRefusals}</p>
      ) : (
        <ul class="refusals">
          {rows.map(([code, count]) => (
            <li key={code} class="refusals__one">
              <span class="code">{code}</span>
              <span class="figure">{count.toLocaleString()}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
