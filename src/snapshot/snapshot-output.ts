// Writes a snapshot's bytes, hashing as it goes. Nothing here is durable before finish.
import { type Hash, createHash } from "node:crypto";
import type { Disk, DiskFile } from "../log/disk.ts";

const CHUNK_BYTES = 1024 * 1024;

export class SnapshotOutput {
  readonly #disk: Disk;
  readonly #file: DiskFile;
  readonly #hash: Hash = createHash("sha256");
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writtenBytes = 0;

  constructor(disk: Disk, name: string) {
    this.#disk = disk;
    this.#file = disk.create(name);
  }

  text(text: string): void {
    this.bytes(new TextEncoder().encode(text));
  }

  bytes(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= CHUNK_BYTES) this.#flush();
  }

  /** Ends the file with the hash of all before it, and syncs. Answers its length. */
  finish(): number {
    this.#flush();
    this.#append(this.#hash.digest());
    this.#disk.sync(this.#file);
    return this.#writtenBytes;
  }

  /** In any case, also after a throw. */
  close(): void {
    this.#disk.close(this.#file);
  }

  #flush(): void {
    if (this.#waitingBytes === 0) return;
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#hash.update(bytes);
    this.#append(bytes);
  }

  #append(bytes: Uint8Array): void {
    this.#disk.write(this.#file, bytes, this.#writtenBytes);
    this.#writtenBytes += bytes.length;
  }
}
