// The only home of the wall clock. Everything else is given a Clock, so that tests own the time.

export interface Clock {
  /** Wall clock, epoch milliseconds. May jump. */
  nowMs(): number;
  /** Milliseconds since some fixed point. Never jumps or runs backwards. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
