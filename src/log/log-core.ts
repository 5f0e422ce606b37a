// What a driver of the log does, without callbacks: DirectLog gives it the shape of a Log on the
// caller's thread, the log worker runs it on a thread of its own.
import type { LogHead, NewBatch, StoredBatch } from "./log.ts";

export type Appended = { stored: StoredBatch; syncMs: number };

export interface LogCore {
  head(): LogHead;
  /** Returns when durable, otherwise throws; after a throw it must not be called again. */
  append(batch: NewBatch, previousHash: string): Appended;
  /** Work that can be done after the answer is out: preparing space. */
  prepareAhead(): void;
  read(fromSeq: number): Iterable<StoredBatch>;
  close(): void;
}
