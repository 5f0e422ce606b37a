// A state to a file: a line of header, blocks of records, tables, and the hash of it all. The layout is
// read by read-snapshot.ts; a change of it is a new format.
import { RULE_VERSION } from "../engine/rules.ts";
import { stateHash } from "../engine/state-hash.ts";
import type { State } from "../engine/state.ts";
import type { Disk } from "../log/disk.ts";
import type { LogHead } from "../log/log.ts";
import { records, tables } from "./saved-state.ts";
import { encodeHeader } from "./snapshot-header.ts";
import { SnapshotOutput } from "./snapshot-output.ts";
import { writeTable } from "./table.ts";

/** Where in which log the state was taken, and by which release. */
export type SnapshotOrigin = { head: LogHead; logId: string; software: string };

export type WrittenSnapshot = { bytes: number; stateHash: string };

const BLOCK_CHARS = 256 * 1024;

/** The file is whole and durable on return, but its name only after the directory is synced. */
export function writeSnapshot(
  disk: Disk,
  name: string,
  state: State,
  { head, logId, software }: SnapshotOrigin,
): WrittenSnapshot {
  if (head.seq !== state.seq) {
    throw new Error(`the state is at seq ${state.seq}, the batch ends at ${head.seq}`);
  }
  const hash = stateHash(state);
  const output = new SnapshotOutput(disk, name);
  try {
    const { seq, batch, hash: batchHash } = head;
    const what = { seq, batch, batchHash, logId, stateHash: hash };
    output.text(encodeHeader({ ...what, ruleVersion: RULE_VERSION, software }));
    writeRecords(output, state);
    for (const table of tables(state)) writeTable(output, table);
    return { bytes: output.finish(), stateHash: hash };
  } finally {
    output.close();
  }
}

/** Blocks of lines, each behind a line with its length, so that a reader never searches for ends. */
function writeRecords(output: SnapshotOutput, state: State): void {
  const encoder = new TextEncoder();
  let lines = "";
  const flush = (): void => {
    const block = encoder.encode(lines);
    output.text(`${JSON.stringify(["records", block.length])}\n`);
    output.bytes(block);
    lines = "";
  };
  for (const record of records(state)) {
    lines += `${JSON.stringify(record)}\n`;
    if (lines.length >= BLOCK_CHARS) flush();
  }
  if (lines !== "") flush();
  output.text(`${JSON.stringify(["records", 0])}\n`);
}
