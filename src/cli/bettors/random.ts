// The demo's own randomness: xoshiro128** with 128 bits of state, so that one seed gives the same
// players with the same inclinations on every machine. Never for secrets.

const MASK_64 = (1n << 64n) - 1n;

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** Four 32-bit words, not all zero. */
  constructor(state: readonly [number, number, number, number]) {
    [this.#a, this.#b, this.#c, this.#d] = state;
    if ((this.#a | this.#b | this.#c | this.#d) === 0) throw new Error("a state of zeros stays so");
  }

  static seeded(seed: bigint): Random {
    const [low, afterLow] = splitMix(seed & MASK_64);
    const [high] = splitMix(afterLow);
    return new Random([word(low), word(low >> 32n), word(high), word(high >> 32n)]);
  }

  uint32(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  /** 0 <= x < 1, with 53 random bits. */
  fraction(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** 0 <= n < bound */
  below(bound: number): number {
    return Math.floor(this.fraction() * bound);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }

  /** Each with a chance in proportion to its weight; undefined where all weigh nothing. */
  pickWeighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item | undefined {
    const weights = items.map((item) => Math.max(0, weightOf(item)));
    let left = this.fraction() * weights.reduce((sum, weight) => sum + weight, 0);
    return items.find((_, index) => {
      const weight = weights[index] ?? 0;
      left -= weight;
      return weight > 0 && left < 0;
    });
  }

  /** Waiting times of independent arrivals. */
  exponential(mean: number): number {
    return -Math.log(1 - this.fraction()) * mean;
  }

  /** An independent stream. */
  fork(): Random {
    return Random.seeded((BigInt(this.uint32()) << 32n) | BigInt(this.uint32()));
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function word(value: bigint): number {
  return Number(value & 0xffff_ffffn) | 0;
}

/** One step of splitmix64: its output and the next state. */
function splitMix(state: bigint): [bigint, bigint] {
  const next = (state + 0x9e37_79b9_7f4a_7c15n) & MASK_64;
  let mixed = ((next ^ (next >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & MASK_64;
  mixed = ((mixed ^ (mixed >> 27n)) * 0x94d0_49bb_1331_11ebn) & MASK_64;
  return [mixed ^ (mixed >> 31n), next];
}
