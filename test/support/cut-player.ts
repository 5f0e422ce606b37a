// A player whose connection is cut all the time. Follows a game, bets in its pools, and keeps book of
// what it was told, to be held against the server afterwards. Runs in Bun, Node and browsers, so it may
// use nothing but the client.
import { type Client, type GameView, MutuelError, connect } from "../../client/src/index.ts";

export type PlayerOrder = {
  readonly url: string;
  readonly id: number;
  readonly key: string;
  readonly gameId: string;
  readonly seed: number;
};

export type PlayerReport = {
  readonly view: GameView;
  /** Ids of the bets that were confirmed. */
  readonly betIds: readonly string[];
  readonly refusals: { readonly [code: string]: number };
  /** What must not happen, in words. */
  readonly faults: readonly string[];
  readonly connections: number;
  readonly resyncs: number;
};

export class CutPlayer {
  readonly #client: Client;
  readonly #order: PlayerOrder;
  readonly #random: () => number;
  readonly #betIds: string[] = [];
  readonly #refusals: Record<string, number> = {};
  readonly #faults: string[] = [];
  #lastSeq = 0;
  #connections = 0;
  #resyncs = 0;
  #isBetting = true;
  readonly #betting: Promise<void>;

  constructor(order: PlayerOrder) {
    this.#order = order;
    this.#random = randomBy(order.seed);
    this.#client = connect({
      url: order.url,
      credentials: { id: order.id, key: order.key },
      backoff: { minMs: 2, maxMs: 40 },
      connectTimeoutMs: 400,
      silenceMs: 250,
      heartbeatMs: 500,
      callTimeoutMs: 60_000,
      random: this.#random,
    });
    this.#client.status.subscribe(({ state }) => {
      if (state === "open") this.#connections++;
    });
    this.#client.on("message", (message) => {
      if ("resync" in message && message.resync) {
        if (message.res !== 3535 || message.seq === undefined) return;
        if (this.#lastSeq > 0) this.#resyncs++;
        this.#lastSeq = message.seq;
      } else if ("seq" in message && message.res !== 333 && message.res !== 3330) {
        this.#told(message.seq ?? 0);
      }
    });
    this.#client.game(order.gameId);
    this.#betting = this.#bet();
  }

  get view(): GameView {
    return this.#client.game(this.#order.gameId).current;
  }

  /** Resolves once what is under way has its answer. */
  async rest(): Promise<void> {
    this.#isBetting = false;
    await this.#betting;
  }

  report(): PlayerReport {
    return {
      view: this.view,
      betIds: this.#betIds,
      refusals: this.#refusals,
      faults: this.#faults,
      connections: this.#connections,
      resyncs: this.#resyncs,
    };
  }

  close(): void {
    this.#client.close();
  }

  #told(seq: number): void {
    if (seq !== this.#lastSeq + 1) this.#faults.push(`seq ${seq} after ${this.#lastSeq}`);
    this.#lastSeq = seq;
  }

  async #bet(): Promise<void> {
    while (this.#isBetting) {
      await pause(Math.floor(this.#random() * 30));
      const pool = this.#pick(this.view.pools);
      const target = this.#pick(pool?.distributions ?? [])?.target_id;
      if (pool === undefined || target === undefined) continue;
      const amount = `0.${10 + Math.floor(this.#random() * 90)}`;
      try {
        const bet = await this.#client.placeBet({ pool_id: pool.pool_id, target, amount });
        this.#betIds.push(bet.bet_id);
      } catch (error) {
        const code = error instanceof MutuelError ? error.code : String(error);
        this.#refusals[code] = (this.#refusals[code] ?? 0) + 1;
      }
    }
  }

  #pick<Item>(from: readonly Item[]): Item | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }
}

/** Paces the bets; nothing waits for it. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** xorshift128+ would need 64-bit numbers; this is sfc32, with 128 bits of state. */
export function randomBy(seed: number): () => number {
  let [a, b, c, counter] = [0x9e37_79b9, 0x243f_6a88, seed >>> 0, 1];
  const next = (): number => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}
