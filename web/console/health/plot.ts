// uPlot as the charts of the console use it; colours are those of the page.
import uPlot from "uplot";

export function drawLine(element: HTMLElement, data: uPlot.AlignedData, height: number): uPlot {
  const colour = (name: string): string =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: colour("--ink-3"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
    size: 34,
  };
  return new uPlot(
    {
      width: element.clientWidth,
      height,
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 8, 0, 0],
      scales: {
        x: { time: true },
        // From 0, and never so fine that noise looks like a storm.
        y: { range: (_, __, max) => [0, Math.max(1, (max ?? 0) * 1.15)] },
      },
      axes: [
        { ...axis, size: 24, space: 70, values: (_, splits) => splits.map(clockText) },
        { ...axis, size: 44, space: 30 },
      ],
      series: [
        {},
        {
          stroke: colour("--accent"),
          width: 2,
          fill: colour("--accent-soft"),
          spanGaps: true,
          points: { show: false },
        },
      ],
    },
    data,
    element,
  );
}

function clockText(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleTimeString(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}
