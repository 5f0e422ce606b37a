// The log of a server and the diary of its heads, as the configuration places them.
import { HeadDiary } from "../log/head-diary.ts";
import type { Log } from "../log/log.ts";
import { MemoryLog } from "../log/memory-log.ts";
import { openLog } from "../log/open-log.ts";
import type { Clock } from "../ops/clock.ts";
import type { Configuration } from "../ops/configuration.ts";
import type { Scheduler } from "../ops/scheduler.ts";
import { seqKnownToSnapshots } from "../snapshot/known-seq.ts";

export function openLogOf(
  { data, syncDelayMs }: Configuration,
  scheduler: Scheduler,
  clock: Clock,
): Promise<Log> {
  if (data.kind === "memory") {
    const defer = (run: () => void): unknown => scheduler.after(syncDelayMs, run);
    return Promise.resolve(new MemoryLog(syncDelayMs === 0 ? undefined : defer));
  }
  const timers = {
    nowMs: () => clock.monotonicMs(),
    after: (delayMs: number, run: () => void) => scheduler.after(delayMs, run),
  };
  const { knownSeq } = new HeadDiary(data.path);
  const expectedSeqAtLeast = Math.max(knownSeq, seqKnownToSnapshots(data.path));
  return openLog(data.path, { syncDelayMs, timers, expectedSeqAtLeast });
}

/** Where the head of each day is noted; nowhere for a log in memory. */
export function diaryOf({ data }: Configuration): HeadDiary | null {
  return data.kind === "memory" ? null : new HeadDiary(data.path);
}
