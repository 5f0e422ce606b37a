// Every pool of the match from its opening to its result, as the provider heard it from the server.
import type { News, Resolution } from "./news.ts";

export type PoolRecord = {
  readonly poolId: string;
  readonly question: string;
  readonly action: string;
  readonly openedAt: string;
  resolution: Resolution | null;
};

export class PoolRegister {
  readonly #records = new Map<string, PoolRecord>();

  /** In the order opened. */
  get all(): readonly PoolRecord[] {
    return [...this.#records.values()];
  }

  get openCount(): number {
    return this.all.filter(({ resolution }) => resolution === null).length;
  }

  questionOf(poolId: string): string {
    return this.#records.get(poolId)?.question ?? poolId;
  }

  /** `clock` is what the match clock shows. */
  hear(news: News, clock: string): void {
    if (news.kind === "pool-opened" && !this.#records.has(news.poolId)) {
      const { poolId, question, action } = news;
      const record = { poolId, question, action, openedAt: clock, resolution: null };
      this.#records.set(poolId, record);
    }
    if (news.kind === "pool-resolved") {
      const record = this.#records.get(news.poolId);
      if (record === undefined) throw new Error(`pool ${news.poolId} is resolved, never opened`);
      record.resolution = news;
    }
  }
}
