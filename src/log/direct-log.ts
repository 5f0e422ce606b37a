// A Log on the caller's thread: memory, or segments on a (simulated) disk. The append itself runs
// in `defer`, so that callers meet the same order of things as with the worker.
import { asLogError, LogError } from "./log-error.ts";
import type { LogCore } from "./log-core.ts";
import { headAfter, type AppendResult, type Log, type LogHead } from "./log.ts";
import type { NewBatch, StoredBatch } from "./log.ts";
import { Followers } from "./followers.ts";

export type Defer = (run: () => void) => void;

export class DirectLog implements Log {
  readonly #core: LogCore;
  readonly #defer: Defer;
  readonly #followers = new Followers();
  #inFlight: Promise<void> | null = null;
  #failure: LogError | null = null;
  #closing: Promise<void> | null = null;

  constructor(core: LogCore, defer: Defer = queueMicrotask) {
    this.#core = core;
    this.#defer = defer;
  }

  head(): LogHead {
    return this.#core.head();
  }

  append(batch: NewBatch, previousHash: string, done: (result: AppendResult) => void): void {
    if (this.#inFlight !== null) this.#failure ??= secondAppend(batch);
    const failure = this.#failure;
    if (failure !== null) {
      this.#defer(() => done({ kind: "failed", error: failure }));
      return;
    }
    let ended = (): void => {};
    this.#inFlight = new Promise((resolve) => {
      ended = resolve;
    });
    this.#defer(() => {
      const outcome = this.#attempt(() => this.#core.append(batch, previousHash));
      this.#inFlight = null;
      ended();
      if (outcome instanceof LogError) {
        done({ kind: "failed", error: outcome });
        return;
      }
      const { stored, syncMs } = outcome;
      done({ kind: "durable", head: headAfter(stored), syncMs });
      this.#followers.tell(stored);
      this.#attempt(() => this.#core.prepareAhead());
    });
  }

  read(fromSeq: number): Iterable<StoredBatch> {
    return this.#core.read(fromSeq);
  }

  follow(fromSeq: number, onBatch: (batch: StoredBatch) => void): () => void {
    return this.#followers.add(this.read(fromSeq), fromSeq, onBatch);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const inFlight = this.#inFlight;
    this.#failure ??= closedError();
    if (inFlight !== null) await inFlight;
    this.#followers.clear();
    this.#core.close();
  }

  /** The first failure is what every later append is answered with. */
  #attempt<T>(run: () => T): T | LogError {
    try {
      return run();
    } catch (error) {
      const failure = asLogError(error, "appending to the log");
      this.#failure ??= failure;
      return failure;
    }
  }
}

export function secondAppend(batch: NewBatch): LogError {
  return new LogError(
    "OUT_OF_ORDER",
    `append of first seq ${batch.firstSeq} while another is in flight: one at a time`,
  );
}

export function closedError(): LogError {
  return new LogError("CLOSED", "the log is closed; it takes nothing more");
}
