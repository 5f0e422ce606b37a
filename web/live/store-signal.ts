// A store of the client as a signal. Where a store changes hundreds of times a second, the signal
// changes once a frame.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Store } from "../../client/src/index.ts";
import { onNextFrame } from "./frame.ts";

export type StoreSignal<Value> = {
  readonly value: ReadonlySignal<Value>;
  readonly end: () => void;
};

export function signalOf<Value>(
  store: Store<Value>,
  pace: "at-once" | "each-frame",
): StoreSignal<Value> {
  const value = signal(store.current);
  const take = (): void => {
    value.value = store.current;
  };
  const end = store.subscribe(pace === "at-once" ? take : onNextFrame(take));
  return { value, end };
}
