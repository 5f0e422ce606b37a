// 815: tells users that their balance has changed; once a turn per user and currency however often it
// did, only those connected, from the state as it is then.
import type { UserId } from "../../engine/ids.ts";
import { balanceChanged } from "../../protocol/plain-messages.ts";
import type { Pool } from "../../engine/state.ts";
import type { Writer } from "../../sequencer/writer.ts";
import type { Connections } from "./connections.ts";
import type { Delivery } from "./delivery.ts";
import type { SlicedWork, Work } from "./sliced-work.ts";

export type BalancesParts = {
  readonly writer: Writer;
  readonly connections: Connections;
  readonly delivery: Delivery;
  readonly slicedWork: SlicedWork;
};

export class Balances {
  readonly #parts: BalancesParts;
  #dirty = new Map<string, Set<UserId>>();
  #scheduled = false;

  constructor(parts: BalancesParts) {
    this.#parts = parts;
  }

  mark(currency: string, userId: UserId): void {
    if (!this.#parts.connections.isConnected(userId)) return;
    const users = this.#dirty.get(currency);
    if (users === undefined) this.#dirty.set(currency, new Set([userId]));
    else users.add(userId);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#parts.slicedWork.add(this.#tell());
  }

  /** Everyone connected who has bets in the pool. */
  markParticipants(currency: string, pool: Pool): void {
    this.#parts.slicedWork.add(this.#markParticipants(currency, pool));
  }

  *#markParticipants(currency: string, pool: Pool): Work {
    for (const userId of this.#parts.connections.connectedUsers()) {
      if (pool.bets.lastOfUser(userId) >= 0) this.mark(currency, userId);
      yield;
    }
  }

  *#tell(): Work {
    const { writer, delivery } = this.#parts;
    const dirty = this.#dirty;
    this.#dirty = new Map();
    this.#scheduled = false;
    for (const [currency, users] of dirty) {
      for (const userId of users) {
        const told = balanceChanged(writer.state, userId, currency);
        delivery.toUser(userId, told, { kind: "balance", currency });
        yield;
      }
    }
  }
}
