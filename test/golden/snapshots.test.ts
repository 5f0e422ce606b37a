// Snapshots of every format there ever was: each is read by this release, and with the facts behind it
// comes to what a replay of all its facts comes to. The files are made by scripts/golden-snapshot.ts.
// A change that breaks one needs a new format and an upcaster (src/snapshot/upcasters.ts).
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evolve } from "../../src/engine/evolve.ts";
import { decodeFact } from "../../src/engine/fact-codec.ts";
import { brokenInvariants } from "../../src/engine/invariants.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import { newState, type State } from "../../src/engine/state.ts";
import { ReadOnlyDisk } from "../../src/log/read-only-disk.ts";
import { readSnapshot } from "../../src/snapshot/read-snapshot.ts";
import { SNAPSHOT_FORMAT } from "../../src/snapshot/upcasters.ts";

const DIRECTORY = join(import.meta.dir, "snapshots");

function factLines(format: number): string[] {
  return readFileSync(join(DIRECTORY, `${format}.facts.jsonl`), "utf8").trimEnd().split("\n");
}

function evolved(state: State, lines: readonly string[]): State {
  for (const line of lines) evolve(state, decodeFact(line));
  return state;
}

for (let format = 1; format <= SNAPSHOT_FORMAT; format++) {
  test(`SNAP-3 a snapshot of format ${format} is read as on its first day`, () => {
    const { header, state } = readSnapshot(new ReadOnlyDisk(DIRECTORY), `${format}.snapshot`);
    expect(header.format).toBe(format);
    const lines = factLines(format);
    const before = evolved(newState(), lines.slice(0, header.seq));
    expect(stateHash(state)).toBe(stateHash(before));
    const [restored, replayed] = [state, before].map((from) =>
      evolved(from, lines.slice(header.seq)),
    );
    if (restored === undefined || replayed === undefined) throw new Error("no state");
    expect(stateHash(restored)).toBe(stateHash(replayed));
    expect(brokenInvariants(restored)).toEqual([]);
  });
}
