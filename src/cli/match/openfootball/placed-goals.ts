// Goals of a played match in their halves. Where the score tells of more goals than are listed, the
// missing ones are put at the end of the half they must have fallen in, by nobody known. Where it tells
// of fewer in the end, the file contradicts itself; scores in between are often wrong, and goals count.
import { JsonFault } from "../json-value.ts";
import type { Goal, MatchResult, Score } from "./result.ts";

export const HALVES = [
  { name: "1st half", from: 0, to: 45 },
  { name: "2nd half", from: 45, to: 90 },
  { name: "extra time, 1st half", from: 90, to: 105 },
  { name: "extra time, 2nd half", from: 105, to: 120 },
] as const;

export type Half = (typeof HALVES)[number];

export type PlacedGoal = Goal & { readonly side: 0 | 1; readonly half: Half };

const SIDES = [0, 1] as const;

/** In the order in which they fell; of the same minute, the first team's before the second's. */
export function placedGoals(result: MatchResult): PlacedGoal[] {
  const goals = SIDES.flatMap((side) => {
    const listed = result.goals[side].map((goal): PlacedGoal => {
      const half = halfOf(goal);
      // Stoppage time is at the end of a half only.
      return { ...goal, offset: goal.minute === half.to ? goal.offset : 0, side, half };
    });
    return [...listed, ...missingGoals(result, side, listed)];
  });
  return goals.sort((a, b) => a.minute - b.minute || a.offset - b.offset);
}

export function hasExtraTime(result: MatchResult): boolean {
  if (result.extraTime !== null) return true;
  return result.goals.flat().some(({ minute }) => minute > 90);
}

function halfOf({ minute }: Goal): Half {
  return HALVES.find(({ to }) => minute <= to) ?? HALVES[3];
}

/** Up to each score that is told, as long as the last one is not reached. */
function missingGoals(
  result: MatchResult,
  side: 0 | 1,
  listed: readonly PlacedGoal[],
): PlacedGoal[] {
  const final = (result.extraTime ?? result.fullTime)[side];
  const counted = result.extraTime === null ? listed.filter(isRegular) : listed;
  if (counted.length > final) {
    const what = `${counted.length} goals of ${result.teams[side]} are listed`;
    throw new JsonFault(`${result.path}: ${what}, the score says ${final}`);
  }
  const missing: PlacedGoal[] = [];
  for (const { half, score } of checkpoints(result)) {
    const known = [...counted, ...missing].filter(({ minute }) => minute <= half.to).length;
    const all = counted.length + missing.length;
    for (let count = Math.min(score[side] - known, final - all); count > 0; count--) {
      missing.push({ scorer: null, minute: half.to, offset: 0, how: "", side, half });
    }
  }
  return missing;
}

function isRegular({ minute }: Goal): boolean {
  return minute <= HALVES[1].to;
}

/** The scores that are told, each with the half it stands at the end of. */
function checkpoints(result: MatchResult): { half: Half; score: Score }[] {
  const { halfTime, fullTime, extraTime } = result;
  const [first, second, , last] = HALVES;
  const atHalf = halfTime === null ? [] : [{ half: first, score: halfTime }];
  const atEnd = extraTime === null ? [] : [{ half: last, score: extraTime }];
  return [...atHalf, { half: second, score: fullTime }, ...atEnd];
}

/** What the file says that the goals do not; the goals count. */
export function contradictions(result: MatchResult, goals: readonly PlacedGoal[]): string[] {
  return checkpoints(result).flatMap(({ half, score }) =>
    SIDES.flatMap((side) => {
      const fallen = goals.filter((goal) => goal.side === side && goal.minute <= half.to).length;
      if (fallen === score[side]) return [];
      const told = `${score[side]} goals of ${result.teams[side]} up to minute ${half.to}`;
      return [
        `${result.path}: the score tells of ${told}, the goals of ${fallen}; the goals count`,
      ];
    }),
  );
}
