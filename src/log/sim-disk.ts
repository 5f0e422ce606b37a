// A disk that forgets what was not synced, in whatever order it likes. Deterministic: all chance
// comes from the caller's random source. Sectors are written whole or not at all.
import type { Disk, DiskFile } from "./disk.ts";
import { SECTOR_BYTES } from "./record.ts";

/** A seeded source of uint32. */
export type Random = () => number;

/** `now` is what reads see, `durable` what a crash leaves; `versions` the unsynced in between. */
type Inode = {
  now: Uint8Array;
  nowBytes: number;
  durable: Uint8Array;
  durableBytes: number;
  versions: Map<number, Uint8Array[]>;
};
type Names = Map<string, Inode>;

class SimDiskError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export class SimDisk implements Disk {
  readonly path = "sim:";
  /** Changes (writes, syncs, names) made so far; see crashAtOperation. */
  operations = 0;
  #names: Names = new Map();
  #durableNames: Names = new Map();
  #unsyncedNames: ((names: Names) => void)[] = [];
  #handles = new Map<DiskFile, Inode>();
  #nextHandle = 1;
  #capacityBytes: number;
  #failingSync: { code: string; random: Random } | null = null;
  #crashAt = Number.POSITIVE_INFINITY;

  constructor(options: { capacityBytes?: number } = {}) {
    this.#capacityBytes = options.capacityBytes ?? Number.POSITIVE_INFINITY;
  }

  // --- what a test may do to it

  /** The power goes at the given operation: it and all later ones throw until `crash`. */
  crashAtOperation(operation: number): void {
    this.#crashAt = operation;
  }

  /** Power loss and return: any subset of unsynced sectors and names survives; handles are gone. */
  crash(random: Random): void {
    for (const change of this.#unsyncedNames) if (coin(random)) change(this.#durableNames);
    this.#unsyncedNames = [];
    this.#names = new Map(this.#durableNames);
    for (const inode of new Set(this.#names.values())) loseUnsynced(inode, random);
    this.#handles.clear();
    this.#crashAt = Number.POSITIVE_INFINITY;
    this.#failingSync = null;
  }

  /** Kills the process only: handles are gone, what was written stays readable and unsynced. */
  killProcess(): void {
    this.#handles.clear();
    this.#crashAt = Number.POSITIVE_INFINITY;
  }

  /**
   * The next sync throws, and as on Linux the pages then count as clean: still readable, on disk
   * only where chance wrote them, and never written by a later sync.
   */
  failNextSync(random: Random, code = "EIO"): void {
    this.#failingSync = { code, random };
  }

  get usedBytes(): number {
    return this.#usedBytes();
  }

  setCapacity(capacityBytes: number): void {
    this.#capacityBytes = capacityBytes;
  }

  flipBit(name: string, byteOffset: number, bit: number): void {
    const inode = this.#inodeOf(name);
    for (const content of [inode.now, inode.durable]) {
      const byte = content[byteOffset];
      if (byte === undefined) throw new RangeError(`${name} has no byte ${byteOffset}`);
      content[byteOffset] = byte ^ (1 << bit);
    }
  }

  contents(name: string): Uint8Array {
    const inode = this.#inodeOf(name);
    return inode.now.slice(0, inode.nowBytes);
  }

  /** Puts a file there, durable at once, in place of any other of that name. */
  place(name: string, content: Uint8Array): void {
    const inode = emptyInode();
    inode.now = grown(inode.now, content.length);
    inode.now.set(content);
    inode.durable = inode.now.slice();
    inode.nowBytes = content.length;
    inode.durableBytes = content.length;
    this.#names.set(name, inode);
    this.#durableNames.set(name, inode);
  }

  /** Takes a file away, durably. */
  lose(name: string): void {
    this.#names.delete(name);
    this.#durableNames.delete(name);
  }

  // --- Disk

  list(): string[] {
    return [...this.#names.keys()];
  }

  create(name: string): DiskFile {
    if (this.#names.has(name)) throw new SimDiskError("EEXIST", `${name} exists`);
    const inode = emptyInode();
    this.#changeNames((names) => names.set(name, inode));
    return this.#handleFor(inode);
  }

  open(name: string): DiskFile {
    return this.#handleFor(this.#inodeOf(name));
  }

  close(file: DiskFile): void {
    this.#handles.delete(file);
  }

  sizeBytes(file: DiskFile): number {
    return this.#fileOf(file).nowBytes;
  }

  read(file: DiskFile, into: Uint8Array, offset: number): number {
    const inode = this.#fileOf(file);
    const part = inode.now.subarray(offset, Math.min(offset + into.length, inode.nowBytes));
    into.set(part);
    return part.length;
  }

  write(file: DiskFile, bytes: Uint8Array, offset: number): void {
    const inode = this.#fileOf(file);
    const end = Math.max(inode.nowBytes, offset + bytes.length);
    if (this.#usedBytes() + end - inode.nowBytes > this.#capacityBytes)
      throw new SimDiskError("ENOSPC", "no space left on device");
    inode.now = grown(inode.now, end);
    inode.nowBytes = end;
    inode.now.set(bytes, offset);
    const last = Math.floor((offset + bytes.length - 1) / SECTOR_BYTES);
    for (let sector = Math.floor(offset / SECTOR_BYTES); sector <= last; sector++)
      versionsOf(inode, sector).push(sectorOf(inode.now, sector));
    this.#count();
  }

  sync(file: DiskFile): void {
    const inode = this.#fileOf(file);
    this.#count();
    const failing = this.#failingSync;
    if (failing === null) {
      settle(inode);
      return;
    }
    this.#failingSync = null;
    surviveSome(inode, failing.random);
    throw new SimDiskError(failing.code, "sync failed");
  }

  rename(from: string, to: string): void {
    this.#inodeOf(from);
    this.#changeNames((names) => {
      const inode = names.get(from);
      if (inode === undefined) return;
      names.delete(from);
      names.set(to, inode);
    });
  }

  remove(name: string): void {
    this.#inodeOf(name);
    this.#changeNames((names) => names.delete(name));
  }

  syncDirectory(): void {
    this.#count();
    this.#durableNames = new Map(this.#names);
    this.#unsyncedNames = [];
  }

  #changeNames(change: (names: Names) => void): void {
    change(this.#names);
    this.#unsyncedNames.push(change);
    this.#count();
  }

  #count(): void {
    this.operations++;
    if (this.operations >= this.#crashAt) throw new SimDiskError("EPOWER", "the power went");
  }

  #handleFor(inode: Inode): DiskFile {
    const handle = this.#nextHandle++;
    this.#handles.set(handle, inode);
    return handle;
  }

  #fileOf(file: DiskFile): Inode {
    const inode = this.#handles.get(file);
    if (inode === undefined) throw new SimDiskError("EBADF", `no open file ${file}`);
    return inode;
  }

  #inodeOf(name: string): Inode {
    const inode = this.#names.get(name);
    if (inode === undefined) throw new SimDiskError("ENOENT", `no file ${name}`);
    return inode;
  }

  #usedBytes(): number {
    let used = 0;
    for (const inode of this.#names.values()) used += inode.nowBytes;
    return used;
  }
}

function coin(random: Random): boolean {
  return random() >= 0x8000_0000;
}

function emptyInode(): Inode {
  const none = new Uint8Array(0);
  return { now: none, nowBytes: 0, durable: none, durableBytes: 0, versions: new Map() };
}

/** Room up to the end of the sector, at least doubling. */
function grown(content: Uint8Array, bytes: number): Uint8Array {
  const wanted = Math.ceil(bytes / SECTOR_BYTES) * SECTOR_BYTES;
  if (content.length >= wanted) return content;
  const larger = new Uint8Array(Math.max(wanted, content.length * 2));
  larger.set(content);
  return larger;
}

function sectorOf(content: Uint8Array, sector: number): Uint8Array {
  return content.slice(sector * SECTOR_BYTES, (sector + 1) * SECTOR_BYTES);
}

function versionsOf(inode: Inode, sector: number): Uint8Array[] {
  const known = inode.versions.get(sector);
  if (known !== undefined) return known;
  const versions: Uint8Array[] = [];
  inode.versions.set(sector, versions);
  return versions;
}

function settle(inode: Inode): void {
  inode.durable = grown(inode.durable, inode.nowBytes);
  for (const sector of inode.versions.keys())
    inode.durable.set(sectorOf(inode.now, sector), sector * SECTOR_BYTES);
  inode.durableBytes = inode.nowBytes;
  inode.versions.clear();
}

/** Each unsynced sector ends as one of its versions, or as it was. */
function surviveSome(inode: Inode, random: Random): void {
  for (const [sector, versions] of inode.versions) {
    const kept = versions[random() % (versions.length + 1)];
    if (kept === undefined) continue;
    const end = (sector + 1) * SECTOR_BYTES;
    inode.durable = grown(inode.durable, end);
    inode.durable.set(kept, sector * SECTOR_BYTES);
    inode.durableBytes = Math.max(inode.durableBytes, Math.min(end, inode.nowBytes));
  }
  inode.versions.clear();
}

function loseUnsynced(inode: Inode, random: Random): void {
  surviveSome(inode, random);
  inode.now = inode.durable.slice();
  inode.nowBytes = inode.durableBytes;
}
