// Running totals of all players' bets, for the progress line and the rate.
import type { Clock } from "../../ops/clock.ts";

const SECOND_MS = 1_000;

export class Tally {
  readonly #clock: Clock;
  readonly #refused = new Map<string, number>();
  readonly #perSecond = new Map<number, number>();
  #bets = 0;
  #stakedMinor = 0;
  #firstMs = 0;
  #lastMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get bets(): number {
    return this.#bets;
  }

  get stakedMinor(): number {
    return this.#stakedMinor;
  }

  /** Bets that lost a race against a result, a block or a stop, by refusal code. */
  get refused(): ReadonlyMap<string, number> {
    return this.#refused;
  }

  betPlaced(stakeMinor: number): void {
    const nowMs = this.#clock.monotonicMs();
    if (this.#bets === 0) this.#firstMs = nowMs;
    this.#lastMs = nowMs;
    this.#bets++;
    this.#stakedMinor += stakeMinor;
    const second = Math.floor(nowMs / SECOND_MS);
    this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1);
  }

  betRefused(code: string): void {
    this.#refused.set(code, (this.#refused.get(code) ?? 0) + 1);
  }

  /** From the first bet to the last; a single second at least. */
  betsPerSecond(): number {
    const seconds = Math.max(1, (this.#lastMs - this.#firstMs) / SECOND_MS);
    return this.#bets / seconds;
  }

  betsInBusiestSecond(): number {
    return Math.max(0, ...this.#perSecond.values());
  }
}
