// `mutuel demo` as it is called: to its end, interrupted, kept up, and where it can't start.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../client/src/client.ts";
import { connectHttp } from "../../client/src/http.ts";

const MAIN = join(import.meta.dir, "..", "..", "src", "main.ts");
const TIMEOUT_MS = 60_000;

let scratch = "";
let running: DemoProcess[] = [];
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "mutuel-demo-test-"));
});
afterEach(async () => {
  for (const demo of running) await demo.kill();
  running = [];
  rmSync(scratch, { recursive: true, force: true });
});

class DemoProcess {
  readonly #child: Bun.Subprocess<"ignore", "pipe", "pipe">;
  readonly #waiting: { text: string; resolve: () => void }[] = [];
  readonly #read: Promise<void>;
  readonly #errors: Promise<string>;
  out = "";

  constructor(...args: string[]) {
    this.#child = Bun.spawn([process.execPath, MAIN, "demo", ...args], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      env: { ...process.env, TMPDIR: scratch, NO_COLOR: "1" },
    });
    this.#read = this.#drain();
    this.#errors = new Response(this.#child.stderr).text();
    running.push(this);
  }

  /** Resolves when the text was printed, rejects when the demo ends without it. */
  async printed(text: string): Promise<void> {
    if (this.out.includes(text)) return;
    const seen = new Promise<void>((resolve) => this.#waiting.push({ text, resolve }));
    const ended = this.#read.then(() => {
      throw new Error(`the demo ended without printing ${text}:\n${this.out}`);
    });
    await Promise.race([seen, ended]);
  }

  interrupt(): void {
    this.#child.kill("SIGINT");
  }

  async ended(): Promise<{ code: number; out: string; err: string }> {
    await this.#read;
    return { code: await this.#child.exited, out: this.out, err: await this.#errors };
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.#child.exited;
  }

  async #drain(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const part of this.#child.stdout) {
      this.out += decoder.decode(part, { stream: true });
      for (const { text, resolve } of this.#waiting) if (this.out.includes(text)) resolve();
    }
  }
}

function serverUrl(out: string): string {
  const found = /server (http:\/\/\S+),/.exec(out);
  if (found?.[1] === undefined) throw new Error(`no address in:\n${out}`);
  return found[1];
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

describe("mutuel demo", () => {
  test(
    "plays the match to the end, and everything adds up",
    async () => {
      const { code, out, err } = await new DemoProcess(
        "--players",
        "12",
        "--speed",
        "30",
        "--json",
      ).ended();
      expect(err).toContain("demo: OK");
      expect(code).toBe(0);
      const report = JSON.parse(out) as Record<string, unknown> & { pools: { bets: number }[] };
      expect(report).toMatchObject({
        ok: true,
        score: "ARG 3-3 FRA",
        shoot_out: "4-2",
        audit: "audit: OK",
        problems: [],
      });
      expect(report.pools).toHaveLength(17);
      const bets = report.pools.reduce((sum, pool) => sum + pool.bets, 0);
      expect(bets).toBeGreaterThan(50);
      expect(report["bets"]).toBe(bets);
      expect(readdirSync(scratch)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    "Ctrl-C in the middle of the match stops the server and leaves nothing behind",
    async () => {
      const demo = new DemoProcess("--players", "12", "--speed", "5");
      await demo.printed("Kick-off");
      const url = serverUrl(demo.out);
      expect(await isUp(url)).toBe(true);
      demo.interrupt();
      demo.interrupt();
      const { code, out } = await demo.ended();
      expect(out).toContain("interrupted; everything is stopped");
      expect(code).toBe(130);
      expect(await isUp(url)).toBe(false);
      expect(readdirSync(scratch)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    "--keep leaves the server up until Ctrl-C, --data keeps the log, a second match may follow",
    async () => {
      const data = join(scratch, "kept");
      const demo = new DemoProcess("--players", "4", "--speed", "50", "--keep", "--data", data);
      await demo.printed("Ctrl-C stops it");
      const url = serverUrl(demo.out);
      expect(await isUp(url)).toBe(true);
      await expectVisitors(url, demo.out);
      demo.interrupt();
      const first = await demo.ended();
      expect(first.out).toContain("audit: OK");
      expect(first.code).toBe(0);
      expect(await isUp(url)).toBe(false);
      const second = await new DemoProcess(
        "--players",
        "4",
        "--speed",
        "50",
        "--data",
        data,
      ).ended();
      expect(second.out).toContain("demo: OK");
      expect(second.code).toBe(0);
      expect(readdirSync(data)).not.toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    "a server that can't start is an end with a reason",
    async () => {
      const data = join(scratch, "foreign");
      mkdirSync(data);
      writeFileSync(join(data, "log.meta"), "not ours");
      writeFileSync(join(data, "00000001.segment"), "not ours either");
      const { code, out } = await new DemoProcess("--data", data).ended();
      expect(out).toContain("the server did not start");
      expect(out).toContain("demo: FAILED, 1 problem");
      expect(code).toBe(1);
    },
    TIMEOUT_MS,
  );
});

/** Whoever reads what was printed can join, bet in the widget, and run everything from the console. */
async function expectVisitors(url: string, out: string): Promise<void> {
  const after = (word: string): string => new RegExp(`${word} +(\\S+)`).exec(out)?.[1] ?? "";
  const player = new URL(after("player  "));
  const widget = new URL(after("widget  "));
  expect(after("console  ")).toBe(`${url}/console`);
  const gameId = player.pathname.split("/").at(-1) ?? "";
  expect(widget.pathname).toBe(`/embed/${gameId}`);
  const session = widget.searchParams.get("gameSession") ?? "";
  const visitor = connect({ url, session });
  const guest = connect({ url });
  const { pools_list: pools } = await guest.listPools({ game_id: gameId });
  const [pool] = pools;
  const target = pool?.distributions[0]?.target_id ?? "";
  expect(
    await visitor.placeBet({ pool_id: pool?.pool_id ?? "", target, amount: "5" }),
  ).toMatchObject({ res: 356, amount: "5" });
  visitor.close();
  guest.close();
  const [, username = "", password = ""] =
    /log in as (\S+) with the password (\S+)/.exec(out) ?? [];
  const { id, user_session_key: key } = await connectHttp({ url }).logIn({ username, password });
  const me = await connectHttp({ url, session: { id, key } }).me();
  expect(me.roles).toContain("admin");
}
