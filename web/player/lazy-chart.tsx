// The chart of a pool's odds, with what draws it loaded only when somebody wants to see one.
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { player } from "../text/player.ts";
import type { OddsChartProps } from "./odds-chart.tsx";
// Here, since style sheets come with the page and not with what is loaded later.
import "./odds-chart.css";

export function LazyChart(props: OddsChartProps) {
  const chart = useSignal<ComponentType<OddsChartProps> | null>(null);
  const hasFailed = useSignal(false);
  useEffect(() => {
    import("./odds-chart.tsx").then(
      ({ OddsChart }) => {
        chart.value = OddsChart;
      },
      () => {
        hasFailed.value = true;
      },
    );
  }, []);
  const { value: Chart } = chart;
  if (Chart !== null) return <Chart {...props} />;
  return <p class="quiet">{hasFailed.value ? player.chart.failed : player.chart.loading}</p>;
}
