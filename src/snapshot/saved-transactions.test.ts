import { expect, test } from "bun:test";
import { sha256 } from "../../test/support/hub-world.ts";
import { TRANSACTION_COLUMNS, TransactionTable } from "../engine/hub/transaction-table.ts";
import type { GameSessionId, SourceId } from "../engine/ids.ts";
import { ROWS_PER_TABLE, restoreTransactions, transactionTables } from "./saved-transactions.ts";

const SOURCE = "s" as SourceId;

function append(table: TransactionTable, row: number): void {
  table.append({
    sourceId: SOURCE,
    sessionId: `session ${row % 7}` as GameSessionId,
    api: "debit",
    transactionId: `${row}`,
    kind: "booked",
    contentHash: sha256(`${row}`),
    amountMinor: row,
    balanceMinor: 2 ** 53 - 1 - row,
    royaltyBps: row % 10_001,
  });
}

test("TXN-11 more of them than one table of a snapshot holds come back as they were", () => {
  const table = new TransactionTable();
  const count = ROWS_PER_TABLE + 3;
  for (let row = 0; row < count; row++) append(table, row);
  const written = [...transactionTables(table)];
  expect(written.map(([first]) => first?.length)).toEqual([ROWS_PER_TABLE, 3]);
  const restored = new TransactionTable();
  const sessions = [[...table.sessions()]];
  restoreTransactions(restored, { sessions, count }, () => written.shift() ?? []);
  expect([restored.count, written]).toEqual([count, []]);
  let differences = 0;
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < TRANSACTION_COLUMNS; column++) {
      if (restored.numberAt(column, row) !== table.numberAt(column, row)) differences++;
    }
  }
  expect(differences).toBe(0);
  expect(restored.rowOf(SOURCE, "move", `${count - 1}`)).toBe(count - 1);
  expect(restored.at(count - 1)).toEqual(table.at(count - 1));
}, 30_000);
