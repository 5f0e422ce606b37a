// What one client knows about the pools it may bet in, from what the server told it.
import type { BoardPool } from "../bettors/temper.ts";
import type { News } from "./news.ts";

type Row = {
  readonly poolId: string;
  readonly question: string;
  readonly targets: readonly string[];
  multipliers: ReadonlyMap<string, number>;
  state: "open" | "blocked";
};

const NO_ODDS: ReadonlyMap<string, number> = new Map();

export class Board {
  readonly #rows = new Map<string, Row>();

  hear(news: News): void {
    switch (news.kind) {
      case "pool-opened":
        this.#open(news);
        return;
      case "pool-resolved":
        this.#rows.delete(news.poolId);
        return;
      case "pool-blocked":
        this.#mark(news.poolId, "blocked");
        return;
      case "pool-allowed":
        this.#mark(news.poolId, "open");
        return;
      case "distribution": {
        const row = this.#rows.get(news.poolId);
        if (row !== undefined) row.multipliers = news.multipliers;
        return;
      }
      case "game-closed":
        this.#rows.clear();
        return;
      case "event":
      case "balance":
        return;
    }
  }

  /** Pools that take bets, as far as known. */
  open(): BoardPool[] {
    return [...this.#rows.values()].filter(({ state }) => state === "open");
  }

  #open({ poolId, question, targets, state }: Extract<News, { kind: "pool-opened" }>): void {
    if (this.#rows.has(poolId)) return;
    this.#rows.set(poolId, { poolId, question, targets, multipliers: NO_ODDS, state });
  }

  #mark(poolId: string, state: Row["state"]): void {
    const row = this.#rows.get(poolId);
    if (row !== undefined) row.state = state;
  }
}
