import { expect, test } from "bun:test";
import { TokenBucket } from "./token-bucket.ts";

function takeMany(bucket: TokenBucket, count: number, nowMs: number): string[] {
  return Array.from({ length: count }, () => bucket.take(nowMs));
}

test("WIRE-19 two seconds' worth in a burst, then as many as time brings", () => {
  const bucket = new TokenBucket(10, 0);
  expect(takeMany(bucket, 21, 0)).toEqual([
    ...Array.from({ length: 20 }, () => "taken"),
    "refused",
  ]);
  expect(takeMany(bucket, 2, 100)).toEqual(["taken", "refused"]);
  expect(takeMany(bucket, 11, 1_100).filter((verdict) => verdict === "taken")).toHaveLength(10);
});

test("gross only after ten seconds' worth of refusals that time has not forgiven", () => {
  const bucket = new TokenBucket(10, 0);
  takeMany(bucket, 20, 0);
  expect(takeMany(bucket, 101, 0).at(-1)).toBe("gross");
  expect(bucket.take(5_000)).toBe("taken");
});

test("a clock that stands still or a limit taken away does no harm", () => {
  const bucket = new TokenBucket(Infinity, 0);
  expect(new Set(takeMany(bucket, 10_000, 0))).toEqual(new Set(["taken"]));
});
