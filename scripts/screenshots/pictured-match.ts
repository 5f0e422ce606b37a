// The match on the README's pictures: the final of 2022 in its 83rd minute, with bettors whose bets follow
// from a seed. Vera, whom the pictures look over the shoulder of, has won, lost and been too late.
import { connectHttp } from "../../client/src/http.ts";
import { type Client, connect } from "../../client/src/index.ts";
import { connectGamesProvider, connectPlatform } from "../../client/src/open-games.ts";
import { Random } from "../../src/cli/bettors/random.ts";
import { FINAL_2022 } from "../../src/cli/match/final-2022.ts";
import type { WireTime } from "../../test/support/wire-server.ts";
import { ADMIN_KEY, type PicturedServer, startPicturedServer } from "./pictured-server.ts";

const KICK_OFF_MS = Date.parse("2022-12-18T15:00:00Z");
const MINUTE_MS = 60_000;
const CURRENCY = "EUR";
const BETTORS = 24;
const TAKEOUT_BPS = 500;

export const PASSWORD = "correct horse";
/** Plays. */
export const VERA = "vera";
/** Runs the game, and everything else. */
export const OPERATOR = "olivia";

type Bettor = { readonly client: Client; readonly userId: number };
type PoolFields = Parameters<Client["createPool"]>[0];

export class PicturedMatch {
  readonly url: string;
  readonly gameId: string;
  readonly sourceId: string;
  readonly #pictured: PicturedServer;
  readonly #desk: Client;
  readonly #bettors: Bettor[] = [];
  readonly #random = Random.seeded(2_022n);

  private constructor(
    pictured: PicturedServer,
    desk: Client,
    ids: { readonly gameId: string; readonly sourceId: string },
  ) {
    this.url = pictured.server.url;
    this.#pictured = pictured;
    this.#desk = desk;
    this.gameId = ids.gameId;
    this.sourceId = ids.sourceId;
  }

  /** Resolves in the 83rd minute. */
  static async start(pagesDirectory: string): Promise<PicturedMatch> {
    const pictured = await startPicturedServer(pagesDirectory, KICK_OFF_MS - 5 * MINUTE_MS);
    const { url } = pictured.server;
    const admin = connectHttp({ url, apiKey: ADMIN_KEY });
    const operator = await signUp(url, OPERATOR);
    await admin.setRole({ id: operator.id, role: "admin", grant: true });
    const desk = connect({ url, credentials: operator });
    const { source_id: sourceId } = await desk.openSource({ source_name: "World Cup" });
    const gameId = await openGame(desk, sourceId);
    const match = new PicturedMatch(pictured, desk, { gameId, sourceId });
    await match.#play();
    return match;
  }

  get nowMs(): number {
    return this.#time.nowMs();
  }

  async stop(): Promise<void> {
    for (const { client } of this.#bettors) client.close();
    this.#desk.close();
    await this.#pictured.server.stop();
  }

  /** The widget's address for a player of that platform, who has bet on France there. */
  async launch(origins: readonly string[]): Promise<string> {
    const { url } = this;
    const admin = connectHttp({ url, apiKey: ADMIN_KEY });
    await admin.registerPlatform({
      clientId: "casino",
      name: "A casino",
      signing: "unsigned",
      origins,
    });
    const { provider_secret: secret } = await admin.rotateSecret({ id: this.sourceId });
    const gameEmbedUrl = `${url}/embed/{{GAME_ID}}?gameSession={{GAME_SESSION}}`;
    const offer = { accountId: 0, royaltyPercent: 150, gameEmbedUrl } as const;
    const [account] = await connectGamesProvider(this.sourceId, { url, secret }).accounts([offer]);
    const { src } = await connectPlatform("casino", { url, signing: "unsigned" }).launch({
      sessionId: "pictures",
      gameId: this.gameId,
      accountId: String(account?.accountId),
      deviceType: "dt_desktop",
      currency: CURRENCY,
      language: "en",
      userId: "their-player-7",
    });
    const session = new URL(src).searchParams.get("gameSession") ?? "";
    const client = connect({ url, session });
    const userId = await userIdOf(client);
    await admin.deposit({ id: userId, currency: CURRENCY, amount: "250", reference: "theirs" });
    this.#bettors.push({ client, userId });
    await this.#bet({ client, userId }, "Next goal by team", "france", "12.50");
    return src;
  }

  get #time(): WireTime {
    return this.#pictured.time;
  }

  async #play(): Promise<void> {
    const { url } = this;
    const admin = connectHttp({ url, apiKey: ADMIN_KEY });
    for (const name of [VERA, ...Array.from({ length: BETTORS }, (_, at) => `bettor-${at + 1}`)]) {
      const { id, key } = await signUp(url, name);
      await admin.deposit({ id, currency: CURRENCY, amount: "500", reference: `for ${name}` });
      this.#bettors.push({ client: connect({ url, credentials: { id, key } }), userId: id });
    }
    const [vera] = this.#bettors;
    if (vera === undefined) throw new Error("nobody is there");
    await this.#openPools();
    await this.#crowd(60);
    await this.#at(12);
    await this.#bet(vera, "Next goal by team", "argentina", "20");
    await this.#at(23);
    await this.#goal("argentina:10-messi", 22.5);
    await this.#crowd(40);
    await this.#bet(vera, "Next goal by player", "france:10-mbappé", "5");
    // Di María has scored, but nobody has been told yet.
    await this.#at(36.2);
    await this.#bet(vera, "Next goal by team", "argentina", "15");
    await this.#goal("argentina:11-di-maría", 35.9);
    await this.#at(60);
    await this.#crowd(70);
    await this.#at(80);
    await this.#goal("france:10-mbappé", 79.8);
    await this.#crowd(15);
    await this.#at(81.2);
    await this.#goal("france:10-mbappé", 81);
    await this.#openLatePools();
    await this.#crowd(160);
    await this.#bet(vera, "Next goal by team", "argentina", "10");
    await this.#bet(vera, "Extra time?", "yes", "7.50");
    await this.#bet(vera, "Next goal by player", "argentina:10-messi", "4");
    await this.#desk.blockAction({ game_id: this.gameId, action: "corner" });
    await this.#at(82.6);
  }

  async #openPools(): Promise<void> {
    const players = FINAL_2022.teams.flatMap((team) =>
      team.players
        .filter(({ threat }) => threat >= 5)
        .map(({ target, name }) => `${team.name}:${target} ${name}`),
    );
    const ids = players.map((name) => name.toLowerCase().replaceAll(" ", "-"));
    await this.#pool("Next goal by team", { action: "goal", recreate_on_end: true });
    await this.#pool("Next goal by player", {
      action: "goal",
      targets: ids,
      recreate_on_end: true,
    });
  }

  async #openLatePools(): Promise<void> {
    await this.#pool("Extra time?", { pool_type: 3, targets: ["yes", "no"] });
    await this.#pool("Next corner by team", { action: "corner", recreate_on_end: true });
  }

  async #pool(description: string, fields: Partial<PoolFields>): Promise<void> {
    await this.#desk.createPool({
      game_id: this.gameId,
      description,
      pool_type: 1,
      targets: ["argentina", "france"],
      takeout_bps: TAKEOUT_BPS,
      ...fields,
    });
  }

  /** Bets of the crowd on whatever takes bets: small mostly, on those who are likely mostly. */
  async #crowd(bets: number): Promise<void> {
    const { pools_list: pools } = await this.#desk.listPools({ game_id: this.gameId });
    for (let placed = 0; placed < bets; placed++) {
      const bettor = this.#bettors[1 + this.#random.below(BETTORS)];
      const pool = pools[this.#random.below(pools.length)];
      if (bettor === undefined || pool === undefined) continue;
      const targets = pool.distributions.map(({ target_id: id }) => id);
      // The lower of two throws: the first of the list are liked best.
      const throws = [0, 0].map(() => this.#random.below(targets.length));
      const target = targets[Math.min(...throws)];
      const cents = 50 * (1 + this.#random.below(this.#random.chance(0.2) ? 40 : 12));
      if (target === undefined) continue;
      this.#time.pass(100);
      await bettor.client
        .placeBet({ pool_id: pool.pool_id, target, amount: (cents / 100).toFixed(2) })
        .catch(() => {});
    }
  }

  async #bet({ client }: Bettor, question: string, target: string, amount: string): Promise<void> {
    const { pools_list: pools } = await this.#desk.listPools({ game_id: this.gameId });
    const pool = pools.find(({ description }) => description === question);
    if (pool === undefined) throw new Error(`there is no pool ${question}`);
    this.#time.pass(100);
    await client.placeBet({ pool_id: pool.pool_id, target, amount });
  }

  async #goal(target: string, minute: number): Promise<void> {
    const happenedAt = KICK_OFF_MS + minute * MINUTE_MS;
    const event = { game_id: this.gameId, action: "goal", target, happened_at: happenedAt };
    await this.#desk.registerEvent(event);
  }

  /** Goes on to that minute of the match. */
  async #at(minute: number): Promise<void> {
    this.#time.pass(Math.max(0, KICK_OFF_MS + minute * MINUTE_MS - this.#time.nowMs()));
    // What came due has been decided when this is answered.
    await this.#desk.listPools({ game_id: this.gameId });
  }
}

async function signUp(url: string, username: string): Promise<{ id: number; key: string }> {
  const email = `${username}@example.org`;
  const user = await connectHttp({ url }).signUp({ username, email, password: PASSWORD });
  return { id: user.id, key: user.user_session_key };
}

function userIdOf(client: Client): Promise<number> {
  return new Promise((resolve) => {
    const end = client.status.subscribe((status) => {
      if (status.state !== "open" || status.user === null) return;
      end();
      resolve(status.user.id);
    });
  });
}

async function openGame(desk: Client, sourceId: string): Promise<string> {
  const targets = FINAL_2022.teams.flatMap((team) =>
    team.players.map(({ target, name }) => `${team.name}:${target} ${name}`),
  );
  const { game_id: gameId } = await desk.createAndOpenGame({
    source_id: sourceId,
    game_name: "Argentina - France",
    type: "football",
    currency: CURRENCY,
    actions: ["Goal", "Corner", "Yellow card"],
    targets,
    live_start_at: KICK_OFF_MS,
  });
  await desk.becomeGameAdmin({ game_id: gameId });
  return gameId;
}
