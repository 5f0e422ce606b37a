// A match script as the JSON that read-script.ts reads. What has a default is left out where it is that.
import { assertNever } from "../../engine/assert-never.ts";
import type { MatchScript, Moment, PoolScript } from "./match-script.ts";
import { FORMAT, FORMAT_VERSION } from "./read-script.ts";

type Json = Readonly<Record<string, unknown>>;

export function scriptJson(script: MatchScript): string {
  const { name, occasion, sport, takeoutBps, actions, teams, periods } = script;
  const document = {
    format: FORMAT,
    version: FORMAT_VERSION,
    name,
    ...optional("occasion", occasion),
    sport,
    takeout_bps: takeoutBps,
    actions,
    teams,
    periods: periods.map((period) => ({
      name: period.name,
      clock_from: period.clockFrom,
      minutes: period.minutes,
      moments: period.moments.map(momentJson),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function momentJson(moment: Moment): Json {
  switch (moment.kind) {
    case "open-pool":
      return { ...moment, pool: poolJson(moment.pool) };
    case "event": {
      const { minute, kind, action, target, reportedAt, label, how } = moment;
      const reported = reportedAt === minute ? {} : { reported_at: reportedAt };
      const said = { ...optional("label", label), ...optional("how", how) };
      return { minute, kind, action, target, ...reported, ...said };
    }
    case "block": {
      const { minute, kind, action, text } = moment;
      return { minute, kind, action, ...optional("text", text) };
    }
    case "allow":
    case "decide":
    case "kick":
    case "headline":
      return moment;
    default:
      return assertNever(moment);
  }
}

function poolJson({ key, question, kind, ...rest }: PoolScript): Json {
  return { key, question, kind, ...rest };
}

function optional(name: string, text: string): Json {
  return text === "" ? {} : { [name]: text };
}
