// Facts decided and not yet handed to the log, in order. All facts of a command stay in one batch.
import type { NewBatch } from "../log/log.ts";

export const BATCH_FACTS_MAX = 4_096;
export const BATCH_BYTES_MAX = 1_048_576;

type Group = { lines: string; count: number; timeMs: number; sinceMs: number };

const encoder = new TextEncoder();

export class BatchQueue {
  #groups: Group[] = [];
  #first = 0;
  #facts = 0;
  #chars = 0;

  get facts(): number {
    return this.#facts;
  }
  /** Characters, close enough to bytes for a limit. */
  get chars(): number {
    return this.#chars;
  }
  /** Monotonic time since which the oldest group waits, or null. */
  get oldestSinceMs(): number | null {
    return this.#groups[this.#first]?.sinceMs ?? null;
  }

  /** `lines`: the facts of one command, each ended by a line end. */
  push(group: Group): void {
    this.#groups.push(group);
    this.#facts += group.count;
    this.#chars += group.lines.length;
  }

  /** The next batch, as many whole commands as fit, at least one; null when nothing waits. */
  take(firstSeq: number): NewBatch | null {
    let text = "";
    let count = 0;
    let timeMs = 0;
    for (; this.#first < this.#groups.length; this.#first++) {
      const group = this.#groups[this.#first];
      if (group === undefined) break;
      const full =
        count + group.count > BATCH_FACTS_MAX || text.length + group.lines.length > BATCH_BYTES_MAX;
      if (count > 0 && full) break;
      text += group.lines;
      count += group.count;
      timeMs = group.timeMs;
    }
    if (count === 0) return null;
    this.#facts -= count;
    this.#chars -= text.length;
    this.#compact();
    return { firstSeq, count, timeMs, payload: encoder.encode(text) };
  }

  #compact(): void {
    if (this.#first < this.#groups.length) {
      if (this.#first < BATCH_FACTS_MAX) return;
      this.#groups = this.#groups.slice(this.#first);
    } else {
      this.#groups = [];
    }
    this.#first = 0;
  }
}
