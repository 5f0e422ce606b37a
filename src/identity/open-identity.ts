// Starts identity's worker and speaks for it. A start that is refused (newer file, doubtful key)
// rejects openIdentity; after that, whatever goes wrong in the worker is fatal and reported once.
import { assertNever } from "../engine/assert-never.ts";
import type { Clock } from "../ops/clock.ts";
import type { Identity, IdentityCalls } from "./identity.ts";
import { identityCallsOver } from "./identity-calls.ts";
import { CallTable } from "./rpc.ts";
import { defaultSettings, type IdentitySettings } from "./settings.ts";
import type { IdentityStore, OwnerMessage, WorkerMessage } from "./worker-message.ts";

export interface IdentityOptions {
  readonly store: IdentityStore;
  readonly clock: Clock;
  /** Called at most once. The process is to end: the worker is never started again. */
  readonly onFatal: (error: Error) => void;
  readonly settings?: Partial<IdentitySettings>;
}

type Phase =
  | {
      readonly kind: "opening";
      readonly resolve: () => void;
      readonly reject: (error: Error) => void;
    }
  | { readonly kind: "open" }
  | { readonly kind: "closing"; readonly resolve: () => void }
  | { readonly kind: "ended" };

export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const owner = new WorkerOwner(options);
  await owner.open(options.store, { ...defaultSettings, ...options.settings });
  return { ...identityCallsOver(owner.calls.call), close: () => owner.close() };
}

class WorkerOwner {
  readonly calls: CallTable<IdentityCalls>;
  readonly #worker: Worker;
  readonly #onFatal: (error: Error) => void;
  #phase: Phase = { kind: "ended" };
  #closed: Promise<void> | null = null;

  constructor({ clock, onFatal }: IdentityOptions) {
    this.#onFatal = onFatal;
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { name: "identity" });
    this.calls = new CallTable(
      (call) => this.#post({ kind: "call", call }),
      () => clock.nowMs(),
    );
    this.#worker.onmessage = (event: MessageEvent<WorkerMessage>) => this.#take(event.data);
    this.#worker.onerror = (event) => this.#fail(new Error(`identity worker: ${event.message}`));
    this.#worker.addEventListener("close", () => this.#gone());
  }

  open(store: IdentityStore, settings: IdentitySettings): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#phase = { kind: "opening", resolve, reject };
      this.#post({ kind: "open", store, settings });
    });
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.calls.drain(new Error("identity is closed"));
    if (this.#phase.kind !== "open") return;
    await new Promise<void>((resolve) => {
      this.#phase = { kind: "closing", resolve };
      this.#post({ kind: "close" });
    });
  }

  #post(message: OwnerMessage): void {
    this.#worker.postMessage(message);
  }

  #take(message: WorkerMessage): void {
    switch (message.kind) {
      case "opened":
        if (this.#phase.kind !== "opening") return;
        this.#phase.resolve();
        this.#phase = { kind: "open" };
        return;
      case "failed":
        this.#fail(new Error(message.text));
        return;
      case "answer": {
        const bug = this.calls.settle(message.answer);
        if (bug !== null) this.#fail(bug);
        return;
      }
      default:
        assertNever(message);
    }
  }

  #gone(): void {
    if (this.#phase.kind !== "closing") {
      this.#fail(new Error("identity worker ended by itself"));
      return;
    }
    this.#phase.resolve();
    this.#phase = { kind: "ended" };
  }

  #fail(error: Error): void {
    const phase = this.#phase;
    this.#phase = { kind: "ended" };
    this.calls.failAll(error);
    switch (phase.kind) {
      case "opening":
        phase.reject(error);
        return;
      case "open":
        // Whatever is left of it closes its files; one that is gone does not hear this.
        this.#post({ kind: "close" });
        this.#onFatal(error);
        return;
      case "closing":
        phase.resolve();
        this.#onFatal(error);
        return;
      case "ended":
        return;
      default:
        assertNever(phase);
    }
  }
}
