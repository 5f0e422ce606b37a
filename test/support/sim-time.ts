// Time and order of things in a simulated server: nothing happens unless the test says so.
import type { Clock } from "../../src/ops/clock.ts";
import type { Cancel, Scheduler } from "../../src/ops/scheduler.ts";

type Timer = { dueMs: number; run: () => void };

export class SimTime implements Clock, Scheduler {
  #nowMs: number;
  #timers = new Set<Timer>();
  #soon: (() => void)[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }
  monotonicMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): Cancel {
    const timer = { dueMs: this.#nowMs + Math.max(0, delayMs), run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }
  soon(run: () => void): void {
    this.#soon.push(run);
  }

  get waiting(): number {
    return this.#soon.length;
  }

  /** Runs the oldest of what was to run soon. */
  runOne(): void {
    this.#soon.shift()?.();
  }

  /** Runs everything that was to run soon, and what that leads to. */
  settle(): void {
    while (this.#soon.length > 0) this.runOne();
  }

  /** Lets time pass; timers that come due on the way run in order. */
  pass(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.dueMs <= untilMs);
      const next = due.sort((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.run();
    }
    this.#nowMs = untilMs;
  }

  /** Forgets all that was planned: the process is gone. */
  forget(): void {
    this.#timers.clear();
    this.#soon = [];
  }
}
