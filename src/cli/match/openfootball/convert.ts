// From a played match in the openfootball format to a match script: what happened, and the pools that
// make it worth betting on.
import { JsonFault, type JsonValue } from "../json-value.ts";
import type { MatchScript, Moment, PeriodScript, PoolScript } from "../match-script.ts";
import { halfScript } from "./moments.ts";
import {
  HALVES,
  type PlacedGoal,
  contradictions,
  hasExtraTime,
  placedGoals,
} from "./placed-goals.ts";
import { type MatchResult, type Score, readResults } from "./result.ts";
import { nameOf, teamScript } from "./squad.ts";

export type Conversion =
  /** Notes tell of what had to be guessed or does not fit together. */
  | { readonly kind: "script"; readonly script: MatchScript; readonly notes: readonly string[] }
  | { readonly kind: "refused"; readonly text: string };

const GOAL = "goal";
const BEFORE = "before kick-off";
const [FIRST, SECOND, EXTRA_1, EXTRA_2] = HALVES;
const BETS_ON_RESULT_UNTIL = { period: SECOND.name, minute: 75 };

const NEXT_BY_TEAM = pool("next-goal-by-team", "Next goal by team", "teams");
const NEXT_BY_PLAYER = pool("next-goal-by-player", "Next goal by player", "players");

const BOTH_SCORE: PoolScript = {
  kind: "decision",
  key: "both-teams-score",
  question: "Do both teams score?",
  answers: { yes: 1, no: 1 },
  stop: BETS_ON_RESULT_UNTIL,
};

const EXTRA_TIME: PoolScript = {
  kind: "decision",
  key: "extra-time",
  question: "Extra time?",
  answers: { yes: 1, no: 3 },
  stop: BETS_ON_RESULT_UNTIL,
};

/** One conversion for each match of the file, in its order. */
export function convertResults(root: JsonValue): Conversion[] {
  const readings = readResults(root);
  const all = readings.flatMap((reading) => (reading.kind === "result" ? [reading.result] : []));
  return readings.map((reading): Conversion => {
    if (reading.kind === "refused") return reading;
    try {
      return convert(reading.result, all);
    } catch (error) {
      if (error instanceof JsonFault) return { kind: "refused", text: error.message };
      throw error;
    }
  });
}

function convert(result: MatchResult, all: readonly MatchResult[]): Conversion {
  const goals = placedGoals(result);
  const [home, away] = result.teams;
  const teams = [teamScript(home, all), teamScript(away, all)] as const;
  const script: MatchScript = {
    name: `${teams[0].name} - ${teams[1].name}`,
    occasion: result.occasion,
    sport: "football",
    takeoutBps: 500,
    actions: ["Goal"],
    teams,
    periods: [
      ...regularTime(result, goals),
      ...(hasExtraTime(result) ? extraTime(result, goals) : []),
      ...(result.penalties === null ? [] : [shootOut(result, result.penalties)]),
      { name: "after the match", clockFrom: null, minutes: 1, moments: [] },
    ],
  };
  const missing = goals.length - result.goals.flat().length;
  const added = `${result.path}: ${missing} goals are not listed; they fall at the end of their half`;
  const notes = [...(missing > 0 ? [added] : []), ...contradictions(result, goals)];
  return { kind: "script", script, notes };
}

function regularTime(result: MatchResult, goals: readonly PlacedGoal[]): PeriodScript[] {
  const first = playedHalf(FIRST, result, goals);
  const finish = { period: FIRST.name, minute: first.minutes };
  const beforeHalfTime: PoolScript = {
    kind: "event-before",
    key: "goal-before-half-time",
    question: "Goal before half-time?",
    among: "teams",
    action: GOAL,
    finish,
  };
  const knockOut = result.stage === "knock-out" ? [EXTRA_TIME] : [];
  const pools = [NEXT_BY_TEAM, NEXT_BY_PLAYER, beforeHalfTime, BOTH_SCORE, ...knockOut];
  const opened = pools.map((each): Moment => ({ minute: 0, kind: "open-pool", pool: each }));
  const [home, away] = scoreAt(goals, SECOND.to);
  const both = home > 0 && away > 0 ? "yes" : "no";
  const decided: Moment[] = [
    headline(0, `Full time: ${home}-${away}`),
    { minute: 1, kind: "decide", pool: BOTH_SCORE.key, answer: both },
  ];
  if (knockOut.length > 0) {
    const answer = hasExtraTime(result) ? "yes" : "no";
    decided.push({ minute: 1, kind: "decide", pool: EXTRA_TIME.key, answer });
  }
  return [
    { name: BEFORE, clockFrom: null, minutes: 5, moments: opened },
    { ...first, moments: [headline(0, "Kick-off"), ...first.moments] },
    { name: "half-time", clockFrom: null, minutes: 3, moments: [headline(0, "Half-time")] },
    playedHalf(SECOND, result, goals),
    { name: "full time", clockFrom: null, minutes: 2, moments: decided },
  ];
}

function extraTime(result: MatchResult, goals: readonly PlacedGoal[]): PeriodScript[] {
  return [playedHalf(EXTRA_1, result, goals), playedHalf(EXTRA_2, result, goals)];
}

/** Files tell its result only, not who shot. */
function shootOut({ teams }: MatchResult, [home, away]: Score): PeriodScript {
  const names = teams.map(nameOf);
  const winner = (home > away ? names[0] : names[1]) ?? "";
  const name = "penalties";
  const decision: PoolScript = {
    kind: "decision",
    key: "shoot-out",
    question: "Who wins the shoot-out?",
    answers: Object.fromEntries(names.map((team) => [team, 1])),
    stop: { period: name, minute: 3 },
  };
  const score = `${Math.max(home, away)}-${Math.min(home, away)}`;
  const moments: Moment[] = [
    { minute: 0, kind: "open-pool", pool: decision },
    headline(0, "Penalties decide"),
    headline(8, `${winner} win ${score} on penalties`),
    { minute: 9, kind: "decide", pool: decision.key, answer: winner },
  ];
  return { name, clockFrom: null, minutes: 10, moments };
}

function playedHalf(
  half: (typeof HALVES)[number],
  result: MatchResult,
  goals: readonly PlacedGoal[],
): PeriodScript {
  const own = goals.filter((goal) => goal.half === half);
  const [home, away] = result.teams;
  const { name, from } = half;
  return { name, clockFrom: from, ...halfScript(half, own, [nameOf(home), nameOf(away)]) };
}

function scoreAt(goals: readonly PlacedGoal[], minute: number): [number, number] {
  const until = goals.filter((goal) => goal.minute <= minute);
  const of = (side: 0 | 1): number => until.filter((goal) => goal.side === side).length;
  return [of(0), of(1)];
}

function headline(minute: number, text: string): Moment {
  return { minute, kind: "headline", text };
}

function pool(key: string, question: string, among: "teams" | "players"): PoolScript {
  return { kind: "next-event", key, question, among, action: GOAL };
}
