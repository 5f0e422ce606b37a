// Flipped bits and torn batches: damage must stop the start with file and offset, and must never be
// cut away. Only a bad last batch may go.
import { describe, expect, test } from "bun:test";
import {
  closed,
  filled,
  lastSetByte,
  nth,
  recordOffsets,
  refusal,
} from "../../src/log/damage-fixture.ts";
import { fill, smallOptions } from "../../src/log/log-fixture.ts";
import { SegmentLog } from "../../src/log/segment-log.ts";

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
  test("LOG-3 anywhere in the records of a log shut down in order: refused, with file and offset", () => {
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

  test("LOG-3 after a crash: only the last batch may go, everything before it is refused", () => {
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

  test("LOG-3 anywhere in log.json: refused", () => {
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

describe("more than one batch", () => {
  test("LOG-3 two bad batches at the end: the first was durable, so it is refused", () => {
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
