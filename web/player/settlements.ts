// My settled bets of a game, newest first. The server's list of them is read when a pool I bet in is
// resolved; what this page saw of it adds what came back.
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { GameView, ResultView } from "../../client/src/index.ts";
import type { Connection } from "../live/connection.ts";
import type { PoolTerms } from "./pool-terms.ts";
import { type ResolvedPool, settledBet, type SettledBet } from "./settled-bet.ts";

export type SettlementParts = {
  readonly connection: Connection;
  readonly view: ReadonlySignal<GameView>;
  readonly terms: PoolTerms;
};

export class Settlements {
  readonly list: ReadonlySignal<readonly SettledBet[]>;
  readonly #parts: SettlementParts;
  readonly #pools = signal<readonly ResolvedPool[]>([]);
  readonly end: () => void;

  constructor(parts: SettlementParts) {
    this.#parts = parts;
    const { connection, view, terms } = parts;
    const results = computed(() => view.value.results);
    this.list = computed(() => {
      const live = new Map(results.value.map((result) => [result.pool_id, result]));
      return this.#pools.value.map((pool) =>
        settledBet(pool, live.get(pool.pool_id), terms.takeoutBps(pool.pool_id).value),
      );
    });
    // Which resolved pools are mine: when that changes there is something to read.
    const mine = computed(() =>
      results.value
        .filter(isMine)
        .map(({ pool_id: id }) => id)
        .join(),
    );
    const user = computed(() => connection.user.value?.id ?? null);
    const isStale = computed(() => view.value.following === "stale");
    this.end = effect(() => {
      if (mine.value === "" || user.value === null || isStale.value) return;
      untracked(() => this.#read());
    });
  }

  #read(): void {
    const { connection, view } = this.#parts;
    const fields = { game_id: view.value.gameId };
    connection.client.value.listMyResolvedPools(fields).then(
      ({ pools_list: pools }) => {
        this.#pools.value = pools.toSorted((a, b) => b.resolved_at - a.resolved_at);
      },
      // The next settlement reads it again.
      () => {},
    );
  }
}

export function isMine({ outcome, backed }: ResultView): boolean {
  return outcome !== null || Object.keys(backed).length > 0;
}
