// A log in memory: the same rules and hashes, nothing durable. For tests and the sandbox.
import { checkBatch } from "./batch-check.ts";
import { DirectLog, type Defer } from "./direct-log.ts";
import type { Appended, LogCore } from "./log-core.ts";
import { EMPTY_HEAD, headAfter, type LogHead, type NewBatch, type StoredBatch } from "./log.ts";
import { LOG_ID_BYTES, sealRecord } from "./record.ts";

const NO_ID = new Uint8Array(LOG_ID_BYTES);

class MemoryCore implements LogCore {
  readonly #batches: StoredBatch[] = [];
  #head: LogHead = EMPTY_HEAD;

  head(): LogHead {
    return this.#head;
  }

  append(batch: NewBatch, previousHash: string): Appended {
    checkBatch(batch, previousHash, this.#head);
    const { stored } = sealRecord(NO_ID, {
      ...batch,
      batch: this.#head.batch + 1,
      epoch: 1,
      previousHash,
    });
    this.#batches.push(stored);
    this.#head = headAfter(stored);
    return { stored, syncMs: 0 };
  }

  prepareAhead(): void {}

  *read(fromSeq: number): Generator<StoredBatch> {
    for (let index = this.#indexOf(fromSeq); index < this.#batches.length; index++) {
      const batch = this.#batches[index];
      if (batch !== undefined) yield batch;
    }
  }

  close(): void {}

  #indexOf(fromSeq: number): number {
    let low = 0;
    let high = this.#batches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const batch = this.#batches[middle];
      if (batch !== undefined && headAfter(batch).seq < fromSeq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export class MemoryLog extends DirectLog {
  constructor(defer?: Defer) {
    super(new MemoryCore(), defer);
  }
}
