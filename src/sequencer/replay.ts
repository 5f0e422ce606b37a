// From the log to the state: every start, every audit and every test goes this way.
import type { BetBook } from "../engine/bet-book.ts";
import { evolve } from "../engine/evolve.ts";
import { decodeFact } from "../engine/fact-codec.ts";
import type { Fact } from "../engine/fact.ts";
import { type State, newState } from "../engine/state.ts";
import type { Log, StoredBatch } from "../log/log.ts";

export type ReplayOptions = {
  newBetBook?: () => BetBook;
  /** Called before each fact is evolved. */
  onFact?: (fact: Fact, seq: number, state: State) => void;
  /** Called after each batch. */
  onBatch?: (state: State, batch: StoredBatch) => void;
  /** The last seq to apply; all where absent. */
  untilSeq?: number;
};

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The facts of a batch, in order. */
export function factsOf(batch: StoredBatch): Fact[] {
  const lines = decoder.decode(batch.payload).split("\n");
  if (lines.pop() !== "" || lines.length !== batch.count) {
    throw new Error(`batch ${batch.batch} holds ${lines.length} lines, not ${batch.count}`);
  }
  return lines.map(decodeFact);
}

/** The state after every fact of the log (or up to `untilSeq`). Throws where a fact does not fit. */
export function replay(log: Log, options: ReplayOptions = {}): State {
  const state = newState(options.newBetBook);
  const untilSeq = options.untilSeq ?? Number.POSITIVE_INFINITY;
  for (const batch of log.read(1)) {
    if (batch.firstSeq !== state.seq + 1) {
      throw new Error(`batch ${batch.batch} starts at seq ${batch.firstSeq}, not ${state.seq + 1}`);
    }
    for (const fact of factsOf(batch)) {
      if (state.seq >= untilSeq) return state;
      options.onFact?.(fact, state.seq + 1, state);
      evolve(state, fact);
    }
    options.onBatch?.(state, batch);
  }
  return state;
}
