import { describe, expect, test } from "bun:test";
import type { CommandPreview, PoolView } from "../../../client/src/index.ts";
import { consequencesOf, multiplierOf, type SettledEffect, sumOf } from "./consequences.ts";
import { lateBetsOf } from "./late-bets.ts";

const SETTLED: SettledEffect = {
  effect: "pool_settled",
  pool_id: "p1",
  description: "Next goal",
  winning_target: "france",
  bets: 4,
  gross: "40.00",
  takeout: "4.00",
  net: "36.00",
  winning_money: "10.00",
  money_return: false,
  late_bets: 1,
  late_money: "5.00",
};

function previewOf(effects: CommandPreview["effects"]): CommandPreview {
  return { response_header: { t: 0 }, res: 5003, op: 395, effects, awaiting_pools: [] };
}

describe("CONS-4 consequences in sums", () => {
  test("CONS-4 paid, kept and returned add up to every stake of what settles and is void", () => {
    const nobody = { ...SETTLED, pool_id: "p2", takeout: "0.00", net: "7.50", gross: "7.50" };
    const told = consequencesOf(
      previewOf([
        { effect: "EventRegistered", pool_id: null, description: "" },
        SETTLED,
        { ...nobody, winning_money: "0.00", money_return: true, late_money: "0.25" },
        { effect: "pool_voided", pool_id: "p3", description: "", bets: 2, returned: "1.10" },
        { effect: "PoolCreated", pool_id: "p4", description: "Next goal" },
      ]),
    );
    expect([told.paid, told.kept, told.returned]).toEqual(["36.00", "4.00", "13.85"]);
    expect(told.settled).toHaveLength(2);
    expect(told.voided).toHaveLength(1);
    expect(told.others.map(({ effect }) => effect)).toEqual(["EventRegistered", "PoolCreated"]);
  });

  test("CONS-4 what nothing is of is 0 with the decimals of the others", () => {
    const back = { effect: "pool_voided", pool_id: "p3", description: "", bets: 1 } as const;
    const told = consequencesOf(previewOf([{ ...back, returned: "1.10" }]));
    expect([told.paid, told.kept, told.returned]).toEqual(["0.00", "0.00", "1.10"]);
  });

  test("CONS-4 what one unit gets is cut, not rounded, and unknown where nobody won", () => {
    expect(multiplierOf(SETTLED)).toBe("3.60");
    expect(multiplierOf({ ...SETTLED, winning_money: "7.00" })).toBe("5.14");
    expect(multiplierOf({ ...SETTLED, winning_money: "0.00" })).toBeNull();
  });

  test("CONS-4 sums are exact beyond what a number holds, and of nothing are 0", () => {
    expect(sumOf(["90071992547409.93", "0.07"])).toBe("90071992547410.00");
    expect(sumOf([])).toBe("0");
  });
});

describe("CONS-4 whose bets are late", () => {
  const bet = (id: string, userId: number, atMs: number) => ({
    bet_id: id,
    placed_at: atMs,
    user_id: userId,
    amount: "1.00",
  });
  const pool = {
    distributions: [
      {
        target_id: "a",
        bets: [bet("1", 7, 100), bet("2", 8, 101)],
        multiplier: "1",
        amount_total: "2",
      },
      { target_id: "b", bets: [bet("3", 9, 150)], multiplier: "1", amount_total: "1" },
    ],
  } as unknown as PoolView;

  test("CONS-4 those placed after the moment, newest first; those of that moment are in time", () => {
    expect(lateBetsOf(pool, 100).map(({ userId, target }) => [userId, target])).toEqual([
      [9, "b"],
      [8, "a"],
    ]);
    expect(lateBetsOf(pool, 150)).toEqual([]);
  });
});
