import { describe, expect, test } from "bun:test";
import { Book } from "./book.ts";
import type { Resolution } from "./news.ts";
import type { PoolRecord } from "./pool-register.ts";
import { type Participant, matchResult } from "./result.ts";

const POOL = "pool";
const FEE_BPS = 500;

function resolved(winner: string, paid: [number, number][], losers: number[]): Resolution {
  const participants = {
    kind: "listed" as const,
    paidMinor: new Map(paid),
    losers: new Set(losers),
    late: new Set<number>(),
  };
  return { poolId: POOL, winner, isMoneyReturn: false, participants };
}

/** One bet of 100.00 each, out of 1,000.00. */
function participant(userId: number, target: string, resolution: Resolution): Participant {
  const book = new Book(userId, 100_000);
  book.reserve(10_000);
  book.accept(POOL, { target, stakeMinor: 10_000, sentAtMs: 1, answeredAtMs: 1 });
  book.settle(resolution, 5);
  return { username: `u${userId}`, temper: "favourites", startMinor: 100_000, book };
}

function record(resolution: Resolution | null): PoolRecord {
  const question = "Next goal by team";
  return { poolId: POOL, question, action: "goal", openedAt: "1st half 00:00", resolution };
}

describe("the result of a match", () => {
  test("three stakes of 100.00, one on the winner, 5 % takeout: 285.00 paid and all adds up", () => {
    const result = resolved("argentina", [[1, 28_500]], [2, 3]);
    const people = [
      participant(2, "france", result),
      participant(1, "argentina", result),
      participant(3, "none", result),
    ];
    const { pools, players, takeoutMinor, differences } = matchResult(
      [record(result)],
      people,
      FEE_BPS,
    );
    expect(differences).toEqual([]);
    expect(takeoutMinor).toBe(1_500);
    expect(pools[0]).toMatchObject({ bets: 3, stakesMinor: 30_000, paidMinor: 28_500 });
    expect(players.map(({ username }) => username)).toEqual(["u1", "u2", "u3"]);
  });

  test("the takeout never touches a winner's stake", () => {
    const result = resolved("argentina", [[1, 10_000]], []);
    const { takeoutMinor, differences } = matchResult(
      [record(result)],
      [participant(1, "argentina", result)],
      FEE_BPS,
    );
    expect(takeoutMinor).toBe(0);
    expect(differences).toEqual([]);
  });

  test("a cent too much or too little shows, and so does a pool without a result", () => {
    for (const paid of [28_499, 28_501]) {
      const wrong = resolved("argentina", [[1, paid]], [2, 3]);
      const people = [
        participant(1, "argentina", wrong),
        participant(2, "france", wrong),
        participant(3, "none", wrong),
      ];
      expect(matchResult([record(wrong)], people, FEE_BPS).differences).toHaveLength(2);
    }
    expect(matchResult([record(null)], [], FEE_BPS).differences).toHaveLength(1);
  });
});
