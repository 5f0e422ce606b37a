// Makes sure there is a directory that can be a log, before anything is written into it.
import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { asLogError, LogError } from "./log-error.ts";
import { NodeDisk } from "./node-disk.ts";
import { refuseForeign } from "./superblock.ts";

/** Makes it (0700) where it is absent. Throws FOREIGN or UNREADABLE. Returns the whole path. */
export function prepareDirectory(directory: string): string {
  const path = resolve(directory);
  try {
    const firstMade = mkdirSync(path, { recursive: true, mode: 0o700 });
    if (firstMade !== undefined) syncDownTo(path, dirname(firstMade));
    if (!statSync(path).isDirectory()) throw new LogError("FOREIGN", `${path} is no directory`);
    refuseForeign(new NodeDisk(path));
    return path;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST")
      throw new LogError("FOREIGN", `${path} is a file, the log needs a directory`);
    throw asLogError(error, `opening the directory ${path}`);
  }
}

/** A new directory lasts only when its parent is synced. */
function syncDownTo(path: string, top: string): void {
  for (let current = dirname(path); ; current = dirname(current)) {
    const directory = openSync(current, "r");
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
    if (current === top || current === dirname(current)) return;
  }
}
