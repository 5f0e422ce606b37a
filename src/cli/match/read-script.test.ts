import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { FINAL_2022 } from "./final-2022.ts";
import { eventsOf } from "./match-script.ts";
import { readScript } from "./read-script.ts";
import { scriptJson } from "./script-json.ts";

const GOAL = { minute: 3, kind: "event", action: "goal", target: "A:One", reported_at: 4 };

type Fields = Record<string, unknown>;

const SMALL: Fields & { periods: Fields[] } = {
  format: "mutuel-match",
  version: 1,
  name: "A - B",
  sport: "football",
  actions: ["Goal"],
  teams: [
    { name: "A", players: [{ target: "One" }] },
    { name: "B", players: [{ target: "Two" }] },
  ],
  periods: [{ name: "all of it", clock_from: 0, minutes: 10, moments: [GOAL] }],
};

function withMoments(...moments: unknown[]): Fields {
  return { ...SMALL, periods: [{ ...SMALL.periods[0], moments }] };
}

function withPool(pool: Fields): Fields {
  return withMoments({ minute: 0, kind: "open-pool", pool: { key: "k", question: "q", ...pool } });
}

describe("reading a match script", () => {
  test("MATCH-1 what is written reads back as the same script", () => {
    expect(readScript(scriptJson(FINAL_2022))).toEqual(FINAL_2022);
  });

  test("MATCH-1 the example of the documents is one", () => {
    const page = readFileSync(new URL("../../../docs/match-scripts.md", import.meta.url), "utf8");
    const example = /```json\n([^]*?)```/.exec(page)?.[1] ?? "";
    expect(eventsOf(readScript(example))).toMatchObject([{ target: "home:9", reportedAt: 22.9 }]);
  });

  test("MATCH-1 what is left out gets its default", () => {
    const script = readScript(JSON.stringify(SMALL));
    expect(script).toMatchObject({ occasion: "", takeoutBps: 0 });
    expect(script.teams[0]).toEqual({
      name: "A",
      symbol: "A",
      players: [{ target: "One", name: "One", threat: 1 }],
    });
    const [moment] = script.periods[0]?.moments ?? [];
    expect(moment).toMatchObject({ target: "a:one", reportedAt: 4, label: "", how: "" });
  });

  const next = { kind: "next-event", among: "teams", action: "goal" };
  const cases: [string, unknown, string][] = [
    ["another format", { ...SMALL, format: "x" }, 'format is "x"; accepted: "mutuel-match"'],
    ["a later version", { ...SMALL, version: 2 }, "version is 2; accepted: 1"],
    ["a field too many", { ...SMALL, weather: "rain" }, 'weather is "rain"'],
    ["three teams", { ...SMALL, teams: [1, 2, 3] }, "teams is [1,2,3]; accepted: a list of 2 to 2"],
    [
      "twins",
      {
        ...SMALL,
        teams: [
          { name: "A", players: [] },
          { name: "a", players: [] },
        ],
      },
      "different names",
    ],
    [
      "a team none",
      {
        ...SMALL,
        teams: [
          { name: "None", players: [] },
          { name: "a", players: [] },
        ],
      },
      'teams[0].name is "None"',
    ],
    [
      "an unknown target",
      withMoments({ ...GOAL, target: "C:One" }),
      'periods[0].moments[0].target is "C:One"',
    ],
    ["a target with others below", withMoments({ ...GOAL, target: "A" }), "without targets below"],
    [
      "an unknown action",
      withMoments({ ...GOAL, action: "foul" }),
      'action is "foul"; accepted: an action: goal',
    ],
    [
      "a minute outside",
      withMoments({ ...GOAL, minute: 11 }),
      "minute is 11; accepted: a number from 0 to 10",
    ],
    [
      "reported before",
      withMoments({ ...GOAL, reported_at: 2 }),
      "reported_at is 2; accepted: 3 or later",
    ],
    [
      "out of order",
      withMoments(GOAL, { minute: 1, kind: "headline", text: "x" }),
      "moments[1].minute is 1; accepted: 3 or later",
    ],
    [
      "an unknown kind",
      withMoments({ minute: 1, kind: "foul" }),
      'kind is "foul"; accepted: one of open-pool',
    ],
    [
      "an unknown period",
      withPool({ ...next, kind: "event-before", finish: { period: "x", minute: 1 } }),
      'pool.finish.period is "x"; accepted: one of all of it',
    ],
    [
      "an end before the beginning",
      withPool({ ...next, kind: "event-before", finish: { period: "all of it", minute: 0 } }),
      'finish is {"period":"all of it","minute":0}; accepted: later than the pool opens',
    ],
    [
      "one answer",
      withPool({ kind: "decision", answers: { yes: 1 }, stop: { period: "all of it", minute: 5 } }),
      "answers is",
    ],
    [
      "a decision never opened",
      withMoments({ minute: 1, kind: "decide", pool: "k", answer: "yes" }),
      'pool is "k"',
    ],
    [
      "a key twice",
      withMoments(
        ...[0, 1].map((minute) => ({
          minute,
          kind: "open-pool",
          pool: { key: "k", question: "q", ...next },
        })),
      ),
      'pool.key is "k"',
    ],
    ["no object", [], "the document is []; accepted: an object"],
  ];
  for (const [what, document, text] of cases) {
    test(`MATCH-2 ${what} is refused with path, value and what would be accepted`, () => {
      expect(() => readScript(JSON.stringify(document))).toThrow(text);
    });
  }

  test("MATCH-2 what is no JSON is refused", () => {
    expect(() => readScript("{")).toThrow("no JSON");
  });
});
