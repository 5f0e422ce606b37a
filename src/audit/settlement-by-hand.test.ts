// Settlements small enough to be worked out with a pencil.
import { describe, expect, test } from "bun:test";
import { type BetList, figuresByHand, payByHand, returnByHand } from "./settlement-by-hand.ts";

/** Rows of user, target, stake and time. */
function betsOf(rows: [number, number, number, number][]): BetList {
  return {
    users: rows.map(([user]) => user),
    targets: rows.map(([, target]) => target),
    stakesMinor: rows.map(([, , stake]) => stake),
    placedAtMs: rows.map(([, , , time]) => time),
    royalties: rows.map(() => -1),
  };
}

function settle(bets: BetList, takeoutBps: number, happenedAtMs = 100) {
  const figures = figuresByHand(bets, { winner: 0, happenedAtMs, takeoutBps });
  const paid = [...payByHand(bets, 0, figures)].map(({ paidMinor }) => Number(paidMinor));
  return { figures, paid };
}

describe("a settlement by hand", () => {
  test("INV-3 shares are differences of running floors and add up to the net", () => {
    const bets = betsOf([
      [1, 0, 1, 1],
      [2, 0, 1, 2],
      [3, 0, 1, 3],
      [4, 1, 7, 4],
    ]);
    const { figures, paid } = settle(bets, 0);
    // floor(10/3) = 3, floor(20/3) = 6, floor(30/3) = 10
    expect(paid).toEqual([3, 3, 4, 0]);
    expect(figures.netMinor).toBe(10n);
  });

  test("the takeout is rounded down and never eats into the winners' stakes", () => {
    const bets = betsOf([
      [1, 0, 1_000, 1],
      [2, 1, 19, 2],
    ]);
    expect(settle(bets, 100).figures.takeoutMinor).toBe(10n); // 10.19
    expect(settle(bets, 5_000).figures.takeoutMinor).toBe(19n);
    expect(settle(bets, 5_000).paid).toEqual([1_000, 0]);
  });

  test("a bet at the very time of the event is valid, one later is returned", () => {
    const bets = betsOf([
      [1, 0, 10, 100],
      [2, 1, 10, 100],
      [3, 0, 50, 101],
    ]);
    const { figures, paid } = settle(bets, 0);
    expect(figures).toMatchObject({ firstLateBet: 2, grossMinor: 20n, lateMinor: 50n });
    expect(paid).toEqual([20, 0, 50]);
  });

  test("nobody on the winner: everything goes back, nothing is kept", () => {
    const { figures, paid } = settle(betsOf([[1, 1, 10, 1]]), 500);
    expect(figures).toMatchObject({ takeoutMinor: 0n, moneyReturn: true });
    expect(paid).toEqual([10]);
  });

  test("without valid bets it is no money return", () => {
    expect(settle(betsOf([]), 500).figures.moneyReturn).toBe(false);
    expect(settle(betsOf([[1, 0, 10, 101]]), 500).figures.moneyReturn).toBe(false);
  });

  test("a void returns every stake", () => {
    const bets = betsOf([
      [1, 1, 10, 1],
      [2, 0, 5, 2],
    ]);
    expect([...returnByHand(bets)].map(({ paidMinor }) => paidMinor)).toEqual([10n, 5n]);
  });
});
