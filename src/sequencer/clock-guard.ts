// Watches the wall clock against the monotonic one. A jump means we no longer know what time it is:
// bets are refused until an administrator has confirmed the clock, and until then time goes on as it
// would have without the jump, so that no timer fires on the strength of it.
import type { Clock } from "../ops/clock.ts";

const DRIFT_MAX_MS = 2_000;

export class ClockGuard {
  readonly #clock: Clock;
  #offsetMs: number;
  #driftMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offsetMs = clock.nowMs() - clock.monotonicMs();
  }

  /** How far the wall clock jumped, once it was more than allowed; 0 while it is trusted. */
  get driftMs(): number {
    return this.#driftMs;
  }

  /** The wall clock while it is trusted, epoch ms. */
  read(): number {
    const nowMs = this.#clock.nowMs();
    const expectedMs = this.#clock.monotonicMs() + this.#offsetMs;
    if (Math.abs(nowMs - expectedMs) > DRIFT_MAX_MS) this.#driftMs = Math.round(nowMs - expectedMs);
    return Math.floor(this.#driftMs === 0 ? nowMs : expectedMs);
  }

  confirm(): void {
    this.#offsetMs = this.#clock.nowMs() - this.#clock.monotonicMs();
    this.#driftMs = 0;
  }
}
