// Timers of the state, first due on top. Entries are not taken out when their cause goes away;
// whoever takes one off the top asks timers.ts whether it still stands.
import { TIMER_KINDS, type TimerEntry } from "./command.ts";

const RANK = new Map(TIMER_KINDS.map((kind, rank) => [kind, rank]));

/** By due time, then kind in the fixed order, then creation of the subject, then its action. */
export function compareTimers(a: TimerEntry, b: TimerEntry): number {
  return (
    a.dueMs - b.dueMs ||
    (RANK.get(a.kind) ?? 0) - (RANK.get(b.kind) ?? 0) ||
    a.creation - b.creation ||
    compareTexts(actionOf(a), actionOf(b))
  );
}

function actionOf({ subject }: TimerEntry): string {
  return subject.kind === "action" ? subject.action : "";
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export class TimerHeap {
  readonly #entries: TimerEntry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  peek(): TimerEntry | undefined {
    return this.#entries[0];
  }

  push(entry: TimerEntry): void {
    const entries = this.#entries;
    let at = entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      const above = entries[parent];
      if (above === undefined || compareTimers(above, entry) <= 0) break;
      entries[at] = above;
      at = parent;
    }
    entries[at] = entry;
  }

  pop(): TimerEntry | undefined {
    const entries = this.#entries;
    const top = entries[0];
    const last = entries.pop();
    if (last === undefined || entries.length === 0) return top;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let child = entries[left];
      let childAt = left;
      const right = entries[left + 1];
      if (child !== undefined && right !== undefined && compareTimers(right, child) < 0) {
        child = right;
        childAt = left + 1;
      }
      if (child === undefined || compareTimers(last, child) <= 0) break;
      entries[at] = child;
      at = childAt;
    }
    entries[at] = last;
    return top;
  }

  /** Every entry, in no order; for checks. */
  entries(): readonly TimerEntry[] {
    return this.#entries;
  }
}
