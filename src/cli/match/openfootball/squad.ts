// Whom a team's goals can be bet on: everybody a file names as a scorer for it, somebody else, and an own
// goal. Files name nobody but scorers, so the whole file is looked at: one match alone would give it away.
import { normaliseName, symbolOf } from "../../../engine/target-tree.ts";
import type { PlayerScript, TeamScript } from "../match-script.ts";
import type { Goal, MatchResult } from "./result.ts";

const OTHER: PlayerScript = { target: "Another player", name: "another player", threat: 3 };
const OWN_GOAL: PlayerScript = { target: "Own goal", name: "own goal", threat: 0.3 };
const NAME_MAX = 64;

/** The last level of the target a goal counts for. */
export function scorerTarget({ scorer, how }: Goal): string {
  if (how === "own goal") return OWN_GOAL.target;
  return scorer === null ? OTHER.target : nameOf(scorer);
}

/** Without what would make another level of a target, or a list of two. */
export function nameOf(text: string): string {
  return text
    .replace(/[:,\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, NAME_MAX)
    .trim();
}

export function teamScript(team: string, results: readonly MatchResult[]): TeamScript {
  const goals = new Map<string, PlayerScript>();
  const name = nameOf(team);
  for (const result of results) {
    for (const side of [0, 1] as const) {
      if (nameOf(result.teams[side]) !== name) continue;
      for (const goal of result.goals[side]) count(goals, goal);
    }
  }
  const scorers = [...goals.values()].sort((a, b) => (a.target < b.target ? -1 : 1));
  const symbol = symbolOf(normaliseName(name)).toUpperCase();
  return { name, symbol, players: [...scorers, OTHER, OWN_GOAL] };
}

function count(players: Map<string, PlayerScript>, goal: Goal): void {
  if (goal.how === "own goal" || goal.scorer === null) return;
  const target = nameOf(goal.scorer);
  const id = normaliseName(target);
  const before = players.get(id);
  players.set(id, {
    target: before?.target ?? target,
    name: before?.target ?? target,
    threat: (before?.threat ?? 1) + 1,
  });
}
