// The next segment, filled with zeros a little at a time so that no append pays for all of it.
// It takes its name, durably, only when it is needed and full.
import type { Disk, DiskFile } from "./disk.ts";
import { segmentName, SPARE_NAME, type Segment } from "./segment.ts";

/** Zeros written at once, and synced at once: about a millisecond each. */
const CHUNK_BYTES = 1024 * 1024;

export class SpareSegment {
  readonly #disk: Disk;
  readonly #targetBytes: number;
  #file: DiskFile | null = null;
  #filledBytes = 0;
  #unsyncedBytes = 0;

  constructor(disk: Disk, targetBytes: number) {
    this.#disk = disk;
    this.#targetBytes = targetBytes;
  }

  /** Does nothing once the spare is full. */
  fill(bytes: number): void {
    this.#fillTo(Math.min(this.#filledBytes + bytes, this.#targetBytes));
  }

  /** Finishes the spare, with room for at least `bytesMin`, and hands it over under its name. */
  take(firstBatch: number, bytesMin: number): { segment: Segment; file: DiskFile } {
    const bytes = Math.max(this.#targetBytes, bytesMin);
    const file = this.#fillTo(bytes);
    this.#sync(file);
    const name = segmentName(firstBatch, bytes);
    this.#disk.rename(SPARE_NAME, name);
    this.#disk.syncDirectory();
    this.#forget();
    return { segment: { name, firstBatch, bytes }, file };
  }

  /** Gives the space back; what is lost is only the zeros. */
  discard(): void {
    if (this.#file !== null) this.#disk.close(this.#file);
    this.#forget();
    if (!this.#disk.list().includes(SPARE_NAME)) return;
    this.#disk.remove(SPARE_NAME);
    this.#disk.syncDirectory();
  }

  #fillTo(bytes: number): DiskFile {
    const file = this.#file ?? this.#disk.create(SPARE_NAME);
    this.#file = file;
    while (this.#filledBytes < bytes) {
      const step = Math.min(CHUNK_BYTES, bytes - this.#filledBytes);
      this.#disk.write(file, new Uint8Array(step), this.#filledBytes);
      this.#filledBytes += step;
      this.#unsyncedBytes += step;
      if (this.#unsyncedBytes >= CHUNK_BYTES) this.#sync(file);
    }
    return file;
  }

  #sync(file: DiskFile): void {
    if (this.#unsyncedBytes === 0) return;
    this.#disk.sync(file);
    this.#unsyncedBytes = 0;
  }

  #forget(): void {
    this.#file = null;
    this.#filledBytes = 0;
    this.#unsyncedBytes = 0;
  }
}
