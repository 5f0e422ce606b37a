// The archive of a life with restarts at any point is the archive that a rebuild makes of the log.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "../../test/simulation/script.ts";
import { SimTime } from "../../test/support/sim-time.ts";
import { FactWorld, smallMatch } from "../audit/audit-fixture.ts";
import type { Fact } from "../engine/fact.ts";
import type { UserId } from "../engine/ids.ts";
import { evolve } from "../engine/evolve.ts";
import { brokenInvariants } from "../engine/invariants.ts";
import { newState } from "../engine/state.ts";
import { stateHash } from "../engine/state-hash.ts";
import { seededRandom } from "../log/log-fixture.ts";
import { ARCHIVE_FILE } from "./archive-database.ts";
import { DirectArchive, type Dump, dumpOf, dumpOfFile } from "./archive-dump-fixture.ts";
import { Archiver } from "./archiver.ts";
import { isNoted } from "./fact-writes.ts";
import { rebuildArchive } from "./rebuild.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-archive-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A world whose facts are archived, by one archiver after the other on the same database. */
class Life {
  readonly world: FactWorld;
  readonly archive = new DirectArchive();
  readonly failures: unknown[] = [];
  #time: SimTime;
  #archiver: Archiver;
  #shown: number;

  constructor(world: FactWorld = new FactWorld()) {
    this.world = world;
    this.#time = new SimTime(world.nowMs);
    this.#shown = this.facts.length;
    this.#archiver = this.#start();
  }

  get facts(): Fact[] {
    return this.world.commands.flat();
  }

  #start(): Archiver {
    const { archive, world } = this;
    const { asOfSeq } = archive.found;
    const missing = this.facts.flatMap((fact, place) =>
      place + 1 > asOfSeq && isNoted(fact) ? [{ fact, seq: place + 1 }] : [],
    );
    const parts = {
      archive,
      state: world.state,
      scheduler: this.#time,
      nowMs: () => world.nowMs,
      keepClosedMs: 1_000,
      whenDurable: (run: () => void) => run(),
      isPastSnapshot: () => true,
      letGo: (gameId: Parameters<ConstructorParameters<typeof Archiver>[0]["letGo"]>[0]) => {
        world.ask({ kind: "archive-game", gameId }, { kind: "system" });
        return "gone" as const;
      },
      onFailed: (error: unknown) => void this.failures.push(error),
    };
    return new Archiver(parts, missing);
  }

  /** Shows new facts to the archiver. */
  show(): void {
    const { facts } = this;
    for (; this.#shown < facts.length; this.#shown++) {
      const fact = facts[this.#shown];
      if (fact !== undefined) this.#archiver.onFact(fact, this.#shown + 1);
    }
  }

  /** The process is gone; what was entered stays. */
  restart(): void {
    this.show();
    this.#archiver.stop();
    this.#time = new SimTime(this.world.nowMs);
    this.archive.beforeEnter = () => {};
    this.#archiver = this.#start();
  }

  async turn(): Promise<void> {
    this.#time.runOne();
    await Promise.resolve();
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 5; round++) {
      this.show();
      this.#time.pass(Math.max(0, this.world.nowMs - this.#time.nowMs()));
      do {
        this.#time.settle();
        for (let tick = 0; tick < 50; tick++) await Promise.resolve();
      } while (this.#time.waiting > 0);
    }
    expect(this.#archiver.waiting).toBe(0);
  }

  rebuilt(): Dump {
    rebuildArchive(directory, this.facts);
    return dumpOfFile(join(directory, ARCHIVE_FILE));
  }
}

describe("the archive", () => {
  test.each([1, 2, 3, 4, 5, 6])(
    "ARC-1, ARC-3 is what a rebuild makes of the log, wherever it was cut off, seed %d",
    async (seed) => {
      const random = seededRandom(seed);
      const life = new Life(new FactWorld({ takeoutBps: 250 }));
      const { world } = life;
      const script = new Script(seededRandom(seed ^ 0x5eed));
      const started = { kind: "start-deployment", deploymentId: "d", betIdKey: "ab".repeat(16) };
      world.ask(started as Parameters<FactWorld["ask"]>[0], { kind: "system" });
      for (const ask of script.opening(world.state)) world.ask(ask.command, ask.actor);
      for (let step = 0; step < 600; step++) {
        world.nowMs += random() % 5 === 0 ? random() % 2_000 : random() % 3;
        const { command, actor } = script.next(world.state, world.nowMs);
        // Only what the archive holds may leave; that is up to the archiver.
        if (command.kind !== "archive-game") world.ask(command, actor);
        life.show();
        if (random() % 4 === 0) await life.turn();
        if (random() % 60 === 0) life.restart();
      }
      world.nowMs += 5_000;
      await life.settle();
      expect(life.failures).toEqual([]);
      const dump = dumpOf(life.archive.database);
      expect(dump.pools.length).toBeGreaterThan(5);
      expect(dump).toEqual(life.rebuilt());
      expect(world.state.archived.games.size).toBeGreaterThan(0);
      const replayed = newState();
      for (const fact of life.facts) evolve(replayed, fact);
      expect(stateHash(replayed)).toBe(stateHash(world.state));
      expect(brokenInvariants(world.state)).toEqual([]);
    },
  );

  test("ARC-2 a pool whose bets came in part only is entered again from its first bet", async () => {
    const life = new Life();
    const { world } = life;
    const before = smallMatch();
    for (const fact of before.commands.flat()) evolve(world.state, fact);
    world.commands.push(...before.commands);
    world.nowMs = before.nowMs;
    await life.settle();
    const pool = world.state.pools.find((it) => it?.phase.kind === "open");
    if (pool === undefined) throw new Error("no open pool");
    const bets: Fact[] = [];
    for (let place = 0; place < 9_000; place++) {
      const bet = { pool: pool.index, target: place % 2, stakeMinor: 1 } as const;
      const userId = (2 + (place % 3)) as UserId;
      const timeMs = world.nowMs;
      bets.push({ kind: "BetPlaced", timeMs, userId, ...bet, clientBetId: null, royalty: null });
    }
    for (const fact of bets) evolve(world.state, fact);
    world.commands.push(bets);
    world.by(1 as UserId, { kind: "void-pool", poolId: pool.poolId, reason: "fog" });
    let portions = 0;
    life.archive.beforeEnter = () => {
      if (++portions === 2) throw new Error("the disk is full");
    };
    const asOfSeq = life.archive.found.asOfSeq;
    life.show();
    for (let turn = 0; turn < 40; turn++) await life.turn();
    expect(String(life.failures)).toContain("the disk is full");
    const half = dumpOf(life.archive.database);
    expect(half.bets.length).toBeGreaterThan(4_000);
    expect(half.pools.length).toBe(2);
    expect(life.archive.found.asOfSeq).toBe(asOfSeq);
    life.restart();
    await life.settle();
    const whole = dumpOf(life.archive.database);
    expect(whole.pools.length).toBe(3);
    expect(whole).toEqual(life.rebuilt());
  });

  test("a game stays until its time, and until the snapshot has passed it", () => {
    const world = smallMatch();
    const gameId = [...world.state.games.keys()][0];
    if (gameId === undefined) throw new Error("no game");
    world.by(1 as UserId, { kind: "close-game", gameId });
    const time = new SimTime(world.nowMs);
    const left: string[] = [];
    let snapshotSeq = world.state.seq;
    const archive = new DirectArchive();
    const found = { ...archive.found, asOfSeq: world.state.seq };
    const parts = {
      archive: Object.create(archive, { found: { value: found } }) as DirectArchive,
      state: world.state,
      scheduler: time,
      nowMs: () => time.nowMs(),
      keepClosedMs: 60_000,
      whenDurable: (run: () => void) => run(),
      isPastSnapshot: (seq: number) => snapshotSeq >= seq,
      letGo: (id: string) => {
        left.push(id);
        return "gone" as const;
      },
      onFailed: () => {},
    };
    const archiver = new Archiver(parts, []);
    time.pass(59_000);
    expect(left).toEqual([]);
    snapshotSeq = 0;
    time.pass(120_000);
    expect(left).toEqual([]);
    snapshotSeq = world.state.seq;
    time.pass(20_000);
    expect(left).toEqual([gameId]);
    archiver.stop();
  });
});
