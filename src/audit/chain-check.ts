// Each batch follows the one before: number, first seq, time, previous hash, and its own hash over
// the bytes. Recomputes every hash itself instead of trusting the driver that read the batch.
import { EMPTY_HEAD, headAfter, type LogHead, type StoredBatch } from "../log/log.ts";
import { sealRecord } from "../log/record.ts";
import type { Findings } from "./findings.ts";

export class ChainCheck {
  readonly #logId: Uint8Array;
  readonly #findings: Findings;
  #head: LogHead = EMPTY_HEAD;
  #timeMs = 0;
  #epoch = 0;

  constructor(logId: Uint8Array, findings: Findings) {
    this.#logId = logId;
    this.#findings = findings;
  }

  /** The last batch seen. */
  get head(): LogHead {
    return this.#head;
  }

  take(batch: StoredBatch): void {
    this.#compare(batch, "batch number", this.#head.batch + 1, batch.batch);
    this.#compare(batch, "first seq", this.#head.seq + 1, batch.firstSeq);
    this.#compare(batch, "previous hash", this.#head.hash, batch.previousHash);
    this.#compare(batch, "hash", sealRecord(this.#logId, batch).stored.hash, batch.hash);
    this.#atLeast(batch, "time", this.#timeMs, batch.timeMs);
    this.#atLeast(batch, "epoch", this.#epoch, batch.epoch);
    this.#head = headAfter(batch);
    this.#timeMs = batch.timeMs;
    this.#epoch = batch.epoch;
  }

  /** All that was to be read has been read. */
  end(expected: LogHead): void {
    const at = { seq: this.#head.seq, pool: null };
    this.#findings.compare({ ...at, what: "seq of the log's end" }, expected.seq, this.#head.seq);
    this.#findings.compare({ ...at, what: "hash of the head" }, expected.hash, this.#head.hash);
  }

  #compare(batch: StoredBatch, what: string, expected: unknown, found: unknown): void {
    const at = { seq: batch.firstSeq, pool: null, what: `batch ${batch.batch}: ${what}` };
    this.#findings.compare(at, expected, found);
  }

  #atLeast(batch: StoredBatch, what: string, least: number, found: number): void {
    if (found >= least) return;
    const at = { seq: batch.firstSeq, pool: null, what: `batch ${batch.batch}: ${what}` };
    this.#findings.add({ ...at, expected: `${least} or more`, found: String(found) });
  }
}
