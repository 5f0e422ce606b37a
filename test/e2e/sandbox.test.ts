// `mutuel sandbox` as it is called, and what a seed settles.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../client/src/client.ts";
import type { MatchScript } from "../../src/cli/match/match-script.ts";
import { readScript } from "../../src/cli/match/read-script.ts";
import { scriptJson } from "../../src/cli/match/script-json.ts";
import { Sandbox } from "../../src/cli/sandbox/sandbox.ts";
import { systemClock } from "../../src/ops/clock.ts";
import { systemScheduler } from "../../src/ops/scheduler.ts";
import { silentLog } from "../../src/ops/server-log.ts";
import { runMutuel } from "../support/wire-process.ts";

const MAIN = join(import.meta.dir, "..", "..", "src", "main.ts");
const TIMEOUT_MS = 30_000;

let scratch = "";
let child: SandboxProcess | null = null;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "mutuel-sandbox-test-"));
});
afterEach(async () => {
  await child?.end();
  child = null;
  rmSync(scratch, { recursive: true, force: true });
});

type Child = Bun.Subprocess<"ignore", "pipe", "inherit">;

function readerOf({ stdout }: Child) {
  return stdout.getReader();
}

class SandboxProcess {
  readonly #child: Child;
  readonly #reader: ReturnType<typeof readerOf>;
  out = "";

  constructor(...args: string[]) {
    this.#child = Bun.spawn([process.execPath, MAIN, "sandbox", ...args], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "inherit",
      cwd: scratch,
      env: { ...process.env, TMPDIR: scratch },
    });
    this.#reader = readerOf(this.#child);
  }

  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    const decoder = new TextDecoder();
    for (;;) {
      const found = pattern.exec(this.out);
      if (found !== null) return found;
      const { done, value } = await this.#reader.read();
      if (done) throw new Error(`the sandbox ended without printing ${pattern}:\n${this.out}`);
      this.out += decoder.decode(value, { stream: true });
    }
  }

  end(): Promise<number> {
    this.#child.kill("SIGINT");
    return this.#child.exited;
  }
}

/** Three minutes with two goals; the second one is reported late. */
function shortScript(): MatchScript {
  const event = { kind: "event", action: "goal" };
  const next = { key: "next", question: "Next goal", kind: "next-event", among: "teams" };
  const moments = [
    { minute: 0, kind: "open-pool", pool: { ...next, action: "goal" } },
    { minute: 1, ...event, target: "Home:Ana" },
    { minute: 1.5, ...event, target: "Away:Bo", reported_at: 2.5 },
  ];
  return readScript(
    JSON.stringify({
      format: "mutuel-match",
      version: 1,
      name: "Home - Away",
      sport: "football",
      takeout_bps: 500,
      actions: ["Goal"],
      teams: [
        { name: "Home", players: [{ target: "Ana" }] },
        { name: "Away", players: [{ target: "Bo" }] },
      ],
      periods: [{ name: "all", clock_from: 0, minutes: 3, moments }],
    }),
  );
}

describe("mutuel sandbox", () => {
  test(
    "SAND-1 is there with users, keys, both currencies and matches that can be bet on",
    async () => {
      child = new SandboxProcess("--port", "0", "--speed", "20", "--bots", "2");
      const [, url = ""] = await child.printed(/^sandbox at (http:\/\/127\.0\.0\.1:\d+),/);
      await child.printed(/anna +3 +sandbox-anna +mk_sandbox_anna +1,000\.00 +1,000\.00\n/);
      const [, funGame = ""] = await child.printed(/^FUN .*: game (\S+)$/m);
      const login = await fetch(`${url}/r/login/`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ username: "anna", password: "sandbox-anna" }),
      });
      expect(await login.json()).toMatchObject({ id: 3, username: "anna" });
      const anna = connect({ url, apiKey: "mk_sandbox_anna" });
      try {
        for (const currency of ["DON", "FUN"]) {
          const balance = await anna.getCurrentBalance({ currency });
          expect(balance.current_balance).toBe("1000.00");
        }
        // Pools open a moment after their game.
        const pool = await nextPool(anna, funGame);
        const bet = await anna.placeBet({ pool_id: pool, target: "upper-mill", amount: "10" });
        expect(bet.amount).toBe("10");
        const left = await anna.getAvailableBalance({ currency: "FUN" });
        expect(left.available_balance).toBe("990.00");
        // The developer role is open, and the operator's key known.
        await anna.openSource({ source_name: "mine" });
        const [, key] = await child.printed(/^administrator's key +(\S+)$/m);
        const headers = { authorization: `Bearer ${key}` };
        expect((await fetch(`${url}/admin/ledger`, { headers })).status).toBe(200);
      } finally {
        anna.close();
      }
      expect(await child.end()).toBe(0);
      expect(fetch(`${url}/healthz`)).rejects.toThrow();
      expect(readdirSync(scratch)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test("SAND-4 warns where others may reach it", async () => {
    child = new SandboxProcess("--port", "0", "--host", "0.0.0.0");
    await child.printed(/WARNING: it listens on 0\.0\.0\.0, where others may reach it/);
    await child.printed(/to paste/);
    expect(await child.end()).toBe(0);
  });

  test("SAND-4 without being asked it listens on this machine alone, and says nothing of it", async () => {
    child = new SandboxProcess("--port", "0");
    await child.printed(/to paste/);
    expect(child.out).toContain("sandbox at http://127.0.0.1:");
    expect(child.out).not.toContain("WARNING");
  });

  test("SAND-3 takes scripts of one's own, and plays them again and again", async () => {
    const file = join(scratch, "short.json");
    writeFileSync(file, scriptJson(shortScript()));
    child = new SandboxProcess(file, "--port", "0", "--speed", "100x");
    await child.printed(/(DON {2}Home - Away: over, [1-9]\d* bets[^]*){2}/);
    await child.printed(/(FUN {2}Home - Away: over, [1-9]\d* bets[^]*){2}/);
  });

  test("SAND-4 what is wrong is said", async () => {
    const file = join(scratch, "bad.json");
    writeFileSync(file, "{}");
    const cases: [string[], number, string][] = [
      [["--speed", "101"], 2, '--speed is "101"; accepted: a number from 1 to 100'],
      [["--port", "x"], 2, '--port is "x"; accepted: 0 to 65535'],
      [["--seed", "-1"], 2, '--seed is "-1"; accepted'],
      [["--bots", "101"], 2, '--bots is "101"; accepted: 0 to 100'],
      [["--data", "x"], 2, 'unknown option "--data"'],
      [[file], 1, "format is missing; accepted"],
    ];
    for (const [args, code, text] of cases) {
      const ended = await runMutuel("sandbox", ...args);
      expect(ended.stderr).toContain(text);
      expect(ended.code).toBe(code);
    }
  });
});

describe("a seed", () => {
  test(
    "SAND-2 gives the same users, ids, pools, bets and results; another one gives other bets",
    async () => {
      const [first, second, other] = await Promise.all([played(7n), played(7n), played(8n)]);
      expect(first.bets.flatMap(({ bets }) => bets).length).toBeGreaterThan(4);
      expect(second).toEqual(first);
      expect(other.pools).toEqual(first.pools);
      expect(other.bets).not.toEqual(first.bets);
      expect(other.sourceId).not.toBe(first.sourceId);
    },
    TIMEOUT_MS,
  );
});

async function nextPool(client: ReturnType<typeof connect>, gameId: string): Promise<string> {
  const game = client.game(gameId);
  const opened = Promise.withResolvers<string>();
  const look = (): void => {
    const pool = game.current.pools.find(({ description }) => description === "Next goal by team");
    if (pool !== undefined) opened.resolve(pool.pool_id);
  };
  const stop = game.subscribe(look);
  look();
  const poolId = await opened.promise;
  stop();
  game.leave();
  return poolId;
}

type Played = {
  sourceId: string;
  gameId: string;
  users: number[];
  /** Question and winner. */
  pools: unknown[];
  /** Of each pool: user, target and stake of each bet, and how many of them were in time. */
  bets: { valid: number | null; bets: number[][] }[];
};

/** The first match in DON, to its end. */
async function played(seed: bigint): Promise<Played> {
  const over = Promise.withResolvers<string>();
  const sandbox = await Sandbox.start({
    options: { port: 0, host: "127.0.0.1", speed: 100, seed, bots: 6 },
    scripts: [shortScript()],
    clock: systemClock,
    scheduler: systemScheduler,
    serverLog: silentLog,
    onFailure: over.reject,
    onOpened: () => {},
    onPlayed: ({ currency, gameId }) => {
      if (currency === "DON") over.resolve(gameId);
    },
  });
  try {
    const gameId = await over.promise;
    const { state } = sandbox.server;
    const pools = state.pools.flatMap((pool) => (pool?.gameId === gameId ? [pool] : []));
    return {
      sourceId: sandbox.sourceId,
      gameId,
      users: [...state.accounts.keys()],
      pools: pools.map(({ description, phase }) => [
        description,
        phase.kind === "settled" ? phase.winnerIndex : phase.kind,
      ]),
      bets: pools.map(({ bets, phase }) => ({
        valid: phase.kind === "settled" ? phase.figures.firstLateBet : null,
        bets: Array.from({ length: bets.count }, (_, at) => [
          bets.userAt(at),
          bets.targetAt(at),
          bets.stakeAt(at),
        ]),
      })),
    };
  } finally {
    await sandbox.stop();
  }
}
