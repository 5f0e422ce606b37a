// Hash tables over rows kept elsewhere: row numbers in open addressing, split into shards so that no
// single growth is long enough to be felt by those who wait for an answer.

const SHARDS = 64;
const EMPTY = 0;

type Shard = { slots: Int32Array; used: number };

export class ShardedIndex {
  readonly #shards: (Shard | undefined)[] = [];
  readonly #hashOfRow: (row: number) => number;

  /** `hashOfRow` gives the uint32 hash of a row already stored; needed when a shard grows. */
  constructor(hashOfRow: (row: number) => number) {
    this.#hashOfRow = hashOfRow;
  }

  /** The first row of that hash for which `matches` holds, or -1. */
  find(hash: number, matches: (row: number) => boolean): number {
    const shard = this.#shards[hash & (SHARDS - 1)];
    if (shard === undefined) return -1;
    const mask = shard.slots.length - 1;
    for (let slot = (hash >>> 6) & mask; ; slot = (slot + 1) & mask) {
      const stored = shard.slots[slot] ?? EMPTY;
      if (stored === EMPTY) return -1;
      if (matches(stored - 1)) return stored - 1;
    }
  }

  insert(hash: number, row: number): void {
    const number = hash & (SHARDS - 1);
    let shard = this.#shards[number];
    if (shard === undefined) {
      shard = { slots: new Int32Array(8), used: 0 };
      this.#shards[number] = shard;
    } else if ((shard.used + 1) * 2 > shard.slots.length) {
      this.#grow(shard);
    }
    place(shard.slots, hash, row);
    shard.used++;
  }

  #grow(shard: Shard): void {
    const grown = new Int32Array(shard.slots.length * 2);
    for (const stored of shard.slots) {
      if (stored !== EMPTY) place(grown, this.#hashOfRow(stored - 1), stored - 1);
    }
    shard.slots = grown;
  }
}

function place(slots: Int32Array, hash: number, row: number): void {
  const mask = slots.length - 1;
  let slot = (hash >>> 6) & mask;
  while ((slots[slot] ?? EMPTY) !== EMPTY) slot = (slot + 1) & mask;
  slots[slot] = row + 1;
}

/** Spreads small integers over 32 bits (murmur3's finaliser). */
export function spread(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
