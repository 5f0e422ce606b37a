// Restarts of seeded worlds: the live state, the replay, and snapshot + tail from any batch on are one
// and the same, and what is decided afterwards too.
import { expect, test } from "bun:test";
import { BetRows } from "../../src/engine/bet-rows.ts";
import { brokenInvariants } from "../../src/engine/invariants.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import { newState } from "../../src/engine/state.ts";
import { headAfter, type StoredBatch } from "../../src/log/log.ts";
import { seededRandom } from "../../src/log/log-fixture.ts";
import { SimDisk } from "../../src/log/sim-disk.ts";
import { replay } from "../../src/sequencer/replay.ts";
import { play, recover } from "../../src/snapshot/recover.ts";
import { snapshotName } from "../../src/snapshot/shelf.ts";
import { writeSnapshot } from "../../src/snapshot/write-snapshot.ts";
import { DecidedWorld } from "../support/decided-world.ts";

const SEEDS = 24;
const AT_ONCE = 4;
const CUTS = 6;
const origin = { logId: "00".repeat(16), software: "test" };

for (let first = 1; first <= SEEDS; first += AT_ONCE) {
  test(`SNAP-6 seeds ${first} to ${first + AT_ONCE - 1}: snapshot and tail are the replay, and go on like it`, async () => {
    for (let seed = first; seed < first + AT_ONCE; seed++) await restarted(seed);
  });
}

async function restarted(seed: number): Promise<void> {
  const world = new DecidedWorld(seed);
  world.run(400);
  const log = await world.log();
  const batches = [...log.read(1)];
  const random = seededRandom(seed ^ 0xc07);
  const live = stateHash(world.state);
  const whole = replay(log);
  expect(stateHash(whole)).toBe(live);
  const later = goneOn(seed, whole);
  expect(later[0].length).toBeGreaterThan(10);
  for (let cut = 0; cut < CUTS; cut++) {
    const at = cut === 0 ? batches.length : 1 + (random() % batches.length);
    const shelf = shelfOf(batches.slice(0, at));
    const ignored: string[] = [];
    const { state, from } = recover(log, shelf, {
      onIgnored: (_, why) => ignored.push(why),
      ...(cut === 1 ? { newBetBook: () => new BetRows() } : {}),
    });
    expect({ ignored, seq: from?.seq }).toEqual({ ignored: [], seq: seqOf(batches[at - 1]) });
    expect(stateHash(state)).toBe(live);
    expect(brokenInvariants(state)).toEqual([]);
    expect(goneOn(seed, state)).toEqual(later);
  }
}

/** A shelf with the snapshot after these batches. */
function shelfOf(batches: readonly StoredBatch[]): SimDisk {
  const last = batches.at(-1);
  if (last === undefined) throw new Error("no batch");
  const state = newState();
  play(state, batches);
  const shelf = new SimDisk();
  const head = headAfter(last);
  writeSnapshot(shelf, snapshotName(head.seq), state, { head, ...origin });
  return shelf;
}

/** Facts and hash of the same questions asked from here on. */
function goneOn(seed: number, state: DecidedWorld["state"]): [string[][], string] {
  const world = new DecidedWorld(seed + 1_000, state);
  world.run(250);
  return [world.commands, stateHash(state)];
}

function seqOf(batch: StoredBatch | undefined): number {
  return batch === undefined ? 0 : headAfter(batch).seq;
}
