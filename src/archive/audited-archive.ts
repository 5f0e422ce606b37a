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

export type ArchiveReader = {
  readonly asOfSeq: number;
  readonly poolCount: number;
  readonly betCount: number;
  hasPool(pool: number): boolean;
  bets(pool: number): Iterable<ArchiveBetRow>;
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
  return {
    asOfSeq,
    poolCount: count("SELECT count(*) AS n FROM pools"),
    betCount: count("SELECT count(*) AS n FROM bets WHERE pool IN (SELECT pool FROM pools)"),
    hasPool: (index) => pool.get(index) !== null,
    bets: (index) => bets.iterate(index),
    close: () => database.close(),
  };
}
