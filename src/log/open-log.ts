// Opens the log of a real deployment: directory, lock, worker, recovery.
import { randomBytes } from "node:crypto";
import { prepareDirectory } from "./log-directory.ts";
import { NodeDisk } from "./node-disk.ts";
import { LOG_ID_BYTES } from "./record.ts";
import { spawnWriter } from "./spawn-writer.ts";
import { lockDirectory } from "./sqlite-lock.ts";
import { WorkerLog, type Timers } from "./worker-log.ts";

export type OpenLogOptions = {
  segmentBytes?: number;
  /** A seq that a snapshot, the archive or the identity file knows to be durable. */
  expectedSeqAtLeast?: number;
  /** Makes every sync that much slower, for measuring. */
  syncDelayMs?: number;
  timers?: Timers;
};

const systemTimers: Timers = {
  nowMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Rejects with a LogError: LOCKED, FOREIGN, NEWER_FORMAT, CORRUPT, LOST_FACTS, UNREADABLE,
 * DISK_FULL or IO. A refused directory is left as it was but for the lock's own files.
 */
export async function openLog(directory: string, options: OpenLogOptions = {}): Promise<WorkerLog> {
  const { timers = systemTimers, ...request } = options;
  const path = prepareDirectory(directory);
  const release = lockDirectory(path);
  const newLogId = randomBytes(LOG_ID_BYTES).toString("hex");
  const parts = { spawn: spawnWriter, timers, disk: new NodeDisk(path), onEnded: release };
  return WorkerLog.open({ ...request, path, newLogId }, parts);
}
