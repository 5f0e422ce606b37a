// Damage of every kind must stop the start with file and offset, and must never be cut away.
import { describe, expect, test } from "bun:test";
import { LogError } from "../../src/log/log-error.ts";
import { batchAfter, fill, linesOf, smallOptions } from "../../src/log/log-fixture.ts";
import type { LogHead } from "../../src/log/log.ts";
import { sealRecord } from "../../src/log/record.ts";
import { listSegments, segmentName, type Segment } from "../../src/log/segment.ts";
import { SegmentLog } from "../../src/log/segment-log.ts";
import { SimDisk } from "../../src/log/sim-disk.ts";

const BATCHES = 16;

function filled(): { disk: SimDisk; head: LogHead; segments: Segment[] } {
  const disk = new SimDisk();
  const head = fill(disk, BATCHES).head();
  disk.killProcess();
  return { disk, head, segments: listSegments(disk) };
}

/** As filled, but shut down in order, so that log.json knows the last head. */
function closed(): ReturnType<typeof filled> {
  const disk = new SimDisk();
  const log = fill(disk, BATCHES);
  log.close();
  return { disk, head: log.head(), segments: listSegments(disk) };
}

function nth(segments: Segment[], index: number): Segment {
  const segment = segments.at(index);
  if (segment === undefined) throw new RangeError(`no segment ${index} of ${segments.length}`);
  return segment;
}

function refusal(disk: SimDisk, expectedSeqAtLeast = 0): LogError {
  const before = snapshotOf(disk);
  try {
    SegmentLog.open(disk, { ...smallOptions, expectedSeqAtLeast });
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    expect(snapshotOf(disk)).toEqual(before);
    return error;
  }
  throw new Error("the log opened");
}

function snapshotOf(disk: SimDisk): [string, number | bigint][] {
  return disk.list().map((name) => [name, Bun.hash(disk.contents(name))]);
}

/** Offset of each record of a segment, found without the code under test. */
function recordOffsets(content: Uint8Array): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < content.length; at += 512) if (content[at] === 0x4d) offsets.push(at);
  return offsets;
}

/** The record a byte lies in, or else the end of the last record. */
function damageOffset(content: Uint8Array, byte: number): number {
  let end = 0;
  for (const offset of recordOffsets(content)) {
    const payloadBytes = new DataView(content.buffer).getUint32(offset + 40, true);
    end = offset + Math.ceil((128 + payloadBytes) / 512) * 512;
    if (byte < end) return offset;
  }
  return end;
}

describe("one flipped bit", () => {
  test("anywhere in the records of a log shut down in order: refused, with file and offset", () => {
    const { disk, segments } = closed();
    expect(segments.length).toBeGreaterThan(2);
    for (const segment of segments) {
      const content = disk.contents(segment.name);
      const used = segment === segments.at(-1) ? lastSetByte(content) : content.length;
      for (let byte = 0; byte < used; byte += byte % 512 < 128 ? 1 : 5) {
        disk.flipBit(segment.name, byte, byte % 8);
        const error = refusal(disk);
        disk.flipBit(segment.name, byte, byte % 8);
        expect(error.code).toBe("CORRUPT");
        const where = damageOffset(content, byte);
        expect(error.message).toContain(`${segment.name} is damaged at offset ${where}: `);
      }
    }
  });

  test("after a crash: only the last batch may go, everything before it is refused", () => {
    const pristine = filled();
    for (const segment of pristine.segments) {
      const content = pristine.disk.contents(segment.name);
      const isLast = segment === pristine.segments.at(-1);
      const lastRecord = isLast ? (recordOffsets(content).at(-1) ?? 0) : content.length;
      for (let byte = 3; byte < content.length; byte += 61) {
        const { disk, head } = byte < lastRecord ? pristine : filled();
        disk.flipBit(segment.name, byte, byte % 8);
        if (byte < lastRecord) {
          expect(refusal(disk).code).toBe("CORRUPT");
          disk.flipBit(segment.name, byte, byte % 8);
          continue;
        }
        const reopened = SegmentLog.open(disk, smallOptions).head();
        expect([head.batch, head.batch - 1]).toContain(reopened.batch);
        disk.killProcess();
        const refilled = fill(disk, 3).head();
        expect(refilled.batch).toBe(reopened.batch + 3);
      }
    }
  });

  test("anywhere in log.json: refused", () => {
    const { disk } = closed();
    const { length } = disk.contents("log.json");
    for (let byte = 0; byte < length - 1; byte++) {
      disk.flipBit("log.json", byte, byte % 7);
      expect(["CORRUPT", "FOREIGN", "NEWER_FORMAT"]).toContain(refusal(disk).code);
      disk.flipBit("log.json", byte, byte % 7);
    }
  });

  test("found while reading a running log: CORRUPT, nothing false is handed out", () => {
    const { disk, segments } = filled();
    const log = SegmentLog.open(disk, smallOptions);
    disk.flipBit(nth(segments, 1).name, 700, 3);
    expect(() => [...log.read(1)]).toThrow(expect.objectContaining({ code: "CORRUPT" }));
  });

  test("in a header a read only passes by: CORRUPT, or the batches that were asked for", () => {
    const { disk, segments } = filled();
    const log = SegmentLog.open(disk, smallOptions);
    const { name } = nth(segments, 0);
    const [, second = 0] = recordOffsets(disk.contents(name));
    const fromSeq = [...log.read(1)].find(({ batch }) => batch === 4)?.firstSeq ?? 0;
    const expected = [...log.read(fromSeq)];
    let refused = 0;
    for (let bit = 0; bit < 128 * 8; bit++) {
      disk.flipBit(name, second + (bit >> 3), bit & 7);
      try {
        expect([...log.read(fromSeq)]).toEqual(expected);
      } catch (error) {
        expect(error).toMatchObject({ code: "CORRUPT" });
        refused++;
      }
      disk.flipBit(name, second + (bit >> 3), bit & 7);
    }
    expect(refused).toBeGreaterThan(800);
  });
});

function lastSetByte(content: Uint8Array): number {
  return content.findLastIndex((byte) => byte !== 0) + 1;
}

describe("more than one batch", () => {
  test("two bad batches at the end: the first was durable, so it is refused", () => {
    const { disk, segments } = filled();
    const last = nth(segments, -1);
    const offsets = recordOffsets(disk.contents(last.name));
    const [first, second] = offsets.slice(-2);
    if (first === undefined || second === undefined) throw new Error("needs two records");
    disk.flipBit(last.name, first + 200, 1);
    disk.flipBit(last.name, second + 200, 1);
    const error = refusal(disk);
    expect(error.code).toBe("CORRUPT");
    expect(error.message).toContain(`${last.name} is damaged at offset ${first}: `);
    expect(error.message).toContain(`a later record begins at offset ${second}`);
  });

  test("bytes far behind a bad last batch are no part of it: refused", () => {
    const { disk, segments } = filled();
    const last = nth(segments, -1);
    const content = disk.contents(last.name);
    const offset = recordOffsets(content).at(-1) ?? 0;
    expect(lastSetByte(content)).toBeLessThan(content.length - 512);
    disk.flipBit(last.name, offset + 150, 1);
    disk.flipBit(last.name, content.length - 1, 1);
    expect(refusal(disk).message).toContain("bytes are set beyond it");
  });
});

describe("a torn last batch", () => {
  test("is zeroed durably before anything else is written", () => {
    const { disk, head, segments } = filled();
    const { name } = nth(segments, -1);
    const offset = recordOffsets(disk.contents(name)).at(-1) ?? 0;
    disk.flipBit(name, offset + 200, 2);
    expect(SegmentLog.open(disk, smallOptions).head().batch).toBe(head.batch - 1);
    disk.crash(() => 0);
    expect(lastSetByte(disk.contents(name))).toBeLessThanOrEqual(offset);
  });
});

/** A log of the same deployment whose batches are all others. */
function otherHistory(): SimDisk {
  const disk = new SimDisk();
  const log = SegmentLog.open(disk, smallOptions);
  for (let batch = 1; batch <= BATCHES; batch++) {
    const lines = linesOf(batch).map((line) => line.replaceAll("x", "z"));
    log.append(batchAfter(log.head(), lines), log.head().hash);
    log.prepareAhead();
  }
  return disk;
}

describe("files", () => {
  test("a zeroed hole in the middle is refused where it begins", () => {
    const { disk, segments } = filled();
    const { name } = nth(segments, 0);
    const content = disk.contents(name);
    const [, second, third] = recordOffsets(content);
    disk.place(name, content.fill(0, second, third));
    expect(refusal(disk).message).toContain(`${name} is damaged at offset ${second}: zeros stand`);
  });

  test("a zeroed tail shows against log.json, or what else knows the seq", () => {
    for (const { disk, head, segments } of [closed(), filled()]) {
      const { name } = nth(segments, -1);
      disk.place(name, new Uint8Array(disk.contents(name).length));
      const error = refusal(disk, head.seq);
      expect(error.code).toBe("LOST_FACTS");
    }
  });

  test("a seq known elsewhere: at the head it opens, above it is refused", () => {
    const { disk, head } = closed();
    const error = refusal(disk, head.seq + 1);
    expect(error.code).toBe("LOST_FACTS");
    expect(error.message).toContain(`ends at seq ${head.seq}, but seq ${head.seq + 1} is known`);
    SegmentLog.open(disk, { ...smallOptions, expectedSeqAtLeast: head.seq });
  });

  test("a cut file is refused at any length", () => {
    for (const index of [0, -1]) {
      const { disk, segments } = filled();
      const { name, bytes } = nth(segments, index);
      const content = disk.contents(name);
      for (const length of [0, 1, 511, 512, 1024, 2000, bytes - 512, bytes - 1]) {
        disk.place(name, content.subarray(0, length));
        const error = refusal(disk);
        expect(error.code).toBe("CORRUPT");
        expect(error.message).toContain(`${name} has ${length} bytes, its name says ${bytes}`);
      }
    }
  });

  test("a missing segment is refused, first, middle or (shut down in order) last", () => {
    for (const index of [0, 1, -1]) {
      const { disk, segments } = closed();
      disk.lose(nth(segments, index).name);
      expect(refusal(disk).code).toBe(index === -1 ? "LOST_FACTS" : "CORRUPT");
    }
  });

  test("all segments missing is LOST_FACTS", () => {
    const { disk, segments } = closed();
    for (const { name } of segments) disk.lose(name);
    expect(refusal(disk).code).toBe("LOST_FACTS");
  });

  test("two swapped segments are refused", () => {
    const { disk, segments } = filled();
    const [a, b] = [nth(segments, 0), nth(segments, 1)];
    expect(a.bytes).toBe(b.bytes);
    const contents = [disk.contents(a.name), disk.contents(b.name)] as const;
    disk.place(a.name, contents[1]);
    disk.place(b.name, contents[0]);
    const error = refusal(disk);
    expect(error.code).toBe("CORRUPT");
    expect(error.message).toContain(
      `${a.name} is damaged at offset 0: batch ${b.firstBatch} stands`,
    );
  });

  test("an older copy of the last segment shows after an orderly shutdown", () => {
    const disk = new SimDisk();
    const log = fill(disk, 2);
    const { name } = nth(listSegments(disk), 0);
    const older = disk.contents(name);
    log.append(batchAfter(log.head(), linesOf(3)), log.head().hash);
    log.close();
    disk.place(name, older);
    expect(refusal(disk).code).toBe("LOST_FACTS");
  });

  test("a segment of another deployment is refused", () => {
    const { disk, segments } = closed();
    const other = new SimDisk();
    const log = SegmentLog.open(other, { ...smallOptions, newLogId: "ff".repeat(16) });
    log.append(batchAfter(log.head(), linesOf(1)), log.head().hash);
    const { name } = nth(listSegments(other), 0);
    disk.place(nth(segments, 0).name, other.contents(name));
    expect(refusal(disk).message).toContain(`belongs to log ${"ff".repeat(16)}`);
  });

  test("a segment of another history of this deployment is refused", () => {
    const { disk, segments } = filled();
    const { name, firstBatch } = nth(segments, 1);
    disk.place(name, otherHistory().contents(name));
    const error = refusal(disk);
    expect(error.code).toBe("CORRUPT");
    expect(error.message).toContain(
      `${name} is damaged at offset 0: batch ${firstBatch} does not chain`,
    );
  });

  test("another whole history shows after an orderly shutdown", () => {
    const { disk, segments } = closed();
    const other = otherHistory();
    for (const { name } of segments) disk.place(name, other.contents(name));
    expect(refusal(disk).message).toContain("another history");
  });

  test("a batch of an older epoch behind a newer one is refused", () => {
    const { disk, segments } = filled();
    const { name, bytes } = nth(segments, -1);
    const content = disk.contents(name);
    const end = Math.ceil(lastSetByte(content) / 512) * 512;
    expect(end + 512).toBeLessThanOrEqual(bytes);
    const head = [...SegmentLog.open(disk, smallOptions).read(1)].at(-1);
    if (head === undefined) throw new Error("no batch");
    const { header, stored } = sealRecord(Buffer.from(smallOptions.newLogId, "hex"), {
      batch: head.batch + 1,
      epoch: 0,
      firstSeq: head.firstSeq + head.count,
      count: 1,
      timeMs: 1,
      payload: new TextEncoder().encode("{}\n"),
      previousHash: head.hash,
    });
    content.set(header, end);
    content.set(stored.payload, end + header.length);
    disk.place(name, content);
    expect(refusal(disk).message).toContain("is of epoch 0, after one of epoch 1");
  });

  test("an empty segment before others is refused", () => {
    const { disk, head } = filled();
    disk.place(segmentName(head.batch + 1, 512), new Uint8Array(512));
    disk.place(segmentName(head.batch + 2, 512), new Uint8Array(512));
    expect(refusal(disk).code).toBe("CORRUPT");
  });
});

describe("directories", () => {
  test("anything without log.json is FOREIGN and stays as it was", () => {
    for (const name of ["notes.txt", segmentName(1, 512)]) {
      const disk = new SimDisk();
      disk.place(name, Uint8Array.of(1, 2, 3));
      const error = refusal(disk);
      expect(error.code).toBe("FOREIGN");
      expect(error.message).toContain(name);
    }
  });

  test("another program's log.json is FOREIGN", () => {
    const disk = new SimDisk();
    disk.place("log.json", new TextEncoder().encode('{"level":"info"}'));
    expect(refusal(disk).code).toBe("FOREIGN");
  });

  test("a newer format is NEWER_FORMAT, whatever else it holds", () => {
    const disk = new SimDisk();
    disk.place("log.json", new TextEncoder().encode('{"kind":"mutuel-log","format":2,"x":1}'));
    const error = refusal(disk);
    expect(error.code).toBe("NEWER_FORMAT");
    expect(error.message).toContain("has format 2, this release reads 1");
  });
});
