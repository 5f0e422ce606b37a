// One moment of a match script, from JSON.
import { assertNever } from "../../engine/assert-never.ts";
import { normaliseName } from "../../engine/target-tree.ts";
import type { JsonValue } from "./json-value.ts";
import type { ClockReference, Moment, PoolScript } from "./match-script.ts";
import type { ScriptNames } from "./script-names.ts";

const KINDS = ["open-pool", "block", "allow", "event", "decide", "kick", "headline"] as const;
const POOL_KINDS = ["next-event", "event-before", "decision"] as const;
const AMONG = ["teams", "players"] as const;
const KICKS = ["scored", "saved", "missed"] as const;
const KEY_MAX = 48;
const TEXT_MAX = 120;

export function readMoment(value: JsonValue, period: string, names: ScriptNames): Moment {
  const minute = names.minute(value.get("minute"), period);
  const kind = value.get("kind").choice(KINDS);
  const knows = (...fields: string[]): void => value.knowsOnly("minute", "kind", ...fields);
  switch (kind) {
    case "open-pool":
      knows("pool");
      return { minute, kind, pool: readPool(value.get("pool"), { period, minute }, names) };
    case "block":
      knows("action", "text");
      return { minute, kind, action: names.action(value.get("action")), text: text(value, "text") };
    case "allow":
      knows("action");
      return { minute, kind, action: names.action(value.get("action")) };
    case "event":
      knows("action", "target", "reported_at", "label", "how");
      return {
        minute,
        kind,
        action: names.action(value.get("action")),
        target: names.leaf(value.get("target")),
        reportedAt: readReportedAt(value.get("reported_at"), period, minute, names),
        label: text(value, "label"),
        how: text(value, "how"),
      };
    case "decide":
      knows("pool", "answer");
      return { minute, kind, ...names.decision(value.get("pool"), value.get("answer")) };
    case "kick":
      knows("team", "taker", "result");
      return {
        minute,
        kind,
        team: names.team(value.get("team")),
        taker: value.get("taker").text(TEXT_MAX),
        result: value.get("result").choice(KICKS),
      };
    case "headline":
      knows("text");
      return { minute, kind, text: value.get("text").text(TEXT_MAX) };
    default:
      return assertNever(kind);
  }
}

function text(value: JsonValue, name: string): string {
  const field = value.get(name);
  return field.isAbsent ? "" : field.text(TEXT_MAX);
}

function readReportedAt(
  value: JsonValue,
  period: string,
  minute: number,
  names: ScriptNames,
): number {
  if (value.isAbsent) return minute;
  const reportedAt = names.minute(value, period);
  if (reportedAt < minute) throw value.fault(`${minute} or later: it has to happen first`);
  return reportedAt;
}

function readPool(value: JsonValue, opens: ClockReference, names: ScriptNames): PoolScript {
  const kind = value.get("kind").choice(POOL_KINDS);
  const common = {
    key: value.get("key").text(KEY_MAX),
    question: value.get("question").text(TEXT_MAX),
  };
  const knows = (...fields: string[]): void =>
    value.knowsOnly("key", "question", "kind", ...fields);
  let pool: PoolScript;
  switch (kind) {
    case "next-event":
      knows("among", "action");
      pool = { ...common, kind, ...readSubject(value, names) };
      break;
    case "event-before":
      knows("among", "action", "finish");
      pool = {
        ...common,
        kind,
        ...readSubject(value, names),
        finish: names.clockAfter(value.get("finish"), opens),
      };
      break;
    case "decision":
      knows("answers", "stop");
      pool = {
        ...common,
        kind,
        answers: readAnswers(value),
        stop: names.clockAfter(value.get("stop"), opens),
      };
      break;
    default:
      return assertNever(kind);
  }
  names.openPool(value, pool);
  return pool;
}

function readSubject(
  value: JsonValue,
  names: ScriptNames,
): { among: "teams" | "players"; action: string } {
  const among = value.get("among").choice(AMONG);
  if (among === "players" && !names.hasPlayers()) {
    throw value.get("among").fault("teams: a team has no players");
  }
  return { among, action: names.action(value.get("action")) };
}

function readAnswers(value: JsonValue): Record<string, number> {
  const answers = value.get("answers");
  const entries = answers.entries();
  const ids = new Set(entries.map(([answer]) => normaliseName(answer)));
  const isFit = entries.every(([answer]) => answer.trim() !== "" && !answer.includes(":"));
  if (entries.length !== 2 || ids.size !== 2 || !isFit) {
    throw answers.fault('two answers without ":", each with how likely it is');
  }
  return Object.fromEntries(
    entries.map(([answer, weight]) => [answer, weight.number({ min: 0, max: 1_000 })]),
  );
}
