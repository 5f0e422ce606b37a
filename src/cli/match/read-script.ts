// From the JSON of a match script to the script. Refuses what can't be played, with the place and the
// value: a script that was read runs to its end on any server.
import { normaliseName, symbolOf } from "../../engine/target-tree.ts";
import { JsonFault, JsonValue } from "./json-value.ts";
import type { MatchScript, PeriodScript, PlayerScript, TeamScript } from "./match-script.ts";
import { readMoment } from "./read-moment.ts";
import { ScriptNames } from "./script-names.ts";

export const FORMAT = "mutuel-match";
export const FORMAT_VERSION = 1;

export const NAME_MAX = 64;
const TEXT_MAX = 120;
const DEFAULT_THREAT = 1;
const PLAYERS_MAX = 100;
const ACTIONS_MAX = 50;
const PERIODS_MAX = 50;
const MOMENTS_MAX = 1_000;
const PERIOD_MINUTES = { min: 0, max: 600 };

/** Throws JsonFault. */
export function readScript(text: string): MatchScript {
  const root = JsonValue.parse(text);
  if (root.get("format").value !== FORMAT) throw root.get("format").fault(`"${FORMAT}"`);
  if (root.get("version").value !== FORMAT_VERSION) {
    throw root.get("version").fault(`${FORMAT_VERSION}, the only version so far`);
  }
  const said = ["name", "occasion", "sport", "takeout_bps", "actions", "teams", "periods"];
  root.knowsOnly("format", "version", ...said);
  const actions = root
    .get("actions")
    .list({ min: 1, max: ACTIONS_MAX })
    .map((action) => action.text(NAME_MAX));
  const teams = readTeams(root.get("teams"));
  const periods = root.get("periods").list({ min: 1, max: PERIODS_MAX });
  const names = new ScriptNames(actions, teams, lengthsOf(periods));
  const takeout = root.get("takeout_bps");
  return {
    name: root.get("name").text(TEXT_MAX),
    occasion: root.get("occasion").isAbsent ? "" : root.get("occasion").text(TEXT_MAX),
    sport: root.get("sport").text(TEXT_MAX),
    takeoutBps: takeout.isAbsent ? 0 : takeout.wholeNumber({ min: 0, max: 5_000 }),
    actions,
    teams,
    periods: periods.map((period) => readPeriod(period, names)),
  };
}

function readTeams(value: JsonValue): [TeamScript, TeamScript] {
  const teams = value.list({ min: 2, max: 2 });
  const [first, second] = teams.map(readTeam);
  if (first === undefined || second === undefined) throw value.fault("two teams");
  if (normaliseName(first.name) === normaliseName(second.name)) {
    throw value.fault("two teams of different names");
  }
  return [first, second];
}

function readTeam(value: JsonValue): TeamScript {
  value.knowsOnly("name", "symbol", "players");
  const name = levelName(value.get("name"));
  if (normaliseName(name) === "none") throw value.get("name").fault("any name but none");
  const symbol = value.get("symbol");
  const seen = new Set<string>();
  const players = value
    .get("players")
    .list({ min: 0, max: PLAYERS_MAX })
    .map((player) => {
      const read = readPlayer(player);
      const id = normaliseName(read.target);
      if (seen.has(id)) throw player.get("target").fault("a target the team has once");
      seen.add(id);
      return read;
    });
  const short = symbolOf(normaliseName(name)).toUpperCase();
  return { name, symbol: symbol.isAbsent ? short : symbol.text(8), players };
}

function readPlayer(value: JsonValue): PlayerScript {
  value.knowsOnly("target", "name", "threat");
  const target = levelName(value.get("target"));
  const name = value.get("name");
  const threat = value.get("threat");
  return {
    target,
    name: name.isAbsent ? target : name.text(NAME_MAX),
    threat: threat.isAbsent ? DEFAULT_THREAT : threat.number({ min: 0, max: 1_000 }),
  };
}

/** A name of one level of a target. */
function levelName(value: JsonValue): string {
  const name = value.text(NAME_MAX);
  if (name.includes(":")) throw value.fault('a name without ":"');
  return name;
}

function lengthsOf(periods: readonly JsonValue[]): Map<string, PeriodFrame> {
  const frames = new Map<string, PeriodFrame>();
  for (const period of periods) {
    period.knowsOnly("name", "clock_from", "minutes", "moments");
    const name = period.get("name").text(NAME_MAX);
    if (frames.has(name)) throw period.get("name").fault("a name no other period has");
    const clock = period.get("clock_from");
    const minutes = period.get("minutes").number(PERIOD_MINUTES);
    frames.set(name, { clockFrom: clock.isNull ? null : clock.number(PERIOD_MINUTES), minutes });
  }
  return frames;
}

export type PeriodFrame = { readonly clockFrom: number | null; readonly minutes: number };

function readPeriod(value: JsonValue, names: ScriptNames): PeriodScript {
  const name = value.get("name").text(NAME_MAX);
  const frame = names.frameOf(name);
  if (frame === null) throw new JsonFault(`${value.path}: no period "${name}"`);
  let reached = frame.clockFrom ?? 0;
  const moments = value
    .get("moments")
    .list({ min: 0, max: MOMENTS_MAX })
    .map((moment) => {
      const read = readMoment(moment, name, names);
      if (read.minute < reached) {
        throw moment.get("minute").fault(`${reached} or later: moments are in order`);
      }
      reached = read.minute;
      return read;
    });
  return { name, ...frame, moments };
}
