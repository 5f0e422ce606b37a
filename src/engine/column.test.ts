import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { Column } from "./column.ts";
import { ShardedIndex, spread } from "./sharded-index.ts";

test("a column grows past its chunks and keeps what is in it", () => {
  const column = new Column("float64");
  for (let row = 0; row < 70_000; row++) column.push(row * 2);
  expect(column.length).toBe(70_000);
  for (const row of [0, 15, 16, 65_535, 65_536, 69_999]) expect(column.get(row)).toBe(row * 2);
  expect(column.get(70_000)).toBe(0);
});

test("rows far apart are set and added to; those between are 0", () => {
  const rows = fc.array(fc.tuple(fc.nat(200_000), fc.integer({ min: 0, max: 1_000 })));
  fc.assert(
    fc.property(rows, (writes) => {
      const column = new Column("float64");
      const naive = new Map<number, number>();
      for (const [row, value] of writes) {
        const sum = (naive.get(row) ?? 0) + value;
        naive.set(row, sum);
        if (value % 2 === 0) expect(column.add(row, value)).toBe(sum);
        else column.set(row, sum);
      }
      for (const [row, value] of naive) expect(column.get(row)).toBe(value);
      expect(column.length).toBe(Math.max(0, ...[...naive.keys()].map((row) => row + 1)));
    }),
    { numRuns: 30 },
  );
});

test("an index finds every row again, also those of one hash", () => {
  const hashes: number[] = [];
  const index = new ShardedIndex((row) => hashes[row] ?? 0);
  for (let row = 0; row < 5_000; row++) {
    hashes.push(row % 10 === 0 ? 77 : spread(row));
    index.insert(hashes[row] ?? 0, row);
  }
  for (let row = 0; row < 5_000; row++) {
    expect(index.find(hashes[row] ?? 0, (found) => found === row)).toBe(row);
  }
  expect(index.find(77, (row) => row === 1)).toBe(-1);
  expect(index.find(spread(5_001), (row) => row === 5_001)).toBe(-1);
});
