// Distributions at one pace: each pool that was marked is told once per round, rounds are an interval
// apart, and a pool marked meanwhile waits for the next one, so that the last state is always told.
import type { PoolIndex } from "../../engine/ids.ts";
import type { Pool } from "../../engine/state.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import type { Connection } from "./connection.ts";
import type { SlicedWork, Work } from "./sliced-work.ts";

export type DistributionLaneParts = {
  readonly slicedWork: SlicedWork;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
};

/** Bettors of a dirty pool who have not joined its game. */
export type Bettors = Set<Connection>;
type DirtyPools = Map<PoolIndex, Bettors | null>;

export class DistributionLane {
  readonly #parts: DistributionLaneParts;
  readonly #intervalMs: number;
  readonly #tell: (index: PoolIndex, bettors: Bettors | null) => void;
  #dirty: DirtyPools = new Map();
  #scheduled = false;
  /** When the last round ended; rounds are an interval apart, so pools are too. */
  #lastRoundMs = -Infinity;

  constructor(
    parts: DistributionLaneParts,
    intervalMs: number,
    tell: (index: PoolIndex, bettors: Bettors | null) => void,
  ) {
    this.#parts = parts;
    this.#intervalMs = intervalMs;
    this.#tell = tell;
  }

  mark(pool: Pool, bettor: Connection | null): void {
    const bettors = this.#dirty.get(pool.index);
    if (bettors === undefined) this.#dirty.set(pool.index, null);
    if (bettor !== null) {
      if (bettors === undefined || bettors === null) this.#dirty.set(pool.index, new Set([bettor]));
      else bettors.add(bettor);
    }
    if (!this.#scheduled) this.#schedule();
  }

  #schedule(): void {
    const { clock, scheduler, slicedWork } = this.#parts;
    this.#scheduled = true;
    const dueMs = this.#lastRoundMs + this.#intervalMs;
    scheduler.after(Math.max(0, dueMs - clock.monotonicMs()), () => {
      slicedWork.add(this.#round());
    });
  }

  *#round(): Work {
    const dirty = this.#dirty;
    this.#dirty = new Map();
    try {
      for (const [index, bettors] of dirty) {
        this.#tell(index, bettors);
        yield;
      }
    } finally {
      this.#lastRoundMs = this.#parts.clock.monotonicMs();
      this.#scheduled = false;
      if (this.#dirty.size > 0) this.#schedule();
    }
  }
}
