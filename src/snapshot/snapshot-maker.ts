// The server's side of snapshots: has one made whenever enough facts became durable since the last, one
// at a time, and ends the one at work when the server ends. A failure is logged and changes nothing.
import type { LogHead } from "../log/log.ts";
import type { ChildEnd, SnapshotChild, SpawnSnapshot } from "./snapshot-child.ts";

export type SnapshotMakerOptions = {
  /** Facts from one to the next, at least. */
  everyFacts: number;
  /** Where the one at the start was taken; 0 for none. */
  lastSeq: number;
  spawn: SpawnSnapshot;
  onMade: (text: string) => void;
  onFailed: (text: string) => void;
};

export class SnapshotMaker {
  readonly #options: SnapshotMakerOptions;
  /** Of the last attempt: one that failed is not tried again at once. */
  #lastSeq: number;
  #madeSeq: number;
  #atWork: SnapshotChild | null = null;
  #status: "running" | "stopped" = "running";

  constructor(options: SnapshotMakerOptions) {
    this.#options = options;
    this.#lastSeq = options.lastSeq;
    this.#madeSeq = options.lastSeq;
  }

  /** Everything up to here is in a snapshot; 0 where there is none. */
  get madeSeq(): number {
    return this.#madeSeq;
  }

  /** Called after every batch, when it is durable. */
  onDurable(head: LogHead): void {
    if (this.#status === "stopped" || this.#atWork !== null) return;
    if (head.seq - this.#lastSeq < this.#options.everyFacts) return;
    this.#lastSeq = head.seq;
    void this.#make(head);
  }

  /** Resolves when no process is left. */
  async stop(): Promise<void> {
    this.#status = "stopped";
    const child = this.#atWork;
    if (child === null) return;
    child.kill();
    await child.ended;
  }

  async #make(head: LogHead): Promise<void> {
    let end: ChildEnd;
    try {
      const child = this.#options.spawn(head);
      this.#atWork = child;
      end = await child.ended;
    } catch (error) {
      end = { kind: "failed", text: error instanceof Error ? error.message : String(error) };
    }
    this.#atWork = null;
    if (end.kind === "made") {
      this.#madeSeq = head.seq;
      this.#options.onMade(end.text);
    } else if (this.#status === "running") {
      this.#options.onFailed(end.text);
    }
  }
}
