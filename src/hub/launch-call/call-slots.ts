// How many calls are under way: in all, and to one host, so that one provider whose server hangs leaves
// room for the others.

export type CallSlotsMax = { readonly total: number; readonly perHost: number };

const CALL_SLOTS_MAX: CallSlotsMax = { total: 64, perHost: 16 };

export class CallSlots {
  readonly #max: CallSlotsMax;
  readonly #byHost = new Map<string, number>();
  #total = 0;

  constructor(max: CallSlotsMax = CALL_SLOTS_MAX) {
    this.#max = max;
  }

  get taken(): number {
    return this.#total;
  }

  /** Whoever takes a slot calls what it gets exactly once; null where none is free. */
  take(host: string): (() => void) | null {
    const ofHost = this.#byHost.get(host) ?? 0;
    if (this.#total >= this.#max.total || ofHost >= this.#max.perHost) return null;
    this.#total++;
    this.#byHost.set(host, ofHost + 1);
    return () => this.#free(host);
  }

  #free(host: string): void {
    this.#total--;
    const left = (this.#byHost.get(host) ?? 0) - 1;
    if (left > 0) this.#byHost.set(host, left);
    else this.#byHost.delete(host);
  }
}
