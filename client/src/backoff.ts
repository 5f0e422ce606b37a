// How long to wait before connecting again: exponential, with full jitter, so that a server that comes
// back is not met by everybody at once.

export type Backoff = {
  /** Upper bound of the first delay, ms. */
  readonly minMs: number;
  /** No delay is longer, ms. */
  readonly maxMs: number;
};

/** `failures`: attempts in a row that came to nothing; `random`: from 0 to 1, without 1. */
export function delayMs(backoff: Backoff, failures: number, random: number): number {
  const ceiling = Math.min(backoff.maxMs, backoff.minMs * 2 ** Math.min(failures, 30));
  return Math.floor(random * ceiling);
}
