import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openServerKey } from "./server-key.ts";

let directory = "";
let path = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-key-"));
  path = join(directory, "server.key");
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("server key", () => {
  test("ID-3 is created once, 32 bytes, mode 0600, and is the same afterwards", () => {
    const key = openServerKey(directory);
    expect(key).toHaveLength(32);
    expect(key.some((byte) => byte !== key[0])).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(openServerKey(directory)).toEqual(key);
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test("half a key left beside by a crash is written over, whatever its mode", () => {
    writeFileSync(`${path}.new`, "half", { mode: 0o644 });
    expect(openServerKey(directory)).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  for (const mode of [0o640, 0o604, 0o610, 0o666]) {
    test(`mode ${mode.toString(8)} is refused`, () => {
      openServerKey(directory);
      chmodSync(path, mode);
      expect(() => openServerKey(directory)).toThrow(`mode 0${mode.toString(8)} lets others`);
    });
  }

  for (const bytes of [0, 31, 33]) {
    test(`${bytes} bytes are refused and left as they are`, () => {
      writeFileSync(path, new Uint8Array(bytes), { mode: 0o600 });
      expect(() => openServerKey(directory)).toThrow(`${bytes} bytes, not a server key`);
      expect(statSync(path).size).toBe(bytes);
    });
  }
});
