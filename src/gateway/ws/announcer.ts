// Watches the facts and says what follows from each, right after it was evolved: messages at once,
// distributions and balances marked for the next round. Must never throw into the writer.
import { assertNever } from "../../engine/assert-never.ts";
import type { BetPlaced, Fact } from "../../engine/fact.ts";
import { gameOf, poolOf } from "../../engine/state.ts";
import { messagesOf } from "../../protocol/announcement.ts";
import { NOTHING_ASKED } from "../../protocol/client-request.ts";
import type { Rendering } from "../../protocol/rendering.ts";
import type { FactObserver, Origin, Writer } from "../../sequencer/writer.ts";
import { Asker } from "./asker.ts";
import type { Balances } from "./balances.ts";
import type { Delivery } from "./delivery.ts";
import type { Distributions } from "./distributions.ts";
import type { History } from "./history.ts";
import type { PersonalResults } from "./personal-results.ts";
import type { OpenedSource } from "./source-opening.ts";

export type AnnouncerParts = {
  readonly writer: Writer;
  readonly delivery: Delivery;
  readonly distributions: Distributions;
  readonly balances: Balances;
  readonly personalResults: PersonalResults;
  readonly history: History;
  readonly onSourceOpened: (asker: Asker, opened: OpenedSource) => void;
  readonly onFault: (error: unknown) => void;
};

export class Announcer implements FactObserver {
  readonly #parts: AnnouncerParts;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
  }

  onFact(fact: Fact, seq: number, origin: Origin | null): void {
    const asker = origin instanceof Asker ? origin : null;
    try {
      this.#announce(fact, seq, asker);
      this.#mark(fact, asker);
    } catch (error) {
      if (asker !== null) asker.faults++;
      this.#parts.onFault(error);
    }
  }

  #announce(fact: Fact, seq: number, asker: Asker | null): void {
    const { writer, delivery, personalResults } = this.#parts;
    const asked = asker?.asked ?? NOTHING_ASKED;
    for (const announcement of messagesOf(writer.state, fact, seq, asked)) {
      switch (announcement.kind) {
        case "message":
          delivery.announce(announcement.audience, announcement.rendering, asker);
          this.#keep(announcement.rendering);
          break;
        case "source-opened":
          if (asker !== null) this.#parts.onSourceOpened(asker, announcement);
          break;
        case "personal-resolutions":
          personalResults.tell(announcement.pool);
          break;
        default:
          assertNever(announcement);
      }
    }
  }

  #keep(rendering: Rendering): void {
    const { place } = rendering.stamp;
    if (place === null) return;
    if (rendering.view.kind === "game_closed") this.#parts.history.forget(place.gameId);
    else this.#parts.history.keep(place, rendering);
  }

  #mark(fact: Fact, asker: Asker | null): void {
    const { writer, balances } = this.#parts;
    // No other fact moves money.
    if (fact.kind === "BetPlaced") {
      this.#markBet(fact, asker);
    } else if (fact.kind === "PoolSettled" || fact.kind === "PoolVoided") {
      const pool = poolOf(writer.state, fact.pool);
      balances.markParticipants(gameOf(writer.state, pool.gameId).currency, pool);
    } else if (fact.kind === "Transferred") {
      balances.mark(fact.currency, fact.userId);
    } else if (fact.kind === "TransactionBooked") {
      const session = writer.state.hub.sessions.get(fact.sessionId);
      if (session !== undefined) balances.mark(session.currency, session.userId);
    }
  }

  #markBet(fact: BetPlaced, asker: Asker | null): void {
    const { writer, balances, distributions } = this.#parts;
    const pool = poolOf(writer.state, fact.pool);
    distributions.mark(pool, asker?.connection ?? null);
    balances.mark(gameOf(writer.state, pool.gameId).currency, fact.userId);
  }
}
