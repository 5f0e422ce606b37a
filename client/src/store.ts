// A value one can look at and hear of: fits useSyncExternalStore, and signals by
// `store.subscribe((value) => (signal.value = value))`.

/** Something with a present value that never changes in itself: each change brings a new one. */
export type Store<Value> = {
  readonly current: Value;
  /** Calls back with each new value, not with the present one. Gives the function that ends it. */
  readonly subscribe: (listener: (value: Value) => void) => () => void;
};

/** A store whose value is made when it is looked at, and kept until the next change. */
export class LazyStore<Value> implements Store<Value> {
  readonly #make: () => Value;
  readonly #listeners = new Set<(value: Value) => void>();
  #kept: { readonly value: Value } | null = null;

  constructor(make: () => Value) {
    this.#make = make;
  }

  get current(): Value {
    this.#kept ??= { value: this.#make() };
    return this.#kept.value;
  }

  readonly subscribe = (listener: (value: Value) => void): (() => void) => {
    // One of its own, so that the same function may listen twice.
    const own = (value: Value): void => listener(value);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  };

  /** What is looked at from now on is made anew; nobody is told yet. */
  forget(): void {
    this.#kept = null;
  }

  changed(): void {
    this.forget();
    for (const listener of this.#listeners) guarded(() => listener(this.current));
  }
}

/** What a listener throws must not reach the connection; it comes up as an uncaught error instead. */
export function guarded(run: () => void): void {
  try {
    run();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
