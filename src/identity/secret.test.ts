import { describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import {
  apiKeyHashOf,
  equalInConstantTime,
  handshakeHashOf,
  newApiKey,
  secretOf,
  sessionKeyOf,
} from "./secret.ts";

// RFC 4231, test case 2: key "Jefe".
const jefe = new TextEncoder().encode("Jefe");

describe("secret", () => {
  test("a derived secret is HMAC-SHA256 of the label", () => {
    expect(secretOf(jefe, "what do ya want for nothing?")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  test("ID-3 no label reaches a session key", () => {
    expect(sessionKeyOf(jefe, "1")).toMatch(/^[0-9a-f]{64}$/);
    expect(() => secretOf(jefe, "session:1")).toThrow('"session:1": must not be empty or begin');
    expect(() => secretOf(jefe, "")).toThrow("must not be empty");
  });

  test("ID-5 a handshake hash is SHA-256 of the three texts joined", () => {
    const expected = createHash("sha256").update("7nkey").digest("hex");
    expect(handshakeHashOf(7, "n", "key")).toBe(expected);
  });

  test("an API key is stored as its SHA-256", () => {
    // FIPS 180-4's example.
    expect(apiKeyHashOf("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  test("texts of unequal length compare unequal, without a throw", () => {
    expect(equalInConstantTime("abc", "ab")).toBe(false);
    expect(equalInConstantTime("abc", "abd")).toBe(false);
    expect(equalInConstantTime("", "")).toBe(true);
    expect(equalInConstantTime("abc", "abc")).toBe(true);
  });

  test("an API key has its prefix and 256 bits, and is new each time", () => {
    const apiKey = newApiKey();
    expect(apiKey).toMatch(/^mk_[A-Za-z0-9_-]{43}$/);
    expect(newApiKey()).not.toBe(apiKey);
  });
});
