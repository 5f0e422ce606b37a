// An audit beside an archive of transactions and royalties: right as it is, and each kind of damage found.
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ARCHIVE_FILE } from "../../src/archive/archive-database.ts";
import { rebuildArchive } from "../../src/archive/rebuild.ts";
import { writeTo } from "../../src/audit/audit-fixture.ts";
import { type HubWorld, smallHub } from "../../src/audit/hub-fixture.ts";
import { run as runAudit } from "../../src/cli/audit.ts";
import { FileLog } from "../../src/log/file-log.ts";
import { NodeDisk } from "../../src/log/node-disk.ts";

let directory: string;
let hub: HubWorld;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-archive-hub-"));
  const options = { newLogId: "00112233445566778899aabbccddeeff", nowMs: () => 0 };
  const log = FileLog.open(new NodeDisk(directory), { ...options, segmentBytes: 65_536 });
  hub = smallHub();
  await writeTo(log, hub.commands);
  await log.close();
  rebuildArchive(directory, hub.commands.flat());
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function audited(): Promise<{ code: number; out: string }> {
  let out = "";
  const output = { out: (text: string) => void (out += text), err: () => {} };
  return { code: await runAudit(["--data", directory], output), out };
}

/** What the audit says with the archive changed so; as it was again afterwards. */
async function damaged(sql: string): Promise<string> {
  const database = new Database(join(directory, ARCHIVE_FILE));
  const { changes } = database.run(sql);
  database.close();
  const { code, out } = await audited();
  expect({ sql, changes, code }).toEqual({ sql, changes: 1, code: 1 });
  rebuildArchive(directory, hub.commands.flat());
  return out;
}

test("ARC-8, ROY-206 transactions and royalties of the archive are those of the log", async () => {
  const { code, out } = await audited();
  expect([code, out.slice(-10)]).toEqual([0, "audit: OK\n"]);
});

test("ROY-206 a change in any column is found, with its seq", async () => {
  const changes: [string, string, string[]][] = [
    ["transactions", "transaction", ["time_ms", "account_id", "user_id", "amount_minor"]],
    ["transactions", "transaction", ["royalty_bps", "balance_minor"]],
    ["royalties", "royalty", ["time_ms", "turnover_minor", "royalty_minor"]],
    ["royalties", "royalty", ["account_id", "royalty_bps"]],
  ];
  for (const [table, name, columns] of changes) {
    for (const column of columns) {
      const row = `seq = (SELECT max(seq) FROM ${table})`;
      const said = await damaged(`UPDATE ${table} SET ${column} = ${column} + 1 WHERE ${row}`);
      expect(said).toMatch(new RegExp(`seq \\d+: archive: ${name}: expected`));
    }
  }
  for (const [table, name, change] of [
    ["transactions", "transaction", "api = 'credit'"],
    ["transactions", "transaction", "round = NULL"],
    ["transactions", "transaction", "transaction_id = 'another'"],
    ["transactions", "transaction", "session_id = 'another'"],
    ["transactions", "transaction", "source_id = 'another'"],
    ["transactions", "transaction", "currency = 'USD'"],
    ["royalties", "royalty", "source_id = 'another'"],
    ["royalties", "royalty", "currency = 'USD'"],
    ["royalties", "royalty", "pool = 0"],
  ] as const) {
    const said = await damaged(
      `UPDATE ${table} SET ${change} WHERE seq = (SELECT max(seq) FROM ${table})`,
    );
    expect(said).toContain(`archive: ${name}: expected`);
  }
});

test("ROY-206 a missing row is found, and one too many", async () => {
  const first = (table: string): string => `seq = (SELECT min(seq) FROM ${table})`;
  for (const [table, name, count] of [
    ["transactions", "transaction", "transactions"],
    ["royalties", "royalty", "bookings of royalties"],
  ] as const) {
    const missing = await damaged(`DELETE FROM ${table} WHERE ${first(table)}`);
    expect(missing).toMatch(new RegExp(`archive: ${name}: expected .+, found none`));
    expect(missing).toContain(`archive: ${count}: expected`);
  }
  const rest = "api, transaction_id, currency, amount_minor, royalty_bps, round, balance_minor";
  const more = await damaged(
    `INSERT INTO transactions SELECT 1, time_ms, source_id, account_id, session_id, user_id, ${rest}
     FROM transactions WHERE ${first("transactions")}`,
  );
  expect(more).toContain("archive: transactions: expected 8, found 9");
});
