// Everything an archive holds, table by table, for comparing two of them. For tests only.
import type { Database } from "bun:sqlite";
import { Database as Sqlite } from "bun:sqlite";
import type { Archive } from "./archive.ts";
import { gamesOf, resolvedPools } from "./archive-queries.ts";
import { openArchiveDatabase } from "./archive-database.ts";
import { ArchiveTables } from "./archive-tables.ts";
import { report } from "./report-queries.ts";
import { royalties } from "./royalty-queries.ts";

const TABLES = {
  cursor: "id",
  sources: "source_id",
  games: "game_id",
  pools: "pool",
  bets: "pool, seq",
  events: "event_id",
  ledger: "seq, kind, user_id",
  transactions: "seq",
  royalties: "seq, account_id, royalty_bps",
  turnovers: "account_id, royalty_bps, currency",
} as const;

export type Dump = Record<keyof typeof TABLES, unknown[]>;

export function dumpOf(database: Database): Dump {
  const entries = Object.entries(TABLES).map(([table, key]) => [
    table,
    database.query(`SELECT * FROM ${table} ORDER BY ${key}`).all(),
  ]);
  return Object.fromEntries(entries) as Dump;
}

export function dumpOfFile(path: string): Dump {
  const database = new Sqlite(path, { readonly: true });
  try {
    return dumpOf(database);
  } finally {
    database.close();
  }
}

/** An archive on this thread: its answers come when the turn is over, as the worker's would. */
export class DirectArchive implements Archive {
  readonly database = openArchiveDatabase({ kind: "memory" });
  readonly #tables = new ArchiveTables(this.database);
  /** Called with each portion before it is entered; throws where the disk fails. */
  beforeEnter: () => void = () => {};

  get found(): Archive["found"] {
    return { ...this.#tables.cursor(), deploymentId: this.#tables.deploymentId() };
  }

  async enter(writes: Parameters<Archive["enter"]>[0]): Promise<void> {
    this.beforeEnter();
    this.#tables.enter(writes);
    await Promise.resolve();
  }

  resolvedPools: Archive["resolvedPools"] = (gameId, userId) =>
    this.#answer(resolvedPools(this.database, gameId, userId));
  gamesOf: Archive["gamesOf"] = (userId) => this.#answer(gamesOf(this.database, userId));
  report: Archive["report"] = (scope) => this.#answer(report(this.database, scope));
  royalties: Archive["royalties"] = (scope) => this.#answer(royalties(this.database, scope));

  close(): Promise<void> {
    this.database.close();
    return Promise.resolve();
  }

  #answer<Answer>(answer: Answer): Promise<{ asOfSeq: number; answer: Answer }> {
    return Promise.resolve({ asOfSeq: this.#tables.cursor().asOfSeq, answer });
  }
}
