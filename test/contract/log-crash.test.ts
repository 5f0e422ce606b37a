// Power loss at every single change the log makes to a disk, several outcomes each: what was
// acknowledged is there afterwards, at most the one append in flight besides, and it goes on.
import { describe, expect, test } from "bun:test";
import {
  batchAfter,
  fill,
  linesOf,
  seededRandom,
  smallOptions,
  textOf,
} from "../../src/log/log-fixture.ts";
import { EMPTY_HEAD, type LogHead } from "../../src/log/log.ts";
import { SegmentLog } from "../../src/log/segment-log.ts";
import { SimDisk, type Random } from "../../src/log/sim-disk.ts";

const BATCHES = 14;
const OUTCOMES = 6;

/** Runs until the disk stops it; returns the last acknowledged head. */
function runUntilCrash(disk: SimDisk, operation: number, count: number): LogHead {
  let acknowledged = EMPTY_HEAD;
  disk.crashAtOperation(operation);
  try {
    fill(disk, count, (head) => (acknowledged = head)).close();
  } catch (error) {
    expect(error).toMatchObject({ code: "IO" });
  }
  return acknowledged;
}

function expectHistory(log: SegmentLog): void {
  let previousHash = EMPTY_HEAD.hash;
  let batches = 0;
  for (const batch of log.read(1)) {
    batches++;
    expect(batch.batch).toBe(batches);
    expect(batch.previousHash).toBe(previousHash);
    expect(textOf(batch)).toBe(linesOf(batches).join("\n") + "\n");
    previousHash = batch.hash;
  }
  expect(log.head()).toMatchObject({ batch: batches, hash: previousHash });
}

function operationsOf(count: number): number {
  const disk = new SimDisk();
  fill(disk, count).close();
  return disk.operations;
}

/** Crashes, reopens, checks, and leaves the log open. */
function reopenAfterCrash(disk: SimDisk, random: Random, acknowledged: LogHead): SegmentLog {
  disk.crash(random);
  const log = SegmentLog.open(disk, smallOptions);
  const surplus = log.head().batch - acknowledged.batch;
  expect([0, 1]).toContain(surplus);
  if (surplus === 0) expect(log.head()).toEqual(acknowledged);
  expectHistory(log);
  return log;
}

describe("power loss", () => {
  test("LOG-1 at every operation, then again right after recovery", () => {
    const operations = operationsOf(BATCHES);
    expect(operations).toBeGreaterThan(80);
    for (let operation = 1; operation <= operations + 1; operation++)
      for (let seed = 0; seed < OUTCOMES; seed++) {
        const random = seededRandom(operation * OUTCOMES + seed);
        const disk = new SimDisk();
        const acknowledged = runUntilCrash(disk, operation, BATCHES);
        const recovered = reopenAfterCrash(disk, random, acknowledged);
        // What recovery took for durable must be: nothing of it may go in a second crash.
        const log = reopenAfterCrash(disk, random, recovered.head());
        expect(log.head()).toEqual(recovered.head());
        expectHistory(fill(disk, 3));
      }
  });

  test("LOG-3 during recovery itself, at every operation", () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = seededRandom(seed);
      const crashed = (): { disk: SimDisk; acknowledged: LogHead } => {
        const disk = new SimDisk();
        const same = seededRandom(seed);
        const acknowledged = runUntilCrash(disk, 40 + seed, BATCHES);
        disk.crash(same);
        return { disk, acknowledged };
      };
      const { disk: measured } = crashed();
      const before = measured.operations;
      SegmentLog.open(measured, smallOptions);
      for (let operation = before + 1; operation <= measured.operations; operation++) {
        const { disk, acknowledged } = crashed();
        disk.crashAtOperation(operation);
        expect(() => SegmentLog.open(disk, smallOptions)).toThrow("the power went");
        reopenAfterCrash(disk, random, acknowledged);
        expectHistory(fill(disk, 2));
      }
    }
  });

  test("LOG-3 a torn batch that was dropped never comes back", () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = seededRandom(seed);
      const disk = new SimDisk();
      const head = fill(disk, 3).head();
      const torn = batchAfter(head, ["torn ".repeat(500)]);
      const log = SegmentLog.open(disk, smallOptions);
      disk.failNextSync(random);
      expect(() => log.append(torn, head.hash)).toThrow("sync failed");
      disk.crash(random);
      const after = fill(disk, 1);
      const texts = [...after.read(1)].map(textOf);
      expect(texts.slice(0, 3)).toEqual([1, 2, 3].map((batch) => linesOf(batch).join("\n") + "\n"));
      disk.crash(random);
      expect([...SegmentLog.open(disk, smallOptions).read(1)].map(textOf)).toEqual(texts);
    }
  });
});

describe("a failed sync", () => {
  test("LOG-4 fails the append; what the page cache showed at reopening survives a power loss", () => {
    for (let seed = 0; seed < 50; seed++) {
      const random = seededRandom(seed);
      const disk = new SimDisk();
      const log = fill(disk, 2);
      const head = log.head();
      disk.failNextSync(random);
      expect(() => log.append(batchAfter(head, linesOf(3)), head.hash)).toThrow("sync failed");
      expect(log.head()).toEqual(head);
      disk.killProcess();
      const reopened = SegmentLog.open(disk, smallOptions);
      expect(reopened.head().batch).toBe(3);
      disk.crash(random);
      expect(SegmentLog.open(disk, smallOptions).head()).toEqual(reopened.head());
    }
  });
});

describe("a full disk", () => {
  test("LOG-4 is DISK_FULL when the next segment is needed, and nothing acknowledged is lost", () => {
    const disk = new SimDisk({ capacityBytes: 10_000 });
    let acknowledged = EMPTY_HEAD;
    const run = (): unknown => fill(disk, 40, (head) => (acknowledged = head));
    expect(run).toThrow(expect.objectContaining({ code: "DISK_FULL" }));
    expect(acknowledged.batch).toBeGreaterThan(4);
    disk.killProcess();
    const freed = (): SegmentLog => SegmentLog.open(disk, smallOptions);
    expect(freed().head()).toEqual(acknowledged);
    disk.setCapacity(40_000);
    expectHistory(fill(disk, 10));
  });

  test("at the first opening is DISK_FULL, and opens once there is room", () => {
    const disk = new SimDisk({ capacityBytes: 1000 });
    expect(() => fill(disk, 1)).toThrow(expect.objectContaining({ code: "DISK_FULL" }));
    disk.killProcess();
    disk.setCapacity(100_000);
    expectHistory(fill(disk, 4));
  });
});
