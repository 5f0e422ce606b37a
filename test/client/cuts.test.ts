// The promise of the client: cut anywhere, it ends with what a fresh connection is told. In Bun, in Node
// and in a browser. `CUTS` and `SEED` in the environment change the first; a seed fixes where lines are
// cut, not how the operating system delivers.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "bun:test";
import { bundleOf } from "../../scripts/client/bundle.ts";
import { launchBrowser, noBrowser } from "../support/browser.ts";
import { CutPlayer, type PlayerOrder, type PlayerReport } from "../support/cut-player.ts";
import type { PlayersApi } from "../support/cut-player-remote.ts";
import { type CutPlayers, runCuts } from "../support/cut-run.ts";
import { nodeBinary } from "../support/node-binary.ts";

const CUTS = Number(process.env["CUTS"] ?? 10_000);
const SEED = Number(process.env["SEED"] ?? 20_221_218);
const REMOTE = join(import.meta.dir, "../support/cut-player-remote.ts");

test(`CLNT-1 cut at ${CUTS} random points, every view is what a fresh connection is told`, async () => {
  await runCuts({ cuts: CUTS, players: 24, seed: SEED, start: inThisProcess });
}, 240_000);

function inThisProcess(orders: readonly PlayerOrder[]): Promise<CutPlayers> {
  const players = orders.map((order) => new CutPlayer(order));
  return Promise.resolve({
    rest: async () => {
      await Promise.all(players.map((player) => player.rest()));
    },
    reports: () => Promise.resolve(players.map((player) => player.report())),
    close: () => {
      for (const player of players) player.close();
    },
  });
}

const node = nodeBinary();
if (node === null) console.log("no Node 22 for this platform: its cuts are skipped");

test.skipIf(node === null)(
  "CLNT-2 the same in Node 22, cut at 500 points",
  async () => {
    const home = mkdtempSync(join(tmpdir(), "mutuel-client-"));
    try {
      const script = join(home, "players.mjs");
      writeFileSync(script, await bundleOf(REMOTE, "node"));
      const start = (orders: readonly PlayerOrder[]): Promise<CutPlayers> =>
        inNode(node ?? "", script, orders);
      await runCuts({ cuts: 500, players: 12, seed: SEED, start });
    } finally {
      rmSync(home, { recursive: true });
    }
  },
  120_000,
);

async function inNode(
  binary: string,
  script: string,
  orders: readonly PlayerOrder[],
): Promise<CutPlayers> {
  const child = spawn(binary, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => {
    child.on("exit", () => resolve());
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (call: keyof PlayersApi, more: object = {}): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify({ call, ...more })}\n`);
    const { value, done } = await answers.next();
    if (done === true) throw new Error("Node has ended");
    return JSON.parse(value) as unknown;
  };
  await ask("start", { orders });
  return {
    rest: async () => {
      await ask("rest");
    },
    reports: async () => (await ask("reports")) as PlayerReport[],
    close: async () => {
      await ask("close");
      await ended;
    },
  };
}

test.skipIf(noBrowser !== null)(
  "CLNT-2 the same in a browser, cut at 500 points",
  async () => {
    await runCuts({ cuts: 500, players: 12, seed: SEED, start: inBrowser });
  },
  180_000,
);

async function inBrowser(orders: readonly PlayerOrder[]): Promise<CutPlayers> {
  const [order] = orders;
  expect(order).toBeDefined();
  const browser = await launchBrowser();
  const page = await browser.newPage({ bypassCSP: true });
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`${order?.url}/healthz`);
  await page.addScriptTag({ content: await bundleOf(REMOTE, "browser"), type: "module" });
  const ask = (call: keyof PlayersApi): Promise<unknown> =>
    page.evaluate((name) => globalThis.playersApi[name]([]), call);
  await page.waitForFunction(() => "playersApi" in globalThis);
  await page.evaluate((given) => globalThis.playersApi.start(given), orders);
  return {
    rest: async () => {
      await ask("rest");
    },
    reports: async () => (await ask("reports")) as PlayerReport[],
    close: () => browser.close(),
  };
}

declare global {
  // Set by the script in the page.
  var playersApi: PlayersApi;
}
