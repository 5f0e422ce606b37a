import { describe, expect, test } from "bun:test";
import { Random } from "./random.ts";

describe("the demo's randomness", () => {
  test("is xoshiro128**: the published first outputs of the state 1, 2, 3, 4", () => {
    const random = new Random([1, 2, 3, 4]);
    const outputs = Array.from({ length: 6 }, () => random.uint32());
    expect(outputs).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
  });

  test("one seed gives one stream, another seed another", () => {
    const stream = (seed: bigint): number[] => {
      const random = Random.seeded(seed);
      return Array.from({ length: 20 }, () => random.uint32());
    };
    expect(stream(7n)).toEqual(stream(7n));
    expect(stream(7n)).not.toEqual(stream(8n));
    expect(stream(1n << 40n)).not.toEqual(stream(1n << 41n));
  });

  test("a fork does not repeat its parent", () => {
    const parent = Random.seeded(1n);
    const child = parent.fork();
    const ofChild = Array.from({ length: 20 }, () => child.uint32());
    const ofParent = Array.from({ length: 20 }, () => parent.uint32());
    expect(ofChild).not.toEqual(ofParent);
  });

  test("fractions lie in [0, 1) and spread evenly", () => {
    const random = Random.seeded(3n);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const fraction = random.fraction();
      expect(fraction >= 0 && fraction < 1).toBe(true);
      const slot = Math.floor(fraction * 10);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  test("weights decide; what weighs nothing is never picked", () => {
    const random = Random.seeded(5n);
    const picks = { a: 0, b: 0, c: 0 };
    const weights = { a: 3, b: 1, c: 0 };
    const names = ["a", "b", "c"] as const;
    for (let i = 0; i < 4_000; i++) {
      const picked = random.pickWeighted(names, (name) => weights[name]);
      if (picked !== undefined) picks[picked]++;
    }
    expect(picks.c).toBe(0);
    expect(picks.a + picks.b).toBe(4_000);
    expect(Math.abs(picks.a - 3_000)).toBeLessThan(150);
    expect(random.pickWeighted(names, () => 0)).toBeUndefined();
    expect(random.pick([])).toBeUndefined();
  });
});
