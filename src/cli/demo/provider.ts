// A provider's connection: opens sources and games, and hears what the games tell. Ends with its
// connection; nothing it asks for may be refused.
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import { OPERATIONS } from "../../../client/src/messages.ts";
import { type Demand, GameDesk, gameFields } from "../match/game-desk.ts";
import { type MatchScript } from "../match/match-script.ts";
import type { Message } from "./message.ts";
import { DISTRIBUTION, type News, USER_JOINED, USER_LEFT, readNews } from "./news.ts";
import { WireClient } from "./wire-client.ts";

export type ProviderParts = {
  readonly socketUrl: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly onNews: (news: News) => void;
  readonly onFailure: (error: unknown) => void;
};

const UNWANTED: ReadonlySet<number> = new Set([DISTRIBUTION, USER_JOINED, USER_LEFT]);

export class Provider {
  readonly #client: WireClient;
  readonly #clock: Clock;

  private constructor(client: WireClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  static async connect(parts: ProviderParts): Promise<Provider> {
    const { socketUrl, clock, scheduler, onNews, onFailure } = parts;
    const listener = {
      onMessage: (message: Message) => {
        const news = readNews(message);
        if (news !== null) onNews(news);
      },
      ignores: (res: number) => UNWANTED.has(res),
      onLost: (why: string) => onFailure(new Error(`the provider's connection was lost: ${why}`)),
      onFault: onFailure,
    };
    return new Provider(await WireClient.connect(socketUrl, listener, scheduler), clock);
  }

  /** Its id. */
  async openSource(name: string, description: string): Promise<string> {
    const opened = await this.#client.demand(365, { source_name: name, description }, 335);
    return opened.text("source_id");
  }

  async openGame(sourceId: string, script: MatchScript, currency: string): Promise<GameDesk> {
    const client = this.#client;
    const opened = await client.demand(370, { ...gameFields(sourceId, script, currency) }, 340);
    const gameId = opened.text("game_id");
    await client.demand(616, { game_id: gameId }, 640);
    await client.demand(363, { game_id: gameId }, 333);
    const demand: Demand = (name, fields) => {
      const [op, , res = op] = OPERATIONS[name];
      return client.demand(op, { ...fields }, res);
    };
    return new GameDesk({ gameId, script, clock: this.#clock, demand });
  }

  leave(): Promise<void> {
    return this.#client.close();
  }
}
