// Something under way that may be refused: a form sent, a button pressed. One at a time.
import { type ReadonlySignal, useSignal } from "@preact/signals";

export type Work = {
  readonly isUnderWay: ReadonlySignal<boolean>;
  /** What was thrown last; null from the next start on. */
  readonly error: ReadonlySignal<unknown>;
  /** Resolves to whether it was done. */
  readonly start: (task: () => Promise<unknown>) => Promise<boolean>;
};

export function useWork(): Work {
  const isUnderWay = useSignal(false);
  const error = useSignal<unknown>(null);
  const start = async (task: () => Promise<unknown>): Promise<boolean> => {
    if (isUnderWay.peek()) return false;
    isUnderWay.value = true;
    error.value = null;
    try {
      await task();
      return true;
    } catch (thrown) {
      error.value = thrown;
      return false;
    } finally {
      isUnderWay.value = false;
    }
  };
  return { isUnderWay, error, start };
}
