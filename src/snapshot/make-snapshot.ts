// The child's work: from the snapshot before and the log's durable tail to the next snapshot. Proves
// both on the way: it is written only where everything fits, and takes its name only when the file just
// written was read back and came to the same state. Touches nothing but the shelf.
import { brokenInvariants } from "../engine/invariants.ts";
import type { State } from "../engine/state.ts";
import { nextTimer } from "../engine/timers.ts";
import { readBatches } from "../log/batch-reader.ts";
import type { Disk } from "../log/disk.ts";
import type { LogHead, StoredBatch } from "../log/log.ts";
import { ReadOnlyDisk } from "../log/read-only-disk.ts";
import { logIdBytes, readSuperblock } from "../log/superblock.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { type Recovery, recover } from "./recover.ts";
import { draftName, keepNewest, removeDrafts, shelfToWrite, snapshotName } from "./shelf.ts";
import type { SnapshotHeader } from "./snapshot-header.ts";
import { type WrittenSnapshot, writeSnapshot } from "./write-snapshot.ts";

/** Two: should the newest turn out damaged, the tail behind the other is still short. */
const SNAPSHOTS_KEPT = 2;

export type SnapshotRequest = {
  dataDirectory: string;
  /** Durable, as its writer knows it: what is read from the files only may not be. */
  head: LogHead;
  /** The release that writes it. */
  software: string;
  /** Throws when the work is no longer wanted. Called every now and then. */
  onStep: () => void;
  onIgnored: (name: string, why: string) => void;
};

export type MadeSnapshot = WrittenSnapshot & { name: string; from: SnapshotHeader | null };

export function makeSnapshot(request: SnapshotRequest): MadeSnapshot {
  const { dataDirectory, head, software, onStep } = request;
  const shelf = shelfToWrite(dataDirectory);
  removeDrafts(shelf);
  const draft = draftName(head.seq);
  const { state, from, logId } = stateAtHead(request, shelf);
  // Timers that were called off lie in the heap until they come to the top; take them no further.
  nextTimer(state);
  const written = writeSnapshot(shelf, draft, state, { head, logId, software });
  onStep();
  const { header } = readSnapshot(shelf, draft);
  if (header.seq !== head.seq) throw new Error(`${draft} was read back at seq ${header.seq}`);
  onStep();
  const name = snapshotName(head.seq);
  shelf.rename(draft, name);
  shelf.syncDirectory();
  keepNewest(shelf, head.seq, SNAPSHOTS_KEPT);
  return { ...written, name, from };
}

function stateAtHead(
  { dataDirectory, head, onStep, onIgnored }: SnapshotRequest,
  shelf: Disk,
): Recovery & { logId: string } {
  const disk = new ReadOnlyDisk(dataDirectory);
  const superblock = readSuperblock(disk);
  // No scan of the whole log: its server verified it at the start and wrote the rest. The tail that is
  // read here is verified batch by batch, from the hash in the snapshot up to the head's.
  const source = { disk, logId: logIdBytes(superblock), head: () => head };
  let lastHash: string | null = null;
  const onBatch = (_: State, batch: StoredBatch): void => {
    lastHash = batch.hash;
    onStep();
  };
  const log = { read: (fromSeq: number) => readBatches(source, fromSeq) };
  const { state, from } = recover(log, shelf, { onIgnored, onBatch });
  const hash = lastHash ?? from?.batchHash ?? "none";
  if (state.seq !== head.seq || hash !== head.hash) {
    throw new Error(
      `the log comes to seq ${state.seq} with hash ${hash}, its head is seq ${head.seq} with hash ${head.hash}`,
    );
  }
  const broken = brokenInvariants(state);
  if (broken.length > 0) throw new Error(`the state is broken: ${broken.slice(0, 5).join("; ")}`);
  return { state, from, logId: superblock.logId };
}
