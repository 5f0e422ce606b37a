// Snapshots as files: what is written comes back, what is damaged is found, and no crash leaves a wrong
// one. test/simulation/snapshot.test.ts has whole worlds.
import { describe, expect, test } from "bun:test";
import { DecidedWorld } from "../../test/support/decided-world.ts";
import { playMatch } from "../../test/support/engine-match.ts";
import { type BetKey, NO_KEY } from "../engine/bet-book.ts";
import { BetRows } from "../engine/bet-rows.ts";
import { evolve } from "../engine/evolve.ts";
import { brokenInvariants } from "../engine/invariants.ts";
import { stateHash } from "../engine/state-hash.ts";
import type { State } from "../engine/state.ts";
import { seededRandom } from "../log/log-fixture.ts";
import type { Log } from "../log/log.ts";
import { SimDisk } from "../log/sim-disk.ts";
import { checkSnapshotFile, readSnapshot, readSnapshotHeader } from "./read-snapshot.ts";
import { recover } from "./recover.ts";
import { keepNewest, removeDrafts, snapshotName, snapshotNames } from "./shelf.ts";
import { encodeHeader } from "./snapshot-header.ts";
import { type Sections, upcast } from "./upcasters.ts";
import { writeSnapshot } from "./write-snapshot.ts";

const origin = { logId: "0f".repeat(16), software: "9.9.9" };

async function world(seed = 3): Promise<{ state: State; log: Log; shelf: SimDisk; name: string }> {
  const decided = new DecidedWorld(seed);
  decided.run(150);
  const log = await decided.log();
  const name = snapshotName(log.head().seq);
  const shelf = new SimDisk();
  writeSnapshot(shelf, name, decided.state, { head: log.head(), ...origin });
  return { state: decided.state, log, shelf, name };
}

function shelfWith(files: Record<string, Uint8Array>): SimDisk {
  const shelf = new SimDisk();
  for (const [name, bytes] of Object.entries(files)) shelf.place(name, bytes);
  return shelf;
}

describe("a snapshot's file", () => {
  test("SNAP-1 says what it is of, and holds the whole state", async () => {
    const { state, log, shelf, name } = await world();
    const { header, state: found } = readSnapshot(shelf, name);
    const { seq, batch, hash } = log.head();
    expect(header).toMatchObject({ ...origin, format: 1, seq, batch, batchHash: hash });
    expect(header.stateHash).toBe(stateHash(state));
    expect(stateHash(found)).toBe(stateHash(state));
    expect(checkSnapshotFile(shelf, name)).toEqual(header);
    expect(readSnapshotHeader(shelf, name)).toEqual(header);
  });

  test("SNAP-1 what has left the memory and what is suspended is in it", async () => {
    const decided = new DecidedWorld(8);
    decided.run(600);
    const { state } = decided;
    const log = await decided.log();
    const sign = { timeMs: state.timeMs, by: "operator:o", as: "operator" } as const;
    const reason = "test";
    evolve(state, { kind: "BettingSuspended", ...sign, scope: { kind: "all" }, reason });
    const closed = [...state.games.values()].filter((game) => game.status.kind === "closed");
    for (const { gameId } of closed) evolve(state, { kind: "GameArchived", ...sign, gameId });
    expect(state.archived.pools.size).toBeGreaterThan(0);
    const shelf = new SimDisk();
    const head = { ...log.head(), seq: state.seq };
    writeSnapshot(shelf, "a", state, { head, ...origin });
    const found = readSnapshot(shelf, "a").state;
    expect(stateHash(found)).toBe(stateHash(state));
    expect(found.pools.length).toBe(state.pools.length);
    expect(brokenInvariants(found)).toEqual([]);
    expect([...found.archived.pools.values()]).toEqual([...state.archived.pools.values()]);
  });

  test("SNAP-1 platforms, accounts, sessions and transactions are in it", () => {
    const { state } = playMatch();
    const { hub } = state;
    const shelf = new SimDisk();
    const head = { batch: 1, seq: state.seq, hash: "0".repeat(64) };
    writeSnapshot(shelf, "a", state, { head, ...origin });
    const found = readSnapshot(shelf, "a").state;
    expect(brokenInvariants(found)).toEqual([]);
    expect([found.hub.platforms, found.hub.accounts]).toEqual([hub.platforms, hub.accounts]);
    expect([found.hub.sessions, found.hub.sessionOfPlatform]).toEqual([
      hub.sessions,
      hub.sessionOfPlatform,
    ]);
    expect(found.hub.accountsOfSource).toEqual(hub.accountsOfSource);
    expect([found.hub.transactions.count, hub.sessions.size]).toEqual([hub.transactions.count, 3]);
  });

  test("SNAP-1 the same state makes the same file", async () => {
    const [one, two] = [await world(), await world()];
    expect(one.shelf.contents(one.name)).toEqual(two.shelf.contents(two.name));
  });

  test("SNAP-2 no flipped bit and no cut goes unseen", async () => {
    const { shelf, name } = await world();
    const whole = shelf.contents(name);
    const random = seededRandom(5);
    for (let probe = 0; probe < 150; probe++) {
      const bytes = whole.slice();
      const at = random() % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (random() % 8));
      expect(() => readSnapshot(shelfWith({ [name]: bytes }), name)).toThrow();
      const cut = whole.slice(0, random() % whole.length);
      expect(() => readSnapshot(shelfWith({ [name]: cut }), name)).toThrow();
      expect(() => checkSnapshotFile(shelfWith({ [name]: cut }), name)).toThrow();
    }
  });

  test("SNAP-2 one of a later format is left to the later release", () => {
    const of = { seq: 1, batch: 1, batchHash: "", stateHash: "", ruleVersion: 1 };
    const line = encodeHeader({ ...of, ...origin });
    const later = line.replace('"format":1', '"format":2');
    const shelf = shelfWith({ "1.snapshot": new TextEncoder().encode(later.padEnd(4_000, " ")) });
    expect(() => readSnapshotHeader(shelf, "1.snapshot")).toThrow("a later release wrote it");
  });

  test("SNAP-3 older formats go through every step up to this one", () => {
    const rename = (from: string, to: string) => (old: Sections) => ({
      ...old,
      [to]: old[from] ?? [],
    });
    const steps = [rename("a", "b"), rename("b", "c")];
    expect(upcast({ a: [1] }, 1, steps)["c"]).toEqual([1]);
    expect(upcast({ b: [2] }, 2, steps)["c"]).toEqual([2]);
    expect(upcast({ c: [3] }, 3, steps)).toEqual({ c: [3] });
  });
});

describe("what does not fit is ignored, with the reason, and the log is enough", () => {
  async function ignoredBecause(change: (bytes: Uint8Array) => Uint8Array): Promise<string[]> {
    const { state, log, shelf, name } = await world();
    const whys: string[] = [];
    const changed = shelfWith({ [name]: change(shelf.contents(name)) });
    const found = recover(log, changed, { onIgnored: (_, why) => whys.push(why) });
    expect(found.from).toBeNull();
    expect(stateHash(found.state)).toBe(stateHash(state));
    return whys;
  }

  test("SNAP-4 damaged in its first line, or behind it", async () => {
    expect(await ignoredBecause((bytes) => bytes.slice(40))).toHaveLength(1);
    const [why = ""] = await ignoredBecause((bytes) => {
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      return bytes;
    });
    expect(why).toContain("the hash of its bytes does not fit");
    expect(await ignoredBecause(() => new Uint8Array(0))).toHaveLength(1);
  });

  test("SNAP-4 of another history, and newer than the log", async () => {
    const mine = await world(3);
    const other = await world(4);
    const whys: string[] = [];
    const files = {
      [snapshotName(10)]: mine.shelf.contents(mine.name),
      [snapshotName(20)]: other.shelf.contents(other.name),
    };
    const options = { onIgnored: (_: string, why: string) => whys.push(why) };
    const found = recover(mine.log, shelfWith(files), options);
    expect(found.from?.seq).toBe(mine.state.seq);
    expect(whys).toHaveLength(1);
    expect(whys[0]).toMatch(/the log has batch|the log ends before/);
  });

  test("SNAP-4 a state that is not the one it was made of", async () => {
    class Forgetful extends BetRows {
      override keyAt(): BetKey {
        return NO_KEY;
      }
    }
    const { shelf, name } = await world();
    expect(() => readSnapshot(shelf, name, () => new Forgetful())).toThrow(
      "it does not come to the state it was made of",
    );
  });
});

test("SNAP-4 a shelf that can't be read is none", async () => {
  const { state, log } = await world();
  const shelf = new SimDisk();
  shelf.list = () => {
    throw new Error("EACCES");
  };
  const whys: string[] = [];
  const found = recover(log, shelf, { onIgnored: (_, why) => whys.push(why) });
  expect([stateHash(found.state), found.from, whys]).toEqual([stateHash(state), null, ["EACCES"]]);
});

test("SNAP-9 nothing before the snapshot is parsed", async () => {
  const { state, log, shelf } = await world();
  const from: number[] = [];
  const counting = {
    *read(fromSeq: number) {
      for (const batch of log.read(fromSeq)) {
        from.push(batch.firstSeq);
        yield batch;
      }
    },
  };
  expect(stateHash(recover(counting, shelf).state)).toBe(stateHash(state));
  expect(from).toEqual([...log.read(state.seq)].map(({ firstSeq }) => firstSeq));
  expect(from).toHaveLength(1);
});

describe("the shelf", () => {
  test("SNAP-5 a crash while one is written leaves the one before, or both whole", async () => {
    const { state, log, shelf: before, name } = await world();
    const older = snapshotName(1);
    for (let operation = 1; operation < 12; operation++) {
      const shelf = shelfWith({ [older]: before.contents(name) });
      shelf.crashAtOperation(shelf.operations + operation);
      try {
        writeSnapshot(shelf, "draft", state, { head: log.head(), ...origin });
        shelf.rename("draft", name);
        shelf.syncDirectory();
      } catch {
        // the power went
      }
      shelf.crash(seededRandom(operation));
      const names = snapshotNames(shelf);
      expect(names).toContain(older);
      for (const found of names) expect(readSnapshot(shelf, found).state.seq).toBe(state.seq);
    }
  });

  test("SNAP-5 keeps the newest two of this log, and no drafts", () => {
    const file = new Uint8Array(1);
    const names = [5, 9, 10, 11, 99].map(snapshotName);
    const shelf = shelfWith(Object.fromEntries(names.map((name) => [name, file])));
    shelf.place(`${snapshotName(7)}.12.draft`, file);
    keepNewest(shelf, 11, 2);
    removeDrafts(shelf);
    expect(snapshotNames(shelf)).toEqual([99, 11, 10].map(snapshotName));
    expect(shelf.list()).toHaveLength(3);
  });
});
