// op 390 for a game that has left the memory: the archive answers, in its order among the answers of the
// connection.
import { type ArchiveReads, ArchiveUnavailable } from "../../archive/archive.ts";
import type { GameId, UserId } from "../../engine/ids.ts";
import { Rendering } from "../../protocol/rendering.ts";
import { archivedPoolView } from "../archived-pool-view.ts";
import type { Call } from "./call.ts";
import type { Delivery, Refused } from "./delivery.ts";
import type { WaitingRoom } from "./waiting-room.ts";

export type ArchivedPoolsParts = {
  readonly archive: ArchiveReads;
  readonly delivery: Delivery;
  readonly waitingRoom: WaitingRoom;
};

export class ArchivedPools {
  readonly #parts: ArchivedPoolsParts;

  constructor(parts: ArchivedPoolsParts) {
    this.#parts = parts;
  }

  answer(call: Call, gameId: GameId, userId: UserId): void {
    const { delivery, waitingRoom } = this.#parts;
    const { connection, requestId } = call;
    waitingRoom.wait(connection, this.#lookUp(gameId, userId), (found) => {
      if (found instanceof Rendering) delivery.reply(connection, requestId, found);
      else delivery.refuse(connection, call, found);
    });
  }

  async #lookUp(gameId: GameId, userId: UserId): Promise<Rendering | Refused> {
    try {
      const { asOfSeq, answer } = await this.#parts.archive.resolvedPools(gameId, userId);
      const pools = answer.map(archivedPoolView);
      return new Rendering({ kind: "your_resolved_pools_for_game", gameId, pools, asOfSeq });
    } catch (error) {
      if (!(error instanceof ArchiveUnavailable)) throw error;
      return { code: "ARCHIVE_UNAVAILABLE", text: error.message };
    }
  }
}
