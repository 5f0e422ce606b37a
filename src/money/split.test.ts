import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { dividend, mulDivFloor, multiplierHundredths, splitPool } from "./split.ts";

const safe = fc.oneof(
  fc.maxSafeNat(),
  fc.nat(),
  fc.integer({ min: 0, max: 10_000_000_000_000 }),
  fc.integer({ min: 0, max: 50 }).map((bits) => 2 ** bits),
);

describe("scaled division", () => {
  test("MONEY-7 is exact wherever its result is a safe integer", () => {
    fc.assert(
      fc.property(safe, safe, safe, (a, b, divisor) => {
        const c = 1 + (divisor % 2 ** 50);
        const exact = (BigInt(a) * BigInt(b)) / BigInt(c);
        fc.pre(exact <= BigInt(Number.MAX_SAFE_INTEGER));
        expect(mulDivFloor(a, b, c)).toBe(Number(exact));
      }),
      { numRuns: 20_000 },
    );
  });

  test("MONEY-7 just below, on and just above whole results", () => {
    const amounts = fc.integer({ min: 2, max: 10_000_000_000_000 });
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: -1, max: 1 }), (c, quotient, off) => {
        // (c - 1) * b / c lies just below b for every b up to c.
        const b = Math.max(0, Math.min(quotient, c) + off);
        const exact = (BigInt(c - 1) * BigInt(b)) / BigInt(c);
        expect(mulDivFloor(c - 1, b, c)).toBe(Number(exact));
      }),
      { numRuns: 5_000 },
    );
  });
});

const stakes = fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), {
  minLength: 1,
  maxLength: 40,
});

describe("splitting a pool", () => {
  test("SET-1 takeout is the rate rounded down, and never eats into winning stakes", () => {
    expect(splitPool(1_000, 100, 500)).toMatchObject({ takeoutMinor: 50, netMinor: 950 });
    expect(splitPool(999, 100, 500)).toMatchObject({ takeoutMinor: 49, netMinor: 950 });
    expect(splitPool(1_000, 990, 500)).toMatchObject({ takeoutMinor: 10, netMinor: 990 });
    expect(splitPool(1_000, 1_000, 5_000)).toMatchObject({ takeoutMinor: 0, netMinor: 1_000 });
  });

  test("SET-3, SET-4 shares add up to exactly net and none is below its stake", () => {
    const bps = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(stakes, fc.nat(10_000_000_000_000), bps, (winning, losing, takeoutBps) => {
        const winningMinor = winning.reduce((sum, stake) => sum + stake, 0);
        const grossMinor = winningMinor + losing;
        const { takeoutMinor, netMinor } = splitPool(grossMinor, winningMinor, takeoutBps);
        expect(takeoutMinor + netMinor).toBe(grossMinor);
        expect(takeoutMinor).toBeLessThanOrEqual(Math.floor((grossMinor * takeoutBps) / 10_000));
        let paid = 0;
        let cumulative = 0;
        for (const stake of winning) {
          cumulative += stake;
          const share = dividend(netMinor, winningMinor, cumulative, stake);
          expect(share).toBeGreaterThanOrEqual(stake);
          paid += share;
        }
        expect(paid).toBe(netMinor);
      }),
      { numRuns: 300 },
    );
  });

  test("SET-2 a bet gets the step of the running floor, in the order placed", () => {
    // 10 to share among three equal bets: floor(10/3), floor(20/3), floor(30/3).
    expect([1, 2, 3].map((cumulative) => dividend(10, 3, cumulative, 1))).toEqual([3, 3, 4]);
  });

  test("SET-10 the multiplier is what one unit would get, cut to hundredths", () => {
    expect(multiplierHundredths(0, 0, 0)).toBe(100);
    expect(multiplierHundredths(1_000, 0, 500)).toBe(100);
    expect(multiplierHundredths(1_000, 1_000, 500)).toBe(100);
    expect(multiplierHundredths(1_000, 300, 0)).toBe(333);
    expect(multiplierHundredths(1_000, 300, 1_000)).toBe(300);
    expect(multiplierHundredths(1_000, 999, 5_000)).toBe(100);
    expect(multiplierHundredths(10_000_000_000_000, 1, 0)).toBe(1_000_000_000_000_000);
  });
});
