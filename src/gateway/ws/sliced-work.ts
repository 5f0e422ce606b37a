// Long work in turns, so that nobody waits for it: each turn takes a bounded number of steps, then
// everything else has its go. Works are done one after the other, in the order given.
import type { Scheduler } from "../../ops/scheduler.ts";

const STEPS_PER_TURN = 1_000;

/** Each `yield` is a step. */
export type Work = Iterator<void>;

export class SlicedWork {
  readonly #scheduler: Scheduler;
  readonly #onFault: (error: unknown) => void;
  readonly #works: Work[] = [];
  #scheduled = false;

  constructor(scheduler: Scheduler, onFault: (error: unknown) => void) {
    this.#scheduler = scheduler;
    this.#onFault = onFault;
  }

  add(work: Work): void {
    this.#works.push(work);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#scheduler.soon(() => {
      this.#scheduled = false;
      this.#turn();
      if (this.#works.length > 0) this.#schedule();
    });
  }

  #turn(): void {
    for (let step = 0; step < STEPS_PER_TURN; step++) {
      const work = this.#works[0];
      if (work === undefined) return;
      if (this.#isOver(work)) this.#works.shift();
    }
  }

  /** A work that throws is over; the others go on. */
  #isOver(work: Work): boolean {
    try {
      return work.next().done === true;
    } catch (error) {
      this.#onFault(error);
      return true;
    }
  }
}
