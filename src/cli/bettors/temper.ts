// How a player bets. Pure: what they see and a random stream in, a bet or none out.
import { assertNever } from "../../engine/assert-never.ts";
import type { Outlook } from "./outlook.ts";
import type { Random } from "./random.ts";

export const TEMPERS = ["favourites", "long shots", "one team", "late chancer"] as const;
export type Temper = (typeof TEMPERS)[number];

/** A pool that takes bets. */
export type BoardPool = {
  readonly poolId: string;
  readonly question: string;
  readonly targets: readonly string[];
  /** What one point would get; empty for those who do not follow the odds. */
  readonly multipliers: ReadonlyMap<string, number>;
};

export type Sight = {
  readonly pools: readonly BoardPool[];
  readonly outlook: Outlook;
  /** Part of the match gone, 0 to 1. */
  readonly played: number;
  readonly availableMinor: number;
  /** Whom this player stands by. */
  readonly teamId: string;
};

export type Wish = {
  readonly poolId: string;
  readonly target: string;
  readonly stakeMinor: number;
};

const STAKE_MIN_MINOR = 100;

/** How much of what they have players stake at once, at most. */
const BOLDNESS: Readonly<Record<Temper, number>> = {
  favourites: 0.04,
  "long shots": 0.015,
  "one team": 0.03,
  "late chancer": 0.01,
};

/** What a late chancer stakes on what has happened already. */
const SURE_THING = 0.2;

/** Most of the tempers never look at the odds. */
export function followsOdds(temper: Temper): boolean {
  return temper === "long shots";
}

export function chooseBet(temper: Temper, sight: Sight, random: Random): Wish | null {
  const pool = random.pick(sight.pools);
  if (pool === undefined) return null;
  const target = random.pickWeighted(pool.targets, (id) => appeal(temper, sight, pool, id));
  if (target === undefined) return null;
  const stakeMinor = stake(sight.availableMinor, BOLDNESS[temper], random);
  return stakeMinor === null ? null : { poolId: pool.poolId, target, stakeMinor };
}

/** A bet on a goal the player has seen and the server, perhaps, not heard of. */
export function chooseLateBet(
  sight: Pick<Sight, "pools" | "availableMinor">,
  scorer: string,
  random: Random,
): Wish | null {
  const hit = [scorer, scorer.split(":")[0] ?? ""];
  const chances = sight.pools.flatMap(({ poolId, targets }) =>
    targets.filter((target) => hit.includes(target)).map((target) => ({ poolId, target })),
  );
  const chance = random.pick(chances);
  if (chance === undefined) return null;
  const stakeMinor = stake(sight.availableMinor, SURE_THING, random);
  return stakeMinor === null ? null : { ...chance, stakeMinor };
}

function appeal(temper: Temper, sight: Sight, pool: BoardPool, target: string): number {
  const chance = sight.outlook.chanceOf(pool.question, target, sight.played);
  switch (temper) {
    case "favourites":
      return chance ** 2;
    case "long shots":
      return Math.sqrt(chance) * (pool.multipliers.get(target) ?? 1);
    case "one team":
      return isOf(sight.teamId, target) ? chance * 8 : chance / 8;
    case "late chancer":
      return chance;
    default:
      return assertNever(temper);
  }
}

function isOf(teamId: string, target: string): boolean {
  return target === teamId || target.startsWith(`${teamId}:`);
}

/** Whole points mostly, sometimes with cents; null where there is too little to bet with. */
function stake(availableMinor: number, boldness: number, random: Random): number | null {
  if (availableMinor < STAKE_MIN_MINOR) return null;
  const wished = availableMinor * boldness * (0.2 + 0.8 * random.fraction());
  const rounded = random.chance(0.75) ? Math.round(wished / 100) * 100 : Math.round(wished);
  return Math.min(Math.max(rounded, STAKE_MIN_MINOR), availableMinor);
}
