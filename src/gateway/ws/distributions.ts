// 360: how the money lies in a pool after bets. At most one per pool and interval, always the last
// state, to the subscribers and to bettors of that interval who did not subscribe.
import type { PoolIndex } from "../../engine/ids.ts";
import { type Pool, poolOf } from "../../engine/state.ts";
import type { Clock } from "../../ops/clock.ts";
import type { Scheduler } from "../../ops/scheduler.ts";
import { distribution360 } from "../../protocol/pool-message.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Connection } from "./connection.ts";
import type { Delivery } from "./delivery.ts";
import type { Rooms } from "./rooms.ts";
import type { SlicedWork, Work } from "./sliced-work.ts";

export type DistributionsParts = {
  readonly writer: Writer;
  readonly rooms: Rooms;
  readonly delivery: Delivery;
  readonly slicedWork: SlicedWork;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly intervalMs: number;
};

/** Bettors of a dirty pool who have not joined its game. */
type Bettors = Set<Connection>;
type DirtyPools = Map<PoolIndex, Bettors | null>;

export class Distributions {
  readonly #parts: DistributionsParts;
  #dirty: DirtyPools = new Map();
  #scheduled = false;
  /** When the last round ended; rounds are an interval apart, so pools are too. */
  #lastRoundMs = -Infinity;

  constructor(parts: DistributionsParts) {
    this.#parts = parts;
  }

  mark(pool: Pool, bettor: Connection | null): void {
    const bettors = this.#dirty.get(pool.index);
    if (bettors === undefined) this.#dirty.set(pool.index, null);
    if (bettor !== null && !bettor.games.has(pool.gameId)) {
      if (bettors === undefined || bettors === null) this.#dirty.set(pool.index, new Set([bettor]));
      else bettors.add(bettor);
    }
    if (!this.#scheduled) this.#schedule();
  }

  #schedule(): void {
    const { clock, scheduler, intervalMs, slicedWork } = this.#parts;
    this.#scheduled = true;
    const dueMs = this.#lastRoundMs + intervalMs;
    scheduler.after(Math.max(0, dueMs - clock.monotonicMs()), () => {
      slicedWork.add(this.#round());
    });
  }

  *#round(): Work {
    const dirty = this.#dirty;
    this.#dirty = new Map();
    try {
      for (const [index, bettors] of dirty) {
        this.#tell(poolOf(this.#parts.writer.state, index), bettors);
        yield;
      }
    } finally {
      this.#lastRoundMs = this.#parts.clock.monotonicMs();
      this.#scheduled = false;
      if (this.#dirty.size > 0) this.#schedule();
    }
  }

  #tell(pool: Pool, bettors: Bettors | null): void {
    const { writer, rooms, delivery } = this.#parts;
    if (bettors === null && rooms.of(pool.gameId) === undefined) return;
    const rendering = distribution360(writer.state, pool);
    delivery.toRoom(pool.gameId, rendering, null);
    for (const bettor of bettors ?? []) {
      // One who joined since then has it from the room.
      const isOutside = !bettor.isClosed && !bettor.games.has(pool.gameId);
      if (isOutside) delivery.reply(bettor, null, rendering);
    }
  }
}
