// Brings a client that comes back up to date: what it missed, or the present state. Everything goes
// through the outbox in one piece, before the subscription, so that nothing is doubled or lost.
import type { Game } from "../../engine/state.ts";
import type { Rendering } from "../../protocol/rendering.ts";
import { openDistributions, snapshotOf } from "../../protocol/resumption.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Connection } from "./connection.ts";
import type { Delivery } from "./delivery.ts";
import type { History } from "./history.ts";

export type ResumingParts = {
  readonly writer: Writer;
  readonly delivery: Delivery;
  readonly history: History;
};

export class Resuming {
  readonly #parts: ResumingParts;

  constructor(parts: ResumingParts) {
    this.#parts = parts;
  }

  resume(to: Connection, game: Game, lastSeq: number): void {
    const { history, writer } = this.#parts;
    const missed = history.since(game.gameId, lastSeq, game.seq);
    if (missed === null) {
      this.#tell(to, snapshotOf(writer.state, game, writer.nowMs()));
      return;
    }
    this.#tell(to, missed);
    this.showDistributions(to, game);
  }

  /** As of now, for whoever may have missed some. */
  showDistributions(to: Connection, game: Game): void {
    this.#tell(to, openDistributions(this.#parts.writer.state, game));
  }

  #tell(to: Connection, renderings: readonly Rendering[]): void {
    for (const rendering of renderings) this.#parts.delivery.reply(to, null, rendering);
  }
}
