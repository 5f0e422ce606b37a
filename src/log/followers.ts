// Hands each durable batch to those who follow. A throw of a follower is a bug of the follower and
// goes to whoever told us: it is not swallowed.
import { headAfter, type StoredBatch } from "./log.ts";

export type OnBatch = (batch: StoredBatch) => void;
type Follower = { fromSeq: number; onBatch: OnBatch };

export class Followers {
  readonly #followers = new Set<Follower>();

  /** `past` is read to its end at once, so that no batch falls between it and the next `tell`. */
  add(past: Iterable<StoredBatch>, fromSeq: number, onBatch: OnBatch): () => void {
    for (const batch of past) onBatch(batch);
    const follower = { fromSeq, onBatch };
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  tell(batch: StoredBatch): void {
    for (const { fromSeq, onBatch } of this.#followers)
      if (headAfter(batch).seq >= fromSeq) onBatch(batch);
  }

  clear(): void {
    this.#followers.clear();
  }
}
