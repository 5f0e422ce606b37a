// `bun scripts/golden-snapshot.ts`: writes the golden snapshot of this format: the facts of one match in
// which every kind comes up, and a snapshot from the middle of it. Every later release must read it and
// come to what a replay of the facts comes to, so a file that is there is never written again.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evolve } from "../src/engine/evolve.ts";
import { decodeFact } from "../src/engine/fact-codec.ts";
import { newState } from "../src/engine/state.ts";
import { NodeDisk } from "../src/log/node-disk.ts";
import { SNAPSHOT_FORMAT } from "../src/snapshot/upcasters.ts";
import { writeSnapshot } from "../src/snapshot/write-snapshot.ts";
import { playMatch } from "../test/support/engine-match.ts";

const directory = join(import.meta.dir, "..", "test/golden/snapshots");
const facts = join(directory, `${SNAPSHOT_FORMAT}.facts.jsonl`);
const snapshot = `${SNAPSHOT_FORMAT}.snapshot`;

for (const file of [facts, join(directory, snapshot)]) {
  if (!existsSync(file)) continue;
  console.error(`${file} is there already; what a release wrote is never written again`);
  process.exit(1);
}
const { lines } = playMatch();
const state = newState();
for (const line of lines.slice(0, Math.floor((lines.length * 3) / 4)))
  evolve(state, decodeFact(line));
mkdirSync(directory, { recursive: true });
writeFileSync(facts, lines.map((line) => `${line}\n`).join(""));
const head = { batch: 1, seq: state.seq, hash: "0".repeat(64) };
const origin = { head, logId: "0".repeat(32), software: "golden" };
writeSnapshot(new NodeDisk(directory), snapshot, state, origin);
console.log(`${lines.length} facts, a snapshot at seq ${state.seq} in ${directory}`);
