import { describe, expect, test } from "bun:test";
import { createHash, createHmac } from "node:crypto";
import { hasHmacSign, hasMd5Sign, hmacSign, md5Sign, readTimestamp } from "./signature.ts";

const BODY = Buffer.from('{"exampleRequest": "hello world"}');
const SECRET = "123123";
const SIGN = "3fca36637c4b2294e0f0aaa2a815ebd9";
const TIMESTAMP = "1795000000000";

describe("md5", () => {
  test("SIGN-1 the example of the protocol", () => {
    expect(md5Sign(BODY, SECRET)).toBe(SIGN);
    expect(hasMd5Sign(BODY, SIGN, SECRET)).toBe(true);
    expect(createHash("md5").update(`${BODY.toString()}${SECRET}`).digest("hex")).toBe(SIGN);
  });

  test("SIGN-2 every change of a single byte of the body or of Sign is refused", () => {
    const taken = everyByteChanged(BODY).filter((body) => hasMd5Sign(body, SIGN, SECRET));
    expect(taken).toEqual([]);
    const signs = everyByteChanged(Buffer.from(SIGN)).map((sign) => sign.toString("latin1"));
    expect(signs.filter((sign) => hasMd5Sign(BODY, sign, SECRET))).toEqual([]);
    expect(hasMd5Sign(BODY, SIGN.toUpperCase(), SECRET)).toBe(false);
    for (const sign of ["", SIGN.slice(1), `${SIGN}0`, ` ${SIGN}`, `v1=${SIGN}`]) {
      expect(hasMd5Sign(BODY, sign, SECRET)).toBe(false);
    }
  });

  test("SIGN-2 bytes are signed, not text: what reads alike is not alike", () => {
    const composed = Buffer.from("é");
    const broken = Buffer.from([0xff]);
    expect(hasMd5Sign(Buffer.from("e\u0301"), md5Sign(composed, SECRET), SECRET)).toBe(false);
    expect(hasMd5Sign(Buffer.from("\ufffd"), md5Sign(broken, SECRET), SECRET)).toBe(false);
  });
});

describe("hmac-sha256", () => {
  const sign = hmacSign(BODY, TIMESTAMP, SECRET);

  test("SIGN-3 is that of timestamp, point and body", () => {
    const text = `${TIMESTAMP}.${BODY.toString()}`;
    const mac = createHmac("sha256", SECRET).update(text).digest("hex");
    expect(sign).toBe(`v1=${mac}`);
    expect(hasHmacSign(BODY, { sign, timestamp: TIMESTAMP }, SECRET)).toBe(true);
  });

  test("SIGN-2 every change of a single byte of body, Sign or timestamp is refused", () => {
    const fits = (body: Uint8Array, changed: string, timestamp: string): boolean =>
      hasHmacSign(body, { sign: changed, timestamp }, SECRET);
    const text = (bytes: Buffer): string => bytes.toString("latin1");
    expect(everyByteChanged(BODY).filter((body) => fits(body, sign, TIMESTAMP))).toEqual([]);
    const signs = everyByteChanged(Buffer.from(sign)).map(text);
    expect(signs.filter((changed) => fits(BODY, changed, TIMESTAMP))).toEqual([]);
    const times = everyByteChanged(Buffer.from(TIMESTAMP)).map(text);
    expect(times.filter((timestamp) => fits(BODY, sign, timestamp))).toEqual([]);
  });

  test("SIGN-3 only plain epoch milliseconds are a timestamp", () => {
    expect(readTimestamp(TIMESTAMP)).toBe(1_795_000_000_000);
    for (const text of [null, "", "1795000000", "01795000000000", "1.795e12", "-1", " 1", "x"]) {
      expect(readTimestamp(text)).toBeNull();
    }
  });
});

/** Each byte replaced by each other one. */
function everyByteChanged(bytes: Buffer): Buffer[] {
  const changed: Buffer[] = [];
  for (let at = 0; at < bytes.length; at++) {
    for (let change = 1; change < 256; change++) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ change;
      changed.push(copy);
    }
  }
  return changed;
}
