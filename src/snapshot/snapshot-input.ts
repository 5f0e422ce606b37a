// Reads a snapshot's bytes in order, hashing as it goes. What it hands out is proven only by end().
import { type Hash, createHash } from "node:crypto";
import type { Disk, DiskFile } from "../log/disk.ts";
import { SnapshotProblem } from "./snapshot-problem.ts";

const WINDOW_BYTES = 1024 * 1024;
const HASH_BYTES = 32;
const NEWLINE = 10;
/** Longer than any line we write; a damaged file must not be read as one. */
const LINE_BYTES_MAX = 64 * 1024;

export class SnapshotInput {
  readonly #disk: Disk;
  readonly #file: DiskFile;
  readonly #hash: Hash = createHash("sha256");
  /** Of the content; the hash behind it is left out. */
  readonly #contentBytes: number;
  #offset = 0;
  #window: Uint8Array = new Uint8Array(0);
  #windowAt = 0;

  constructor(disk: Disk, name: string) {
    this.#disk = disk;
    this.#file = disk.open(name);
    this.#contentBytes = Math.max(0, disk.sizeBytes(this.#file) - HASH_BYTES);
  }

  get leftBytes(): number {
    return this.#contentBytes - this.#offset;
  }

  /** The next line without its end. */
  line(): string {
    const ahead = this.#look(Math.min(LINE_BYTES_MAX, this.leftBytes));
    const length = ahead.indexOf(NEWLINE);
    if (length < 0) throw new SnapshotProblem(`no line ends behind byte ${this.#offset}`);
    const text = new TextDecoder().decode(ahead.subarray(0, length));
    this.#take(length + 1);
    return text;
  }

  /** A view, good until the next call. */
  bytes(length: number): Uint8Array {
    if (!(length <= this.leftBytes)) {
      throw new SnapshotProblem(`${length} bytes should follow byte ${this.#offset}; it was cut`);
    }
    const found = this.#look(length);
    this.#take(length);
    return found;
  }

  /** Throws where anything is left, or anything read so far is not what was written. */
  end(): void {
    if (this.leftBytes !== 0) throw new SnapshotProblem(`${this.leftBytes} bytes too many`);
    const written = new Uint8Array(HASH_BYTES);
    this.#disk.read(this.#file, written, this.#contentBytes);
    if (!this.#hash.digest().equals(written)) {
      throw new SnapshotProblem("it is damaged: the hash of its bytes does not fit");
    }
  }

  close(): void {
    this.#disk.close(this.#file);
  }

  #look(length: number): Uint8Array {
    const from = this.#offset - this.#windowAt;
    if (from + length > this.#window.length) {
      const wanted = Math.max(length, Math.min(WINDOW_BYTES, this.leftBytes));
      const window = new Uint8Array(wanted);
      const count = this.#disk.read(this.#file, window, this.#offset);
      if (count < wanted) throw new SnapshotProblem("it became shorter while it was read");
      this.#window = window;
      this.#windowAt = this.#offset;
      return window.subarray(0, length);
    }
    return this.#window.subarray(from, from + length);
  }

  #take(length: number): void {
    const from = this.#offset - this.#windowAt;
    this.#hash.update(this.#window.subarray(from, from + length));
    this.#offset += length;
  }
}
