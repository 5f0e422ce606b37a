// What lies beside the log and goes with it: the noted heads and the newest snapshot, as far as they are
// about the part of the log that was copied.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LogHead } from "../../log/log.ts";
import { DIARY_NAME } from "../../log/head-diary.ts";
import { checkSnapshotFile } from "../../snapshot/read-snapshot.ts";
import { SHELF_NAME, shelfToRead, snapshotNames } from "../../snapshot/shelf.ts";
import { SnapshotProblem } from "../../snapshot/snapshot-problem.ts";
import { copyFile, syncDirectory } from "./file-copy.ts";

const NOTED_SEQ = / seq (\d+) hash [0-9a-f]{64}$/;

/** Lines about later batches stay behind: the copy would seem to have lost facts. */
export function copyDiary(from: string, to: string, head: LogHead): string[] {
  const path = join(from, DIARY_NAME);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  const kept = lines.filter((line) => Number(NOTED_SEQ.exec(line)?.[1] ?? Infinity) <= head.seq);
  if (kept.length === 0) return [];
  const text = kept.map((line) => `${line}\n`).join("");
  writeFileSync(join(to, DIARY_NAME), text, { mode: 0o600, flag: "wx", flush: true });
  return [DIARY_NAME];
}

/** The newest sound one that the copied log holds; none is fine too. */
export function copySnapshot(from: string, to: string, log: { logId: string; head: LogHead }) {
  const shelf = shelfToRead(from);
  for (const name of shelf === null ? [] : snapshotNames(shelf)) {
    if (shelf === null) continue;
    try {
      const header = checkSnapshotFile(shelf, name);
      if (header.logId !== log.logId || header.seq > log.head.seq) continue;
    } catch (error) {
      // Damaged, or taken off the shelf meanwhile.
      if (error instanceof SnapshotProblem) continue;
      throw error;
    }
    const target = join(to, SHELF_NAME);
    mkdirSync(target, { mode: 0o700 });
    copyFile(join(from, SHELF_NAME, name), join(target, name));
    syncDirectory(target);
    return [`${SHELF_NAME}/${name}`];
  }
  return [];
}
