// A log as it lies on the disk, opened for reading and known to be durable: a running server may have
// written its last batch and not synced it yet.
import { closeSync, fdatasyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { type ReadOnlyLog, readLog } from "../../log/read-log.ts";
import { ReadOnlyDisk } from "../../log/read-only-disk.ts";
import { listSegments, type Segment } from "../../log/segment.ts";
import { readSuperblock, type Superblock } from "../../log/superblock.ts";

export type SettledLog = ReadOnlyLog & { segments: readonly Segment[]; superblock: Superblock };

/** Verifies the whole chain. Throws a LogError. */
export function readSettledLog(directory: string): SettledLog {
  const log = readLog(directory);
  const disk = new ReadOnlyDisk(log.path);
  const segments = listSegments(disk).filter(({ firstBatch }) => firstBatch <= log.head.batch);
  const last = segments.at(-1);
  if (last !== undefined) sync(join(log.path, last.name));
  return { ...log, segments, superblock: readSuperblock(disk) };
}

/** Whoever wrote to it. */
function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}
