// The examples of the client, as programs of their own against a real server.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { connectHttp } from "../../client/src/http.ts";
import { connect } from "../../client/src/index.ts";
import { connectGamesProvider } from "../../client/src/open-games.ts";
import type { RunningServer } from "../../src/compose.ts";
import {
  ADMIN_KEY,
  type Player,
  type Stage,
  openGame,
  openPool,
  signUp,
  startTestServer,
} from "../e2e/server-fixture.ts";

const HOME = join(import.meta.dir, "../../client/examples");
const LINES_MAX = 30;

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
});

type Example = {
  /** Resolves with the first line that has the text in it. */
  readonly says: (text: string) => Promise<string>;
  /** A line at its terminal. */
  readonly type: (line: string) => void;
  readonly ended: Promise<number>;
};

function run(name: string, env: Readonly<Record<string, string>>): Example {
  const child = Bun.spawn([process.execPath, join(HOME, `${name}.ts`)], {
    env: { ...process.env, MUTUEL_URL: server.url, ...env },
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  const lines: string[] = [];
  let onLine: () => void = () => {};
  const reading = (async () => {
    let rest = "";
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      const parts = `${rest}${text}`.split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
      onLine();
    }
    onLine();
  })();
  const says = async (text: string): Promise<string> => {
    for (;;) {
      const found = lines.find((line) => line.includes(text));
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`${name} ended: ${lines.join("\n")}`);
      await new Promise<void>((resolve) => {
        onLine = resolve;
      });
    }
  };
  const type = (line: string): void => {
    void child.stdin.write(`${line}\n`);
    void child.stdin.flush();
  };
  return { says, type, ended: reading.then(() => child.exited) };
}

function userEnv({ id, key }: Player): Record<string, string> {
  return { MUTUEL_USER: String(id), MUTUEL_KEY: key };
}

async function closeGame({ provider, gameId }: Stage): Promise<void> {
  await provider.ask({ op: 395, game_id: gameId, action: "goal", target: "france" });
  await provider.ask({ op: 375, game_id: gameId });
}

describe("the examples", () => {
  for (const file of readdirSync(HOME).filter((name) => name.endsWith(".ts"))) {
    test(`CLNT-14 ${file} has less than ${LINES_MAX} lines`, () => {
      const text = readFileSync(join(HOME, file), "utf8");
      const lines = text.split("\n").filter((line) => !/^\s*(\/\/.*)?$/.test(line));
      expect(lines.length).toBeLessThan(LINES_MAX);
    });
  }

  test("CLNT-14 the bot bets, the overlay shows it, and both end with the game", async () => {
    const stage = await openGame(server);
    const player = await signUp(server);
    const bot = run("bot", { ...userEnv(player), MUTUEL_GAME: stage.gameId });
    const overlay = run("overlay", { MUTUEL_GAME: stage.gameId });
    await openPool(stage);
    expect(await bot.says("Next goal")).toMatch(/^Next goal: 1\.00 on (argentina|france|none)$/);
    await overlay.says("Next goal (1.00): ");
    await closeGame(stage);
    expect(await overlay.says("Next goal: ")).toBe("Next goal: france");
    expect([await bot.ended, await overlay.ended]).toEqual([0, 0]);
  });

  test("CLNT-14 the player sees the pools, bets by typing, and is told what it brought", async () => {
    const stage = await openGame(server);
    const player = run("player", { ...userEnv(await signUp(server)), MUTUEL_GAME: stage.gameId });
    await player.says("live, balance 1000.00");
    await openPool(stage);
    await player.says("1 Next goal: ");
    player.type("1 spain 2.50");
    await player.says("TARGET_UNKNOWN: ");
    player.type("1 france 2.50");
    await player.says('mine {"france":"2.50"}');
    await player.says("live, balance 997.50");
    await closeGame(stage);
    expect(await player.says("Next goal: france, ")).toBe("Next goal: france, paid 2.50");
    await player.says("closed, balance 1000.00");
    expect(await player.ended).toBe(0);
  });

  test("CLNT-14 the provider plays a match from source to closing", async () => {
    const provider = run("provider", userEnv(await signUp(server)));
    const gameId = (await provider.says("game ")).slice("game ".length);
    await provider.says("goal at ");
    expect(await provider.ended).toBe(0);
    expect(server.state.games.get(gameId as never)?.status.kind).toBe("closed");
  });

  test("CLNT-12, CLNT-14 the platform launches a provider's pool game, which the player joins", async () => {
    const stage = await openGame(server);
    const { developer, sourceId } = stage;
    const admin = connectHttp({ url: server.url, apiKey: ADMIN_KEY });
    const { provider_secret: secret } = await admin.rotateSecret({ id: sourceId });
    const offers = connectGamesProvider(sourceId, { url: server.url, secret });
    const gameEmbedUrl = "https://example.org/{{GAME_ID}}?session={{GAME_SESSION}}";
    await offers.accounts([
      { accountId: 0, gameEmbedUrl, royaltyPercent: 100, currenciesAvailable: ["DON"] },
    ]);
    const platform = await admin.registerPlatform({ name: "casino", signing: "md5" });
    const example = run("platform", {
      MUTUEL_CLIENT: platform.clientId,
      MUTUEL_SECRET: platform.secret ?? "",
    });
    const line = await example.says("https://example.org/");
    expect(await example.ended).toBe(0);
    const src = new URL(line.slice(line.indexOf("https://")));
    expect(src.pathname).toBe(`/${stage.gameId}`);
    const session = src.searchParams.get("session") ?? "";
    const client = connect({ url: server.url, session });
    expect(await client.getAvailableBalance()).toMatchObject({ currency: "DON" });
    const { status } = client;
    expect(status.current).toMatchObject({ state: "open" });
    expect(developer.id).toBeGreaterThan(0);
    client.close();
  });
});
