// What providers earn, booking by booking. A booking's royalty depends on all turnover before it, so
// they are entered in the order of the log, each once: together with the cursor that passes it.
import type { Database, SQLQueryBindings } from "bun:sqlite";
import { royaltyOn } from "../engine/hub/royalty-book.ts";
import type { Turnover } from "./archive-write.ts";

/** A settled pool, or a transaction where `pool` is null. */
export type Booking = {
  seq: number;
  timeMs: number;
  currency: string;
  decimals: number;
  pool: number | null;
};

export class RoyaltyTable {
  readonly #database: Database;
  readonly #insert: (sql: string, values: SQLQueryBindings[]) => void;

  constructor(database: Database, insert: (sql: string, values: SQLQueryBindings[]) => void) {
    this.#database = database;
    this.#insert = insert;
  }

  book(booking: Booking, turnovers: readonly Turnover[]): void {
    const { seq, timeMs, currency, pool } = booking;
    let all = 0n;
    for (const turnover of turnovers) all += this.#enter(booking, turnover);
    if (all === 0n) return;
    this.#insert("INSERT OR REPLACE INTO ledger VALUES (?, 'royalty', 0, ?, ?, ?, ?, NULL)", [
      seq,
      currency,
      -all,
      timeMs,
      pool,
    ]);
  }

  #enter(booking: Booking, turnover: Turnover): bigint {
    const { seq, timeMs, currency, decimals, pool } = booking;
    const { accountId, royaltyBps, sourceId, turnoverMinor } = turnover;
    const before = this.#turnoverOf(accountId, royaltyBps, currency);
    const after = before + BigInt(turnoverMinor);
    const royalty = royaltyOn(after, royaltyBps) - royaltyOn(before, royaltyBps);
    this.#insert("INSERT OR REPLACE INTO turnovers VALUES (?, ?, ?, ?)", [
      accountId,
      royaltyBps,
      currency,
      String(after),
    ]);
    this.#insert("INSERT INTO royalties VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [
      seq,
      accountId,
      royaltyBps,
      timeMs,
      sourceId,
      currency,
      decimals,
      turnoverMinor,
      royalty,
      pool,
    ]);
    return royalty;
  }

  #turnoverOf(accountId: number, royaltyBps: number, currency: string): bigint {
    const row = this.#database
      .query<{ turnover: string }, [number, number, string]>(
        `SELECT turnover_minor AS turnover FROM turnovers
         WHERE account_id = ? AND royalty_bps = ? AND currency = ?`,
      )
      .get(accountId, royaltyBps, currency);
    return BigInt(row?.turnover ?? 0);
  }
}
