// A played match as the openfootball JSON format tells it. The format grows by hand and differs from file
// to file: fields nobody knows are passed over, what is there must make sense.
import { JsonFault, type JsonValue } from "../json-value.ts";

export type Goal = {
  /** Null where the scorer is not told. */
  readonly scorer: string | null;
  readonly minute: number;
  /** Minutes into stoppage time: 2 of "45+2"; 0 where it is not that. */
  readonly offset: number;
  readonly how: "" | "penalty" | "own goal";
};

export type Score = readonly [number, number];

export type MatchResult = {
  readonly path: string;
  readonly teams: readonly [string, string];
  /** Goals count for the team they are listed for, own goals too. */
  readonly goals: readonly [readonly Goal[], readonly Goal[]];
  readonly halfTime: Score | null;
  readonly fullTime: Score;
  /** After extra time, with the goals before it. */
  readonly extraTime: Score | null;
  readonly penalties: Score | null;
  /** "World Cup 2022, Final, 2022-12-18, Lusail" */
  readonly occasion: string;
  /** Whether a winner had to be found. */
  readonly stage: "group" | "knock-out";
};

export type ResultReading =
  | { readonly kind: "result"; readonly result: MatchResult }
  | { readonly kind: "refused"; readonly text: string };

const TEXT_MAX = 120;
const GOALS_MAX = 100;
const LAST_MINUTE = 120;
const SCORE = { min: 0, max: GOALS_MAX };
const MATCHES = { min: 0, max: 10_000 };

/** Every match of a file, in its order. Throws JsonFault where it is no such file at all. */
export function readResults(root: JsonValue): ResultReading[] {
  const event = optionalText(root.get("name"));
  return matchesOf(root).map((match): ResultReading => {
    try {
      return { kind: "result", result: readResult(match, event) };
    } catch (error) {
      if (error instanceof JsonFault) return { kind: "refused", text: error.message };
      throw error;
    }
  });
}

/** Older files have them by rounds. */
function matchesOf(root: JsonValue): JsonValue[] {
  const rounds = root.get("rounds");
  if (rounds.isAbsent) return root.get("matches").list(MATCHES);
  return rounds.list(MATCHES).flatMap((round) => round.get("matches").list(MATCHES));
}

function readResult(match: JsonValue, event: string): MatchResult {
  const score = match.get("score");
  if (score.isAbsent || score.isNull) throw score.fault("the score of a match that was played");
  const texts = ["round", "group", "date", "ground"].map((name) => optionalText(match.get(name)));
  const occasion = [event, ...texts].filter((text) => text !== "").join(", ");
  return {
    path: match.path,
    teams: [readTeam(match.get("team1")), readTeam(match.get("team2"))],
    goals: [readGoals(match.get("goals1")), readGoals(match.get("goals2"))],
    halfTime: optionalScore(score.get("ht")),
    fullTime: readScore(score.get("ft")),
    extraTime: optionalScore(score.get("et")),
    penalties: optionalScore(score.get("p")),
    occasion: occasion.slice(0, TEXT_MAX),
    stage: match.get("group").isAbsent ? "knock-out" : "group",
  };
}

/** A name, or in some files an object with one. */
function readTeam(value: JsonValue): string {
  const name = typeof value.value === "object" && !value.isNull ? value.get("name") : value;
  return name.text(TEXT_MAX);
}

function readGoals(value: JsonValue): Goal[] {
  if (value.isAbsent || value.isNull) return [];
  return value.list({ min: 0, max: GOALS_MAX }).map(readGoal);
}

function readGoal(value: JsonValue): Goal {
  const name = optionalText(value.get("name"));
  const how = isTrue(value.get("owngoal"))
    ? "own goal"
    : isTrue(value.get("penalty"))
      ? "penalty"
      : "";
  return { scorer: name === "" ? null : name, ...readMinute(value), how };
}

/** 45 and an offset of 2, or "45+2". */
function readMinute(goal: JsonValue): { minute: number; offset: number } {
  const field = goal.get("minute");
  const parts =
    typeof field.value === "string" ? /^(\d{1,3})(?:\+(\d{1,2}))?'?$/.exec(field.value) : null;
  const accepted = `a minute from 1 to ${LAST_MINUTE}, or such as "45+2"`;
  const minute = parts === null ? field.value : Number(parts[1]);
  if (!isWhole(minute) || minute < 1 || minute > LAST_MINUTE) throw field.fault(accepted);
  const offset = goal.get("offset");
  if (offset.isAbsent) return { minute, offset: Number(parts?.[2] ?? 0) };
  return { minute, offset: offset.wholeNumber({ min: 0, max: 60 }) };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isTrue(value: JsonValue): boolean {
  return value.value === true;
}

function optionalScore(value: JsonValue): Score | null {
  return value.isAbsent || value.isNull ? null : readScore(value);
}

function readScore(value: JsonValue): Score {
  const [first, second] = value.list({ min: 2, max: 2 });
  if (first === undefined || second === undefined) throw value.fault("two numbers");
  return [first.wholeNumber(SCORE), second.wholeNumber(SCORE)];
}

function optionalText(value: JsonValue): string {
  return typeof value.value === "string"
    ? value.value.normalize("NFC").trim().slice(0, TEXT_MAX)
    : "";
}
