// The real disk, through node:fs. Files are 0600: the log holds everybody's bets.
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Disk, DiskFile } from "./disk.ts";

export class NodeDisk implements Disk {
  readonly path: string;
  readonly #syncDelayMs: number;
  readonly #sleepCell = new Int32Array(new SharedArrayBuffer(4));

  /** `syncDelayMs` blocks the thread that long after each sync: slower disks, for measuring. */
  constructor(path: string, syncDelayMs = 0) {
    this.path = path;
    this.#syncDelayMs = syncDelayMs;
  }

  list(): string[] {
    return readdirSync(this.path);
  }

  create(name: string): DiskFile {
    return openSync(join(this.path, name), "wx+", 0o600);
  }

  open(name: string): DiskFile {
    return openSync(join(this.path, name), "r+");
  }

  close(file: DiskFile): void {
    closeSync(file);
  }

  sizeBytes(file: DiskFile): number {
    return fstatSync(file).size;
  }

  read(file: DiskFile, into: Uint8Array, offset: number): number {
    let done = 0;
    while (done < into.length) {
      const count = readSync(file, into, done, into.length - done, offset + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  write(file: DiskFile, bytes: Uint8Array, offset: number): void {
    let done = 0;
    while (done < bytes.length)
      done += writeSync(file, bytes, done, bytes.length - done, offset + done);
  }

  sync(file: DiskFile): void {
    fdatasyncSync(file);
    if (this.#syncDelayMs > 0) Atomics.wait(this.#sleepCell, 0, 0, this.#syncDelayMs);
  }

  rename(from: string, to: string): void {
    renameSync(join(this.path, from), join(this.path, to));
  }

  remove(name: string): void {
    unlinkSync(join(this.path, name));
  }

  syncDirectory(): void {
    const directory = openSync(this.path, "r");
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  }
}
