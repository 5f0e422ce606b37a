// What went wrong while matches were played. Anything in here makes the whole fail.

const KEPT_MAX = 20;

export class Problems {
  readonly #texts: string[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(text: string): void {
    this.#count++;
    if (this.#texts.length < KEPT_MAX) this.#texts.push(text);
  }

  /** What the others probably follow from. */
  addCause(text: string): void {
    this.#count++;
    this.#texts.unshift(text);
  }

  /** The first ones, and how many more there were. */
  lines(): string[] {
    const more = this.#count - this.#texts.length;
    return more > 0 ? [...this.#texts, `and ${more} more`] : [...this.#texts];
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
