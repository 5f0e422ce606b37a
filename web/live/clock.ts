// The server's time as signals that tick: by the second for clocks on the page.
import { type ReadonlySignal, signal } from "@preact/signals";

const TICK_MS = 500;

/** Ticks for as long as the page is there. */
export function tickingClock(nowMs: () => number): ReadonlySignal<number> {
  const now = signal(nowMs());
  setInterval(() => {
    now.value = nowMs();
  }, TICK_MS);
  return now;
}
