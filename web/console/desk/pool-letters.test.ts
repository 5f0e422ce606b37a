import { expect, test } from "bun:test";
import { LETTERS, lettersFor, NO_LETTERS } from "./pool-letters.ts";

test("CONS-5 a pool keeps its letter while others come and go, and a freed one is given out last", () => {
  const first = lettersFor(NO_LETTERS, ["a", "b", "c"]);
  expect([...first.byPool]).toEqual([
    ["a", "q"],
    ["b", "w"],
    ["c", "e"],
  ]);
  expect(lettersFor(first, ["a", "b", "c"])).toBe(first);
  const second = lettersFor(first, ["a", "c", "d"]);
  expect([...second.byPool]).toEqual([
    ["a", "q"],
    ["c", "e"],
    ["d", "r"],
  ]);
  expect(second.free.at(-1)).toBe("w");
});

test("CONS-5 with more pools than letters the newest have none until one is free", () => {
  const ids = LETTERS.map((_, place) => `pool${place}`);
  const full = lettersFor(NO_LETTERS, [...ids, "late"]);
  expect(full.byPool.size).toBe(LETTERS.length);
  expect(full.byPool.has("late")).toBe(false);
  const after = lettersFor(full, [...ids.slice(1), "late"]);
  expect(after.byPool.get("late")).toBe("q");
});
