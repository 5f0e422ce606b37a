// One series over the last minutes, drawn by uPlot, which is loaded with the first chart. The latest value
// stands beside it in words.
import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { theme } from "../../design/theme.ts";
import { words } from "../../text/console.ts";
import type { Series } from "./watch.ts";

export type LineChartProps = {
  readonly title: string;
  readonly unit: string;
  readonly series: Series;
};

const HEIGHT = 120;

export function LineChart({ title, unit, series }: LineChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const latest = useRef(series);
  latest.current = series;
  const { value: chosen } = theme;
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    let isThere = true;
    let observer: ResizeObserver | null = null;
    void import("./plot.ts").then(({ drawLine }) => {
      if (!isThere) return;
      const drawn = drawLine(element, dataOf(latest.current), HEIGHT);
      chart.current = drawn;
      observer = new ResizeObserver(() => {
        drawn.setSize({ width: element.clientWidth, height: HEIGHT });
      });
      observer.observe(element);
    });
    return () => {
      isThere = false;
      observer?.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, [chosen]);
  useEffect(() => {
    chart.current?.setData(dataOf(series));
  }, [series]);
  const now = shownValue(series);
  return (
    <figure class="chart">
      <figcaption class="chart__head">
        <span class="chart__title">{title}</span>
        <span>
          <strong class="chart__value figure">{now}</strong> <span class="quiet">{unit}</span>
        </span>
      </figcaption>
      <div
        ref={frame}
        class="chart__frame"
        role="img"
        aria-label={words.health.chart(title, now)}
      />
    </figure>
  );
}

function dataOf({ times, values }: Series): uPlot.AlignedData {
  return [[...times], [...values]];
}

/** The last that was measured. */
function shownValue({ values }: Series): string {
  const last = values.findLast((value) => value !== null) ?? null;
  if (last === null) return "–";
  if (last >= 100 || Number.isInteger(last)) return Math.round(last).toLocaleString();
  return last.toFixed(last < 10 ? 2 : 1);
}
