import { createHash } from "node:crypto";
import { describe, expect, test } from "bun:test";
import { EMPTY_HEAD } from "./log.ts";
import { hashFits, HEADER_BYTES, readHeader, recordBytes, sealRecord } from "./record.ts";

const logId = Uint8Array.from({ length: 16 }, (_, index) => index);
const payload = new TextEncoder().encode('["bet",1]\n["bet",2]\n');
const batch = {
  batch: 7,
  epoch: 3,
  firstSeq: 2 ** 40,
  count: 2,
  timeMs: 1_790_000_000_123,
  payload,
  previousHash: "0a".repeat(32),
};

describe("a record", () => {
  test("reads back as it was sealed, from any place in a buffer", () => {
    const { header, stored } = sealRecord(logId, batch);
    const shifted = new Uint8Array(HEADER_BYTES + 3);
    shifted.set(header, 3);
    const { payload: _, ...fields } = stored;
    expect(readHeader(shifted.subarray(3), logId)).toEqual({
      kind: "header",
      header: { ...fields, payloadBytes: payload.length },
    });
  });

  test("LOG-2 hashes with ordinary tools: SHA-256 over the first 96 bytes and the payload", () => {
    const { header, stored } = sealRecord(logId, batch);
    const bytes = Buffer.concat([header.subarray(0, 96), payload]);
    expect(stored.hash).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(Buffer.from(header.subarray(96)).toString("hex")).toBe(stored.hash);
  });

  test("LOG-2 has a hash that every bit of header and payload changes", () => {
    const { header } = sealRecord(logId, batch);
    const whole = Uint8Array.from([...header, ...payload]);
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const flipped = whole.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(hashFits(flipped, flipped.subarray(HEADER_BYTES))).toBe(false);
    }
    expect(hashFits(whole, whole.subarray(HEADER_BYTES))).toBe(true);
  });

  test("takes whole sectors", () => {
    expect([0, 384, 385, 1_000].map(recordBytes)).toEqual([512, 512, 1024, 1536]);
  });

  test("keeps its format for ever", () => {
    const { stored } = sealRecord(new Uint8Array(16), {
      batch: 1,
      epoch: 1,
      firstSeq: 1,
      count: 1,
      timeMs: 1,
      payload: new TextEncoder().encode("{}\n"),
      previousHash: EMPTY_HEAD.hash,
    });
    expect(stored.hash).toBe("fdaad85539b0460c14f6fa66a075502089045d9d55f02104b0b56ce82c74c98b");
  });
});

describe("a header", () => {
  test("of zeros is blank, of another log or format is damaged with the reason", () => {
    expect(readHeader(new Uint8Array(HEADER_BYTES), logId)).toEqual({ kind: "blank" });
    const { header } = sealRecord(logId, batch);
    expect(readHeader(header, new Uint8Array(16))).toMatchObject({
      kind: "damaged",
      reason: "the record belongs to log 000102030405060708090a0b0c0d0e0f",
    });
    header[4] = 9;
    expect(readHeader(header, logId)).toMatchObject({
      kind: "damaged",
      reason: "record format 9, expected 1",
    });
    expect(readHeader(header.subarray(0, 50), logId)).toMatchObject({ kind: "damaged" });
  });
});
