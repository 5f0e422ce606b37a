import { describe, expect, test } from "bun:test";
import { Metrics as ServerMetrics } from "../../../src/ops/metrics.ts";
import { familyOf, type Look, meanOf, rateOf, readMetrics, valueOf } from "./metrics.ts";

function look(atMs: number, text: string): Look {
  return { atMs, metrics: readMetrics(text) };
}

describe("CONS-10 what /metrics says", () => {
  test("CONS-10 what the server writes is read back", () => {
    const server = new ServerMetrics();
    server.counter("a_total", "A").add(3);
    server.counters("b_total", "code", "B").of("BUSY").add(2);
    server.counters("c_total", "code", "C").of('q"x').add();
    server.gauge("d", "D", () => 1.5e-7);
    server.info("e_info", "E", () => ({ hash: "ab12" }));
    server.histogram("f_seconds", "F", [1]).observe(0.25);
    const metrics = readMetrics(server.text());
    expect(valueOf(metrics, "a_total")).toBe(3);
    expect(familyOf(metrics, "b_total")).toEqual([["BUSY", 2]]);
    expect(valueOf(metrics, "d")).toBe(1.5e-7);
    expect(metrics.texts.get("e_info")).toBe("ab12");
    expect(valueOf(metrics, "f_seconds_sum")).toBe(0.25);
    expect(valueOf(metrics, "nothing")).toBe(0);
  });

  test("CONS-10 rates and means are of the time between two looks, none after a restart", () => {
    const before = look(1_000, "a 10\nh_sum 5\nh_count 2\n");
    const after = look(3_000, "a 50\nh_sum 9\nh_count 4\n");
    expect(rateOf(after, before, "a")).toBe(20);
    expect(meanOf(after, before, "h")).toBe(2);
    expect(rateOf(after, null, "a")).toBeNull();
    expect(meanOf(after, after, "h")).toBeNull();
    expect(rateOf(look(4_000, "a 1\n"), after, "a")).toBeNull();
  });
});
