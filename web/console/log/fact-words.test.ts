import { describe, expect, test } from "bun:test";
import { actorOf, effectsOf, labelOf, type LoggedFact, summaryOf, titleOf } from "./fact-words.ts";
import { namesWith, NO_LOG_NAMES } from "./log-names.ts";

function logged(fact: object): LoggedFact {
  return { seq: 7, batch: 3, hash: "ab", fact: fact as LoggedFact["fact"] };
}

const NAMES = namesWith(NO_LOG_NAMES, [
  logged({ kind: "GameCreated", gameId: "g1", name: "A - B", currency: "JPY", decimals: 0 }),
  logged({
    kind: "PoolCreated",
    pool: 4,
    description: "Next goal",
    gameId: "g1",
    targets: [{ id: "argentina" }, { id: "france" }],
  }),
]);
const BET = logged({
  kind: "BetPlaced",
  timeMs: 1,
  userId: 5,
  pool: 4,
  target: 1,
  stakeMinor: 250,
  clientBetId: null,
});
const SETTLED = logged({
  kind: "PoolSettled",
  timeMs: 1_800_000_000_000,
  by: "user:12",
  as: "game-admin",
  pool: 4,
  winner: "france",
  grossMinor: 4_000,
  netMinor: 3_600,
  moneyReturn: false,
  reason: null,
});

describe("CONS-9 facts in words", () => {
  test("CONS-9 what it is, who did it by what right, and what tells it from others", () => {
    expect(titleOf(SETTLED)).toBe("A pool was settled");
    expect(actorOf(SETTLED)).toBe("user:12, as game-admin");
    expect(summaryOf(SETTLED, NAMES)).toBe("Next goal · winner france · net 3600 JPY");
    expect(actorOf(BET)).toBe("user:5");
    expect(summaryOf(BET, NAMES)).toBe("Next goal · france · 250 JPY · user 5");
  });

  test("CONS-9 what has no name here stands as the log has it", () => {
    expect(titleOf(logged({ kind: "OfALaterRelease", timeMs: 1 }))).toBe("OfALaterRelease");
    expect(summaryOf(BET, NO_LOG_NAMES)).toBe("pool 4 · target 1 · 250 (minor units) · user 5");
  });

  test("CONS-9 everything it says is a line, but for what is absent", () => {
    expect(effectsOf(SETTLED, NAMES)).toEqual([
      { label: "pool", text: "Next goal" },
      { label: "winner", text: "france" },
      { label: "gross", text: "4000 JPY" },
      { label: "net", text: "3600 JPY" },
      { label: "money return", text: "false" },
    ]);
    const deposit = { kind: "Transferred", timeMs: 1, currency: "EUR", amountMinor: 125_000 };
    expect(effectsOf(logged(deposit), NAMES).at(-1)?.text).toBe("1250.00 EUR");
    expect(labelOf("liveStartAtMs")).toBe("live start at");
  });
});
