// Reads verified batches out of the segments while the writer, here or on another thread, appends.
// Never reads past the head it is given: beyond it lie bytes that are not durable yet.
import type { Disk } from "./disk.ts";
import { LogError } from "./log-error.ts";
import type { LogHead, StoredBatch } from "./log.ts";
import { recordBytes, type RecordHeader } from "./record.ts";
import { RecordWindow } from "./record-window.ts";
import { listSegments, openSegment, type Segment } from "./segment.ts";

type Source = { disk: Disk; logId: Uint8Array; head: () => LogHead };

/** The batch holding fromSeq or, from there, later ones, up to the head of each moment. */
export function* readBatches(source: Source, fromSeq: number): Generator<StoredBatch> {
  if (fromSeq > source.head().seq) return;
  let next = startOf(source, fromSeq);
  while (next !== null && next.firstBatch <= source.head().batch) {
    yield* readSegment(source, next, fromSeq);
    const after: number = next.firstBatch;
    next = listSegments(source.disk).find(({ firstBatch }) => firstBatch > after) ?? null;
  }
}

function* readSegment(source: Source, segment: Segment, fromSeq: number): Generator<StoredBatch> {
  const { disk, logId } = source;
  const file = openSegment(disk, segment);
  try {
    const window = new RecordWindow(disk, file, segment.bytes);
    let previous: RecordHeader | null = null;
    let offset = 0;
    let durable = source.head().batch;
    for (let batch = segment.firstBatch; batch <= source.head().batch; batch++) {
      if (batch > durable) {
        window.forget();
        durable = source.head().batch;
      }
      const ahead = window.header(offset, logId);
      if (ahead.kind === "blank" && hasSegmentFrom(disk, batch)) return;
      if (ahead.kind !== "header")
        throw damaged(disk, segment, offset, ahead.kind === "blank" ? "zeros" : ahead.reason);
      const { header } = ahead;
      const misfit = misfitOf(header, batch, previous);
      if (misfit !== null) throw damaged(disk, segment, offset, misfit);
      if (header.firstSeq + header.count > fromSeq) {
        const reading = window.record(offset, logId);
        if (reading.kind !== "record")
          throw damaged(disk, segment, offset, reading.kind === "blank" ? "zeros" : reading.reason);
        const { payloadBytes: _, ...fields } = reading.header;
        yield { ...fields, payload: reading.payload.slice() };
      }
      previous = header;
      offset += recordBytes(header.payloadBytes);
    }
  } finally {
    disk.close(file);
  }
}

/** The last segment that does not begin after fromSeq. */
function startOf(source: Source, fromSeq: number): Segment | null {
  const segments = listSegments(source.disk).filter(
    ({ firstBatch }) => firstBatch <= source.head().batch,
  );
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const segment = segments[middle];
    if (segment === undefined) break;
    if (firstSeqOf(source, segment) <= fromSeq) low = middle;
    else high = middle - 1;
  }
  return segments[low] ?? null;
}

function firstSeqOf({ disk, logId }: Source, segment: Segment): number {
  const file = openSegment(disk, segment);
  try {
    const reading = new RecordWindow(disk, file, segment.bytes).record(0, logId);
    if (reading.kind === "record") return reading.header.firstSeq;
    throw damaged(disk, segment, 0, reading.kind === "blank" ? "zeros" : reading.reason);
  } finally {
    disk.close(file);
  }
}

function hasSegmentFrom(disk: Disk, batch: number): boolean {
  return listSegments(disk).some(({ firstBatch }) => firstBatch === batch);
}

/** Also keeps a damaged header from leading past the batch that was asked for. */
function misfitOf(
  header: RecordHeader,
  batch: number,
  previous: RecordHeader | null,
): string | null {
  if (header.batch !== batch) return `batch ${header.batch} where ${batch} is expected`;
  if (previous === null) return null;
  if (header.previousHash !== previous.hash) return `batch ${batch} does not chain`;
  const expectedSeq = previous.firstSeq + previous.count;
  if (header.firstSeq === expectedSeq) return null;
  return `batch ${batch} begins at seq ${header.firstSeq}, expected ${expectedSeq}`;
}

function damaged(disk: Disk, segment: Segment, offset: number, why: string): LogError {
  return new LogError(
    "CORRUPT",
    `${disk.path}/${segment.name} is damaged at offset ${offset}: ${why}. Stop the server and restore the log from a backup`,
  );
}
