// Looks at /metrics and /readyz every second, and keeps the last minutes as series for charts.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Look, meanOf, rateOf, readMetrics, valueOf } from "./metrics.ts";

export const SERIES = [
  "queue",
  "wait",
  "batch",
  "sync",
  "rate",
  "connections",
  "messages",
  "archive",
] as const;
export type SeriesName = (typeof SERIES)[number];

/** Seconds since 1970, and a value for each; null where there was nothing to measure. */
export type Series = {
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
};

export type Health = {
  readonly look: ReadonlySignal<Look | null>;
  readonly series: ReadonlySignal<Readonly<Record<SeriesName, Series>> | null>;
  /** null while it takes bets, or why not. */
  readonly notReady: ReadonlySignal<string | null>;
  readonly error: ReadonlySignal<unknown>;
};

const EVERY_MS = 1_000;
const KEPT = 180;

const MEASURES: Readonly<Record<SeriesName, (now: Look, before: Look | null) => number | null>> = {
  queue: ({ metrics }) => valueOf(metrics, "mutuel_queue_facts"),
  wait: ({ metrics }) => valueOf(metrics, "mutuel_queue_wait_seconds") * 1_000,
  batch: (now, before) => meanOf(now, before, "mutuel_batch_facts"),
  sync: (now, before) => milliseconds(meanOf(now, before, "mutuel_sync_seconds")),
  rate: (now, before) => rateOf(now, before, "mutuel_head_seq"),
  connections: ({ metrics }) => valueOf(metrics, "mutuel_connections"),
  messages: (now, before) => rateOf(now, before, "mutuel_messages_received_total"),
  archive: ({ metrics }) => valueOf(metrics, "mutuel_archive_waiting"),
};

export function useHealth(nowMs: () => number): Health {
  const look = useSignal<Look | null>(null);
  const series = useSignal<Readonly<Record<SeriesName, Series>> | null>(null);
  const notReady = useSignal<string | null>(null);
  const error = useSignal<unknown>(null);
  const looks = useRef<Look[]>([]);
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const see = async (): Promise<void> => {
      try {
        const [metrics, readiness] = await Promise.all([
          fetch("/metrics", { signal }).then((answer) => answer.text()),
          readinessOf(signal),
        ]);
        const next: Look = { atMs: nowMs(), metrics: readMetrics(metrics) };
        looks.current = [...looks.current, next].slice(-KEPT);
        look.value = next;
        notReady.value = readiness;
        series.value = seriesOf(looks.current);
        error.value = null;
      } catch (thrown) {
        if (!signal.aborted) error.value = thrown;
      }
    };
    void see();
    const timer = setInterval(() => void see(), EVERY_MS);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, []);
  return { look, series, notReady, error };
}

async function readinessOf(signal: AbortSignal): Promise<string | null> {
  const answer = await fetch("/readyz", { signal });
  const body = (await answer.json()) as { text?: string };
  return answer.ok ? null : (body.text ?? "");
}

function seriesOf(looks: readonly Look[]): Record<SeriesName, Series> {
  const times = looks.map(({ atMs }) => atMs / 1_000);
  const all = SERIES.map((name): [SeriesName, Series] => {
    const values = looks.map((look, place) => MEASURES[name](look, looks[place - 1] ?? null));
    return [name, { times, values }];
  });
  return Object.fromEntries(all) as Record<SeriesName, Series>;
}

function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000;
}
