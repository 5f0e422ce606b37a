import { describe, expect, test } from "bun:test";
import { FINAL_2022 } from "./final-2022.ts";
import { displayNameOf, eventsOf, momentsOf, poolTargets, targetsOf } from "./match-script.ts";

const moments = momentsOf(FINAL_2022);
const goals = eventsOf(FINAL_2022);

describe("the script of the 2022 final", () => {
  test("has the goals of the match, by whom, when and how", () => {
    expect(
      goals.map(({ label, target, how }) => [label, displayNameOf(FINAL_2022, target), how]),
    ).toEqual([
      ["23'", "Messi", "penalty"],
      ["36'", "Di María", ""],
      ["80'", "Mbappé", "penalty"],
      ["81'", "Mbappé", ""],
      ["108'", "Messi", ""],
      ["118'", "Mbappé", "penalty"],
    ]);
  });

  test("every goal falls into the minute the papers give", () => {
    for (const { label, minute } of goals) expect(`${Math.ceil(minute)}'`).toBe(label);
  });

  test("ends 3-3, and 4-2 in the shoot-out of eight kicks", () => {
    const count = (team: string): number =>
      goals.filter(({ target }) => target.startsWith(`${team}:`)).length;
    expect([count("argentina"), count("france")]).toEqual([3, 3]);
    const kicks = moments.flatMap((moment) => (moment.kind === "kick" ? [moment] : []));
    const scored = (team: string): number =>
      kicks.filter((kick) => kick.team === team && kick.result === "scored").length;
    expect([kicks.length, scored("argentina"), scored("france")]).toEqual([8, 4, 2]);
  });

  test("names at least eleven players a team, each shirt once", () => {
    for (const team of FINAL_2022.teams) {
      const shirts = new Set(team.players.map(({ target }) => target));
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

  test("betting is blocked from a penalty until its goal is reported", () => {
    for (const [index, moment] of moments.entries()) {
      if (moment.kind !== "event" || moment.how !== "penalty") continue;
      expect(moments[index - 1]?.kind).toBe("block");
      expect(moments[index + 1]?.kind).toBe("allow");
      expect(moments[index + 1]?.minute).toBeGreaterThanOrEqual(moment.reportedAt);
    }
  });
});
