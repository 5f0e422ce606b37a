// Verifies a whole log and finds its head. Reads only; repairing what it reports is the writer's.
// Decides what is a torn last batch (droppable: it was never acknowledged, since batch N+1 is
// written only after N is durable) and what is damage (never cut away: the start stops).
import type { Disk } from "./disk.ts";
import { LogError } from "./log-error.ts";
import { EMPTY_HEAD, type LogHead } from "./log.ts";
import { recordBytes, type RecordHeader } from "./record.ts";
import { RecordWindow } from "./record-window.ts";
import { surveyRest } from "./rest-survey.ts";
import { listSegments, openSegment, type Segment } from "./segment.ts";
import { logIdBytes, type Superblock } from "./superblock.ts";

/** Where bytes lie in a segment. */
export type Extent = { segment: Segment; offset: number; bytes: number };

export type ScanResult = {
  head: LogHead;
  /** Highest epoch of any record. */
  epoch: number;
  /** The last segment and where the next record goes in it. */
  end: { segment: Segment; offset: number } | null;
  /** The head's record. */
  last: Extent | null;
  /** What an unfinished append left behind; to be zeroed durably before anything is appended. */
  torn: Extent | null;
};

type Damage = { reason: string; header: RecordHeader | null };

/** Throws CORRUPT with file and offset, or LOST_FACTS. */
export function scanLog(disk: Disk, known: Superblock): ScanResult {
  const scan = new Scan(disk, known);
  const segments = listSegments(disk);
  for (const [index, segment] of segments.entries())
    scan.takeSegment(segment, segments[index + 1] ?? null);
  return scan.finish();
}

class Scan {
  readonly #disk: Disk;
  readonly #known: Superblock;
  readonly #logId: Uint8Array;
  readonly #found: ScanResult = { head: EMPTY_HEAD, epoch: 0, end: null, last: null, torn: null };

  constructor(disk: Disk, known: Superblock) {
    this.#disk = disk;
    this.#known = known;
    this.#logId = logIdBytes(known);
  }

  takeSegment(segment: Segment, next: Segment | null): void {
    const expected = this.#found.head.batch + 1;
    if (segment.firstBatch !== expected)
      throw new LogError(
        "CORRUPT",
        `${this.#disk.path}/${segment.name} begins at batch ${segment.firstBatch}, but batch ${expected} comes next: what lies between is missing. Restore the log from a backup`,
      );
    const file = openSegment(this.#disk, segment);
    try {
      this.#takeRecords(segment, next, new RecordWindow(this.#disk, file, segment.bytes));
    } finally {
      this.#disk.close(file);
    }
  }

  finish(): ScanResult {
    const { head } = this.#found;
    const known = this.#known.head;
    if (head.batch < known.batch)
      throw new LogError(
        "LOST_FACTS",
        `${this.#disk.path} ends at batch ${head.batch} (seq ${head.seq}), its log.json knows of batch ${known.batch} (seq ${known.seq}): the log lost facts. Restore it from a backup`,
      );
    return this.#found;
  }

  #takeRecords(segment: Segment, next: Segment | null, window: RecordWindow): void {
    const found = this.#found;
    let offset = 0;
    for (;;) {
      const reading = window.record(offset, this.#logId);
      if (reading.kind !== "record") {
        const damage = reading.kind === "damaged" ? reading : null;
        const torn = this.#tornTail(segment, next, window, offset, damage);
        found.end = { segment, offset };
        found.torn = torn;
        return;
      }
      const { header } = reading;
      const misfit = this.#misfit(header);
      if (misfit !== null) throw this.#corrupt(segment, offset, misfit);
      const bytes = recordBytes(header.payloadBytes);
      const seq = header.firstSeq + header.count - 1;
      found.head = { batch: header.batch, seq, hash: header.hash };
      found.epoch = header.epoch;
      found.last = { segment, offset, bytes };
      offset += bytes;
    }
  }

  /** Why a whole record can't stand where it does. No torn write makes one: never droppable. */
  #misfit(header: RecordHeader): string | null {
    const { head, epoch } = this.#found;
    const known = this.#known.head;
    if (header.batch !== head.batch + 1)
      return `batch ${header.batch} stands where ${head.batch + 1} is expected`;
    if (header.previousHash !== head.hash)
      return `batch ${header.batch} does not chain to the batch before it`;
    if (header.firstSeq !== head.seq + 1)
      return `batch ${header.batch} begins at seq ${header.firstSeq}, expected ${head.seq + 1}`;
    if (header.epoch < epoch)
      return `batch ${header.batch} is of epoch ${header.epoch}, after one of epoch ${epoch}`;
    if (header.batch === known.batch && header.hash !== known.hash)
      return `batch ${header.batch} is not the one log.json knows: another history`;
    return null;
  }

  /** What follows the last good record of a segment: zeros (null), a torn batch, or damage. */
  #tornTail(
    segment: Segment,
    next: Segment | null,
    window: RecordWindow,
    offset: number,
    damage: Damage | null,
  ): Extent | null {
    const rest = surveyRest(window, offset, segment.bytes);
    if (rest === null) return null;
    const batch = this.#found.head.batch + 1;
    const reason = damage?.reason ?? "zeros stand before bytes that are set";
    const fail = (why: string): LogError => this.#corrupt(segment, offset, `${reason}; ${why}`);
    if (next !== null) throw fail(`${next.name} follows, so batch ${batch} was durable`);
    if (rest.laterRecordAt !== null)
      throw fail(`a later record begins at offset ${rest.laterRecordAt}, so this was durable`);
    if (batch <= this.#known.head.batch)
      throw fail(`log.json knows batch ${this.#known.head.batch} to be durable`);
    const header = damage?.header ?? null;
    if (header !== null && rest.endOffset > offset + recordBytes(header.payloadBytes))
      throw fail(`bytes are set beyond it, up to offset ${rest.endOffset}`);
    return { segment, offset, bytes: rest.endOffset - offset };
  }

  #corrupt(segment: Segment, offset: number, why: string): LogError {
    return new LogError(
      "CORRUPT",
      `${this.#disk.path}/${segment.name} is damaged at offset ${offset}: ${why}. The last good batch is ${this.#found.head.batch} (seq ${this.#found.head.seq}). Nothing was changed; restore the log from a backup`,
    );
  }
}
