// Each timed signature is good once. Remembered in memory for as long as its time is accepted, in two
// halves that take turns, so that forgetting costs nothing. After a restart nothing is remembered: times
// up to the most a signature could have been dated before it are refused then.
import type { Clock } from "../ops/clock.ts";

/** How old a signature may be. */
export const SIGN_AGE_MAX_MS = 300_000;
/** How far ahead of ours the signer's clock may be. */
export const SIGN_AHEAD_MAX_MS = 2_000;
/** Bounds the memory of it: 1,000,000 signatures are about 150 MiB. */
const REMEMBERED_MAX = 1_000_000;

export type TimeVerdict =
  | { readonly kind: "in-time" }
  | { readonly kind: "out-of-time"; readonly text: string }
  /** Nothing is wrong with it, but it can't be told from one that was used before the start. */
  | { readonly kind: "too-soon"; readonly text: string };

export class ReplayGuard {
  readonly #clock: Clock;
  readonly #startedMs: number;
  #current = new Set<string>();
  #before = new Set<string>();
  #turnedMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedMs = clock.nowMs();
    this.#turnedMs = this.#startedMs;
  }

  judgeTime(timestampMs: number): TimeVerdict {
    const nowMs = this.#clock.nowMs();
    const [fromMs, toMs] = [nowMs - SIGN_AGE_MAX_MS, nowMs + SIGN_AHEAD_MAX_MS];
    if (timestampMs < fromMs || timestampMs > toMs) {
      const text = `Sign-Timestamp is ${timestampMs}; accepted: ${fromMs} to ${toMs}, by this server's clock`;
      return { kind: "out-of-time", text };
    }
    if (timestampMs >= this.#startedMs + SIGN_AHEAD_MAX_MS) return { kind: "in-time" };
    const text = "the server has just started; sign the request anew and send it again";
    return { kind: "too-soon", text };
  }

  /** `used` where the signature came before. To be asked of valid signatures only. */
  take(sign: string): "fresh" | "used" | "full" {
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#turnedMs > SIGN_AGE_MAX_MS + SIGN_AHEAD_MAX_MS) {
      this.#before = this.#current;
      this.#current = new Set();
      this.#turnedMs = nowMs;
    }
    if (this.#current.has(sign) || this.#before.has(sign)) return "used";
    if (this.#current.size >= REMEMBERED_MAX) return "full";
    this.#current.add(sign);
    return "fresh";
  }
}
