import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { JsonValue } from "../json-value.ts";
import {
  type MatchScript,
  type Moment,
  displayNameOf,
  eventsOf,
  momentsOf,
  poolsOf,
} from "../match-script.ts";
import { readScript } from "../read-script.ts";
import { scriptJson } from "../script-json.ts";
import { convertResults } from "./convert.ts";

const FIXTURE = new URL("../../../../test/support/invented-cup.json", import.meta.url);
const conversions = convertResults(JsonValue.parse(readFileSync(FIXTURE, "utf8")));

function script(index: number): MatchScript {
  const conversion = conversions[index];
  if (conversion?.kind !== "script") throw new Error(`match ${index} was not converted`);
  return conversion.script;
}

function refusal(index: number): string {
  const conversion = conversions[index];
  return conversion?.kind === "refused" ? conversion.text : "converted";
}

function goalsOf(match: MatchScript): (string | number)[][] {
  return eventsOf(match).map(({ label, target, how }) => [label, target, how]);
}

function decisions(match: MatchScript): Record<string, string> {
  return Object.fromEntries(
    momentsOf(match).flatMap((moment) =>
      moment.kind === "decide" ? [[moment.pool, moment.answer]] : [],
    ),
  );
}

describe("converting the openfootball format", () => {
  test("MATCH-3 goals with own goals, penalties, stoppage time, diacritics, and no scorer", () => {
    expect(goalsOf(script(0))).toEqual([
      ["12'", "æbleø:øystein-blåbær", ""],
      ["12'", "são-brás-d'água:joão-ninguém", ""],
      ["45+2'", "æbleø:own-goal", "João Ninguém"],
      ["61'", "são-brás-d'água:another-player", ""],
      ["90+4'", "æbleø:øystein-blåbær", "penalty"],
    ]);
    expect(displayNameOf(script(0), "são-brás-d'água:joão-ninguém")).toBe("João Ninguém");
  });

  test("MATCH-3 a goal falls within its minute, and is reported before the next one falls", () => {
    for (const index of [0, 1, 2]) {
      const events = eventsOf(script(index));
      for (const [place, { label, minute, reportedAt }] of events.entries()) {
        const [base = "", offset = "0"] = label.replace("'", "").split("+");
        expect(Math.ceil(minute)).toBe(Number(base) + Number(offset));
        expect(reportedAt).toBeGreaterThan(minute);
        const next = events[place + 1]?.minute ?? Infinity;
        // The clock goes back to 45 and 90 when a half begins.
        if (next > minute) expect(reportedAt).toBeLessThan(next);
      }
    }
  });

  test("MATCH-3 a half lasts as long as its last goal and a little longer", () => {
    const lengths = script(0).periods.map(({ name, minutes }) => [name, minutes]);
    expect(lengths).toEqual([
      ["before kick-off", 5],
      ["1st half", 48],
      ["half-time", 3],
      ["2nd half", 50],
      ["full time", 2],
      ["after the match", 1],
    ]);
  });

  test("MATCH-4 goals the score tells of and nobody lists fall at the end of their half", () => {
    expect(goalsOf(script(1))).toEqual([
      ["45'", "upper-mill:another-player", ""],
      ["90'", "lower-mill:another-player", ""],
      ["90'", "lower-mill:another-player", ""],
    ]);
  });

  test("MATCH-4 a half-time score that does not fit the goals is noted, and the goals count", () => {
    const conversion = conversions[7];
    expect(conversion?.kind === "script" ? conversion.notes : []).toEqual([
      "matches[7]: the score tells of 1 goals of Lower Mill up to minute 45, the goals of 0; the goals count",
    ]);
    expect(goalsOf(script(7)).map(([label]) => label)).toEqual(["60'"]);
  });

  test("MATCH-3 extra time and a shoot-out", () => {
    const match = script(2);
    expect(goalsOf(match).map(([label]) => label)).toEqual(["30'", "77'", "105+1'", "119'"]);
    expect(match.periods.map(({ name }) => name)).toContain("extra time, 2nd half");
    expect(decisions(match)).toEqual({
      "both-teams-score": "yes",
      "extra-time": "yes",
      "shoot-out": "Æbleø",
    });
    expect(momentsOf(match)).toContainEqual({
      minute: 8,
      kind: "headline",
      text: "Æbleø win 4-3 on penalties",
    });
  });

  test("MATCH-3 a group match has no pool on extra time; a match without goals has no events", () => {
    expect(poolsOf(script(0)).map(({ key }) => key)).toEqual([
      "next-goal-by-team",
      "next-goal-by-player",
      "goal-before-half-time",
      "both-teams-score",
    ]);
    expect(eventsOf(script(3))).toEqual([]);
    expect(decisions(script(3))).toEqual({ "both-teams-score": "no", "extra-time": "no" });
  });

  test("MATCH-3 a team's players are its scorers in the whole file, somebody else, and an own goal", () => {
    const [team] = script(0).teams;
    expect(team.symbol).toBe("ÆBL");
    expect(team.players.map(({ target, threat }) => [target, threat])).toEqual([
      ["Nobody", 2],
      ["Åse the Wall", 2],
      ["Øystein Blåbær", 4],
      ["Another player", 3],
      ["Own goal", 0.3],
    ]);
  });

  test("MATCH-3 betting is blocked from a penalty until it is reported", () => {
    const moments: readonly Moment[] = momentsOf(script(2));
    const penalties = moments.flatMap((moment, index) =>
      moment.kind === "event" && moment.how === "penalty" ? [index] : [],
    );
    expect(penalties).toHaveLength(2);
    for (const index of penalties) {
      expect(moments[index - 1]?.kind).toBe("block");
      expect(moments[index + 1]?.kind).toBe("allow");
    }
  });

  test("MATCH-4 what was not played, or contradicts itself, is refused with its place", () => {
    expect(refusal(4)).toContain("matches[4].score is missing");
    expect(refusal(5)).toContain("matches[5]: 1 goals of Lower Mill are listed, the score says 0");
    expect(refusal(6)).toContain('matches[6].goals1[0].minute is "soon"');
  });

  test("MATCH-3 every script that comes out reads back as it is", () => {
    for (const index of [0, 1, 2, 3]) {
      expect(readScript(scriptJson(script(index)))).toEqual(script(index));
    }
  });
});
