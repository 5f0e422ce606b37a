// A seeded match over the wire in edition 2.0: a provider who opens, blocks, resolves and voids pools,
// players who bet, an operator who suspends, and time that passes.
import type { GameId } from "../../src/engine/ids.ts";
import { type Game, type Pool, gameOf, isBinary } from "../../src/engine/state.ts";
import type { Random } from "../../src/log/sim-disk.ts";
import { type MemoryGateway, type MemorySocket, userNamed } from "./memory-gateway.ts";

export type WireMessage = { readonly res: number; readonly [field: string]: unknown };

const PROVIDER = 1;
const PLAYERS = [2, 3, 4, 5, 6];
const TARGETS = ["argentina:10", "argentina:11", "france:7", "france:10"];
const OPEN_POOLS_MAX = 12;

export class Edition2Match {
  readonly gateway: MemoryGateway;
  readonly random: Random;
  /** Everything the provider was told. */
  readonly told: WireMessage[] = [];
  gameId = "" as GameId;
  #provider: MemorySocket;
  readonly #players = new Map<number, MemorySocket>();

  private constructor(gateway: MemoryGateway, random: Random) {
    this.gateway = gateway;
    this.random = random;
    this.#provider = this.#connectAll();
  }

  static async open(gateway: MemoryGateway, random: Random): Promise<Edition2Match> {
    const match = new Edition2Match(gateway, random);
    const source = await match.ask({ op: 365, source_name: "league" });
    const game = await match.ask({
      op: 370,
      source_id: source["source_id"],
      game_name: "Argentina - France",
      type: "football",
      actions: "goal,corner-kick",
      targets: TARGETS,
    });
    match.gameId = game["game_id"] as GameId;
    await match.ask({ op: 616, game_id: match.gameId });
    return match;
  }

  get game(): Game {
    return gameOf(this.gateway.state, this.gameId);
  }

  /** Again after a restart. */
  connect(): void {
    this.#provider = this.#connectAll();
  }

  #connectAll(): MemorySocket {
    for (const player of PLAYERS) {
      const socket = this.gateway.connect("2.0", userNamed(player), () => {});
      this.#players.set(player, socket);
    }
    return this.gateway.connect("2.0", userNamed(PROVIDER), (text) => {
      this.told.push(JSON.parse(text) as WireMessage);
    });
  }

  /** As the provider; the last thing said in answer. */
  async ask(message: object): Promise<WireMessage> {
    this.gateway.receive(this.#provider, message);
    await this.gateway.settle();
    const answer = this.told.at(-1);
    if (answer === undefined) throw new Error("no answer");
    return answer;
  }

  async step(): Promise<void> {
    const pools = this.#openPools();
    const pool = this.#pick(pools);
    const dice = this.#below(100);
    if (pool === undefined || (dice < 12 && pools.length < OPEN_POOLS_MAX)) this.#openPool();
    else if (dice < 60) this.#bet(pool);
    else this.#rule(pool, dice);
    await this.gateway.settle();
    if (this.#below(4) === 0) await this.gateway.pass(this.#below(400));
  }

  /** Bets count only where there is something to bet on; the rest is refused and changes nothing. */
  #bet(pool: Pool): void {
    const player = this.#players.get(this.#pick(PLAYERS) ?? 2);
    const target = this.#pick(pool.targets)?.id ?? "none";
    const amount = `0.${10 + this.#below(90)}`;
    if (player !== undefined) {
      this.gateway.receive(player, { op: 392, pool_id: pool.poolId, target, amount });
    }
  }

  #rule(pool: Pool, dice: number): void {
    const { gameId } = this;
    const { poolId } = pool;
    const at = this.#below(2) === 0 ? null : this.gateway.time.nowMs() + this.#below(500);
    if (dice < 70) this.#resolve(pool);
    else if (dice < 72) this.#send({ op: 397, pool_id: poolId, block_at: at });
    else if (dice < 79) this.#send({ op: 398, pool_id: poolId, allow_at: at });
    else if (dice < 80) this.#send({ op: 3975, game_id: gameId, action: "goal", block_at: at });
    else if (dice < 89) this.#send({ op: 3985, game_id: gameId, action: "goal", allow_at: at });
    else if (dice < 91) this.#send({ op: 5001, pool_id: poolId, reason: "test" });
    else if (dice < 93) {
      this.#send({ op: 373, game_id: gameId, targets: `france:${20 + this.#below(30)}` });
    } else this.#suspend(dice);
  }

  #resolve(pool: Pool): void {
    const { gameId } = this;
    const happenedAt = this.gateway.time.nowMs() - this.#below(300);
    if (isBinary(pool)) {
      const target = this.#pick(["yes", "no"]);
      this.#send({ op: 395, game_id: gameId, action: pool.action, target });
    } else {
      const target = this.#pick(TARGETS);
      this.#send({ op: 395, game_id: gameId, action: "goal", target, happened_at: happenedAt });
    }
  }

  #suspend(dice: number): void {
    const { gameId } = this;
    const scope = dice % 2 === 0 ? ({ kind: "all" } as const) : ({ kind: "game", gameId } as const);
    const isOn = this.gateway.state.suspensions.size > 0;
    if (!isOn) {
      if (dice < 98) return;
      this.gateway.command({ kind: "suspend-betting", scope, reason: "a test" }, "operator");
      return;
    }
    for (const { scope: known } of this.gateway.state.suspensions.values()) {
      this.gateway.command({ kind: "resume-betting", scope: known }, "operator");
    }
  }

  #openPool(): void {
    const nowMs = this.gateway.time.nowMs();
    const type = 1 + this.#below(4);
    const finishAt = type % 2 === 0 ? nowMs + 500 + this.#below(4_000) : null;
    const stopAt = this.#below(3) === 0 ? nowMs + 200 + this.#below(300) : null;
    this.#send({
      op: 385,
      game_id: this.gameId,
      description: `pool ${this.#below(1_000)}`,
      type,
      action: type <= 2 ? "goal" : null,
      targets: type <= 2 ? this.#pick(["argentina,france", "argentina:10,france:7"]) : null,
      finish_at: finishAt,
      stop_accepting_bets_at: stopAt,
      recreate_on_end: this.#below(3) === 0,
      manual: type === 4 && this.#below(2) === 0,
    });
  }

  #send(message: object): void {
    this.gateway.receive(this.#provider, message);
  }

  #openPools(): Pool[] {
    const { state } = this.gateway;
    return [...this.game.unresolved].flatMap((index) => state.pools[index] ?? []);
  }

  #below(limit: number): number {
    return this.random() % limit;
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[this.#below(Math.max(1, from.length))];
  }
}
