// A growing column of numbers in chunks: no copy of what is there when it grows past the first chunk,
// nothing per row for the garbage collector.

const CHUNK_BITS = 16;
const CHUNK_ROWS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ROWS - 1;
const FIRST_ROWS = 16;

type Chunk = Float64Array | Uint32Array;
type ChunkKind = "float64" | "uint32";

function newChunk(kind: ChunkKind, rows: number): Chunk {
  return kind === "float64" ? new Float64Array(rows) : new Uint32Array(rows);
}

export class Column {
  length = 0;
  readonly #kind: ChunkKind;
  readonly #chunks: Chunk[] = [];

  constructor(kind: ChunkKind) {
    this.#kind = kind;
  }

  /** 0 for rows never written. */
  get(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS]?.[row & CHUNK_MASK] ?? 0;
  }

  push(value: number): void {
    this.set(this.length, value);
  }

  set(row: number, value: number): void {
    const chunk = row >>> CHUNK_BITS;
    const offset = row & CHUNK_MASK;
    let rows = this.#chunks[chunk];
    if (rows === undefined || offset >= rows.length) rows = this.#grow(chunk, offset);
    rows[offset] = value;
    if (row >= this.length) this.length = row + 1;
  }

  /** Adds to a row and returns what it comes to. */
  add(row: number, amount: number): number {
    const rows = this.#chunks[row >>> CHUNK_BITS];
    const offset = row & CHUNK_MASK;
    const sum = (rows?.[offset] ?? 0) + amount;
    if (rows === undefined || offset >= rows.length || row >= this.length) this.set(row, sum);
    else rows[offset] = sum;
    return sum;
  }

  #grow(chunk: number, offset: number): Chunk {
    while (this.#chunks.length < chunk) {
      const last = this.#chunks.length - 1;
      if (last >= 0) this.#resize(last, CHUNK_ROWS);
      this.#chunks.push(newChunk(this.#kind, this.#chunks.length === 0 ? FIRST_ROWS : CHUNK_ROWS));
    }
    // Only the first chunk starts small: most pools have few bets.
    if (chunk > 0) return this.#resize(chunk, CHUNK_ROWS);
    let rows = FIRST_ROWS;
    while (rows <= offset) rows *= 2;
    return this.#resize(0, rows);
  }

  #resize(chunk: number, rows: number): Chunk {
    const old = this.#chunks[chunk];
    if (old !== undefined && old.length >= rows) return old;
    const grown = newChunk(this.#kind, rows);
    if (old !== undefined) grown.set(old);
    this.#chunks[chunk] = grown;
    return grown;
  }
}
