import { expect, test } from "bun:test";
import { EMPTY_HEAD } from "./log.ts";
import { SimDisk } from "./sim-disk.ts";
import {
  SUPERBLOCK_DRAFT,
  SUPERBLOCK_NAME,
  type Superblock,
  readSuperblock,
  writeSuperblock,
} from "./superblock.ts";

const [FIRST, SECOND] = [1, 2].map((epoch): Superblock => ({
  logId: "0".repeat(32),
  epoch,
  head: EMPTY_HEAD,
})) as [Superblock, Superblock];

/** A small generator with a seed; what it is worth as chance does not matter here. */
function seeded(seed: number): () => number {
  let state = seed + 1;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
}

test("a draft left by a crash never becomes the superblock, wherever the power goes", () => {
  let [old, renewed] = [0, 0];
  for (let seed = 0; seed < 2_000; seed++) {
    const disk = new SimDisk();
    writeSuperblock(disk, FIRST);
    disk.place(SUPERBLOCK_DRAFT, new Uint8Array(0));
    disk.crashAtOperation(disk.operations + 1 + (seed % 8));
    try {
      writeSuperblock(disk, SECOND);
    } catch {
      // The power went.
    }
    disk.crash(seeded(seed));
    expect(disk.list()).toContain(SUPERBLOCK_NAME);
    const { epoch } = readSuperblock(disk);
    if (epoch === 1) old++;
    else renewed++;
  }
  expect(old).toBeGreaterThan(100);
  expect(renewed).toBeGreaterThan(100);
});
