// A file back to a state. Everything about it is checked: its own hash, and the hash of the state it
// comes to. Whatever does not fit throws a SnapshotProblem; the caller goes on without.
import type { BetBook } from "../engine/bet-book.ts";
import { stateHash } from "../engine/state-hash.ts";
import type { State } from "../engine/state.ts";
import type { Disk } from "../log/disk.ts";
import { restoreState, type SavedState } from "./saved-state.ts";
import { decodeHeader, type SnapshotHeader } from "./snapshot-header.ts";
import { SnapshotInput } from "./snapshot-input.ts";
import { SnapshotProblem } from "./snapshot-problem.ts";
import { readTable } from "./table.ts";
import { type Sections, SNAPSHOT_FORMAT, upToDate } from "./upcasters.ts";

const CHECKED_AT_ONCE_BYTES = 1024 * 1024;

export type Snapshot = { header: SnapshotHeader; state: State };

export function readSnapshot(disk: Disk, name: string, newBetBook?: () => BetBook): Snapshot {
  return reading(disk, name, (input) => {
    const header = decodeHeader(input.line());
    // The file's hash, checked at the end, says that the records are the ones that were written.
    const saved = upToDate(readSections(input), header.format) as SavedState;
    const state = restoreState(saved, (size) => readTable(input, size), newBetBook);
    input.end();
    if (state.seq !== header.seq) {
      throw new SnapshotProblem(`it says seq ${header.seq} and comes to ${state.seq}`);
    }
    // What is hashed may differ from release to release; the file's own hash has to do then.
    if (header.format === SNAPSHOT_FORMAT && stateHash(state) !== header.stateHash) {
      throw new SnapshotProblem("it does not come to the state it was made of");
    }
    return { header, state };
  });
}

/** What it is of; the rest of the file is not looked at. */
export function readSnapshotHeader(disk: Disk, name: string): SnapshotHeader {
  return reading(disk, name, (input) => decodeHeader(input.line()));
}

/** Reads all of it for its hash, without making a state of it. */
export function checkSnapshotFile(disk: Disk, name: string): SnapshotHeader {
  return reading(disk, name, (input) => {
    const header = decodeHeader(input.line());
    while (input.leftBytes > 0) input.bytes(Math.min(input.leftBytes, CHECKED_AT_ONCE_BYTES));
    input.end();
    return header;
  });
}

/** Whatever goes wrong in a file that can't be trusted is the file's problem. */
function reading<Result>(disk: Disk, name: string, read: (input: SnapshotInput) => Result): Result {
  try {
    const input = new SnapshotInput(disk, name);
    try {
      return read(input);
    } finally {
      input.close();
    }
  } catch (error) {
    if (error instanceof SnapshotProblem) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new SnapshotProblem(why, { cause: error });
  }
}

function readSections(input: SnapshotInput): Sections {
  const sections: Sections = {
    plain: [],
    account: [],
    wallet: [],
    transfer: [],
    suspension: [],
    source: [],
    game: [],
    pool: [],
    timer: [],
    archivedGames: [],
    archivedPools: [],
    archivedOfSource: [],
    platform: [],
    providerAccount: [],
    gameSession: [],
    royalty: [],
    transactionSessions: [],
    transactionCount: [],
  };
  for (;;) {
    const [kind, length] = JSON.parse(input.line()) as [string, number];
    if (kind !== "records") throw new SnapshotProblem(`a ${kind} where records are expected`);
    if (length === 0) return sections;
    const lines = new TextDecoder().decode(input.bytes(length)).split("\n");
    for (const line of lines.slice(0, -1)) {
      const [section, record] = JSON.parse(line) as [string, Sections[string][number]];
      // One that only an older format has is its upcaster's business.
      (sections[section] ??= []).push(record);
    }
  }
}
