// What an audit found wrong. Counts everything, keeps the first ones for showing.

export type Finding = {
  /** Seq of the fact at which it shows; null for what only shows at the end. */
  seq: number | null;
  /** Id of the pool, where there is one. */
  pool: string | null;
  what: string;
  expected: string;
  found: string;
};

const FINDINGS_SHOWN_MAX = 50;

export class Findings {
  total = 0;
  readonly shown: Finding[] = [];

  add(finding: Finding): void {
    this.total++;
    if (this.shown.length < FINDINGS_SHOWN_MAX) this.shown.push(finding);
  }

  /** A finding unless the two are the same text. */
  compare(
    at: { seq: number | null; pool: string | null; what: string },
    expected: unknown,
    found: unknown,
  ): void {
    if (expected === found || String(expected) === String(found)) return;
    this.add({ ...at, expected: String(expected), found: String(found) });
  }
}
