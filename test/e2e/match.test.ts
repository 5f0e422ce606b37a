// `mutuel match`: converting a file, and playing a script on a real server through broken connections and
// more than one run.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MatchRun, type MatchSummary } from "../../src/cli/match/match-run.ts";
import { type MatchScript, eventsOf } from "../../src/cli/match/match-script.ts";
import { readScript } from "../../src/cli/match/read-script.ts";
import { scriptJson } from "../../src/cli/match/script-json.ts";
import { Screen } from "../../src/cli/terminal/screen.ts";
import { Random } from "../../src/cli/bettors/random.ts";
import type { RunningServer } from "../../src/compose.ts";
import { systemClock } from "../../src/ops/clock.ts";
import { systemScheduler } from "../../src/ops/scheduler.ts";
import { CutProxy } from "../support/cut-proxy.ts";
import { endLeftovers, runMutuel } from "../support/wire-process.ts";
import { type Player, signUp, startTestServer } from "./server-fixture.ts";

const FIXTURE = join(import.meta.dir, "..", "support", "invented-cup.json");
const PASSWORD = "correct horse";
const TIMEOUT_MS = 30_000;

let scratch = "";
let server: RunningServer;
let provider: Player;
beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), "mutuel-match-test-"));
  server = await startTestServer();
  provider = await signUp(server, "desk");
});
afterEach(async () => {
  await endLeftovers();
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** Some minutes with as many goals. */
function shortScript(minutes: number): MatchScript {
  const goals = Array.from({ length: minutes }, (_, minute) => ({
    minute: minute + 0.3,
    kind: "event",
    action: "goal",
    target: minute % 3 === 0 ? "Home:Ana" : "Away:Bo",
    reported_at: minute + 0.6,
  }));
  const next = { kind: "next-event", among: "teams", action: "goal" };
  const stop = { period: "all", minute: minutes / 2 };
  const decision = { kind: "decision", answers: { yes: 1, no: 1 }, stop };
  const pools = [
    { key: "next", question: "Next goal", ...next },
    { key: "draw", question: "A draw?", ...decision },
  ];
  return readScript(
    JSON.stringify({
      format: "mutuel-match",
      version: 1,
      name: "Home - Away",
      sport: "football",
      actions: ["Goal"],
      teams: [
        { name: "Home", players: [{ target: "Ana" }] },
        { name: "Away", players: [{ target: "Bo" }] },
      ],
      periods: [
        {
          name: "all",
          clock_from: 0,
          minutes,
          moments: [...pools.map((pool) => ({ minute: 0, kind: "open-pool", pool })), ...goals],
        },
        {
          name: "end",
          clock_from: null,
          minutes: 1,
          moments: [{ minute: 0.5, kind: "decide", pool: "draw", answer: "no" }],
        },
      ],
    }),
  );
}

function play(
  script: MatchScript,
  url: string,
  onLine: (text: string) => void = () => {},
  signal: AbortSignal = new AbortController().signal,
): Promise<MatchSummary> {
  const screen = new Screen({ write: onLine }, systemClock, {});
  const login = { credentials: { id: provider.id, key: provider.key } };
  const named = {
    script,
    url,
    login,
    sourceName: "test",
    currency: "DON",
    speed: 1_000,
    retryMaxMs: 50,
  };
  const parts = { ...named, screen, signal, clock: systemClock, scheduler: systemScheduler };
  return new MatchRun(parts).run();
}

type Seen = { readonly events: string[]; readonly pools: string[]; readonly games: number };

/** What the server holds: events and resolved pools of its games, in order. */
function seen(): Seen {
  const games = [...server.state.games.values()];
  return {
    games: games.length,
    events: games.flatMap(({ events }) =>
      events.filter(({ pool }) => pool === null).map(({ target }) => target),
    ),
    pools: server.state.pools.map((pool) => `${pool?.description} ${pool?.phase.kind}`),
  };
}

function expectPlayedOnce(script: MatchScript): void {
  const { events, pools, games } = seen();
  const targets = eventsOf(script).map(({ target }) => target);
  expect(games).toBe(1);
  expect(events).toEqual(targets);
  const nexts = targets.map(() => "Next goal settled");
  // The last one ends with the game.
  expect(pools.toSorted()).toEqual(["A draw? settled", "Next goal settled", ...nexts].toSorted());
}

describe("mutuel match run", () => {
  test("MATCH-5 opens source, game and pools, registers every event, closes the game", async () => {
    const script = shortScript(4);
    const summary = await play(script, server.url);
    expect(summary).toMatchObject({ events: 4, score: "HOM 2-2 AWA", settled: 6, voided: 0 });
    expectPlayedOnce(script);
  });

  test(
    "MATCH-6 through a connection that breaks again and again every event is registered once",
    async () => {
      const script = shortScript(40);
      const proxy = await CutProxy.before(server.url);
      const random = Random.seeded(1n);
      let connections = 0;
      proxy.nextFuse = () => {
        // The first one must stand: who can't connect at all is told so.
        if (connections++ === 0) return { direction: "to-client", bytes: 3_000, effect: "cut" };
        const direction = random.chance(0.5) ? "to-client" : "to-server";
        return { direction, bytes: 1_000 + random.below(4_000), effect: "cut" };
      };
      try {
        const summary = await play(script, proxy.url);
        expect(summary.events).toBe(40);
        expect(proxy.cuts).toBeGreaterThan(5);
      } finally {
        await proxy.close();
      }
      expectPlayedOnce(script);
    },
    TIMEOUT_MS,
  );

  test("MATCH-7 a run that was ended is taken up by the next one", async () => {
    const script = shortScript(6);
    for (const goals of [1, 3]) {
      const end = new AbortController();
      let left = goals;
      const run = play(
        script,
        server.url,
        (line) => {
          if (line.includes("GOAL") && --left === 0) end.abort(new Error("ended"));
        },
        end.signal,
      );
      expect(run).rejects.toThrow("ended");
      await run.catch(() => undefined);
    }
    const lines: string[] = [];
    const summary = await play(script, server.url, (line) => lines.push(line));
    expect(lines.join("")).toContain("going on after");
    expect(summary.events).toBe(6);
    expectPlayedOnce(script);
  });

  test(
    "MATCH-5 the command prints score and pools; a run afterwards plays a new game",
    async () => {
      const file = join(scratch, "one.json");
      writeFileSync(file, scriptJson(shortScript(4)));
      const login = ["--user", "desk", "--password", PASSWORD];
      const url = `${server.url.replace("http", "ws")}/ws`;
      const args = ["match", "run", file, "--url", url, ...login, "--speed", "1000x"];
      const [first, second] = [await runMutuel(...args), await runMutuel(...args)];
      for (const { code, stdout, stderr } of [first, second]) {
        expect(stderr).toBe("");
        expect(stdout).toContain(
          "HOM 2-2 AWA; 4 of 4 events registered; pools: 6 settled, 0 voided\n",
        );
        expect(code).toBe(0);
      }
      expect(seen().games).toBe(2);
    },
    TIMEOUT_MS,
  );

  test("MATCH-5 what is wrong is said: options, file, server, password", async () => {
    const file = join(scratch, "bad.json");
    writeFileSync(file, '{"format":"mutuel-match","version":9}');
    const good = join(scratch, "good.json");
    await runMutuel("match", "convert", FIXTURE, "--match", "4", "--out", good);
    const key = ["--api-key", "mk_none"];
    // Kept while it is asked: a port given back may be somebody else's a moment later.
    using deaf = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: { open: (socket) => socket.terminate(), data: () => {} },
    });
    const nobody = `http://127.0.0.1:${deaf.port}`;
    const cases: [string[], number, string][] = [
      [[], 2, "FILE comes first"],
      [[good, ...key], 2, "--url is missing"],
      [[good, "--url", "ftp://x", ...key], 2, '--url is "ftp://x"; accepted: http'],
      [[good, "--url", server.url], 2, "--api-key or --user is missing"],
      [[good, "--url", server.url, ...key, "--speed", "0"], 2, '--speed is "0"; accepted'],
      [[file, "--url", server.url, ...key], 1, "version is 9; accepted: 1"],
      [[good, "--url", nobody, ...key], 1, "no connection"],
      [[good, "--url", server.url, ...key], 1, "API_KEY_UNKNOWN"],
      [[good, "--url", server.url, "--user", "desk", "--password", "x"], 1, "LOGIN_FAILED"],
    ];
    for (const [args, code, text] of cases) {
      const ended = await runMutuel("match", "run", ...args);
      expect(ended.stderr).toContain(text);
      expect(ended.code).toBe(code);
    }
  });
});

describe("mutuel match convert", () => {
  test("MATCH-3 all of a file into a directory; what can't be converted is told", async () => {
    const out = join(scratch, "scripts");
    const args = ["match", "convert", FIXTURE, "--all", "--out", out];
    const { code, stdout, stderr } = await runMutuel(...args);
    expect(stdout).toBe(`5 of 8 matches converted into ${out}\n`);
    expect(stderr).toContain("not converted: matches[4].score is missing");
    expect(stderr).toContain("note: matches[1]: 3 goals are not listed");
    expect(code).toBe(1);
    expect(readdirSync(out).sort()).toEqual([
      "1-ble-sao-bras-d-agua.json",
      "2-upper-mill-lower-mill.json",
      "3-upper-mill-ble.json",
      "4-lower-mill-ble.json",
      "8-lower-mill-upper-mill.json",
    ]);
    for (const name of readdirSync(out)) readScript(readFileSync(join(out, name), "utf8"));
  });

  test("MATCH-3 without a choice the matches are listed; one is printed", async () => {
    const list = await runMutuel("match", "convert", FIXTURE);
    expect(list.stdout).toContain("   1  Æbleø - São Brás d'Água");
    expect(list.stdout).toContain("   5  can't be used");
    const printed = await runMutuel("match", "convert", FIXTURE, "--match", "3");
    expect(readScript(printed.stdout).name).toBe("Upper Mill - Æbleø");
    const wrong = await runMutuel("match", "convert", FIXTURE, "--match", "9");
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('--match is "9"; accepted: 1 to 8');
  });
});
