// A server with its pages, a provider with a match and a crowd, and a casino on another origin that launches
// the match's pools into a frame. Time is real: browsers have clocks of their own.
import type { RunningServer } from "../../src/compose.ts";
import { type Client, connect } from "../../client/src/client.ts";
import { connectHttp, type HttpClient } from "../../client/src/http.ts";
import {
  connectGamesProvider,
  connectPlatform,
  type LaunchFields,
  type Platform,
} from "../../client/src/open-games.ts";
import type { Configuration } from "../../src/ops/configuration.ts";
import { builtPages } from "../pages/browser-fixture.ts";
import { ADMIN_KEY, signUp, startTestServer } from "../e2e/server-fixture.ts";

const CURRENCY = "EUR";
const PLAYER = "their-player-7";

export class EmbedWorld {
  server: RunningServer;
  readonly desk: Client;
  readonly admin: HttpClient;
  readonly gameId: string;
  readonly platform: Platform;
  readonly accountId: string;
  /** The casino's page: `?src=` is what it shows in its frame, `width` and `height` how large. */
  readonly casino: Bun.Server<undefined>;
  /** Of somebody the casino has nothing to do with, who serves the same page. */
  readonly stranger: Bun.Server<undefined>;
  readonly #crowd: Client[] = [];
  #sessions = 0;

  private constructor(parts: {
    server: RunningServer;
    desk: Client;
    admin: HttpClient;
    gameId: string;
    platform: Platform;
    accountId: string;
    pages: readonly [Bun.Server<undefined>, Bun.Server<undefined>];
  }) {
    this.server = parts.server;
    this.desk = parts.desk;
    this.admin = parts.admin;
    this.gameId = parts.gameId;
    this.platform = parts.platform;
    this.accountId = parts.accountId;
    [this.casino, this.stranger] = parts.pages;
  }

  static async start(data: Configuration["data"] = { kind: "memory" }): Promise<EmbedWorld> {
    const pages = [servePage(), servePage()] as const;
    const server = await startServer({ data });
    const { url } = server;
    const admin = connectHttp({ url, apiKey: ADMIN_KEY });
    const owner = await signUp(server, "league");
    const desk = connect({ url, credentials: owner });
    const { source_id: sourceId, provider_secret: secret } = await desk.openSource({
      source_name: "League",
    });
    const origins = [originOf(pages[0])];
    const registered = {
      clientId: "casino",
      name: "Casino",
      signing: "unsigned",
      origins,
    } as const;
    await admin.registerPlatform(registered);
    const provider = connectGamesProvider(sourceId, { url, secret });
    const [account] = await provider.accounts([
      {
        accountId: 0,
        royaltyPercent: 100,
        gameEmbedUrl: `${url}/embed/{{GAME_ID}}?gameSession={{GAME_SESSION}}&currency={{CURRENCY_NAME}}&lang={{USER_LANGUAGE}}`,
      },
    ]);
    const gameId = await openMatch(desk, sourceId);
    const platform = connectPlatform("casino", { url, signing: "unsigned" });
    const accountId = String(account?.accountId);
    return new EmbedWorld({ server, desk, admin, gameId, platform, accountId, pages });
  }

  async stop(): Promise<void> {
    for (const client of [...this.#crowd, this.desk]) client.close();
    await this.casino.stop(true);
    await this.stranger.stop(true);
    await this.server.stop();
  }

  /** Ends the server, and starts another on its port and log; what goes between is up to the test. */
  async restart(path: string, between: () => Promise<unknown>): Promise<void> {
    const { port } = this.server;
    await this.server.stop();
    await between();
    this.server = await startServer({ data: { kind: "directory", path }, port });
  }

  pool(fields: Partial<Parameters<Client["createPool"]>[0]> = {}): Promise<string> {
    return this.desk
      .createPool({
        game_id: this.gameId,
        description: "Next goal by team",
        pool_type: 1,
        action: "goal",
        targets: ["argentina", "france"],
        ...fields,
      })
      .then(({ pool_id: poolId }) => poolId);
  }

  goal(target: string, happenedAtMs?: number): Promise<unknown> {
    const when = happenedAtMs === undefined ? {} : { happened_at: happenedAtMs };
    return this.desk.registerEvent({ game_id: this.gameId, action: "goal", target, ...when });
  }

  /** Somebody with money who bets over a connection of their own. */
  async bettor(): Promise<Client> {
    const player = await signUp(this.server);
    await this.fund(player.id);
    const client = connect({ url: this.server.url, credentials: player });
    this.#crowd.push(client);
    return client;
  }

  async fund(userId: number, amount = "1000"): Promise<void> {
    await this.admin.deposit({
      id: userId,
      currency: CURRENCY,
      amount,
      reference: `for ${userId}`,
    });
  }

  /** The address for the frame, and the player who is known here by then. */
  async launch(fields: Partial<LaunchFields> = {}): Promise<{ src: string; userId: number }> {
    const { src } = await this.platform.launch({
      sessionId: `their-session-${++this.#sessions}`,
      gameId: this.gameId,
      accountId: this.accountId,
      deviceType: "dt_desktop",
      currency: CURRENCY,
      language: "en",
      userId: PLAYER,
      homeUrl: "https://casino.example/",
      refillUrl: "https://casino.example/refill",
      country: "AR",
      ...fields,
    });
    const session = new URL(src).searchParams.get("gameSession") ?? "";
    const player = connect({ url: this.server.url, session });
    const { user_id: userId } = (await player.call("handshake", {})) as { user_id: number };
    player.close();
    return { src, userId };
  }
}

async function startServer(configuration: Partial<Configuration>): Promise<RunningServer> {
  const { directory } = await builtPages("widget");
  return startTestServer({ configuration, overrides: { pagesDirectory: directory } });
}

export function originOf(page: Bun.Server<undefined>): string {
  return `http://localhost:${page.port}`;
}

export function framed(
  page: Bun.Server<undefined>,
  src: string,
  size: readonly [number, number] = [300, 250],
): string {
  const query = new URLSearchParams({ src, width: String(size[0]), height: String(size[1]) });
  return `${originOf(page)}/?${query.toString()}`;
}

async function openMatch(desk: Client, sourceId: string): Promise<string> {
  const { game_id: gameId } = await desk.createAndOpenGame({
    source_id: sourceId,
    game_name: "Argentina - France",
    type: "football",
    currency: CURRENCY,
    actions: ["Goal", "Corner"],
    targets: ["Argentina:10", "Argentina:11", "France:7", "France:10"],
  });
  await desk.becomeGameAdmin({ game_id: gameId });
  return gameId;
}

/** Keeps what the frame tells, for the test to look at. */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A casino</title>
<link rel="icon" href="data:,">
<h1>A casino</h1>
<iframe title="Pools" style="border:0"></iframe>
<script>
  const query = new URLSearchParams(location.search);
  const frame = document.querySelector("iframe");
  frame.width = query.get("width");
  frame.height = query.get("height");
  window.heard = [];
  addEventListener("message", ({ origin, source, data }) => {
    if (source === frame.contentWindow) heard.push({ origin, ...data });
  });
  frame.src = query.get("src");
</script>
</html>
`;

function servePage(): Bun.Server<undefined> {
  const headers = { "content-type": "text/html; charset=utf-8" };
  return Bun.serve({
    port: 0,
    hostname: "localhost",
    fetch: () => new Response(PAGE, { headers }),
  });
}
