// Files cut, missing, swapped, zeroed or from elsewhere: each must stop the start and say why.
import { describe, expect, test } from "bun:test";
import {
  closed,
  filled,
  lastSetByte,
  nth,
  otherHistory,
  recordOffsets,
  refusal,
} from "../../src/log/damage-fixture.ts";
import { batchAfter, fill, linesOf, smallOptions } from "../../src/log/log-fixture.ts";
import { sealRecord } from "../../src/log/record.ts";
import { listSegments, segmentName } from "../../src/log/segment.ts";
import { SegmentLog } from "../../src/log/segment-log.ts";
import { SimDisk } from "../../src/log/sim-disk.ts";

describe("files", () => {
  test("LOG-3 a zeroed hole in the middle is refused where it begins", () => {
    const { disk, segments } = filled();
    const { name } = nth(segments, 0);
    const content = disk.contents(name);
    const [, second, third] = recordOffsets(content);
    disk.place(name, content.fill(0, second, third));
    expect(refusal(disk).message).toContain(`${name} is damaged at offset ${second}: zeros stand`);
  });

  test("LOG-7 a zeroed tail shows against log.json, or what else knows the seq", () => {
    for (const { disk, head, segments } of [closed(), filled()]) {
      const { name } = nth(segments, -1);
      disk.place(name, new Uint8Array(disk.contents(name).length));
      const error = refusal(disk, head.seq);
      expect(error.code).toBe("LOST_FACTS");
    }
  });

  test("LOG-7 a seq known elsewhere: at the head it opens, above it is refused", () => {
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

  test("LOG-7 all segments missing is LOST_FACTS", () => {
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
