// A pool's multipliers over time. The legend tells lines apart by their dashes too, not by colour alone;
// what the chart shows now stands in the rows above as text.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import UPlot from "uplot";
import { theme } from "../design/theme.ts";
import { server } from "../live/server.ts";
import { player } from "../text/player.ts";
import { useGame } from "./followed-game.ts";
import { targetName } from "../live/names.ts";
import { type OddsHistory, oddsHistory } from "./odds-history.ts";

export type OddsChartProps = { readonly poolId: string; readonly title: string };

const REFRESH_MS = 3_000;
const HEIGHT = 170;
const LINES = [
  { color: "--chart-1", dash: [] },
  { color: "--chart-2", dash: [8, 4] },
  { color: "--chart-3", dash: [2, 3] },
  { color: "--chart-4", dash: [10, 3, 2, 3] },
  { color: "--chart-5", dash: [4, 2] },
] as const;

export function OddsChart({ poolId, title }: OddsChartProps) {
  const { names } = useGame();
  const history = useSignal<OddsHistory | "failed" | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    const load = (): void => {
      server.poolOdds({ id: poolId, points: 200 }, { signal: ending.signal }).then(
        (answer) => {
          history.value = oddsHistory(answer);
        },
        () => {
          if (!ending.signal.aborted) history.value ??= "failed";
        },
      );
    };
    load();
    const timer = setInterval(load, REFRESH_MS);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [poolId]);
  const { value } = history;
  if (value === null) return <p class="quiet">{player.chart.loading}</p>;
  if (value === "failed") return <p class="quiet">{player.chart.failed}</p>;
  if (value.lines.length === 0) return <p class="quiet">{player.chart.empty}</p>;
  return (
    <figure class="odds">
      <Plot history={value} label={player.chart.label(title)} />
      <figcaption class="odds__legend">
        {value.lines.map(({ target }, at) => (
          <span key={target} class="odds__name">
            <svg class={`odds__key odds__key--${at + 1}`} viewBox="0 0 28 4" aria-hidden="true">
              <line x1="0" y1="2" x2="28" y2="2" stroke-dasharray={LINES[at]?.dash.join(" ")} />
            </svg>
            {targetName(names.value, target)}
          </span>
        ))}
        {value.others === 0 ? null : <span>{player.chart.others(value.others)}</span>}
      </figcaption>
    </figure>
  );
}

function Plot({ history, label }: { readonly history: OddsHistory; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const looks = theme.value;
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const plot = new UPlot(optionsOf(element, history), dataOf(history), element);
    const watch = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [history, looks]);
  return <div class="odds__plot" ref={place} role="img" aria-label={label} />;
}

function clockText(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleTimeString(undefined, { hour12: false });
}

function dataOf({ times, lines }: OddsHistory): UPlot.AlignedData {
  return [[...times], ...lines.map(({ values }) => [...values])];
}

function optionsOf(element: HTMLElement, { lines }: OddsHistory): UPlot.Options {
  const style = getComputedStyle(element);
  const ink = style.getPropertyValue("--ink-3");
  const axis = {
    stroke: ink,
    font: `12px ${style.fontFamily}`,
    grid: { stroke: style.getPropertyValue("--line"), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { distr: 3, log: 2 } },
    axes: [
      { ...axis, size: 28, space: 70, values: (_, splits) => splits.map(clockText) },
      {
        ...axis,
        size: 44,
        values: (_, splits) => splits.map((at) => (at === null ? "" : `${at}×`)),
      },
    ],
    series: [
      {},
      ...lines.map((_, at) => ({
        stroke: style.getPropertyValue(LINES[at]?.color ?? "--ink"),
        dash: [...(LINES[at]?.dash ?? [])],
        width: 2,
        spanGaps: true,
        points: { show: false },
        paths: UPlot.paths.stepped?.({ align: 1 }) as UPlot.Series.PathBuilder,
      })),
    ],
  };
}
