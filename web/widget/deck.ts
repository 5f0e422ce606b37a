// One thing at a time: the open pools of a game, one after the other, and what became of those I bet in
// until it is put away. A pool that is settled while it is looked at becomes its result.
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { FollowedGame } from "../player/followed-game.ts";
import { isMine } from "../player/settlements.ts";

export type Entry = { readonly kind: "pool" | "result"; readonly poolId: string };

export class Deck {
  readonly entries: ReadonlySignal<readonly Entry[]>;
  /** null: there is nothing to show. */
  readonly current: ReadonlySignal<Entry | null>;
  /** From 0. */
  readonly place: ReadonlySignal<number>;
  /** The newest result that is not the one shown. */
  readonly news: ReadonlySignal<Entry | null>;
  readonly #wanted = signal<string | null>(null);
  readonly #dismissed = signal<ReadonlySet<string>>(new Set());
  #lastPlace = 0;

  constructor({ view, poolIds, openedAtMs }: FollowedGame) {
    this.entries = computed(() => {
      const results = view.value.results
        .filter((result) => isMine(result) && result.resolved_at >= openedAtMs)
        .map(({ pool_id: poolId }) => ({ kind: "result", poolId }) as const)
        .filter(({ poolId }) => !this.#dismissed.value.has(poolId));
      const pools = poolIds.value.map((poolId) => ({ kind: "pool", poolId }) as const);
      return [...results, ...pools];
    });
    this.place = computed(() => {
      const at = this.entries.value.findIndex(({ poolId }) => poolId === this.#wanted.value);
      if (at >= 0) return at;
      // Another one came for it, or the next one does.
      const fallback = this.entries.value.findIndex(({ kind }) => kind === "pool");
      return Math.min(Math.max(this.#lastPlace, fallback, 0), this.entries.value.length - 1);
    });
    this.current = computed(() => this.entries.value[this.place.value] ?? null);
    this.news = computed(
      () =>
        this.entries.value.find(
          ({ kind, poolId }) => kind === "result" && poolId !== this.current.value?.poolId,
        ) ?? null,
    );
    effect(() => {
      this.#lastPlace = Math.max(0, this.place.value);
      this.#wanted.value = this.current.value?.poolId ?? null;
    });
  }

  show(poolId: string): void {
    this.#wanted.value = poolId;
  }

  /** Round and round. */
  go(step: 1 | -1): void {
    const { length } = this.entries.value;
    if (length === 0) return;
    const next = this.entries.value[(this.place.value + step + length) % length];
    if (next !== undefined) this.show(next.poolId);
  }

  dismiss(poolId: string): void {
    this.#dismissed.value = new Set([...this.#dismissed.value, poolId]);
  }
}
