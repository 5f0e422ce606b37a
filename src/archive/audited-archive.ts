// An archive file as an audit reads it: one moment of it, and nothing is written.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ARCHIVE_FILE, readArchiveFile } from "./archive-database.ts";
import { ArchiveTables } from "./archive-tables.ts";

export type ArchiveBetRow = {
  userId: number;
  target: number;
  stakeMinor: number;
  placedAtMs: number;
  result: string;
  paidMinor: number;
};

export type ArchiveTransactionRow = {
  timeMs: number;
  sourceId: string;
  accountId: number;
  sessionId: string;
  userId: number;
  api: string;
  transactionId: string;
  currency: string;
  amountMinor: number;
  royaltyBps: number;
  round: string | null;
  balanceMinor: number;
};

export type ArchiveBookingRow = {
  accountId: number;
  royaltyBps: number;
  timeMs: number;
  sourceId: string;
  currency: string;
  turnoverMinor: number;
  royaltyMinor: number;
  pool: number | null;
};

export type ArchiveReader = {
  readonly asOfSeq: number;
  readonly poolCount: number;
  readonly betCount: number;
  readonly transactionCount: number;
  readonly bookingCount: number;
  hasPool(pool: number): boolean;
  bets(pool: number): Iterable<ArchiveBetRow>;
  transaction(seq: number): ArchiveTransactionRow | null;
  booking(seq: number, accountId: number, royaltyBps: number): ArchiveBookingRow | null;
  close(): void;
};

/** null where the directory has none. Throws where it can't be read. */
export function readArchive(directory: string): ArchiveReader | null {
  const path = join(directory, ARCHIVE_FILE);
  if (!existsSync(path)) return null;
  try {
    return open(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} can't be read: ${why}; mutuel rebuild makes it anew`, {
      cause: error,
    });
  }
}

function open(path: string): ArchiveReader {
  const database = readArchiveFile(path);
  // All reads see the same moment, whatever a server writes meanwhile.
  database.run("BEGIN");
  const { asOfSeq } = new ArchiveTables(database).cursor();
  const count = (sql: string): number => database.query<{ n: number }, []>(sql).get()?.n ?? 0;
  const pool = database.query<{ found: number }, [number]>(
    "SELECT 1 AS found FROM pools WHERE pool = ?",
  );
  const bets = database.query<ArchiveBetRow, [number]>(
    `SELECT user_id AS userId, target, stake_minor AS stakeMinor, placed_at_ms AS placedAtMs, result,
       paid_minor AS paidMinor FROM bets WHERE pool = ? ORDER BY seq`,
  );
  const transaction = database.query<ArchiveTransactionRow, [number]>(
    `SELECT time_ms AS timeMs, source_id AS sourceId, account_id AS accountId, session_id AS sessionId,
       user_id AS userId, api, transaction_id AS transactionId, currency, amount_minor AS amountMinor,
       royalty_bps AS royaltyBps, round, balance_minor AS balanceMinor FROM transactions WHERE seq = ?`,
  );
  const booking = database.query<ArchiveBookingRow, [number, number, number]>(
    `SELECT account_id AS accountId, royalty_bps AS royaltyBps, time_ms AS timeMs, source_id AS sourceId,
       currency, turnover_minor AS turnoverMinor, royalty_minor AS royaltyMinor, pool
     FROM royalties WHERE seq = ? AND account_id = ? AND royalty_bps = ?`,
  );
  return {
    asOfSeq,
    poolCount: count("SELECT count(*) AS n FROM pools"),
    betCount: count("SELECT count(*) AS n FROM bets WHERE pool IN (SELECT pool FROM pools)"),
    transactionCount: count("SELECT count(*) AS n FROM transactions"),
    bookingCount: count("SELECT count(*) AS n FROM royalties"),
    hasPool: (index) => pool.get(index) !== null,
    bets: (index) => bets.iterate(index),
    transaction: (seq) => transaction.get(seq),
    booking: (seq, accountId, royaltyBps) => booking.get(seq, accountId, royaltyBps),
    close: () => database.close(),
  };
}
