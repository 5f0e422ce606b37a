import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { TIMER_KINDS, type TimerEntry } from "./command.ts";
import type { PoolIndex } from "./ids.ts";
import { TimerHeap, compareTimers } from "./timer-heap.ts";

const entry: fc.Arbitrary<TimerEntry> = fc.record({
  dueMs: fc.nat(5),
  kind: fc.constantFrom(...TIMER_KINDS),
  creation: fc.nat(5),
  subject: fc.constant({ kind: "pool", pool: 0 as PoolIndex } as const),
});

test("TIME-2 timers come out by due time, then kind, then creation", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
      const heap = new TimerHeap();
      for (const timer of entries) heap.push(timer);
      expect(heap.size).toBe(entries.length);
      const out: TimerEntry[] = [];
      for (let top = heap.pop(); top !== undefined; top = heap.pop()) out.push(top);
      const sorted = [...entries].sort(compareTimers);
      expect(out.map(({ dueMs, kind, creation }) => [dueMs, kind, creation])).toEqual(
        sorted.map(({ dueMs, kind, creation }) => [dueMs, kind, creation]),
      );
    }),
    { numRuns: 200 },
  );
});

test("TIME-2 the order of kinds on one millisecond is allow, block, stop, finish, result, open, close", () => {
  const order = ["allow", "block", "stop", "finish", "result", "open", "close"] as const;
  expect([...TIMER_KINDS]).toEqual([...order]);
});
