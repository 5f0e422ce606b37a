// The log on a Disk, on the caller's thread: what the simulation runs, and tools that can wait.
import { DirectLog, type Defer } from "./direct-log.ts";
import type { Disk } from "./disk.ts";
import { SegmentLog, type SegmentLogOptions } from "./segment-log.ts";

export class FileLog extends DirectLog {
  /** Throws LogError. Keeping others out of the directory is up to the caller. */
  static open(disk: Disk, options: SegmentLogOptions, defer?: Defer): FileLog {
    return new FileLog(SegmentLog.open(disk, options), defer);
  }
}
