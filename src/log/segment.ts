// Segments: preallocated files of zeros that records fill from the front. A name gives the first
// batch and the full size, so that a missing or cut file shows: a segment gets its name only when
// all its zeros are durable and the batch before its first is.
import type { Disk, DiskFile } from "./disk.ts";
import { LogError } from "./log-error.ts";

export type Segment = { name: string; firstBatch: number; bytes: number };

/** The next segment while it is being filled with zeros; worth nothing after a restart. */
export const SPARE_NAME = "next.preparing";

const NAME = /^(\d{16})-(\d+)\.segment$/;

export function segmentName(firstBatch: number, bytes: number): string {
  return `${String(firstBatch).padStart(16, "0")}-${bytes}.segment`;
}

function parseSegmentName(name: string): Segment | null {
  const [, firstBatch, bytes] = NAME.exec(name) ?? [];
  if (firstBatch === undefined || bytes === undefined) return null;
  return { name, firstBatch: Number(firstBatch), bytes: Number(bytes) };
}

/** In order of their batches. */
export function listSegments(disk: Disk): Segment[] {
  return disk
    .list()
    .map(parseSegmentName)
    .filter((segment) => segment !== null)
    .sort((a, b) => a.firstBatch - b.firstBatch);
}

/** Opens a segment for which the name and the size agree; throws CORRUPT. */
export function openSegment(disk: Disk, segment: Segment): DiskFile {
  const file = disk.open(segment.name);
  const bytes = disk.sizeBytes(file);
  if (bytes === segment.bytes) return file;
  disk.close(file);
  throw new LogError(
    "CORRUPT",
    `${disk.path}/${segment.name} has ${bytes} bytes, its name says ${segment.bytes}: it was cut, grown or copied in part. Restore it from a backup`,
  );
}
