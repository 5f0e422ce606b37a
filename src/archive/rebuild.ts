// Makes archive.sqlite anew from the facts alone: beside the old one, then in its place. A crash at any
// point leaves either an archive that is whole or none at all, which the next start makes good.
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { evolve } from "../engine/evolve.ts";
import type { Fact } from "../engine/fact.ts";
import { type State, newState } from "../engine/state.ts";
import { ARCHIVE_FILE, openArchiveFile } from "./archive-database.ts";
import { ArchiveTables, type Cursor } from "./archive-tables.ts";
import { type ArchiveWrite, weightOf } from "./archive-write.ts";
import { factWrites, isNoted } from "./fact-writes.ts";

const WEIGHT_AT_ONCE = 100_000;
const BESIDE = `${ARCHIVE_FILE}.new`;

/** `facts`: the whole log, from its first fact. Whoever calls keeps servers out of the directory. */
export function rebuildArchive(directory: string, facts: Iterable<Fact>): Cursor {
  const beside = join(directory, BESIDE);
  removeDatabase(beside);
  const cursor = fill(beside, facts);
  syncPath(beside);
  const path = join(directory, ARCHIVE_FILE);
  // The old file goes before its journal does: a journal must never meet another file.
  removeDatabase(path);
  syncPath(directory);
  renameSync(beside, path);
  syncPath(directory);
  return cursor;
}

function fill(path: string, facts: Iterable<Fact>): Cursor {
  const database = openArchiveFile(path, "beside");
  try {
    const tables = new ArchiveTables(database);
    let writes: ArchiveWrite[] = [];
    let weight = 0;
    for (const write of writesOf(newState(), facts)) {
      writes.push(write);
      weight += weightOf(write);
      if (weight < WEIGHT_AT_ONCE) continue;
      tables.enter(writes);
      writes = [];
      weight = 0;
    }
    tables.enter(writes);
    return tables.cursor();
  } finally {
    database.close();
  }
}

function* writesOf(state: State, facts: Iterable<Fact>): Generator<ArchiveWrite> {
  for (const fact of facts) {
    evolve(state, fact);
    if (isNoted(fact)) yield* factWrites(state, fact, state.seq);
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"])
    rmSync(`${path}${suffix}`, { force: true });
}

function syncPath(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
