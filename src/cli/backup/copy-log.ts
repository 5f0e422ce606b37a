// Copies a log batch by batch, up to a seq: each is verified as it is read and sealed anew as it is
// written, so that nothing but what the chain covers gets across. A batch that goes beyond the seq is cut
// there: what is left of it is a new batch of its own hash, and of a later epoch than anything the
// server wrote, so that the two can be told apart.
import type { Disk, DiskFile } from "../../log/disk.ts";
import { EMPTY_HEAD, type LogHead, type StoredBatch, headAfter } from "../../log/log.ts";
import { HEADER_BYTES, recordBytes, sealRecord } from "../../log/record.ts";
import type { Segment } from "../../log/segment.ts";
import { factsOf } from "../../sequencer/replay.ts";

export type LogToCopy = {
  logId: Uint8Array;
  /** In order; those behind the last batch are left out. */
  segments: readonly Segment[];
  read(fromSeq: number): Iterable<StoredBatch>;
};

export type CopyOptions = {
  untilSeq: number;
  /** Of a batch that is cut. */
  cutEpoch: number;
  /** Each batch as it was written. */
  onBatch: (batch: StoredBatch) => void;
};

export type CopiedLog = {
  head: LogHead;
  /** Batch that had to be cut; null where `untilSeq` ends one. */
  cutBatch: number | null;
};

const ZEROS = new Uint8Array(1024 * 1024);
const NEWLINE = 10;

/** Writes segments only; log.json is the caller's, and makes a log of them. */
export function copyLog(source: LogToCopy, target: Disk, options: CopyOptions): CopiedLog {
  const writer = new SegmentWriter(target, source.segments);
  let head = EMPTY_HEAD;
  let cutBatch: number | null = null;
  try {
    for (const batch of source.read(1)) {
      if (batch.firstSeq > options.untilSeq) break;
      const cut = headAfter(batch).seq > options.untilSeq;
      const taken = cut ? cutAt(batch, options) : batch;
      const { header, stored } = sealRecord(source.logId, taken);
      if (cut) cutBatch = batch.batch;
      else if (stored.hash !== batch.hash)
        throw new Error(`batch ${batch.batch} came out differently`);
      writer.write(stored, header);
      options.onBatch(stored);
      head = headAfter(stored);
    }
    return { head, cutBatch };
  } finally {
    writer.end();
  }
}

/** The facts up to `untilSeq`. */
function cutAt(batch: StoredBatch, { untilSeq, cutEpoch }: CopyOptions): StoredBatch {
  const count = untilSeq - batch.firstSeq + 1;
  let end = 0;
  for (let line = 0; line < count; line++) end = batch.payload.indexOf(NEWLINE, end) + 1;
  const timeMs = factsOf(batch)[count - 1]?.timeMs ?? batch.timeMs;
  return { ...batch, count, timeMs, epoch: cutEpoch, payload: batch.payload.slice(0, end) };
}

/** The same segments as the source's, each full of zeros behind its records. */
class SegmentWriter {
  readonly #disk: Disk;
  readonly #segments: readonly Segment[];
  #next = 0;
  #open: { file: DiskFile; segment: Segment; offset: number } | null = null;

  constructor(disk: Disk, segments: readonly Segment[]) {
    this.#disk = disk;
    this.#segments = segments;
  }

  write(batch: StoredBatch, header: Uint8Array): void {
    const next = this.#segments[this.#next];
    if (next?.firstBatch === batch.batch) {
      this.end();
      this.#open = { file: this.#disk.create(next.name), segment: next, offset: 0 };
      this.#next++;
    }
    const open = this.#open;
    if (open === null) throw new Error(`no segment begins with batch ${batch.batch}`);
    const record = new Uint8Array(recordBytes(batch.payload.length));
    record.set(header);
    record.set(batch.payload, HEADER_BYTES);
    this.#disk.write(open.file, record, open.offset);
    open.offset += record.length;
  }

  /** Fills up and syncs the segment at hand. */
  end(): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    try {
      for (let at = open.offset; at < open.segment.bytes; at += ZEROS.length) {
        this.#disk.write(open.file, ZEROS.subarray(0, open.segment.bytes - at), at);
      }
      this.#disk.sync(open.file);
    } finally {
      this.#disk.close(open.file);
    }
  }
}
