// The moments of one half from its goals: when each falls within its minute, when it is reported, and
// betting blocked around penalties.
import { normaliseTarget } from "../../../engine/target-tree.ts";
import type { Moment } from "../match-script.ts";
import { nameOf, scorerTarget } from "./squad.ts";
import type { Half, PlacedGoal } from "./placed-goals.ts";

/** From a goal to its report, in minutes; less where another one follows at once. */
const REPORT_AFTER = 0.4;
const PENALTY_GIVEN_BEFORE = 1;
const ALLOW_AFTER = 0.1;
/** What is played on after the last goal in stoppage time. */
const PLAYED_ON = 1;

export type HalfScript = { readonly minutes: number; readonly moments: readonly Moment[] };

export function halfScript(
  half: Half,
  goals: readonly PlacedGoal[],
  teams: readonly [string, string],
): HalfScript {
  const moments: Moment[] = [];
  let freeFrom: number = half.from;
  for (const [index, goal] of goals.entries()) {
    const minute = fallsAt(goals, index);
    const next = index + 1 < goals.length ? fallsAt(goals, index + 1) : Infinity;
    const reportedAt = rounded(minute + Math.min(REPORT_AFTER, (next - minute) / 2));
    const target = normaliseTarget(`${teams[goal.side]}:${scorerTarget(goal)}`);
    const common = { minute, kind: "event", action: "goal", target, reportedAt } as const;
    const event: Moment = { ...common, label: labelOf(goal), how: howOf(goal) };
    if (goal.how === "penalty") {
      const given = rounded(Math.max(freeFrom, minute - PENALTY_GIVEN_BEFORE));
      const text = `Penalty for ${teams[goal.side]}; betting is blocked`;
      moments.push({ minute: given, kind: "block", action: "goal", text }, event);
      freeFrom = rounded(Math.min(reportedAt + ALLOW_AFTER, (reportedAt + next) / 2));
      moments.push({ minute: freeFrom, kind: "allow", action: "goal" });
    } else {
      moments.push(event);
      freeFrom = reportedAt;
    }
  }
  const last = Math.max(half.to, freeFrom + PLAYED_ON);
  return { minutes: Math.ceil(last) - half.from, moments };
}

/** "23'" is the 23rd minute, so it falls after 22 of them; several in one minute share it. */
function fallsAt(goals: readonly PlacedGoal[], index: number): number {
  const played = goals.map(({ minute, offset }) => minute + offset);
  const own = played[index] ?? 0;
  const before = played.slice(0, index).filter((other) => other === own).length;
  const all = played.filter((other) => other === own).length;
  return rounded(own - 1 + (before + 1) / (all + 1));
}

function labelOf({ minute, offset }: PlacedGoal): string {
  return offset === 0 ? `${minute}'` : `${minute}+${offset}'`;
}

function howOf({ how, scorer }: PlacedGoal): string {
  return how === "own goal" && scorer !== null ? nameOf(scorer) : how === "own goal" ? "" : how;
}

function rounded(minute: number): number {
  return Math.round(minute * 1_000) / 1_000;
}
