// Opens archive.sqlite: its pragmas and its migrations. Owns no table.
import { constants, Database } from "bun:sqlite";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const ARCHIVE_FILE = "archive.sqlite";

/** memory: nothing is kept. */
export type ArchiveStore =
  { readonly kind: "memory" } | { readonly kind: "directory"; readonly path: string };

/** In order; the place in this list is the version, kept in user_version. Never edit a released one. */
const MIGRATIONS: readonly string[] = ["001-archive.sql", "002-hub.sql"];

/** beside: made anew next to the real one, to be renamed; whatever a crash leaves of it is worthless. */
export type ArchiveUse = "serving" | "beside";

export function openArchiveDatabase(store: ArchiveStore): Database {
  return store.kind === "memory"
    ? prepared(new Database(":memory:", { strict: true }), ":memory:", "serving")
    : openArchiveFile(join(store.path, ARCHIVE_FILE), "serving");
}

export function openArchiveFile(path: string, use: ArchiveUse): Database {
  // SQLite would create it readable to all; its -wal and -shm take this file's mode.
  closeSync(openSync(path, "a", 0o600));
  return prepared(new Database(path, { strict: true }), path, use);
}

/** For looking only; changes no file, but for SQLite's own -shm beside a server or after its crash. */
export function readArchiveFile(path: string): Database {
  const readOnly = constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI;
  const database = new Database(
    hasContent(`${path}-wal`) ? pathToFileURL(path).href : immutableUri(path),
    readOnly,
  );
  try {
    refuseNewer(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Nobody writes to it: without this SQLite would make files beside it for reading alone. */
function immutableUri(path: string): string {
  return `${pathToFileURL(path).href}?immutable=1`;
}

function hasContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function prepared(database: Database, path: string, use: ArchiveUse): Database {
  try {
    refuseNewer(database, path);
    if (use === "beside") {
      database.run("PRAGMA journal_mode = OFF");
      database.run("PRAGMA synchronous = OFF");
    } else {
      database.run("PRAGMA journal_mode = WAL");
      // A game leaves the memory on the word that all of it is here.
      database.run("PRAGMA synchronous = FULL");
      // Bets of many users fall into their index everywhere: with the 2 MB that SQLite takes unasked each
      // slice would read and write most of it again.
      database.run("PRAGMA cache_size = -16384");
    }
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function refuseNewer(database: Database, path: string): void {
  const found = versionOf(database);
  if (found <= MIGRATIONS.length) return;
  throw new Error(
    `${path}: written by a newer release (version ${found}); this one reads up to version ${MIGRATIONS.length}. Start that release or a later one`,
  );
}

function migrate(database: Database): void {
  const found = versionOf(database);
  for (const [index, file] of MIGRATIONS.entries()) {
    const version = index + 1;
    if (version <= found) continue;
    const sql = readFileSync(new URL(`./sql/${file}`, import.meta.url), "utf8");
    database.transaction(() => {
      database.run(sql);
      database.run(`PRAGMA user_version = ${version}`);
    })();
  }
}

function versionOf(database: Database): number {
  const row = database.query<{ user_version: number }, []>("PRAGMA user_version").get();
  return row?.user_version ?? 0;
}
