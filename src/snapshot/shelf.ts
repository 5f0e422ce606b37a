// The directory of snapshots, inside the data directory: one file a snapshot, named by its seq. What is
// being written has another name until it is whole.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Disk } from "../log/disk.ts";
import { NodeDisk } from "../log/node-disk.ts";
import { ReadOnlyDisk } from "../log/read-only-disk.ts";

export const SHELF_NAME = "snapshots";

const NAME = /^(\d{16})\.snapshot$/;
const DRAFT = /\.draft$/;

/** Null where there are no snapshots yet. */
export function shelfToRead(dataDirectory: string): Disk | null {
  const path = join(dataDirectory, SHELF_NAME);
  return existsSync(path) ? new ReadOnlyDisk(path) : null;
}

/** Made where it is missing. */
export function shelfToWrite(dataDirectory: string): Disk {
  const path = join(dataDirectory, SHELF_NAME);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return new NodeDisk(path);
}

export function snapshotName(seq: number): string {
  return `${String(seq).padStart(16, "0")}.snapshot`;
}

/** Two processes at once must not share one. */
export function draftName(seq: number): string {
  return `${snapshotName(seq)}.${process.pid}.draft`;
}

/** Newest first. */
export function snapshotNames(shelf: Disk): string[] {
  return shelf
    .list()
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}

/** Of those up to `seq`: later ones are not of this log, and not ours to judge. */
export function keepNewest(shelf: Disk, seq: number, count: number): void {
  const ours = snapshotNames(shelf).filter((name) => name <= snapshotName(seq));
  for (const name of ours.slice(count)) shelf.remove(name);
}

/** What an earlier child left unfinished. */
export function removeDrafts(shelf: Disk): void {
  for (const name of shelf.list()) if (DRAFT.test(name)) shelf.remove(name);
}
