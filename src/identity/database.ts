// Opens identity.sqlite: its pragmas and its migrations. Owns no table.
import { Database, SQLiteError } from "bun:sqlite";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const databaseFile = "identity.sqlite";

/** In order; the place in this list is the version, kept in user_version. Never edit a released one. */
export const migrations: readonly string[] = ["001-identity.sql", "002-platform-players.sql"];

export function openMemoryDatabase(): Database {
  return prepared(new Database(":memory:", { strict: true }), ":memory:");
}

export function openFileDatabase(directory: string): Database {
  const path = join(directory, databaseFile);
  try {
    return openFile(path);
  } catch (error) {
    // What SQLite says names no file.
    if (!(error instanceof SQLiteError)) throw error;
    const advice = "Free space where the disk is full; else restore this file from a backup";
    throw new Error(`${path}: ${error.message}. ${advice}`, { cause: error });
  }
}

function openFile(path: string): Database {
  // SQLite would create it readable to all; its -wal and -shm take this file's mode.
  closeSync(openSync(path, "a", 0o600));
  const database = prepared(new Database(path, { strict: true }), path);
  const row = database.query<{ journal_mode: string }, []>("PRAGMA journal_mode = WAL").get();
  if (row?.journal_mode !== "wal") {
    database.close();
    throw new Error(
      `${path}: journal mode ${row?.journal_mode ?? "unknown"}, not wal: a local disk is needed`,
    );
  }
  return database;
}

function prepared(database: Database, path: string): Database {
  try {
    // A used nonce and an erasure are durable before they are answered.
    database.run("PRAGMA synchronous = FULL");
    // What is deleted is overwritten with zeros: an erasure is one.
    database.run("PRAGMA secure_delete = ON");
    // A migration may make a table anew that others refer to.
    database.run("PRAGMA foreign_keys = OFF");
    migrate(database, path);
    database.run("PRAGMA foreign_keys = ON");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: Database, path: string): void {
  const found = versionOf(database);
  if (found > migrations.length) {
    throw new Error(
      `${path}: written by a newer release (version ${found}); this one reads up to version ${migrations.length}. Start that release or a later one.`,
    );
  }
  for (const [index, file] of migrations.entries()) {
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
