// One alarm of the process for the first timer of the state, however many timers there are.
import type { Cancel, Scheduler } from "../ops/scheduler.ts";

/** Longer waits are made of shorter ones: the clock may be set meanwhile. */
const AT_MOST_AHEAD_MS = 3_600_000;

export type TimerAlarmParts = {
  readonly scheduler: Scheduler;
  readonly nowMs: () => number;
  /** At the time set, or after an hour: whoever is rung looks what is due and sets the alarm again. */
  readonly ring: () => void;
};

export class TimerAlarm {
  readonly #parts: TimerAlarmParts;
  #armed: { dueMs: number; cancel: Cancel } | null = null;

  constructor(parts: TimerAlarmParts) {
    this.#parts = parts;
  }

  /** The same time again changes nothing. */
  set(dueMs: number): void {
    if (this.#armed?.dueMs === dueMs) return;
    this.clear();
    const { scheduler, nowMs, ring } = this.#parts;
    const delayMs = Math.max(0, Math.min(dueMs - nowMs(), AT_MOST_AHEAD_MS));
    const cancel = scheduler.after(delayMs, () => {
      this.#armed = null;
      ring();
    });
    this.#armed = { dueMs, cancel };
  }

  clear(): void {
    this.#armed?.cancel();
    this.#armed = null;
  }
}
