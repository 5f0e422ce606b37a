// 360: how the money lies in a pool after bets. At most one per pool and interval, always the last
// state, to the subscribers and to bettors of that interval who did not subscribe. Subscribers who asked
// for fewer get theirs in a lane of its own pace.
import type { PoolIndex } from "../../engine/ids.ts";
import type { Pool } from "../../engine/state.ts";
import type { ConflateMs } from "../../protocol/client-request.ts";
import { distribution360 } from "../../protocol/pool-message.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Connection } from "./connection.ts";
import type { Delivery } from "./delivery.ts";
import { type Bettors, DistributionLane, type DistributionLaneParts } from "./distribution-lane.ts";
import type { Rooms } from "./rooms.ts";

export type DistributionsParts = DistributionLaneParts & {
  readonly writer: Writer;
  readonly rooms: Rooms;
  readonly delivery: Delivery;
  /** Nobody gets them closer together. */
  readonly intervalMs: number;
};

export class Distributions {
  readonly #parts: DistributionsParts;
  /** For whoever asked for no pace of their own. */
  readonly #plain: DistributionLane;
  readonly #conflated = new Map<ConflateMs, DistributionLane>();

  constructor(parts: DistributionsParts) {
    this.#parts = parts;
    this.#plain = new DistributionLane(parts, parts.intervalMs, (index, bettors) => {
      this.#tell(index, null, bettors);
    });
  }

  mark(pool: Pool, bettor: Connection | null): void {
    const isOutside = bettor !== null && !bettor.games.has(pool.gameId);
    this.#plain.mark(pool, isOutside ? bettor : null);
    const room = this.#parts.rooms.of(pool.gameId);
    if (room === undefined) return;
    for (const conflateMs of room.paces()) {
      if (conflateMs !== null) this.#laneOf(conflateMs).mark(pool, null);
    }
  }

  #laneOf(conflateMs: ConflateMs): DistributionLane {
    let lane = this.#conflated.get(conflateMs);
    if (lane === undefined) {
      const intervalMs = Math.max(conflateMs, this.#parts.intervalMs);
      lane = new DistributionLane(this.#parts, intervalMs, (index) => {
        this.#tell(index, conflateMs, null);
      });
      this.#conflated.set(conflateMs, lane);
    }
    return lane;
  }

  #tell(index: PoolIndex, conflateMs: ConflateMs | null, bettors: Bettors | null): void {
    const { writer, rooms, delivery } = this.#parts;
    const pool = writer.state.pools[index];
    // Its game was closed meanwhile and has left the memory.
    if (pool === undefined) return;
    const isHeard = rooms.of(pool.gameId)?.hasPace(conflateMs) ?? false;
    if (bettors === null && !isHeard) return;
    const rendering = distribution360(writer.state, pool);
    delivery.toPace(pool.gameId, conflateMs, rendering);
    for (const bettor of bettors ?? []) {
      // One who joined since then has it from the room.
      const isOutside = !bettor.isClosed && !bettor.games.has(pool.gameId);
      if (isOutside) delivery.reply(bettor, null, rendering);
    }
  }
}
