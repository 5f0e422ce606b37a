// What the snapshots prove about the log: a log that ends before one of its own snapshots lost facts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Disk } from "../log/disk.ts";
import { ReadOnlyDisk } from "../log/read-only-disk.ts";
import { readSuperblock, SUPERBLOCK_NAME } from "../log/superblock.ts";
import { readSnapshotHeader } from "./read-snapshot.ts";
import { shelfToRead, snapshotNames } from "./shelf.ts";
import { SnapshotProblem } from "./snapshot-problem.ts";

/**
 * The highest seq that a snapshot of this very log knows to have been durable; 0 where none does.
 * Throws what readSuperblock throws.
 */
export function seqKnownToSnapshots(dataDirectory: string): number {
  const shelf = shelfToRead(dataDirectory);
  if (shelf === null || !existsSync(join(dataDirectory, SUPERBLOCK_NAME))) return 0;
  const { logId } = readSuperblock(new ReadOnlyDisk(dataDirectory));
  let known = 0;
  for (const name of namesOn(shelf)) {
    try {
      const header = readSnapshotHeader(shelf, name);
      if (header.logId === logId) known = Math.max(known, header.seq);
    } catch (error) {
      // It will be named as ignored when the state is recovered.
      if (!(error instanceof SnapshotProblem)) throw error;
    }
  }
  return known;
}

/** A shelf that can't be read is no reason not to start either. */
function namesOn(shelf: Disk): string[] {
  try {
    return snapshotNames(shelf);
  } catch {
    return [];
  }
}
