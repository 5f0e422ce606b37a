import { expect, test } from "bun:test";
import { Metrics } from "./metrics.ts";

test("counters, families, gauges, infos and histograms in the text format", () => {
  const metrics = new Metrics();
  metrics.counter("a_total", "A").add(3);
  const refusals = metrics.counters("b_total", "code", "B");
  refusals.of("Y").add();
  refusals.of("X").add();
  refusals.of("X").add();
  metrics.gauge("c", "C", () => 1.5);
  metrics.info("d_info", "D", () => ({ hash: 'q"' }));
  const histogram = metrics.histogram("e_seconds", "E", [1, 2]);
  for (const value of [0.5, 1, 1.5, 9]) histogram.observe(value);
  expect(
    metrics
      .text()
      .split("\n")
      .filter((line) => !line.startsWith("#")),
  ).toEqual([
    "a_total 3",
    'b_total{code="X"} 2',
    'b_total{code="Y"} 1',
    "c 1.5",
    'd_info{hash="q\\""} 1',
    'e_seconds_bucket{le="1"} 2',
    'e_seconds_bucket{le="2"} 3',
    'e_seconds_bucket{le="+Inf"} 4',
    "e_seconds_sum 12",
    "e_seconds_count 4",
    "",
  ]);
  expect(metrics.text()).toContain("# HELP a_total A\n# TYPE a_total counter\n");
});

test("a name is used once", () => {
  const metrics = new Metrics();
  metrics.counter("a_total", "A");
  expect(() => metrics.gauge("a_total", "A", () => 0)).toThrow("twice");
});
