import { describe, expect, test } from "bun:test";
import { actorOf, effectsOf, labelOf, type LoggedFact, summaryOf, titleOf } from "./fact-words.ts";

function logged(fact: object): LoggedFact {
  return { seq: 7, batch: 3, hash: "ab", fact: fact as LoggedFact["fact"] };
}

const SETTLED = logged({
  kind: "PoolSettled",
  timeMs: 1_800_000_000_000,
  by: "user:12",
  as: "game-admin",
  pool: 4,
  winner: "france",
  happenedAtMs: 1_800_000_000_000,
  grossMinor: 4_000,
  moneyReturn: false,
  reason: null,
});

describe("CONS-9 facts in words", () => {
  test("CONS-9 what it is, who did it by what right, and what tells it from others", () => {
    expect(titleOf(SETTLED)).toBe("A pool was settled");
    expect(actorOf(SETTLED)).toBe("user:12, as game-admin");
    expect(summaryOf(SETTLED)).toBe("france · pool 4");
    const bet = logged({
      kind: "BetPlaced",
      timeMs: 1,
      userId: 5,
      pool: 2,
      target: 1,
      stakeMinor: 250,
    });
    expect(actorOf(bet)).toBe("user:5");
    expect(summaryOf(bet)).toBe("target 1 · stake (minor units) 250 · user id 5 · pool 2");
    expect(titleOf(logged({ kind: "OfALaterRelease", timeMs: 1 }))).toBe("OfALaterRelease");
  });

  test("CONS-9 everything it says is a line, but for what is absent", () => {
    expect(effectsOf(SETTLED).map(({ label }) => label)).toEqual([
      "pool",
      "winner",
      "happened at",
      "gross (minor units)",
      "money return",
    ]);
    const created = logged({ kind: "GameCreated", timeMs: 1, targets: [{ id: "a" }, { id: "b" }] });
    expect(effectsOf(created)).toEqual([{ label: "targets", text: "a, b" }]);
    expect(labelOf("liveStartAtMs")).toBe("live start at");
  });
});
