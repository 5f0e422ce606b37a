// The log with hashing, writing and syncing on a worker's thread. Reading happens here, from the
// files. A worker that fails, ends or goes silent makes the log fail for good: the owner exits.
import { assertNever } from "../engine/assert-never.ts";
import { readBatches } from "./batch-reader.ts";
import { closedError, secondAppend } from "./direct-log.ts";
import type { Disk } from "./disk.ts";
import { Followers } from "./followers.ts";
import { LogError } from "./log-error.ts";
import { headAfter, type AppendResult, type Log, type LogHead } from "./log.ts";
import type { NewBatch, StoredBatch } from "./log.ts";
import type { FromWriter, OpenRequest, SpawnWriter, WriterPort } from "./writer-messages.ts";

/** An append unanswered this long: the server should call itself not ready. */
export const APPEND_SLOW_MS = 5_000;
/** An append (or closing) unanswered this long has failed. */
export const APPEND_LOST_MS = 30_000;

/** Monotonic time, and a timer that can be called off. */
export type Timers = { nowMs(): number; after(delayMs: number, run: () => void): () => void };

export type WorkerLogParts = {
  spawn: SpawnWriter;
  timers: Timers;
  /** The same directory, for reading. */
  disk: Disk;
  /** Called once when the worker has ended and nothing of ours is open any more. */
  onEnded: () => void;
};

type InFlight = { sinceMs: number; done: (result: AppendResult) => void; stopTimer: () => void };
type Opened = { head: LogHead; logId: Uint8Array };

export class WorkerLog implements Log {
  readonly #parts: WorkerLogParts;
  readonly #port: WriterPort;
  readonly #followers = new Followers();
  readonly #opening = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  #opened: Opened | null = null;
  #inFlight: InFlight | null = null;
  #failure: LogError | null = null;
  #closing: Promise<void> | null = null;
  #closeFailure: LogError | null = null;
  #closedCleanly = false;
  #hasEnded = false;

  private constructor(parts: WorkerLogParts) {
    this.#parts = parts;
    this.#port = parts.spawn({
      message: (message) => this.#receive(message),
      broken: (reason) => this.#fail(died(reason)),
      gone: () => this.#end(),
    });
  }

  /** Recovers the log in the worker. Rejects with a LogError, after the worker has ended. */
  static async open(request: OpenRequest, parts: WorkerLogParts): Promise<WorkerLog> {
    const log = new WorkerLog(parts);
    log.#port.post({ kind: "open", request }, []);
    try {
      await log.#opening.promise;
    } catch (error) {
      if (!log.#hasEnded) log.#port.post({ kind: "close" }, []);
      await log.#ended.promise;
      throw error;
    }
    return log;
  }

  head(): LogHead {
    return this.#open().head;
  }

  /** How long the append in flight has been waiting; 0 without one. See APPEND_SLOW_MS. */
  appendPendingMs(): number {
    return this.#inFlight === null ? 0 : this.#parts.timers.nowMs() - this.#inFlight.sinceMs;
  }

  append(batch: NewBatch, previousHash: string, done: (result: AppendResult) => void): void {
    if (this.#inFlight !== null) this.#failure ??= secondAppend(batch);
    const failure = this.#failure;
    if (failure !== null) {
      queueMicrotask(() => done({ kind: "failed", error: failure }));
      return;
    }
    const { timers } = this.#parts;
    const stopTimer = timers.after(APPEND_LOST_MS, () => this.#fail(unanswered("an append")));
    this.#inFlight = { sinceMs: timers.nowMs(), done, stopTimer };
    const payload = ownBuffer(batch.payload);
    this.#port.post({ kind: "append", batch: { ...batch, payload }, previousHash }, [
      payload.buffer,
    ]);
  }

  read(fromSeq: number): Iterable<StoredBatch> {
    const { logId } = this.#open();
    return readBatches({ disk: this.#parts.disk, logId, head: () => this.head() }, fromSeq);
  }

  follow(fromSeq: number, onBatch: (batch: StoredBatch) => void): () => void {
    return this.#followers.add(this.read(fromSeq), fromSeq, onBatch);
  }

  /** Rejects when the worker could not note the head, or did not end in APPEND_LOST_MS. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#failure ??= closedError();
    if (this.#hasEnded) return;
    this.#port.post({ kind: "close" }, []);
    const stopTimer = this.#parts.timers.after(APPEND_LOST_MS, () =>
      this.#ended.reject(unanswered("closing")),
    );
    await this.#ended.promise;
    stopTimer();
    this.#followers.clear();
    if (this.#closeFailure !== null) throw this.#closeFailure;
  }

  #receive(message: FromWriter): void {
    switch (message.kind) {
      case "opened":
        this.#opened = { head: message.head, logId: Buffer.from(message.logId, "hex") };
        this.#opening.resolve();
        return;
      case "durable":
        this.#acknowledge(message.stored, message.syncMs);
        return;
      case "failed": {
        const error = new LogError(message.code, message.message);
        if (this.#closing !== null && this.#inFlight === null) this.#closeFailure = error;
        this.#fail(error);
        return;
      }
      case "closed":
        this.#closedCleanly = true;
        return;
      default:
        assertNever(message);
    }
  }

  /** An answer that comes after the append was given up is not told: its caller has gone on. */
  #acknowledge(stored: StoredBatch, syncMs: number): void {
    const inFlight = this.#inFlight;
    if (inFlight === null) return;
    this.#inFlight = null;
    inFlight.stopTimer();
    const head = headAfter(stored);
    this.#open().head = head;
    inFlight.done({ kind: "durable", head, syncMs });
    this.#followers.tell(stored);
  }

  #fail(error: LogError): void {
    this.#failure ??= error;
    this.#opening.reject(error);
    const inFlight = this.#inFlight;
    if (inFlight === null) return;
    this.#inFlight = null;
    inFlight.stopTimer();
    inFlight.done({ kind: "failed", error });
  }

  #end(): void {
    this.#hasEnded = true;
    if (!this.#closedCleanly) this.#fail(died("it ended unasked"));
    this.#parts.onEnded();
    this.#ended.resolve();
  }

  #open(): Opened {
    if (this.#opened === null) throw new LogError("CLOSED", "the log is not open yet");
    return this.#opened;
  }
}

function unanswered(what: string): LogError {
  return new LogError(
    "UNANSWERED",
    `${what} got no answer from the log's worker for ${APPEND_LOST_MS / 1000} s: the disk hangs. Whether the batch is durable shows after a restart`,
  );
}

function died(reason: string): LogError {
  return new LogError("UNANSWERED", `the log's worker failed: ${reason}. Restart the server`);
}

/** Moving a view would detach whatever else lies in its buffer: then, and only then, copy. */
function ownBuffer(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = payload;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === payload.byteLength)
    return new Uint8Array(buffer);
  return payload.slice();
}
