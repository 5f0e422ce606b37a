// What the figures were measured on, in words that name nothing else about the machine.
import {
  chmodSync,
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { availableParallelism, cpus, release, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";

export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly runtime: string;
  /** Median of a 4 kB write with fdatasync in the directory used. */
  readonly syncMs: number;
};

const TMPFS = 0x01021994;
const SYNCS = 500;
const BLOCK = Buffer.alloc(4_096, 1);

/**
 * Processor time of all cores together since some fixed point, and how much of it this process and
 * those it has started and seen the end of took. Seconds; ours NaN where there is no /proc.
 */
export type ProcessorTime = {
  readonly all: number;
  readonly busy: number;
  readonly ours: number;
};

export function processorTime(): ProcessorTime {
  let [busy, idle] = [0, 0];
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { all: (busy + idle) / 1_000, busy: busy / 1_000, ours: ownSeconds() };
}

function ownSeconds(): number {
  if (!existsSync("/proc/self/stat")) return Number.NaN;
  // Behind the name in brackets, which may hold anything: field 3 and on.
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}

/** Share of all cores that other programs took between the two. */
export function othersShare(from: ProcessorTime, to: ProcessorTime): number {
  return (to.busy - from.busy - (to.ours - from.ours)) / (to.all - from.all);
}

/** Where to measure: a disk, not memory that looks like one. */
export function directoryOnDisk(): string {
  const place = [tmpdir(), "/var/tmp", "."].find((path) => !isInMemory(path));
  const directory = mkdtempSync(join(place ?? tmpdir(), "mutuel-bench-"));
  // Others may pass through to what is theirs: the peer may run as another user.
  chmodSync(directory, 0o711);
  return directory;
}

function isInMemory(path: string): boolean {
  try {
    return statfsSync(path).type === TMPFS;
  } catch {
    return true;
  }
}

export function describeMachine(directory: string): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release().split("-")[0] ?? ""}`,
    runtime: `Bun ${Bun.version}`,
    syncMs: medianSyncMs(directory),
  };
}

function medianSyncMs(directory: string): number {
  const path = join(directory, "sync");
  const file = openSync(path, "w");
  const times: number[] = [];
  for (let n = 0; n < SYNCS; n++) {
    writeSync(file, BLOCK, 0, BLOCK.length, n * BLOCK.length);
    const startedMs = performance.now();
    fdatasyncSync(file);
    times.push(performance.now() - startedMs);
  }
  closeSync(file);
  rmSync(path);
  return times.sort((a, b) => a - b)[SYNCS / 2] ?? Number.NaN;
}
