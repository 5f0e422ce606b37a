// The only home of timers. Everything else is given a Scheduler, so that tests own the time.

export type Cancel = () => void;

export interface Scheduler {
  /** Runs once, after at least this many milliseconds. */
  after(delayMs: number, run: () => void): Cancel;
  /** Runs once, after the work at hand and before anything else is read from outside. */
  soon(run: () => void): void;
}

/** Longer timers fire at once on this platform; whoever needs longer arms again. */
const DELAY_MAX_MS = 2_147_483_647;

export const systemScheduler: Scheduler = {
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), DELAY_MAX_MS));
    return () => clearTimeout(timer);
  },
  soon(run) {
    setImmediate(run);
  },
};

/** Runs again and again with `everyMs` between the end of one run and the start of the next. */
export function repeat(scheduler: Scheduler, everyMs: number, run: () => void): Cancel {
  let cancel = scheduler.after(everyMs, step);
  function step(): void {
    run();
    cancel = scheduler.after(everyMs, step);
  }
  return () => cancel();
}
