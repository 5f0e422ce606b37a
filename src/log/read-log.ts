// Looks at a log without touching it: no lock, no new epoch, nothing repaired. Good beside a running
// server too; then it is the log up to the head found at the opening.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { readBatches } from "./batch-reader.ts";
import type { Disk } from "./disk.ts";
import { DIARY_NAME, HeadDiary } from "./head-diary.ts";
import { LOCK_PID } from "./lock-names.ts";
import { asLogError, LogError } from "./log-error.ts";
import type { LogHead, StoredBatch } from "./log.ts";
import { ReadOnlyDisk } from "./read-only-disk.ts";
import { scanLog, type ScanResult } from "./scan.ts";
import { logIdBytes, readSuperblock, SUPERBLOCK_NAME, type Superblock } from "./superblock.ts";

export type ReadOnlyLog = {
  path: string;
  /** The last whole batch at the opening; nothing beyond it is read. */
  head: LogHead;
  logId: Uint8Array;
  /** Bytes of an append that is not finished, or never was; the next start of a server drops them. */
  unfinishedBytes: number;
  /** Process id of the server that has the log open, where it is known. */
  serverPid: number | null;
  read(fromSeq: number): Iterable<StoredBatch>;
};

/** Enough for a scan to get past a writer; damage that stays where it is needs two. */
const SCANS_MAX = 5;

/** Throws a LogError: UNREADABLE, FOREIGN, NEWER_FORMAT, CORRUPT, LOST_FACTS or IO. */
export function readLog(directory: string): ReadOnlyLog {
  const path = resolve(directory);
  try {
    if (!existsSync(path)) throw new LogError("UNREADABLE", `${path} does not exist`);
    if (!statSync(path).isDirectory()) throw new LogError("FOREIGN", `${path} is no directory`);
    const serverPid = livingServer(path);
    // Before the scan: a server at work may note a later head meanwhile.
    const diary = new HeadDiary(path);
    const log = readLogOf(new ReadOnlyDisk(path));
    if (log.head.seq < diary.knownSeq) {
      throw new LogError(
        "LOST_FACTS",
        `${path} ends at seq ${log.head.seq}, its ${DIARY_NAME} knows of seq ${diary.knownSeq}: the log lost facts. Restore it from a backup`,
      );
    }
    return { ...log, path, serverPid, read: (fromSeq) => checked(log.read(fromSeq), diary) };
  } catch (error) {
    throw asLogError(error, `reading the log in ${path}`);
  }
}

/** Each batch must be the one that was noted on its day. */
function* checked(batches: Iterable<StoredBatch>, diary: HeadDiary): Generator<StoredBatch> {
  for (const batch of batches) {
    diary.check(batch);
    yield batch;
  }
}

/** The same on any disk, but for the diary of heads. */
function readLogOf(disk: Disk): Omit<ReadOnlyLog, "path" | "serverPid"> {
  if (!disk.list().includes(SUPERBLOCK_NAME)) {
    const text = `${disk.path} holds no ${SUPERBLOCK_NAME}: it is no log of Mutuel`;
    throw new LogError("FOREIGN", text);
  }
  const known = readSuperblock(disk);
  const { head, torn } = scanSteadily(disk, known);
  const logId = logIdBytes(known);
  return {
    head,
    logId,
    unfinishedBytes: torn?.bytes ?? 0,
    read: (fromSeq) => readBatches({ disk, logId, head: () => head }, fromSeq),
  };
}

/**
 * A record seen half written, with the next one whole behind it a moment later, looks like damage.
 * Real damage is found again at the same place.
 */
function scanSteadily(disk: Disk, known: Superblock): ScanResult {
  let before = "";
  for (let scan = 1; ; scan++) {
    try {
      return scanLog(disk, known);
    } catch (error) {
      const code = error instanceof LogError ? error.code : null;
      const message = error instanceof Error ? error.message : "";
      if (code !== "CORRUPT" || message === before || scan === SCANS_MAX) throw error;
      before = message;
    }
  }
}

function livingServer(path: string): number | null {
  const file = join(path, LOCK_PID);
  if (!existsSync(file)) return null; // closed in order, or never open
  const pid = Number(readFileSync(file, "utf8").trim());
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0); // asks only whether it is there
    return pid;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    return code === "EPERM" ? pid : null; // there, but somebody else's; or killed
  }
}
