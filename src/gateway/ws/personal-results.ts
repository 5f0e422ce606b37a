// Where a pool has too many participants to list them all, each one who is connected gets a result of
// their own, in turns after the common one.
import { type Pool, poolOf } from "../../engine/state.ts";
import type { PoolIndex } from "../../engine/ids.ts";
import { personalResolution } from "../../protocol/pool-message.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Connections } from "./connections.ts";
import type { Delivery } from "./delivery.ts";
import type { SlicedWork, Work } from "./sliced-work.ts";

export type PersonalResultsParts = {
  readonly writer: Writer;
  readonly connections: Connections;
  readonly delivery: Delivery;
  readonly slicedWork: SlicedWork;
};

export class PersonalResults {
  readonly #parts: PersonalResultsParts;

  constructor(parts: PersonalResultsParts) {
    this.#parts = parts;
  }

  tell(index: PoolIndex): void {
    const { writer, slicedWork } = this.#parts;
    slicedWork.add(this.#tell(poolOf(writer.state, index)));
  }

  // Asks for those connected, not for all participants: there may be a million of them.
  *#tell(pool: Pool): Work {
    const { writer, connections, delivery } = this.#parts;
    for (const userId of connections.connectedUsers()) {
      // Its game may have left the memory meanwhile, after all that time.
      if (!writer.state.games.has(pool.gameId)) return;
      if (pool.bets.lastOfUser(userId) >= 0) {
        const told = personalResolution(writer.state, pool, userId);
        delivery.toUser(userId, told, { kind: "game", gameId: pool.gameId });
      }
      yield;
    }
  }
}
