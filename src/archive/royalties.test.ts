// Royalties and transactions in the archive: what a rebuild makes of a small match, and sums of them.
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HubWorld, smallHub } from "../audit/hub-fixture.ts";
import type { ProviderAccountId, SourceId } from "../engine/ids.ts";
import { ARCHIVE_FILE, openArchiveDatabase, openArchiveFile } from "./archive-database.ts";
import { type Dump, dumpOfFile } from "./archive-dump-fixture.ts";
import { ArchiveTables } from "./archive-tables.ts";
import { rebuildArchive } from "./rebuild.ts";
import { royalties } from "./royalty-queries.ts";
import { type Booking, RoyaltyTable } from "./royalty-table.ts";

const ALWAYS = { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER };

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-royalties-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function rebuilt(hub: HubWorld): Dump {
  rebuildArchive(directory, hub.commands.flat());
  return dumpOfFile(join(directory, ARCHIVE_FILE));
}

type Row = Record<string, unknown>;

function columns(rows: unknown[], ...names: string[]): unknown[][] {
  return (rows as Row[]).map((row) => names.map((name) => row[name]));
}

describe("what the archive holds", () => {
  test("ROY-201 every transaction, and every booking of royalty with account and rate", () => {
    const dump = rebuilt(smallHub());
    expect(columns(dump.transactions, "api", "transaction_id", "currency", "amount_minor")).toEqual(
      [
        ["debit", "t1", "EUR", 333],
        ["debit", "t2", "EUR", 77],
        ["credit", "t3", "EUR", 1_000],
        ["rollbackDebit", "t2", "EUR", 77],
        ["rollback", "t3", "EUR", 1_000],
        ["debit", "t4", "EUR", 0],
        ["debit", "t5", "JPY", 990],
        ["debit", "t6", "FUN", 5_000],
      ],
    );
    // The pool of 36.03, then debits: each the growth of 1.25 % of all so far, and what is taken back
    // at the rate it came with. Debits of nothing and play money are no turnover.
    const booked = ["account_id", "royalty_bps", "currency", "turnover_minor", "royalty_minor"];
    expect(columns(dump.royalties, ...booked)).toEqual([
      [1, 125, "EUR", 3_603, 45],
      [1, 125, "EUR", 333, 4],
      [1, 125, "EUR", 77, 1],
      [1, 125, "EUR", -77, -1],
      [1, 250, "JPY", 990, 24],
    ]);
    expect(columns(dump.royalties, "pool")).toEqual([[0], [null], [null], [null], [null]]);
  });

  test("ROY-201 the ledger's entries add up to everybody's balance and to the house", () => {
    const hub = smallHub();
    const { wallets } = hub.world.state;
    const sums = new Map<string, number>();
    for (const row of rebuilt(hub).ledger as Row[]) {
      const key = `${String(row["currency"])} ${String(row["user_id"])}`;
      sums.set(key, (sums.get(key) ?? 0) + Number(row["amount_minor"]));
    }
    expect([...sums.keys()].sort()).toContain("EUR 0");
    for (const [key, sum] of sums) {
      const [currency = "", user = ""] = key.split(" ");
      const own = wallets.balance(currency, Number(user) as Parameters<typeof wallets.balance>[1]);
      const { takeoutMinor } = wallets.house(currency);
      expect([key, sum]).toEqual([key, user === "0" ? takeoutMinor : own.availableMinor]);
    }
  });

  test("an archive of before keeps its entries", () => {
    const path = join(directory, ARCHIVE_FILE);
    const old = new Database(path, { strict: true });
    const first = new URL("./sql/001-archive.sql", import.meta.url);
    old.run(readFileSync(first, "utf8"));
    old.run("PRAGMA user_version = 1");
    old.run("INSERT INTO ledger VALUES (3, 'deposit', 2, 'EUR', 500, 10, NULL, 'r')");
    old.close();
    openArchiveFile(path, "serving").close();
    expect(columns(dumpOfFile(path).ledger, "seq", "kind", "amount_minor")).toEqual([
      [3, "deposit", 500],
    ]);
  });
});

describe("sums", () => {
  const SOURCES = ["a", "b"] as SourceId[];
  const ROUND = { currency: "EUR", decimals: 2, pool: null };

  /** Bookings of one account a source at 1 %, each a millisecond after the other. */
  function databaseWith(turnovers: readonly (readonly [place: 0 | 1, turnoverMinor: number])[]) {
    const database = openArchiveDatabase({ kind: "memory" });
    const { insert } = new ArchiveTables(database);
    for (const [place, source] of SOURCES.entries()) {
      insert("INSERT INTO sources VALUES (?, ?, ?, NULL, 1, 0, NULL, NULL)", [
        source,
        place,
        source,
      ]);
    }
    const table = new RoyaltyTable(database, insert);
    for (const [at, [place, turnoverMinor]] of turnovers.entries()) {
      const booking: Booking = { ...ROUND, seq: at + 1, timeMs: at + 1 };
      const sourceId = SOURCES[place] ?? ("" as SourceId);
      const accountId = (place + 1) as ProviderAccountId;
      table.book(booking, [{ accountId, royaltyBps: 100, sourceId, turnoverMinor }]);
    }
    return database;
  }

  test("ROY-202 of a span: its first moment counts, its last does not, and spans can be laid end to end", () => {
    const database = databaseWith([
      [0, 150],
      [0, 70],
      [1, 99],
      [0, -70],
    ]);
    const of = (sourceId: SourceId | null, fromMs: number, untilMs: number) =>
      royalties(database, { sourceId, span: { fromMs, untilMs } }).map((row) => [
        row.sourceId,
        row.accountId,
        row.bookings,
        row.turnover,
        row.royalty,
      ]);
    expect(of(null, 0, 9)).toEqual([
      ["a", 1, 3, "150", "1"],
      ["b", 2, 1, "99", "0"],
    ]);
    expect(of("a" as SourceId, 1, 2)).toEqual([["a", 1, 1, "150", "1"]]);
    expect(of("a" as SourceId, 2, 4)).toEqual([["a", 1, 1, "70", "1"]]);
    expect(of("a" as SourceId, 4, 5)).toEqual([["a", 1, 1, "-70", "-1"]]);
    expect(of("b" as SourceId, 0, 3)).toEqual([]);
    database.close();
  });

  test("ROY-202 beyond what a number holds exactly", () => {
    const most = 10_000_000_000_000;
    const database = databaseWith(Array.from({ length: 1_001 }, () => [0, most - 1] as const));
    const [row] = royalties(database, { sourceId: null, span: ALWAYS });
    const turnover = 1_001n * BigInt(most - 1);
    expect(turnover).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    expect([row?.turnover, row?.royalty]).toEqual([String(turnover), String(turnover / 100n)]);
    database.close();
  });
});
