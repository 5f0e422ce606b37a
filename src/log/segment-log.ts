// The log on a Disk: recovery at opening, then one record after the other, each synced before it
// counts. Owns the directory's files while open; the lock that keeps others out is the opener's.
import { readBatches } from "./batch-reader.ts";
import { checkBatch } from "./batch-check.ts";
import type { Disk, DiskFile } from "./disk.ts";
import type { Appended, LogCore } from "./log-core.ts";
import { asLogError, LogError } from "./log-error.ts";
import { EMPTY_HEAD, headAfter, type LogHead, type NewBatch, type StoredBatch } from "./log.ts";
import { HEADER_BYTES, recordBytes, sealRecord, SECTOR_BYTES } from "./record.ts";
import { scanLog, type Extent, type ScanResult } from "./scan.ts";
import { openSegment, SPARE_NAME, type Segment } from "./segment.ts";
import { SpareSegment } from "./spare-segment.ts";
import {
  logIdBytes,
  readSuperblock,
  refuseForeign,
  SUPERBLOCK_NAME,
  writeSuperblock,
  type Superblock,
} from "./superblock.ts";

export type SegmentLogOptions = {
  /** Hex of 16 random bytes; becomes the log's id when the directory is new. */
  newLogId: string;
  /** Milliseconds from any start; measures syncs. */
  nowMs: () => number;
  segmentBytes?: number;
  /** Something else (snapshot, archive, identity) knows this seq to be durable. */
  expectedSeqAtLeast?: number;
};

const SEGMENT_BYTES = 64 * 1024 * 1024;
/** Zeros prepared after each append, at least; and this many times the append's own bytes, so
 * that the next segment is always full before this one is. */
const PREPARE_BYTES_MIN = 256 * 1024;
const PREPARE_FACTOR = 2;

type Active = { segment: Segment; file: DiskFile; offset: number };

export class SegmentLog implements LogCore {
  readonly superblock: Superblock;
  readonly #disk: Disk;
  readonly #logId: Uint8Array;
  readonly #nowMs: () => number;
  readonly #spare: SpareSegment;
  #active: Active;
  #head: LogHead;
  #lastBytes = 0;
  #failed = false;

  private constructor(
    disk: Disk,
    superblock: Superblock,
    options: SegmentLogOptions,
    spare: SpareSegment,
    active: Active,
  ) {
    this.#disk = disk;
    this.superblock = superblock;
    this.#logId = logIdBytes(superblock);
    this.#nowMs = options.nowMs;
    this.#spare = spare;
    this.#active = active;
    this.#head = superblock.head;
  }

  /** Throws FOREIGN, NEWER_FORMAT, CORRUPT, LOST_FACTS, DISK_FULL, UNREADABLE or IO. */
  static open(disk: Disk, options: SegmentLogOptions): SegmentLog {
    try {
      return openRefusing(disk, options);
    } catch (error) {
      throw asLogError(error, `opening the log in ${disk.path}`);
    }
  }

  static recovered(
    disk: Disk,
    superblock: Superblock,
    options: SegmentLogOptions,
    found: ScanResult,
  ): SegmentLog {
    const wanted = Math.ceil((options.segmentBytes ?? SEGMENT_BYTES) / SECTOR_BYTES) * SECTOR_BYTES;
    const spare = new SpareSegment(disk, wanted);
    spare.discard();
    const active =
      found.end === null
        ? { ...spare.take(1, 0), offset: 0 }
        : { ...found.end, file: openSegment(disk, found.end.segment) };
    return new SegmentLog(disk, superblock, options, spare, active);
  }

  head(): LogHead {
    return this.#head;
  }

  append(batch: NewBatch, previousHash: string): Appended {
    checkBatch(batch, previousHash, this.#head);
    const number = this.#head.batch + 1;
    try {
      const { header, stored } = sealRecord(this.#logId, {
        ...batch,
        batch: number,
        epoch: this.superblock.epoch,
        previousHash,
      });
      const syncMs = this.#writeRecord(number, header, batch.payload);
      this.#head = headAfter(stored);
      return { stored, syncMs };
    } catch (error) {
      this.#failed = true;
      const where = `${this.#disk.path}/${this.#active.segment.name}`;
      throw asLogError(error, `appending batch ${number} to ${where} at ${this.#active.offset}`);
    }
  }

  /** A full disk shows here first; it becomes an error only when the segment is really needed. */
  prepareAhead(): void {
    try {
      this.#spare.fill(Math.max(PREPARE_BYTES_MIN, PREPARE_FACTOR * this.#lastBytes));
    } catch (error) {
      const failure = asLogError(error, `preparing ${this.#disk.path}/${SPARE_NAME}`);
      this.#failed = failure.code !== "DISK_FULL";
      if (this.#failed) throw failure;
      this.#spare.discard();
    }
  }

  read(fromSeq: number): Iterable<StoredBatch> {
    const source = { disk: this.#disk, logId: this.#logId, head: () => this.#head };
    return readBatches(source, fromSeq);
  }

  /** Notes the head, so that a tail lost while the server is down shows at the next opening. */
  close(): void {
    this.#disk.close(this.#active.file);
    if (this.#failed) return;
    try {
      this.#spare.discard();
      writeSuperblock(this.#disk, { ...this.superblock, head: this.#head });
    } catch (error) {
      throw asLogError(error, `closing the log in ${this.#disk.path}`);
    }
  }

  #writeRecord(batch: number, header: Uint8Array, payload: Uint8Array): number {
    const bytes = recordBytes(payload.length);
    if (this.#active.offset + bytes > this.#active.segment.bytes) {
      const next = this.#spare.take(batch, bytes);
      this.#disk.close(this.#active.file);
      this.#active = { ...next, offset: 0 };
    }
    const { file, offset } = this.#active;
    this.#disk.write(file, header, offset);
    this.#disk.write(file, payload, offset + HEADER_BYTES);
    const startedMs = this.#nowMs();
    this.#disk.sync(file);
    const syncMs = this.#nowMs() - startedMs;
    this.#active.offset += bytes;
    this.#lastBytes = bytes;
    return syncMs;
  }
}

function openRefusing(disk: Disk, options: SegmentLogOptions): SegmentLog {
  if (!disk.list().includes(SUPERBLOCK_NAME)) begin(disk, options.newLogId);
  const known = readSuperblock(disk);
  const found = scanLog(disk, known);
  const expectedSeq = options.expectedSeqAtLeast ?? 0;
  if (found.head.seq < expectedSeq)
    throw new LogError(
      "LOST_FACTS",
      `${disk.path} ends at seq ${found.head.seq}, but seq ${expectedSeq} is known elsewhere to be durable: the log lost facts. Restore it from a backup`,
    );
  // Nothing has been changed up to here, so that every refusal leaves the evidence as it was.
  if (found.torn !== null) overwrite(disk, found.torn, new Uint8Array(found.torn.bytes));
  if (found.last !== null) rewrite(disk, found.last);
  const epoch = Math.max(known.epoch, found.epoch) + 1;
  const superblock = { logId: known.logId, epoch, head: found.head };
  writeSuperblock(disk, superblock);
  return SegmentLog.recovered(disk, superblock, options, found);
}

/** Marks an empty directory as a log. */
function begin(disk: Disk, logId: string): void {
  refuseForeign(disk);
  writeSuperblock(disk, { logId, epoch: 0, head: EMPTY_HEAD });
}

/**
 * The last record may have been read from the page cache only: written before a crash of the
 * process, or with its pages taken for clean after a failed sync. The same bytes again make the
 * pages dirty, so that this sync really reaches the disk.
 */
function rewrite(disk: Disk, last: Extent): void {
  const file = openSegment(disk, last.segment);
  const record = new Uint8Array(last.bytes);
  try {
    disk.read(file, record, last.offset);
  } finally {
    disk.close(file);
  }
  overwrite(disk, last, record);
}

function overwrite(disk: Disk, extent: Extent, bytes: Uint8Array): void {
  const file = openSegment(disk, extent.segment);
  try {
    disk.write(file, bytes, extent.offset);
    disk.sync(file);
  } finally {
    disk.close(file);
  }
}
