// Starts the archive's worker and speaks for it. Whatever goes wrong there is told once, and every call
// from then on is rejected; the rest of the server goes on without an archive.
import { assertNever } from "../engine/assert-never.ts";
import { type Archive, ArchiveUnavailable, type AsOf } from "./archive.ts";
import type { ArchiveStore } from "./archive-database.ts";
import { movedWith } from "./archive-write.ts";
import type { ArchiveCall, OwnerMessage, WorkerMessage } from "./worker-message.ts";

export type ArchiveOptions = {
  readonly store: ArchiveStore;
  /** Called at most once, when the archive fails after it was opened. */
  readonly onFailed: (error: Error) => void;
};

/** Rejects with ArchiveUnavailable where the file can't be used. */
export async function openArchive(options: ArchiveOptions): Promise<Archive> {
  const owner = new WorkerOwner(options);
  const found = await owner.open(options.store);
  // The worker answers each call with the type that Archive says.
  const ask = <Answer>(call: ArchiveCall): Promise<AsOf<Answer>> =>
    owner.call(call) as Promise<AsOf<Answer>>;
  return {
    found,
    enter: async (writes) => {
      await owner.call({ kind: "enter", writes }, writes.flatMap(movedWith));
    },
    resolvedPools: (gameId, userId) => ask({ kind: "resolved-pools", gameId, userId }),
    gamesOf: (userId) => ask({ kind: "games-of", userId }),
    report: (scope) => ask({ kind: "report", scope }),
    royalties: (scope) => ask({ kind: "royalties", scope }),
    close: () => owner.close(),
  };
}

type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void };

class WorkerOwner {
  readonly #worker: Worker;
  readonly #onFailed: (error: Error) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #opened = Promise.withResolvers<Archive["found"]>();
  readonly #gone = Promise.withResolvers<void>();
  #lastCallId = 0;
  #phase: "opening" | "open" | "closing" | "over" = "opening";
  #failure: ArchiveUnavailable | null = null;

  constructor({ onFailed }: ArchiveOptions) {
    this.#onFailed = onFailed;
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { name: "archive" });
    this.#worker.onmessage = (event: MessageEvent<WorkerMessage>) => this.#take(event.data);
    this.#worker.onerror = (event) => this.#fail(event.message);
    this.#worker.addEventListener("close", () => {
      if (this.#phase !== "closing") this.#fail("its worker ended by itself");
      this.#phase = "over";
      this.#gone.resolve();
    });
  }

  open(store: ArchiveStore): Promise<Archive["found"]> {
    this.#post({ kind: "open", store });
    return this.#opened.promise;
  }

  call(call: ArchiveCall, moved: ArrayBuffer[] = []): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#phase !== "open") {
        reject(this.#failure ?? new ArchiveUnavailable("it is closed"));
        return;
      }
      const callId = ++this.#lastCallId;
      this.#waiting.set(callId, { resolve, reject });
      this.#post({ kind: "call", callId, call }, moved);
    });
  }

  /** What was asked before is still answered. */
  async close(): Promise<void> {
    if (this.#phase === "open") {
      this.#phase = "closing";
      this.#post({ kind: "close" });
    }
    await this.#gone.promise;
  }

  #post(message: OwnerMessage, moved: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, moved);
  }

  #take(message: WorkerMessage): void {
    switch (message.kind) {
      case "opened":
        this.#phase = "open";
        this.#opened.resolve(message.found);
        return;
      case "answer":
        this.#waiting.get(message.callId)?.resolve(message.answer);
        this.#waiting.delete(message.callId);
        return;
      case "failed":
        this.#fail(message.text);
        return;
      default:
        assertNever(message);
    }
  }

  #fail(why: string): void {
    if (this.#failure !== null) return;
    const failure = new ArchiveUnavailable(why);
    this.#failure = failure;
    const phase = this.#phase;
    this.#phase = "over";
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
    if (phase === "opening") this.#opened.reject(failure);
    else this.#onFailed(failure);
  }
}
