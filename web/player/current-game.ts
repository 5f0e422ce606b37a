// What the rest of the page needs to know of the game that is shown: its currency.
import { signal } from "@preact/signals";

/** Points where no game is shown. */
export const POINTS = "DON";

export const currency = signal<string>(POINTS);
