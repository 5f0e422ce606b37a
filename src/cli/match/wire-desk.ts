// The provider: opens a source, a game and its pools, blocks and allows betting, registers what happens,
// closes the game. Nothing it asks for may be refused.
import { assertNever } from "../../engine/assert-never.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import { type Account, socketUrl } from "./account.ts";
import { type MatchScript, type PoolScript, poolTargets, targetsOf } from "./match-script.ts";
import type { Message } from "./message.ts";
import { DISTRIBUTION, type News, USER_JOINED, USER_LEFT, readNews } from "./news.ts";
import { WireClient } from "./wire-client.ts";

export type ProviderParts = {
  readonly serverUrl: string;
  readonly account: Account;
  readonly script: MatchScript;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly onNews: (news: News) => void;
  readonly onFailure: (error: unknown) => void;
};

const UNWANTED: ReadonlySet<number> = new Set([DISTRIBUTION, USER_JOINED, USER_LEFT]);

export class Provider {
  readonly #parts: ProviderParts;
  readonly #client: WireClient;
  readonly #gameId: string;
  readonly #pools = new Map<string, string>();

  private constructor(parts: ProviderParts, client: WireClient, gameId: string) {
    this.#parts = parts;
    this.#client = client;
    this.#gameId = gameId;
  }

  static async open(parts: ProviderParts): Promise<Provider> {
    const { serverUrl, account, script, scheduler, onNews, onFailure } = parts;
    const listener = {
      onMessage: (message: Message) => {
        const news = readNews(message);
        if (news !== null) onNews(news);
      },
      ignores: (res: number) => UNWANTED.has(res),
      onLost: (why: string) => onFailure(new Error(`the provider's connection was lost: ${why}`)),
      onFault: onFailure,
    };
    const client = await WireClient.connect(socketUrl(serverUrl, account), listener, scheduler);
    const source = await client.demand(
      365,
      { source_name: `${account.username} desk`, description: script.occasion },
      335,
    );
    const game = await client.demand(
      370,
      {
        source_id: source.text("source_id"),
        game_name: script.name,
        type: script.sport,
        actions: script.actions,
        targets: targetsOf(script),
        currency: "DON",
      },
      340,
    );
    const gameId = game.text("game_id");
    await client.demand(616, { game_id: gameId }, 640);
    await client.demand(363, { game_id: gameId }, 333);
    return new Provider(parts, client, gameId);
  }

  get gameId(): string {
    return this.#gameId;
  }

  /** `endInMs`: until the time the pool finishes or stops at, where it has one. */
  async openPool(pool: PoolScript, endInMs: number): Promise<void> {
    const endAtMs = this.#parts.clock.nowMs() + Math.max(1, Math.round(endInMs));
    const opened = await this.#client.demand(385, this.#poolFields(pool, endAtMs), 350);
    this.#pools.set(pool.key, opened.text("pool_id"));
  }

  async block(action: string): Promise<void> {
    await this.#client.demand(3975, { game_id: this.#gameId, action }, 370);
  }

  async allow(action: string): Promise<void> {
    await this.#client.demand(3985, { game_id: this.#gameId, action }, 371);
  }

  async register(event: {
    action: string;
    target: string;
    happenedAtMs: number;
    eventId: string;
  }): Promise<void> {
    await this.#client.demand(
      395,
      {
        game_id: this.#gameId,
        action_id: event.action,
        target_id: event.target,
        happened_at: event.happenedAtMs,
        client_event_id: event.eventId,
      },
      366,
    );
  }

  async decide(poolKey: string, answer: string): Promise<void> {
    const poolId = this.#pools.get(poolKey);
    if (poolId === undefined) throw new Error(`the script decides "${poolKey}" before opening it`);
    const action = `binary-${poolId}`;
    await this.#client.demand(
      395,
      { game_id: this.#gameId, action_id: action, target_id: answer },
      366,
    );
  }

  async closeGame(): Promise<void> {
    await this.#client.demand(375, { game_id: this.#gameId }, 341);
  }

  leave(): Promise<void> {
    return this.#client.close();
  }

  #poolFields(pool: PoolScript, endAtMs: number): Record<string, unknown> {
    const { script } = this.#parts;
    const common = {
      game_id: this.#gameId,
      description: pool.question,
      takeout_bps: script.takeoutBps,
    };
    switch (pool.kind) {
      case "next-event": {
        const targets = poolTargets(script, pool.among);
        return { ...common, pool_type: 1, action: pool.action, targets, recreate_on_end: true };
      }
      case "event-before": {
        const targets = poolTargets(script, pool.among);
        return { ...common, pool_type: 2, action: pool.action, targets, finish_at: endAtMs };
      }
      case "decision":
        return {
          ...common,
          pool_type: 3,
          targets: Object.keys(pool.answers),
          stop_accepting_bets_at: endAtMs,
        };
      default:
        return assertNever(pool);
    }
  }
}
