// What of a pool never changes and is not told with it: how much of it the house keeps. Asked once.
import { type ReadonlySignal, signal } from "@preact/signals";
import { MutuelError } from "../../client/src/index.ts";
import { server } from "../live/server.ts";

const AGAIN_MS = 5_000;

export class PoolTerms {
  readonly #takeouts = new Map<string, ReadonlySignal<number | null>>();

  /** In 1/100 of a percent; null until it is known, and where the server no longer tells. */
  takeoutBps(poolId: string): ReadonlySignal<number | null> {
    const known = this.#takeouts.get(poolId);
    if (known !== undefined) return known;
    const takeout = signal<number | null>(null);
    this.#takeouts.set(poolId, takeout);
    server.poolOdds({ id: poolId, points: 2 }).then(
      ({ takeout_bps: bps }) => {
        takeout.value = bps;
      },
      // A refusal stays one; where no answer came it is asked again, but not at once.
      (error: unknown) => {
        if (error instanceof MutuelError) return;
        setTimeout(() => this.#takeouts.delete(poolId), AGAIN_MS);
      },
    );
    return takeout;
  }
}
