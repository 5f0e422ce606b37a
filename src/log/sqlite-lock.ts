// Keeps a second server out of a directory: an SQLite file held EXCLUSIVE. The operating system
// drops the lock with the process, however it ends.
import { Database } from "bun:sqlite";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LOCK_DATABASE, LOCK_PID } from "./lock-names.ts";
import { asLogError, LogError } from "./log-error.ts";

/** Returns the way to give the lock up. Throws LOCKED. */
export function lockDirectory(path: string): () => void {
  const database = openLocked(path);
  const pidFile = join(path, LOCK_PID);
  try {
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    database.close();
    throw asLogError(error, `writing ${pidFile}`);
  }
  return () => {
    rmSync(pidFile, { force: true });
    database.close();
  };
}

function openLocked(path: string): Database {
  let database: Database | null = null;
  try {
    database = new Database(join(path, LOCK_DATABASE), { create: true, readwrite: true });
    database.run("PRAGMA busy_timeout = 0");
    database.run("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database?.close();
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code.startsWith("SQLITE_BUSY"))
      throw new LogError(
        "LOCKED",
        `${path} is in use by another server (${holder(path)}). Stop that one first, or give this one a directory of its own`,
        { cause: error },
      );
    throw asLogError(error, `locking ${join(path, LOCK_DATABASE)}`);
  }
}

function holder(path: string): string {
  try {
    return `process ${readFileSync(join(path, LOCK_PID), "utf8").trim()}`;
  } catch {
    return "its process id is not known";
  }
}
