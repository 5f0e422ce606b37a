// The durable log as the rest of the server sees it: an ordered, hash-chained list of batches.
// Owns the types only; every driver passes test/contract/log-contract.ts.
import type { LogError } from "./log-error.ts";

/** The last durable batch. `hash` is lower-case hex SHA-256; see EMPTY_HEAD for an empty log. */
export type LogHead = { batch: number; seq: number; hash: string };

/** `payload` is `count` lines of compact JSON, each ended by "\n", for seqs firstSeq and up. */
export type NewBatch = { firstSeq: number; count: number; timeMs: number; payload: Uint8Array };

export type StoredBatch = NewBatch & {
  batch: number;
  epoch: number;
  previousHash: string;
  hash: string;
};

export type AppendResult =
  { kind: "durable"; head: LogHead; syncMs: number } | { kind: "failed"; error: LogError };

export interface Log {
  head(): LogHead;
  /**
   * One in flight at a time; `previousHash` must be the head's. The payload belongs to the log
   * from here on. `done` is called once, never before append has returned. After a failure the
   * log takes nothing more: a failed sync is never retried.
   */
  append(batch: NewBatch, previousHash: string, done: (result: AppendResult) => void): void;
  /** Verified batches up to the head, the first one holding fromSeq or later. Throws LogError. */
  read(fromSeq: number): Iterable<StoredBatch>;
  /**
   * What is there, at once, then each durable batch after its `done`. Returns the way to stop.
   * The payload is shared between followers: read it, don't write to it.
   */
  follow(fromSeq: number, onBatch: (batch: StoredBatch) => void): () => void;
  /** Waits for the append in flight, then gives up files and lock. */
  close(): Promise<void>;
}

export const EMPTY_HEAD: LogHead = { batch: 0, seq: 0, hash: "0".repeat(64) };

export function headAfter(batch: StoredBatch): LogHead {
  return { batch: batch.batch, seq: batch.firstSeq + batch.count - 1, hash: batch.hash };
}
