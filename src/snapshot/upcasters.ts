// Formats of snapshots. What an older release wrote is brought up to date, one step a format.
import type { Json } from "./json.ts";

/** The records of a snapshot by section, as in its file; see saved-state.ts. */
export type Sections = Record<string, Json[]>;

/** Turns the records of format n into those of format n + 1; the list's place is n - 1. */
type Upcaster = (old: Sections) => Sections;

/**
 * Never change one that was released. A snapshot no step can save (a field that only the facts tell)
 * has none and is not needed: leave its format out by throwing a SnapshotProblem here.
 */
const UPCASTERS: readonly Upcaster[] = [];

export const SNAPSHOT_FORMAT = UPCASTERS.length + 1;

export function upToDate(sections: Sections, format: number): Sections {
  return upcast(sections, format, UPCASTERS);
}

/** For tests: the same with other steps. */
export function upcast(sections: Sections, format: number, steps: readonly Upcaster[]): Sections {
  return steps.slice(format - 1).reduce((old, step) => step(old), sections);
}
