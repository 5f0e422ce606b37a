// The simulated disk must really lose things: a simulation on a kind disk proves nothing.
import { describe, expect, test } from "bun:test";
import { seededRandom } from "./log-fixture.ts";
import { SimDisk } from "./sim-disk.ts";

const SECTORS = 8;

function letters(letter: string): Uint8Array {
  return new TextEncoder().encode(letter.repeat(512 * SECTORS));
}

/** First letter of each sector; "0" for zeros. */
function sectorsOf(disk: SimDisk, name: string): string {
  const content = disk.contents(name);
  let text = "";
  for (let at = 0; at < content.length; at += 512) {
    const sector = content.subarray(at, at + 512);
    expect(new Set(sector).size).toBe(1);
    text += sector[0] === 0 ? "0" : String.fromCharCode(sector[0] ?? 0);
  }
  return text;
}

function outcomes(prepare: (disk: SimDisk) => void): Set<string> {
  const found = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const disk = new SimDisk();
    prepare(disk);
    disk.crash(seededRandom(seed));
    found.add(disk.list().includes("a") ? sectorsOf(disk, "a") : "absent");
  }
  return found;
}

describe("a crash", () => {
  test("keeps what was synced", () => {
    const found = outcomes((disk) => {
      const file = disk.create("a");
      disk.write(file, letters("s"), 0);
      disk.sync(file);
      disk.syncDirectory();
    });
    expect([...found]).toEqual(["s".repeat(SECTORS)]);
  });

  test("leaves any mixture of unsynced sectors, in any order, and only those", () => {
    const found = outcomes((disk) => {
      const file = disk.create("a");
      disk.write(file, letters("s"), 0);
      disk.sync(file);
      disk.syncDirectory();
      disk.write(file, letters("u"), 0);
      disk.write(file, letters("v"), 0);
    });
    expect(found.size).toBeGreaterThan(250);
    for (const text of found) expect(text).toMatch(/^[suv]{8}$/);
    expect([...found].some((text) => /^s+[uv]/.test(text))).toBe(true);
  });

  test("may lose unsynced names, and sizes", () => {
    const found = outcomes((disk) => {
      const file = disk.create("draft");
      disk.write(file, letters("s"), 0);
      disk.rename("draft", "a");
    });
    expect(found.has("absent")).toBe(true);
    expect([...found].some((text) => text.length < SECTORS)).toBe(true);
    expect([...found].some((text) => text.length === SECTORS)).toBe(true);
  });

  test("is the same for the same seed", () => {
    const run = (seed: number): string => {
      const disk = new SimDisk();
      disk.write(disk.create("a"), letters("u"), 0);
      disk.syncDirectory();
      disk.crash(seededRandom(seed));
      return sectorsOf(disk, "a");
    };
    for (let seed = 0; seed < 20; seed++) expect(run(seed)).toBe(run(seed));
  });

  test("makes handles useless", () => {
    const disk = new SimDisk();
    const file = disk.create("a");
    disk.crash(seededRandom(1));
    expect(() => disk.write(file, letters("u"), 0)).toThrow("EBADF");
  });
});

describe("faults", () => {
  test("a failed sync leaves pages readable that no later sync writes", () => {
    const found = outcomes((disk) => {
      const file = disk.create("a");
      disk.write(file, letters("s"), 0);
      disk.sync(file);
      disk.syncDirectory();
      disk.write(file, letters("u"), 0);
      disk.failNextSync(seededRandom(disk.operations));
      expect(() => disk.sync(file)).toThrow("EIO");
      expect(sectorsOf(disk, "a")).toBe("u".repeat(SECTORS));
      disk.sync(file);
    });
    expect([...found]).not.toContain("u".repeat(SECTORS));
  });

  test("a full disk refuses to grow a file, not to overwrite it", () => {
    const disk = new SimDisk({ capacityBytes: 512 * SECTORS });
    const file = disk.create("a");
    disk.write(file, letters("s"), 0);
    disk.write(file, letters("u"), 0);
    expect(() => disk.write(file, letters("u"), 512)).toThrow("ENOSPC");
  });

  test("from the operation of the crash on, everything fails", () => {
    const disk = new SimDisk();
    disk.crashAtOperation(2);
    const file = disk.create("a");
    expect(() => disk.write(file, letters("s"), 0)).toThrow("EPOWER");
    expect(() => disk.sync(file)).toThrow("EPOWER");
    expect(() => disk.syncDirectory()).toThrow("EPOWER");
  });
});
