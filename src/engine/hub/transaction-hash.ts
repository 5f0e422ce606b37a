// What the state hash says of transactions and royalties. Where there are none it adds nothing.
import type { Hash } from "node:crypto";
import type { Hub } from "./hub-state.ts";
import { TRANSACTION_COLUMNS } from "./transaction-table.ts";

const ROWS_AT_ONCE = 1024;

export function hashTransactions({ transactions, royalties }: Hub, hash: Hash): void {
  const line = (value: unknown): void => void hash.update(`${JSON.stringify(value)}\n`);
  for (const { accountId, royaltyBps, currency, turnoverMinor } of royalties.lines()) {
    line(["royalty", accountId, royaltyBps, currency, String(turnoverMinor)]);
  }
  if (transactions.count === 0) return;
  line(["transactions", transactions.count]);
  for (const sessionId of transactions.sessions()) line(sessionId);
  const rows = new Float64Array(ROWS_AT_ONCE * TRANSACTION_COLUMNS);
  let filled = 0;
  for (let row = 0; row < transactions.count; row++) {
    for (let column = 0; column < TRANSACTION_COLUMNS; column++) {
      rows[filled++] = transactions.numberAt(column, row);
    }
    if (filled === rows.length || row === transactions.count - 1) {
      hash.update(new Uint8Array(rows.buffer, 0, filled * 8));
      filled = 0;
    }
  }
}
