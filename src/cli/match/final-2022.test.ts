import { describe, expect, test } from "bun:test";
import { FINAL_2022 } from "./final-2022.ts";
import { type Moment, displayNameOf, poolTargets, targetsOf } from "./match-script.ts";

const moments: readonly Moment[] = FINAL_2022.periods.flatMap((period) => period.moments);

function goals(): Extract<Moment, { kind: "goal" }>[] {
  return moments.flatMap((moment) => (moment.kind === "goal" ? [moment] : []));
}

describe("the script of the 2022 final", () => {
  test("has the goals of the match, by whom, when and how", () => {
    expect(
      goals().map(({ at, scorer, how }) => [at, displayNameOf(FINAL_2022, scorer), how]),
    ).toEqual([
      ["23'", "Messi", "penalty"],
      ["36'", "Di María", "open play"],
      ["80'", "Mbappé", "penalty"],
      ["81'", "Mbappé", "open play"],
      ["108'", "Messi", "open play"],
      ["118'", "Mbappé", "penalty"],
    ]);
  });

  test("every goal falls into the minute the papers give", () => {
    for (const { at, minute } of goals()) expect(`${Math.ceil(minute)}'`).toBe(at);
  });

  test("ends 3-3, and 4-2 in the shoot-out of eight kicks", () => {
    const count = (team: string): number =>
      goals().filter(({ scorer }) => scorer.startsWith(`${team}:`)).length;
    expect([count("argentina"), count("france")]).toEqual([3, 3]);
    const kicks = moments.flatMap((moment) => (moment.kind === "kick" ? [moment] : []));
    const scored = (team: string): number =>
      kicks.filter((kick) => kick.team === team && kick.result === "scored").length;
    expect([kicks.length, scored("argentina"), scored("france")]).toEqual([8, 4, 2]);
  });

  test("names at least eleven players a team, each shirt once", () => {
    for (const team of FINAL_2022.teams) {
      const shirts = new Set(team.players.map(({ shirt }) => shirt));
      expect(team.players.length).toBeGreaterThanOrEqual(11);
      expect(shirts.size).toBe(team.players.length);
    }
    const targets = targetsOf(FINAL_2022).map((target) => target.toLowerCase());
    expect(targets).toEqual([
      ...poolTargets(FINAL_2022, "teams"),
      ...poolTargets(FINAL_2022, "players"),
    ]);
  });

  test("moments of a period are in order and within it", () => {
    for (const { clockFrom, minutes, moments: own } of FINAL_2022.periods) {
      const from = clockFrom ?? 0;
      let last = from;
      for (const { minute } of own) {
        expect(minute).toBeGreaterThanOrEqual(last);
        expect(minute).toBeLessThanOrEqual(from + minutes);
        last = minute;
      }
    }
  });

  test("betting is blocked from a penalty until its goal is registered, and every goal is", () => {
    const kinds = moments.map(({ kind }) => kind);
    for (const [index, moment] of moments.entries()) {
      if (moment.kind !== "goal") continue;
      expect(kinds[index + 1]).toBe("goal-registered");
      if (moment.how !== "penalty") continue;
      expect(kinds[index - 1]).toBe("penalty-awarded");
      expect(kinds[index + 2]).toBe("betting-resumes");
    }
    expect(kinds.at(-1)).toBe("close");
  });
});
