import { describe, expect, test } from "bun:test";
import { FINAL_2022 } from "../match/final-2022.ts";
import { poolTargets } from "../match/match-script.ts";
import { Outlook } from "./outlook.ts";
import { Random } from "./random.ts";
import {
  type BoardPool,
  type Sight,
  TEMPERS,
  type Temper,
  chooseBet,
  chooseLateBet,
} from "./temper.ts";

const PLAYERS: BoardPool = {
  poolId: "players",
  question: "Next goal by player",
  targets: [...poolTargets(FINAL_2022, "players"), "none"],
  multipliers: new Map([["argentina:6", 500]]),
};
const TEAMS: BoardPool = {
  poolId: "teams",
  question: "Next goal by team",
  targets: ["argentina", "france", "none"],
  multipliers: new Map(),
};

function sight(changes: Partial<Sight> = {}): Sight {
  const outlook = new Outlook(FINAL_2022);
  const base = { pools: [PLAYERS], outlook, played: 0.2, availableMinor: 100_000 };
  return { ...base, teamId: "argentina", ...changes };
}

function backed(temper: Temper, target: (id: string) => boolean): number {
  const random = Random.seeded(11n);
  const bets = Array.from({ length: 500 }, () => chooseBet(temper, sight(), random));
  return bets.filter((bet) => bet !== null && target(bet.target)).length;
}

describe("tempers", () => {
  test("one seed, one sequence of bets", () => {
    const bets = (seed: bigint): unknown[] => {
      const random = Random.seeded(seed);
      return TEMPERS.map((temper) => chooseBet(temper, sight({ pools: [PLAYERS, TEAMS] }), random));
    };
    expect(bets(1n)).toEqual(bets(1n));
    expect(bets(1n)).not.toEqual(bets(2n));
  });

  test("favourites go with the stars, long shots with the odds, fans with their team", () => {
    const isStar = (id: string): boolean => id === "argentina:10" || id === "france:10";
    expect(backed("favourites", isStar)).toBeGreaterThan(2 * backed("long shots", isStar));
    const isOutsider = (id: string): boolean => id === "argentina:6";
    expect(backed("long shots", isOutsider)).toBeGreaterThan(20 * backed("favourites", isOutsider));
    expect(backed("one team", (id) => id.startsWith("argentina:"))).toBeGreaterThan(450);
  });

  test("a stake is at least one point and never more than there is", () => {
    const random = Random.seeded(12n);
    for (const availableMinor of [100, 101, 5_000, 1_000_000]) {
      for (const temper of TEMPERS) {
        const stakeMinor = chooseBet(temper, sight({ availableMinor }), random)?.stakeMinor ?? 0;
        expect(Number.isSafeInteger(stakeMinor)).toBe(true);
        expect(stakeMinor).toBeGreaterThanOrEqual(100);
        expect(stakeMinor).toBeLessThanOrEqual(availableMinor);
      }
    }
    expect(chooseBet("favourites", sight({ availableMinor: 99 }), random)).toBeNull();
    expect(chooseBet("favourites", sight({ pools: [] }), random)).toBeNull();
  });

  test("a late chancer backs what has happened, where that is still open", () => {
    const random = Random.seeded(13n);
    const targets = new Set<string>();
    for (let i = 0; i < 50; i++) {
      const bet = chooseLateBet(sight({ pools: [PLAYERS, TEAMS] }), "argentina:11", random);
      if (bet !== null) targets.add(bet.target);
    }
    expect([...targets].toSorted()).toEqual(["argentina", "argentina:11"]);
    expect(chooseLateBet(sight({ pools: [] }), "argentina:11", random)).toBeNull();
  });
});
