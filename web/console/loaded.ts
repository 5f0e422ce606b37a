// Something read from the server, again every so often while the page is looked at.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

export type Loaded<Value> = {
  /** The last that came, also while newer ones fail. */
  readonly value: ReadonlySignal<Value | null>;
  readonly error: ReadonlySignal<unknown>;
  readonly again: () => void;
};

export type LoadOptions = {
  /** Read anew when one of these changes. */
  readonly with?: readonly unknown[];
  readonly everyMs?: number;
};

export function useLoaded<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
  { with: inputs = [], everyMs }: LoadOptions = {},
): Loaded<Value> {
  const value = useSignal<Value | null>(null);
  const error = useSignal<unknown>(null);
  const round = useSignal(0);
  useEffect(() => {
    const ending = new AbortController();
    const read = async (): Promise<void> => {
      try {
        const read = await load(ending.signal);
        if (ending.signal.aborted) return;
        value.value = read;
        error.value = null;
      } catch (thrown) {
        if (!ending.signal.aborted) error.value = thrown;
      }
    };
    void read();
    const timer =
      everyMs === undefined
        ? undefined
        : setInterval(() => {
            if (!document.hidden) void read();
          }, everyMs);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [...inputs, round.value]);
  return {
    value,
    error,
    again: () => {
      round.value++;
    },
  };
}
