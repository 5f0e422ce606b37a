import { expect, test } from "bun:test";
import { oddsHistory } from "./odds-history.ts";

test("PAGE-9 multipliers of each moment follow from the money of that moment", () => {
  const history = oddsHistory({
    pool_id: "p",
    currency: "DON",
    takeout_bps: 1_000,
    targets: ["a", "b", "none"],
    history: [
      { at: 1_000, money: ["10.00", "0.00", "0.00"] },
      { at: 2_000, money: ["10.00", "30.00", "0.00"] },
    ],
  });
  expect(history).toEqual({
    times: [1, 2],
    lines: [
      { target: "a", values: [1, 3.6] },
      { target: "b", values: [null, 1.2] },
    ],
    others: 0,
  });
});

test("PAGE-9 five lines at most, those with the most money", () => {
  const targets = ["a", "b", "c", "d", "e", "f", "g"];
  const money = targets.map((_, at) => `${at}.00`);
  const { lines, others } = oddsHistory({
    pool_id: "p",
    currency: "DON",
    takeout_bps: 0,
    targets,
    history: [{ at: 1, money }],
  });
  expect(lines.map(({ target }) => target)).toEqual(["c", "d", "e", "f", "g"]);
  expect(others).toBe(1);
});
