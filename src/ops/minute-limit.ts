// So many per minute and key: an address, a platform. Counts start afresh each minute for everyone, so nothing grows.
import type { Clock } from "./clock.ts";

const MINUTE_MS = 60_000;

export type MinuteVerdict =
  { readonly kind: "taken" } | { readonly kind: "refused"; readonly retryAfterS: number };

export class MinuteLimit {
  readonly #max: number;
  readonly #clock: Clock;
  readonly #counts = new Map<string, number>();
  #startedMs: number;

  constructor(max: number, clock: Clock) {
    this.#max = max;
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs();
  }

  take(key: string): MinuteVerdict {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#startedMs >= MINUTE_MS) {
      this.#counts.clear();
      this.#startedMs = nowMs;
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    if (count > this.#max) {
      const retryAfterS = Math.ceil((this.#startedMs + MINUTE_MS - nowMs) / 1000);
      return { kind: "refused", retryAfterS };
    }
    this.#counts.set(key, count);
    return { kind: "taken" };
  }
}
