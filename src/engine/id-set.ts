// A set of UUIDs that only grows: sixteen bytes an id and its share of an index, where a Set of texts
// takes more than a hundred. For ids of what has left the memory.
import { Column } from "./column.ts";
import { ShardedIndex } from "./sharded-index.ts";

const WORDS = 4;
const WORD_HEX_DIGITS = 8;

type Words = readonly [number, number, number, number];

export class IdSet<Id extends string = string> {
  readonly #columns = Array.from({ length: WORDS }, () => new Column("uint32"));
  // The last word has nothing but the id's own bits: version and variant stand further up.
  readonly #index = new ShardedIndex((row) => this.#word(WORDS - 1, row));

  get size(): number {
    return this.#columns[0]?.length ?? 0;
  }

  has(id: Id): boolean {
    return this.#rowOf(wordsOf(id)) >= 0;
  }

  add(id: Id): void {
    const words = wordsOf(id);
    if (this.#rowOf(words) >= 0) return;
    this.#index.insert(words[3], this.size);
    this.#columns.forEach((column, place) => column.push(words[place] ?? 0));
  }

  /** In the order added. */
  *values(): Generator<Id> {
    for (let row = 0; row < this.size; row++) {
      const hex = this.#columns
        .map((column) => column.get(row).toString(16).padStart(WORD_HEX_DIGITS, "0"))
        .join("");
      const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
      yield [...parts, hex.slice(20)].join("-") as Id;
    }
  }

  #rowOf(words: Words): number {
    return this.#index.find(words[3], (row) =>
      words.every((word, place) => this.#word(place, row) === word),
    );
  }

  #word(place: number, row: number): number {
    return this.#columns[place]?.get(row) ?? 0;
  }
}

/** The id is a UUID in lower case. */
function wordsOf(id: string): Words {
  const hex = id.replaceAll("-", "");
  const word = (place: number): number =>
    Number.parseInt(hex.slice(place * WORD_HEX_DIGITS, (place + 1) * WORD_HEX_DIGITS), 16);
  return [word(0), word(1), word(2), word(3)];
}
