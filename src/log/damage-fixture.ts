// For tests that damage a log on a simulated disk: filled logs, and refusals that changed nothing.
import { LogError } from "./log-error.ts";
import { batchAfter, fill, linesOf, smallOptions } from "./log-fixture.ts";
import type { LogHead } from "./log.ts";
import { listSegments, type Segment } from "./segment.ts";
import { SegmentLog } from "./segment-log.ts";
import { SimDisk } from "./sim-disk.ts";

export const BATCHES = 16;

export function filled(): { disk: SimDisk; head: LogHead; segments: Segment[] } {
  const disk = new SimDisk();
  const head = fill(disk, BATCHES).head();
  disk.killProcess();
  return { disk, head, segments: listSegments(disk) };
}

/** As filled, but shut down in order, so that log.json knows the last head. */
export function closed(): ReturnType<typeof filled> {
  const disk = new SimDisk();
  const log = fill(disk, BATCHES);
  log.close();
  return { disk, head: log.head(), segments: listSegments(disk) };
}

export function nth(segments: Segment[], index: number): Segment {
  const segment = segments.at(index);
  if (segment === undefined) throw new RangeError(`no segment ${index} of ${segments.length}`);
  return segment;
}

export function refusal(disk: SimDisk, expectedSeqAtLeast = 0): LogError {
  const before = snapshotOf(disk);
  try {
    SegmentLog.open(disk, { ...smallOptions, expectedSeqAtLeast });
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    if (snapshotOf(disk) !== before)
      throw new Error(`the refusal changed the disk: ${error.message}`, { cause: error });
    return error;
  }
  throw new Error("the log opened");
}

function snapshotOf(disk: SimDisk): string {
  const contents = disk
    .list()
    .map((name) => [name, Buffer.from(disk.contents(name)).toString("latin1")]);
  return JSON.stringify(contents);
}

/** Offset of each record of a segment, found without the code under test. */
export function recordOffsets(content: Uint8Array): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < content.length; at += 512) if (content[at] === 0x4d) offsets.push(at);
  return offsets;
}

export function lastSetByte(content: Uint8Array): number {
  return content.findLastIndex((byte) => byte !== 0) + 1;
}

/** A log of the same deployment whose batches are all others. */
export function otherHistory(): SimDisk {
  const disk = new SimDisk();
  const log = SegmentLog.open(disk, smallOptions);
  for (let batch = 1; batch <= BATCHES; batch++) {
    const lines = linesOf(batch).map((line) => line.replaceAll("x", "z"));
    log.append(batchAfter(log.head(), lines), log.head().hash);
    log.prepareAhead();
  }
  return disk;
}
