// How every start comes to its state: the newest snapshot that fits the log and the facts behind it, or
// else all facts. A snapshot only ever saves time; without one the state is the same.
import type { BetBook } from "../engine/bet-book.ts";
import { evolve } from "../engine/evolve.ts";
import { type State, newState } from "../engine/state.ts";
import type { Disk } from "../log/disk.ts";
import { LogError } from "../log/log-error.ts";
import { headAfter, type StoredBatch } from "../log/log.ts";
import { factsOf } from "../sequencer/replay.ts";
import { readSnapshot, readSnapshotHeader } from "./read-snapshot.ts";
import { snapshotNames } from "./shelf.ts";
import type { SnapshotHeader } from "./snapshot-header.ts";
import { SnapshotProblem } from "./snapshot-problem.ts";

/** A log as far as it is read here: verified batches from the one that holds `fromSeq` on. */
export type BatchSource = { read(fromSeq: number): Iterable<StoredBatch> };

export type Recovery = {
  state: State;
  /** The snapshot it came from; null: from the log alone. */
  from: SnapshotHeader | null;
};

export type RecoverOptions = {
  newBetBook?: () => BetBook;
  /** A snapshot that could not be used, and why. */
  onIgnored?: (name: string, why: string) => void;
  /** After each batch, for those who show progress or may have to give up. */
  onBatch?: (state: State, batch: StoredBatch) => void;
};

/** Throws where the log can't be read or a fact does not fit; never because of a snapshot. */
export function recover(
  source: BatchSource,
  shelf: Disk | null,
  options: RecoverOptions = {},
): Recovery {
  for (const { shelf: from, name } of candidates(shelf, options)) {
    try {
      return fromSnapshot(source, from, name, options);
    } catch (error) {
      if (error instanceof LogError) throw error;
      options.onIgnored?.(name, error instanceof Error ? error.message : String(error));
    }
  }
  const state = newState(options.newBetBook);
  play(state, source.read(1), options);
  return { state, from: null };
}

/** Newest first; none where the shelf itself can't be read. */
function candidates(
  shelf: Disk | null,
  { onIgnored }: RecoverOptions,
): { shelf: Disk; name: string }[] {
  if (shelf === null) return [];
  try {
    return snapshotNames(shelf).map((name) => ({ shelf, name }));
  } catch (error) {
    onIgnored?.(shelf.path, error instanceof Error ? error.message : String(error));
    return [];
  }
}

/** Applies whole batches. */
export function play(
  state: State,
  batches: Iterable<StoredBatch>,
  { onBatch }: RecoverOptions = {},
): void {
  for (const batch of batches) {
    if (batch.firstSeq !== state.seq + 1) {
      throw new Error(`batch ${batch.batch} starts at seq ${batch.firstSeq}, not ${state.seq + 1}`);
    }
    for (const fact of factsOf(batch)) evolve(state, fact);
    onBatch?.(state, batch);
  }
}

function fromSnapshot(
  source: BatchSource,
  shelf: Disk,
  name: string,
  options: RecoverOptions,
): Recovery {
  const header = readSnapshotHeader(shelf, name);
  const batches = source.read(header.seq)[Symbol.iterator]();
  try {
    // Its place in the log first: reading the rest is the work.
    checkPlace(header, batches.next());
    const { state } = readSnapshot(shelf, name, options.newBetBook);
    play(state, { [Symbol.iterator]: () => batches }, options);
    return { state, from: header };
  } finally {
    // Closes its file, also where the snapshot was no good.
    batches.return?.();
  }
}

/** Throws unless the log's batch is the one the snapshot was taken after. */
function checkPlace(header: SnapshotHeader, first: IteratorResult<StoredBatch>): void {
  const { seq, batch, batchHash } = header;
  if (first.done === true) throw new SnapshotProblem(`the log ends before its seq ${seq}`);
  const found = headAfter(first.value);
  if (found.seq === seq && found.batch === batch && found.hash === batchHash) return;
  throw new SnapshotProblem(
    `it is of batch ${batch} with hash ${batchHash}, ending at seq ${seq}; the log has batch ${found.batch} with hash ${found.hash}, ending at seq ${found.seq}`,
  );
}
