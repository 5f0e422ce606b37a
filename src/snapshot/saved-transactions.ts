// Transactions of the providers' own games: sessions as JSON, rows as tables of bounded size, because
// they never leave and one table of all would be held in memory twice.
import type { GameSessionId } from "../engine/ids.ts";
import { TRANSACTION_COLUMNS, type TransactionTable } from "../engine/hub/transaction-table.ts";

export const ROWS_PER_TABLE = 65_536;

export function* transactionTables(transactions: TransactionTable): Generator<Float64Array[]> {
  for (let first = 0; first < transactions.count; first += ROWS_PER_TABLE) {
    const rows = Math.min(ROWS_PER_TABLE, transactions.count - first);
    yield Array.from({ length: TRANSACTION_COLUMNS }, (_, column) =>
      Float64Array.from({ length: rows }, (__, row) => transactions.numberAt(column, first + row)),
    );
  }
}

export function restoreTransactions(
  transactions: TransactionTable,
  saved: { sessions: readonly GameSessionId[][]; count: number },
  nextTable: (size: { rows: number; columns: number }) => Float64Array[],
): void {
  for (const sessionId of saved.sessions.flat()) transactions.restoreSession(sessionId);
  for (let first = 0; first < saved.count; first += ROWS_PER_TABLE) {
    const rows = Math.min(ROWS_PER_TABLE, saved.count - first);
    const table = nextTable({ rows, columns: TRANSACTION_COLUMNS });
    for (let row = 0; row < rows; row++) {
      transactions.restoreRow(table.map((column) => column[row] ?? 0));
    }
  }
}
