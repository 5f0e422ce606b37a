import { describe, expect, test } from "bun:test";
import { RoyaltyByHand } from "./royalty-by-hand.ts";

const EUROS = { accountId: 1, royaltyBps: 100, currency: "EUR" };

describe("royalties by hand", () => {
  test("ROY-205 are a share of all turnover, rounded down once, and go back with it", () => {
    const royalties = new RoyaltyByHand();
    expect([150n, 70n, -70n, -150n].map((turnover) => royalties.book(EUROS, turnover))).toEqual([
      1n,
      1n,
      -1n,
      -1n,
    ]);
    expect(royalties.of(EUROS)).toMatchObject({ turnoverMinor: 0n, royaltyMinor: 0n });
  });

  test("ROY-205 each account, rate and currency has a turnover of its own", () => {
    const royalties = new RoyaltyByHand();
    for (const more of [{}, { accountId: 2 }, { royaltyBps: 101 }, { currency: "JPY" }]) {
      expect(royalties.book({ ...EUROS, ...more }, 99n)).toBe(0n);
    }
    expect(royalties.book(EUROS, 1n)).toBe(1n);
    expect([...royalties.lines()]).toHaveLength(4);
  });

  test("ROY-205 points and play money earn none", () => {
    const royalties = new RoyaltyByHand();
    for (const currency of ["DON", "FUN"]) {
      expect(royalties.book({ ...EUROS, currency }, 10_000n)).toBe(0n);
    }
    expect([...royalties.lines()]).toEqual([]);
  });

  test("ROY-205 the house holds no more than a number holds exactly, and goes down from there", () => {
    const royalties = new RoyaltyByHand();
    const all = { ...EUROS, royaltyBps: 10_000 };
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    expect(royalties.book(all, most - 1n)).toBe(most - 1n);
    expect(royalties.book(all, 5n)).toBe(1n);
    expect(royalties.book(all, -5n)).toBe(-1n);
  });
});
