import { expect, test } from "bun:test";
import { payoutNow, takeoutOf } from "./payout.ts";

test("PAGE-6 what a stake would pay is worked out as the last bet of the pool", () => {
  const sums = { grossMinor: 10_000n, backingMinor: 2_500n, takeoutBps: 500 };
  // 110.00 in the pool, 5.50 kept, 104.50 shared by 35.00: 10.00 of them get 29.86.
  expect(payoutNow(sums, 1_000n)).toBe(2_986n);
});

test("PAGE-6 alone on a target one gets everything but the takeout, alone in a pool one's stake", () => {
  expect(payoutNow({ grossMinor: 10_000n, backingMinor: 0n, takeoutBps: 0 }, 100n)).toBe(10_100n);
  expect(payoutNow({ grossMinor: 0n, backingMinor: 0n, takeoutBps: 500 }, 100n)).toBe(100n);
});

test("PAGE-6 a takeout never makes a winner lose", () => {
  expect(takeoutOf(1_000n, 990n, 500)).toBe(10n);
  expect(payoutNow({ grossMinor: 1_000n, backingMinor: 1_000n, takeoutBps: 5_000 }, 100n)).toBe(
    100n,
  );
});
