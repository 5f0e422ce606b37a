// Copies an SQLite database in WAL mode while its server writes to it, without opening it: a connection
// of ours, even one that only reads, would be in the way of the server's erasures, which cut the
// write-ahead log and must find nobody reading it.
//
// Why that is sound: commits go to the log (-wal); the database itself changes only when the log is
// moved into it (a checkpoint); the log's header changes before any part of it is written over. So when
// the database reads the same before and after the log was read, and the log's header too, the two
// belong together. SQLite then takes the log's whole commits and leaves out what is half written.
import { Database } from "bun:sqlite";
import { closeSync, existsSync, openSync, readSync, rmSync } from "node:fs";
import { copyFile, sumOf } from "./file-copy.ts";

const WAL = "-wal";
const WAL_HEADER_BYTES = 32;
const ATTEMPTS = 200;

/** Leaves one file at `to`. Throws where the source never held still or the copy is not sound. */
export function copyDatabase(from: string, to: string): void {
  for (let attempt = 1; !copyOnce(from, to); attempt++) {
    if (attempt === ATTEMPTS) {
      throw new Error(
        `${from} changed under each of ${ATTEMPTS} attempts to copy it; try again when less is going on`,
      );
    }
  }
  settle(to);
}

/** Whether both files held still. */
function copyOnce(from: string, to: string): boolean {
  const main = copyFile(from, to);
  const header = walHeader(from);
  if (header === "") rmSync(`${to}${WAL}`, { force: true });
  else if (!copyWal(from, to)) return false;
  return walHeader(from) === header && sumOf(from).sha256 === main.sha256;
}

function copyWal(from: string, to: string): boolean {
  try {
    copyFile(`${from}${WAL}`, `${to}${WAL}`);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false; // the server has just closed it
    throw error;
  }
}

/** Empty where there is no log, or nothing in it. */
function walHeader(database: string): string {
  const header = Buffer.alloc(WAL_HEADER_BYTES);
  try {
    const file = openSync(`${database}${WAL}`, "r");
    try {
      return header.subarray(0, readSync(file, header, 0, header.length, 0)).toString("hex");
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isAbsent(error)) return "";
    throw error;
  }
}

/** Brings the log into the database, so that one file is left, and checks it. */
function settle(path: string): void {
  const database = new Database(path, { readwrite: true, create: false });
  try {
    const found = database.query<{ integrity_check: string }, []>("PRAGMA integrity_check").all();
    const problems = found.map((row) => row.integrity_check).filter((text) => text !== "ok");
    if (problems.length > 0) throw new Error(`${path} is damaged: ${problems.join("; ")}`);
    database.run("PRAGMA journal_mode = DELETE");
  } finally {
    database.close();
  }
  if (existsSync(`${path}${WAL}`)) throw new Error(`${path}${WAL} was left behind`);
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
