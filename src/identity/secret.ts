// Derived secrets and constant-time comparison. Nothing here is ever stored: with the server key and
// a label every secret can be made again.
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const sessionPrefix = "session:";

export function sessionKeyOf(serverKey: Uint8Array, sessionId: string): string {
  return hmacHex(serverKey, sessionPrefix + sessionId);
}

/** Throws on a label that could be that of a session key. */
export function secretOf(serverKey: Uint8Array, label: string): string {
  if (label === "" || label.startsWith(sessionPrefix)) {
    throw new Error(
      `secret label ${JSON.stringify(label)}: must not be empty or begin with "${sessionPrefix}"`,
    );
  }
  return hmacHex(serverKey, label);
}

export function handshakeHashOf(userId: number, nonce: string, sessionKey: string): string {
  return sha256Hex(`${userId}${nonce}${sessionKey}`);
}

/** 256 random bits behind a prefix that secret scanners can look for. */
export function newApiKey(): string {
  return `mk_${randomBytes(32).toString("base64url")}`;
}

/** A fast hash is right here: the key is random, there is nothing to guess. */
export function apiKeyHashOf(apiKey: string): string {
  return sha256Hex(apiKey);
}

/** Both sides are hashed first, because timingSafeEqual throws on unequal lengths. */
export function equalInConstantTime(left: string, right: string): boolean {
  return timingSafeEqual(sha256(left), sha256(right));
}

function hmacHex(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text, "utf8").digest("hex");
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

function sha256Hex(text: string): string {
  return sha256(text).toString("hex");
}
