// Reads records out of a segment through a window of the file, so that many small records cost few
// reads. Owns no file.
import type { Disk, DiskFile } from "./disk.ts";
import {
  HEADER_BYTES,
  hashFits,
  isZero,
  readHeader,
  recordBytes,
  type RecordHeader,
} from "./record.ts";

const WINDOW_BYTES = 256 * 1024;

/** A record whose hash fits was written as it stands, whatever it may say. */
export type RecordReading =
  | { kind: "record"; header: RecordHeader; payload: Uint8Array }
  | { kind: "blank" } // zeros, or no room for a header
  | { kind: "damaged"; reason: string; header: RecordHeader | null };

export class RecordWindow {
  readonly #disk: Disk;
  readonly #file: DiskFile;
  readonly #segmentBytes: number;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(disk: Disk, file: DiskFile, segmentBytes: number) {
    this.#disk = disk;
    this.#file = file;
    this.#segmentBytes = segmentBytes;
  }

  /** A view, good until the next call; shorter only at the end of the segment. */
  bytes(offset: number, length: number): Uint8Array {
    const end = Math.min(offset + length, this.#segmentBytes);
    if (offset < this.#start || end > this.#start + this.#bytes.length) {
      const wanted = Math.max(end - offset, Math.min(WINDOW_BYTES, this.#segmentBytes - offset));
      const window = new Uint8Array(wanted);
      this.#bytes = window.subarray(0, this.#disk.read(this.#file, window, offset));
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, Math.max(end, offset) - this.#start);
  }

  /** Reads anew: more has become durable. */
  forget(): void {
    this.#bytes = new Uint8Array(0);
  }

  /** The header alone, unverified: for finding one's way. */
  header(offset: number, logId: Uint8Array): ReturnType<typeof readHeader> {
    if (offset + HEADER_BYTES > this.#segmentBytes) return { kind: "blank" };
    return readHeader(this.bytes(offset, HEADER_BYTES), logId);
  }

  /** Checks hash and padding; the payload is a view, good until the next call. */
  record(offset: number, logId: Uint8Array): RecordReading {
    const reading = this.header(offset, logId);
    if (reading.kind === "damaged") return { ...reading, header: null };
    if (reading.kind === "blank") return reading;
    const { header } = reading;
    const extent = recordBytes(header.payloadBytes);
    if (offset + extent > this.#segmentBytes)
      return { kind: "damaged", reason: "it reaches past the segment's end", header: null };
    const all = this.bytes(offset, extent);
    const payload = all.subarray(HEADER_BYTES, HEADER_BYTES + header.payloadBytes);
    if (!hashFits(all, payload))
      return { kind: "damaged", reason: "the hash does not fit its bytes", header };
    if (!isZero(all.subarray(HEADER_BYTES + header.payloadBytes)))
      return { kind: "damaged", reason: "bytes are set in its padding", header };
    return { kind: "record", header, payload };
  }
}
