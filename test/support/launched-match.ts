// Two open games of one provider, in euros and in dollars, with a pool each, and pages launched in them
// over the Open Games API. Time stands still until the test lets it pass.
import { type Fields, OpenGamesWorld, SLOTS } from "./open-games-world.ts";
import { WireClient, type WireMessage } from "./wire-client.ts";

export type LaunchedGame = {
  readonly gameId: string;
  readonly poolId: string;
  readonly currency: string;
};

export class LaunchedMatch {
  readonly world: OpenGamesWorld;
  readonly euros: LaunchedGame;
  readonly dollars: LaunchedGame;
  readonly #pages: WireClient[] = [];
  #names = 0;

  private constructor(world: OpenGamesWorld, games: readonly [LaunchedGame, LaunchedGame]) {
    this.world = world;
    [this.euros, this.dollars] = games;
  }

  static async start(terms: Fields = {}): Promise<LaunchedMatch> {
    const world = await OpenGamesWorld.start();
    const accountId = await world.account(terms);
    await world.games(accountId, [SLOTS]);
    const games = [await openGame(world, "EUR"), await openGame(world, "USD")] as const;
    return new LaunchedMatch(world, games);
  }

  get url(): string {
    return this.world.wire.url;
  }

  async stop(): Promise<void> {
    for (const page of this.#pages) await page.close();
    await this.world.stop();
  }

  /** A token of its own each time, for the same player unless the fields name another. */
  token({ gameId, currency }: Omit<LaunchedGame, "poolId">, fields: Fields = {}): Promise<string> {
    const sessionId = `launch-${++this.#names}`;
    return this.world.token({ gameId, currency, sessionId, ...fields });
  }

  /** What a token opens, whoever follows it. */
  async page(token: string, query = "", headers: object = {}): Promise<WireClient> {
    const page = await WireClient.connect(this.url, `session=${token}${query}`, headers);
    this.#pages.push(page);
    return page;
  }

  async launch(game: LaunchedGame, fields: Fields = {}): Promise<WireClient> {
    return this.page(await this.token(game, fields));
  }

  async fund(page: WireClient, currency: string): Promise<number> {
    const userId = Number((await page.ask({ op: 100 }))["user_id"]);
    await this.world.deposit(userId, currency, "100");
    await page.heard();
    return userId;
  }

  goal({ gameId }: LaunchedGame): Promise<WireMessage> {
    const event = { op: 395, game_id: gameId, action: "goal", target: "argentina" };
    return this.world.provider.ask(event);
  }
}

export function betIn({ poolId }: LaunchedGame, target = "argentina"): object {
  return { op: 392, pool_id: poolId, target, amount: "1.00" };
}

async function openGame(world: OpenGamesWorld, currency: string): Promise<LaunchedGame> {
  const { provider, sourceId } = world;
  const names = { game_name: "Argentina - France", type: "football", actions: ["goal"] };
  const about = { op: 370, source_id: sourceId, ...names, targets: ["argentina", "france"] };
  const gameId = String((await provider.ask({ ...about, currency }))["game_id"]);
  await provider.ask({ op: 616, game_id: gameId });
  const pool = { op: 385, game_id: gameId, action: "goal", targets: "argentina,france" };
  const poolId = String((await provider.ask({ ...pool, recreate_on_end: true }))["pool_id"]);
  return { gameId, poolId, currency };
}
