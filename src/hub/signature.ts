// The two ways of signing a request: what is signed are the raw bytes, compared is in constant time.
// What md5 is worth here, and why it is there at all, is in SECURITY.md. Nothing here is ever logged.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const MD5 = /^[0-9a-f]{32}$/;
const HMAC = /^v1=([0-9a-f]{64})$/;
const TIMESTAMP = /^[1-9]\d{12,14}$/;

/** Lower-case hex md5(bytes + secret). */
export function md5Sign(bytes: Uint8Array, secret: string): string {
  return createHash("md5").update(bytes).update(secret, "utf8").digest("hex");
}

/** `v1=` and lower-case hex HMAC-SHA256 of timestamp + "." + bytes; the timestamp as it is sent. */
export function hmacSign(bytes: Uint8Array, timestamp: string, secret: string): string {
  const mac = createHmac("sha256", secret).update(`${timestamp}.`).update(bytes);
  return `v1=${mac.digest("hex")}`;
}

/** Only the one spelling of a signature is taken: another case would be another Sign that fits. */
export function hasMd5Sign(bytes: Uint8Array, sign: string, secret: string): boolean {
  return MD5.test(sign) && isEqual(sign, md5Sign(bytes, secret));
}

export function hasHmacSign(
  bytes: Uint8Array,
  { sign, timestamp }: { readonly sign: string; readonly timestamp: string },
  secret: string,
): boolean {
  return HMAC.test(sign) && isEqual(sign, hmacSign(bytes, timestamp, secret));
}

/** Epoch ms of a Sign-Timestamp, or null where it is none. */
export function readTimestamp(text: string | null): number | null {
  return text !== null && TIMESTAMP.test(text) ? Number(text) : null;
}

/** Both have one length by now; nothing about where they differ shows in the time it takes. */
function isEqual(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(left, "latin1"), Buffer.from(right, "latin1"));
}
