import { expect, test } from "bun:test";
import type { ResultView } from "../../client/src/index.ts";
import { type ResolvedPool, settledBet } from "./settled-bet.ts";

const POOL: ResolvedPool = {
  pool_id: "p",
  game_id: "g",
  game_name: "Argentina - France",
  pool_type: 1,
  action_id: "goal",
  description: "Next goal",
  start_at: 1,
  stop_accepting_bets_at: null,
  resolved_at: 2,
  winning_target: "argentina",
  total_winnings: "18.50",
  user_backed: { argentina: "10.00" },
  people_involved: 3,
  money_at_stake: "100.00",
  target_level: 1,
  distributions: [
    { target_id: "argentina", bets: [], multiplier: "2.85", amount_total: "33.33" },
    { target_id: "france", bets: [], multiplier: "0.00", amount_total: "66.67" },
  ],
  pool_version: 2,
  bets_count: 3,
  is_final: true,
};

function seen(outcome: ResultView["outcome"], backed: ResultView["backed"]): ResultView {
  return {
    pool_id: "p",
    description: "Next goal",
    winning_target: "argentina",
    resolved_at: 2,
    backed,
    winnings: null,
    outcome,
  };
}

test("PAGE-8 won: gross, takeout, net, what won of it, and my part", () => {
  const bet = settledBet(POOL, undefined, 500);
  expect(bet.result).toEqual({
    kind: "won",
    paid: "28.50",
    sums: { gross: "100.00", takeout: "5.00", net: "95.00", winning: "33.33", mine: "10.00" },
  });
});

test("PAGE-8 won, and something beside it too late", () => {
  const live = seen({ paid: "28.50", lost: "0", returned: "4.00" }, { argentina: "14.00" });
  expect(settledBet(POOL, live, null)).toMatchObject({
    late: "4.00",
    result: { kind: "won", sums: { takeout: null, net: null } },
  });
});

test("PAGE-8 lost", () => {
  const pool = { ...POOL, user_backed: { france: "7.00" }, total_winnings: "0.00" };
  expect(settledBet(pool, undefined, 0).result).toEqual({ kind: "lost", lost: "7.00" });
});

test("PAGE-8 returned: all too late, nobody on the winner, called off", () => {
  const late = { ...POOL, user_backed: {}, total_winnings: "0.00" };
  const live = seen({ paid: "0", lost: "0", returned: "3.00" }, { argentina: "3.00" });
  expect(settledBet(late, live, 0)).toMatchObject({
    backed: { argentina: "3.00" },
    result: { kind: "returned", returned: "3.00", reason: "late" },
  });
  expect(settledBet(late, undefined, 0).result).toEqual({
    kind: "returned",
    returned: null,
    reason: "late",
  });
  const nobody = {
    ...POOL,
    winning_target: "none",
    user_backed: { france: "7.00", argentina: "1.00" },
    total_winnings: "0.00",
  };
  expect(settledBet(nobody, undefined, 0).result).toEqual({
    kind: "returned",
    returned: "8.00",
    reason: "nobody",
  });
  const called = { ...POOL, winning_target: null, total_winnings: "0.00" };
  expect(settledBet(called, undefined, 0).result).toEqual({
    kind: "returned",
    returned: "10.00",
    reason: "void",
  });
});
