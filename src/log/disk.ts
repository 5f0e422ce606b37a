// One directory of a disk, synchronous. All file access of the log goes through it, so that a
// simulated disk can stand under the very same code. Failures carry Node's error codes.

/** A handle of the disk that gave it. */
export type DiskFile = number;

export interface Disk {
  /** For messages: where this is. */
  readonly path: string;
  list(): string[];
  /** Makes an empty file; the name must be free. It lasts only after sync and syncDirectory. */
  create(name: string): DiskFile;
  open(name: string): DiskFile;
  close(file: DiskFile): void;
  sizeBytes(file: DiskFile): number;
  /** Fills `into` from `offset`; returns fewer bytes only at the end of the file. */
  read(file: DiskFile, into: Uint8Array, offset: number): number;
  /** Writes all of it; lasts only after sync. */
  write(file: DiskFile, bytes: Uint8Array, offset: number): void;
  /** fdatasync. After it has failed once nothing about the unsynced writes is known. */
  sync(file: DiskFile): void;
  /** Replaces `to`; lasts only after syncDirectory, as does remove. */
  rename(from: string, to: string): void;
  remove(name: string): void;
  syncDirectory(): void;
}
