// A match on a real server for the pages: a provider at its desk, bettors, and what a test may have
// happen next. Nothing here is what the pages themselves use.
import type { RunningServer } from "../../src/compose.ts";
import {
  type Player,
  type ServerChanges,
  signUp,
  startTestServer,
  TestClient,
} from "../e2e/server-fixture.ts";
import { builtPages } from "./browser-fixture.ts";

type Fields = Readonly<Record<string, unknown>>;

export class MatchStage {
  readonly server: RunningServer;
  readonly gameId: string;
  readonly sourceId: string;
  readonly desk: Player;
  readonly #provider: TestClient;

  private constructor(
    server: RunningServer,
    ids: { sourceId: string; gameId: string },
    provider: TestClient,
    desk: Player,
  ) {
    this.server = server;
    this.sourceId = ids.sourceId;
    this.gameId = ids.gameId;
    this.#provider = provider;
    this.desk = desk;
  }

  static async open(changes: ServerChanges = {}): Promise<MatchStage> {
    const server = await startServerWithPages(changes);
    const desk = await signUp(server, "the-desk");
    const provider = await TestClient.as(server, desk);
    const source = await answered(provider, { op: 365, source_name: "World Cup" });
    const sourceId = String(source["source_id"]);
    const game = await answered(provider, {
      op: 370,
      source_id: sourceId,
      game_name: "Argentina - France",
      type: "football",
      actions: ["Goal", "Corner kick"],
      targets: ["Argentina:10 Messi", "Argentina:11 Di María", "France:10 Mbappé"],
    });
    const gameId = String(game["game_id"]);
    await answered(provider, { op: 616, game_id: gameId });
    return new MatchStage(server, { sourceId, gameId }, provider, desk);
  }

  get address(): string {
    return `${this.server.url}/play/${this.gameId}`;
  }

  ask(message: Fields): Promise<Fields> {
    return answered(this.#provider, message);
  }

  async openPool(fields: Fields = {}): Promise<string> {
    const pool = await this.ask({
      op: 385,
      game_id: this.gameId,
      description: "Who scores next?",
      action: "goal",
      targets: "argentina,france",
      takeout_bps: 500,
      ...fields,
    });
    return String(pool["pool_id"]);
  }

  goal(target: string, happenedAtMs: number): Promise<Fields> {
    const event = { game_id: this.gameId, action: "goal", target, happened_at: happenedAtMs };
    return this.ask({ op: 395, ...event });
  }

  /** Somebody else, who is in time. */
  async bettor(): Promise<Bettor> {
    const player = await signUp(this.server);
    return new Bettor(await TestClient.as(this.server, player));
  }

  async close(): Promise<void> {
    await this.server.stop();
  }
}

export class Bettor {
  readonly #client: TestClient;

  constructor(client: TestClient) {
    this.#client = client;
  }

  async bet(poolId: string, target: string, amount: string): Promise<void> {
    await answered(this.#client, { op: 392, pool_id: poolId, target, amount });
  }
}

export async function startServerWithPages(changes: ServerChanges = {}): Promise<RunningServer> {
  const { directory } = await builtPages("player");
  const overrides = { ...changes.overrides, pagesDirectory: directory };
  return startTestServer({ ...changes, overrides });
}

async function answered(client: TestClient, message: Fields): Promise<Fields> {
  const answer = await client.ask(message);
  if (answer.res === 666) throw new Error(JSON.stringify(answer));
  return answer;
}
