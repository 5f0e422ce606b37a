// How often something may happen: so many a second, twice that in a burst. Whoever goes on grossly,
// ten seconds' worth beyond the limit, is to be cut off.

const BURST_SECONDS = 2;
const GROSS_SECONDS = 10;

export type Verdict = "taken" | "refused" | "gross";

export class TokenBucket {
  readonly #perSecond: number;
  #tokens: number;
  #excess = 0;
  #atMs: number;

  /** `perSecond` may be Infinity: everything is taken. */
  constructor(perSecond: number, nowMs: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond * BURST_SECONDS;
    this.#atMs = nowMs;
  }

  take(nowMs: number): Verdict {
    if (this.#perSecond === Infinity) return "taken";
    this.#refill(nowMs);
    if (this.#tokens >= 1) {
      this.#tokens--;
      return "taken";
    }
    this.#excess++;
    return this.#excess > this.#perSecond * GROSS_SECONDS ? "gross" : "refused";
  }

  #refill(nowMs: number): void {
    const earned = (Math.max(0, nowMs - this.#atMs) / 1000) * this.#perSecond;
    this.#atMs = nowMs;
    this.#tokens = Math.min(this.#perSecond * BURST_SECONDS, this.#tokens + earned);
    this.#excess = Math.max(0, this.#excess - earned);
  }
}
