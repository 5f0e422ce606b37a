// Requests being answered, so that a stopping server can let them finish.
import type { Scheduler } from "../../ops/scheduler.ts";

export class InFlight {
  #count = 0;
  #onNone: (() => void) | null = null;

  async watch(answer: Promise<Response>): Promise<Response> {
    this.#count++;
    try {
      return await answer;
    } finally {
      this.#count--;
      if (this.#count === 0) this.#onNone?.();
    }
  }

  /** Resolves when none is left, or after `maxMs`. */
  ended(scheduler: Scheduler, maxMs: number): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = scheduler.after(maxMs, resolve);
      this.#onNone = () => {
        cancel();
        // The last answer still has to be written.
        scheduler.soon(resolve);
      };
    });
  }
}
