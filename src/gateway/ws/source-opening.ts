// op 365: the answer tells the secret of the new source, which identity derives. Later messages of the
// same client wait, so that the answers keep their order.
import type { SourceId } from "../../engine/ids.ts";
import type { Identity } from "../../identity/identity.ts";
import { sourceOpened } from "../../protocol/plain-messages.ts";
import type { Asker } from "./asker.ts";
import type { Delivery } from "./delivery.ts";
import type { WaitingRoom } from "./waiting-room.ts";

export type SourceOpeningParts = {
  readonly identity: Identity;
  readonly delivery: Delivery;
  readonly waitingRoom: WaitingRoom;
};

export type OpenedSource = {
  readonly sourceId: SourceId;
  readonly generation: number;
  readonly logSeq: number;
};

export class SourceOpening {
  readonly #parts: SourceOpeningParts;

  constructor(parts: SourceOpeningParts) {
    this.#parts = parts;
  }

  answer({ connection, requestId }: Asker, { sourceId, generation, logSeq }: OpenedSource): void {
    const { delivery, identity, waitingRoom } = this.#parts;
    const secret = identity.deriveSecret(`source:${sourceId}:${generation}`);
    waitingRoom.wait(connection, secret, (providerSecret) => {
      delivery.reply(connection, requestId, sourceOpened(sourceId, providerSecret, logSeq));
    });
  }
}
