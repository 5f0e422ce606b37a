// A server where everything that can stand in the way of a call has been prepared: games and pools in
// every state, an owner with all rights, a player with none. What has an id is found by its name.
import { expect } from "bun:test";
import { stateHash } from "../../src/engine/state-hash.ts";
import type { WireClient, WireMessage } from "./wire-client.ts";
import { WireServer } from "./wire-server.ts";

export type GameName = "open" | "upcoming" | "closing" | "closed" | "full" | "crowded" | "orphan";
export type PoolName =
  "open" | "blocked" | "stopped" | "resolved" | "binary" | "decided" | "waiting";

const ADMINS_MAX = 10;
const POOLS_MAX = 333;
const STOP_AFTER_MS = 1_000;

export class WireWorld {
  readonly server: WireServer;
  readonly guest: WireClient;
  /** Admin of both sources and of every game but the full one. */
  readonly owner: WireClient;
  readonly player: WireClient;
  readonly sources = { open: "", closed: "" };
  readonly games: Record<GameName, string>;
  readonly pools: Record<PoolName, string>;

  private constructor(server: WireServer, clients: readonly [WireClient, WireClient, WireClient]) {
    this.server = server;
    [this.guest, this.owner, this.player] = clients;
    const games = ["open", "upcoming", "closing", "closed", "full", "crowded", "orphan"] as const;
    const pools = [
      "open",
      "blocked",
      "stopped",
      "resolved",
      "binary",
      "decided",
      "waiting",
    ] as const;
    this.games = Object.fromEntries(games.map((name) => [name, ""])) as Record<GameName, string>;
    this.pools = Object.fromEntries(pools.map((name) => [name, ""])) as Record<PoolName, string>;
  }

  static async build(): Promise<WireWorld> {
    const server = await WireServer.start();
    const [owner, player] = [await server.newcomer("owner"), await server.newcomer("player")];
    const world = new WireWorld(server, [await server.guest(), owner, player]);
    await world.#openSources();
    await world.#openGames();
    await world.#openPools();
    await world.#closeThings();
    return world;
  }

  stateHash(): string {
    return stateHash(this.server.server.state);
  }

  /** Asks, and makes sure that nothing has changed by it. */
  async refused(client: WireClient, message: object | string): Promise<WireMessage> {
    const before = this.stateHash();
    const from = client.received.length;
    client.send(message);
    await client.heard();
    const answers = client.received.slice(from, -1);
    expect(answers).toHaveLength(1);
    expect(this.stateHash()).toBe(before);
    const [answer] = answers;
    if (answer === undefined) throw new Error("no answer");
    return answer;
  }

  async #done(message: object, res: number): Promise<WireMessage> {
    const answer = await this.owner.ask(message);
    if (answer.res !== res)
      throw new Error(`${JSON.stringify(message)}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async #openSources(): Promise<void> {
    for (const name of ["open", "closed"] as const) {
      const source = await this.#done({ op: 365, source_name: name }, 335);
      this.sources[name] = String(source["source_id"]);
    }
  }

  async #openGames(): Promise<void> {
    for (const name of Object.keys(this.games) as GameName[]) {
      const [op, res] = name === "upcoming" ? [3701, 3401] : [370, 340];
      const source = name === "orphan" ? this.sources.closed : this.sources.open;
      const kind = { game_name: name, type: "football" };
      const lists = { actions: "goal,card", targets: "argentina:1,argentina:2,france" };
      const game = await this.#done({ op, source_id: source, ...kind, ...lists }, res);
      this.games[name] = String(game["game_id"]);
      if (name !== "full") await this.#done({ op: 616, game_id: this.games[name] }, 640);
    }
    for (let admin = 1; admin <= ADMINS_MAX; admin++) {
      const { username } = await this.server.signUp(`admin${admin}`);
      await this.#done({ op: 617, game_id: this.games.full, username }, 617);
    }
  }

  async #openPools(): Promise<void> {
    const stopAtMs = this.server.time.nowMs() + STOP_AFTER_MS;
    this.pools.open = await this.#openPool("open");
    this.pools.blocked = await this.#openPool("open");
    this.pools.stopped = await this.#openPool("open", { stop_accepting_bets_at: stopAtMs });
    this.pools.resolved = await this.#openPool("open", { action: "card" });
    this.pools.binary = await this.#openPool("open", { pool_type: 3 });
    this.pools.decided = await this.#openPool("open", { pool_type: 3 });
    this.pools.waiting = await this.#openPool("closing", { pool_type: 3 });
    for (let pool = 1; pool <= POOLS_MAX; pool++) await this.#openPool("crowded");
  }

  async #openPool(game: GameName, changes: object = {}): Promise<string> {
    const pool = { op: 385, game_id: this.games[game], targets: "argentina,france" };
    const isBinary = "pool_type" in changes;
    const fields = isBinary ? { ...pool, targets: "", ...changes } : pool;
    const made = await this.#done({ action: "goal", ...fields, ...changes }, 350);
    return String(made["pool_id"]);
  }

  async #closeThings(): Promise<void> {
    const { games, pools, sources } = this;
    const bet = { op: 392, pool_id: pools.open, target: "france", amount: 1 };
    await this.player.ask({ ...bet, client_bet_id: "known" });
    await this.player.next(({ res }) => res === 360);
    this.server.time.pass(STOP_AFTER_MS);
    await this.#done({ op: 397, pool_id: pools.blocked }, 368);
    const event = { op: 395, game_id: games.open, client_event_id: "known" };
    await this.#done({ ...event, action: "card", target: "france" }, 366);
    const decision = { op: 395, game_id: games.open, action: `binary-${pools.decided}` };
    await this.#done({ ...decision, target: "yes" }, 366);
    await this.owner.ask({ op: 375, game_id: games.closing });
    await this.#done({ op: 375, game_id: games.closed }, 341);
    this.owner.send({ op: 366, source_id: sources.closed });
    await this.owner.nextOf(336);
    await this.owner.heard();
    await this.player.heard();
  }
}
