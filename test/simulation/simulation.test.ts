import { expect, test } from "bun:test";
import { BetRows } from "../../src/engine/bet-rows.ts";
import { simulate } from "./simulation.ts";

const SEEDS = 200;
const AT_ONCE = 25;

for (let first = 1; first <= SEEDS; first += AT_ONCE) {
  const last = first + AT_ONCE - 1;
  test(`SIM-1 seeds ${first} to ${last}: no told fact is lost or doubled, money adds up`, async () => {
    for (let seed = first; seed <= last; seed++) {
      try {
        await simulate(seed);
      } catch (error) {
        throw new Error(`seed ${seed}; repeat with: npm run sim -- 1 ${seed}`, { cause: error });
      }
    }
  }, 60_000);
}

test("SIM-2 a seed replays exactly", async () => {
  expect(await simulate(7)).toEqual(await simulate(7));
});

test("SIM-3 bets in columns and as plain objects come to the same state", async () => {
  for (let seed = 1; seed <= 10; seed++) {
    expect(await simulate(seed, () => new BetRows())).toEqual(await simulate(seed));
  }
});
