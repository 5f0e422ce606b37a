import { describe, expect, test } from "bun:test";
import {
  ANN,
  BEN,
  OWNER,
  SYSTEM,
  betCommand,
  eventCommand,
} from "../../test/support/engine-commands.ts";
import { EngineWorld, figuresOf, kinds, the } from "../../test/support/engine-world.ts";
import type { Context } from "./command.ts";
import { decide } from "./decide.ts";
import { NO_KEY } from "./bet-book.ts";
import type { Seed } from "./ids.ts";
import type { Pool } from "./state.ts";

describe("placing bets", () => {
  test("BET-3 several bets of one player add up; a bet is one fact with no ids in it", () => {
    const world = new EngineWorld();
    const pool = world.newPool(world.newGame().gameId);
    const [fact] = world.bet(ANN, pool, "brazil", "10");
    world.bet(ANN, pool, "brazil", "5");
    world.bet(ANN, pool, "none", "1");
    world.bet(BEN, pool, "brazil", "1");
    expect(fact).toEqual({
      kind: "BetPlaced",
      timeMs: world.nowMs,
      userId: ANN,
      pool: pool.index,
      target: 1,
      stakeMinor: 1_000,
      clientBetId: null,
      royalty: null,
    });
    expect(pool.stakes.stakeOf(ANN, 1)).toBe(1_500);
    expect([pool.stakes.people, pool.stakes.peopleOn(1), pool.stakes.totalMinor]).toEqual([
      2, 2, 1_700,
    ]);
    expect(world.exposure(ANN)).toBe(1_600);
  });

  test("BET-4 admins of the game or its source may not bet in it, elsewhere they may", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId);
    world.does(OWNER, { kind: "appoint-game-admin", gameId, userId: ANN });
    for (const admin of [OWNER, ANN]) {
      const bet = betCommand(pool.poolId, "brazil", "1");
      expect(world.refused(admin, bet)).toBe("CONFLICT_OF_INTEREST");
    }
    const elsewhere = world.newPool(world.newGame().gameId);
    world.bet(ANN, elsewhere, "brazil", "1");
    expect(world.refused(OWNER, betCommand(elsewhere.poolId, "brazil", "1"))).toBe(
      "CONFLICT_OF_INTEREST",
    );
  });

  test("BET-5 one stake and the whole pool are at most 10^13 minor units", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame({ currency: "JPY" });
    const pool = world.newPool(gameId);
    world.deposit(ANN, "JPY", "10000000000000");
    world.deposit(BEN, "JPY", "10");
    const bet = (amount: string): string =>
      world.refused(BEN, betCommand(pool.poolId, "brazil", amount));
    expect(bet("10000000000001")).toBe("AMOUNT_LIMIT");
    world.bet(ANN, pool, "brazil", "9999999999999");
    expect(bet("2")).toBe("AMOUNT_LIMIT");
    world.bet(BEN, pool, "brazil", "1");
    expect(bet("1")).toBe("AMOUNT_LIMIT");
  });

  test("BET-6 a bet may say which version of the pool it is meant for; bets do not change it", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId);
    world.bet(ANN, pool, "brazil", "1", { expectedPoolVersion: 1 });
    world.bet(ANN, pool, "brazil", "1", { expectedPoolVersion: 1 });
    const { poolId } = pool;
    world.does(OWNER, { kind: "block-pool", poolId, atMs: null });
    world.does(OWNER, { kind: "allow-pool", poolId, atMs: null });
    expect(pool.version).toBe(3);
    const old = betCommand(poolId, "brazil", "1", { expectedPoolVersion: 1 });
    expect(world.refused(ANN, old)).toBe("POOL_CHANGED");
    world.bet(ANN, pool, "brazil", "1", { expectedPoolVersion: 3 });
  });

  test("BET-7 nobody stakes more than is available, to the last minor unit", () => {
    const world = new EngineWorld();
    const pool = world.newPool(world.newGame().gameId);
    const bet = betCommand(pool.poolId, "brazil", "1000.01");
    expect(world.refused(ANN, bet)).toBe("INSUFFICIENT_FUNDS");
    world.bet(ANN, pool, "brazil", "999.99");
    world.bet(ANN, pool, "brazil", "0.01");
    const more = betCommand(pool.poolId, "brazil", "0.01");
    expect(world.refused(ANN, more)).toBe("INSUFFICIENT_FUNDS");
    const euros = world.newPool(world.newGame({ currency: "EUR" }).gameId);
    expect(world.refused(ANN, betCommand(euros.poolId, "brazil", "1"))).toBe("INSUFFICIENT_FUNDS");
  });
});

describe("a bet sent twice", () => {
  test("BET-2 a known client_bet_id is answered again, also when the pool is resolved", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId);
    const bet = betCommand(pool.poolId, "brazil", "10", { clientBetId: "b1" });
    world.does(ANN, bet);
    const known = { facts: [], answer: { kind: "bet-known", pool: pool.index, bet: 0 } } as const;
    expect(world.does(ANN, bet)).toMatchObject(known);
    // By value, not by spelling; what version is expected does not matter.
    const spelled = betCommand(pool.poolId, "brazil", "10.00", { clientBetId: "b1" });
    expect(world.does(ANN, { ...spelled, expectedPoolVersion: 77 })).toMatchObject(known);
    world.event(gameId, "brazil:7");
    expect(world.does(ANN, bet)).toMatchObject(known);
    expect(world.available(ANN)).toBe(100_000);
  });

  test("BET-2 with other content it is a mismatch", () => {
    const world = new EngineWorld();
    const pool = world.newPool(world.newGame().gameId);
    const id = { clientBetId: "b1" };
    world.bet(ANN, pool, "brazil", "10", id);
    const others = [
      betCommand(pool.poolId, "argentina", "10", id),
      betCommand(pool.poolId, "brazil", "11", id),
      betCommand(pool.poolId, "peru", "10", id),
      betCommand(pool.poolId, "brazil", "999999999999", id),
    ];
    for (const other of others) expect(world.refused(ANN, other)).toBe("IDEMPOTENCY_MISMATCH");
  });

  test("BET-2 ids are per player and pool; a refused bet is not remembered; without one nothing is", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const [pool, other] = [world.newPool(gameId), world.newPool(gameId)];
    const id = { clientBetId: "b1" };
    expect(world.refused(ANN, betCommand(pool.poolId, "brazil", "5000", id))).toBe(
      "INSUFFICIENT_FUNDS",
    );
    expect(kinds(world.bet(ANN, pool, "brazil", "10", id))).toEqual(["BetPlaced"]);
    expect(kinds(world.bet(BEN, pool, "brazil", "11", id))).toEqual(["BetPlaced"]);
    expect(kinds(world.bet(ANN, other, "brazil", "12", id))).toEqual(["BetPlaced"]);
    world.bet(ANN, other, "brazil", "1");
    world.bet(ANN, other, "brazil", "1");
    expect(other.bets.keyAt(1)).toEqual(NO_KEY);
    expect(other.bets.count).toBe(3);
  });
});

describe("in time", () => {
  /** The code of a bet that comes before any timer has fired. */
  function without(world: EngineWorld, pool: Pool, nowMs: number): string {
    const actor = { kind: "user", userId: ANN } as const;
    const context: Context = { nowMs, seed: "" as Seed, actor, rules: world.rules };
    const decision = decide(
      world.state,
      betCommand(pool.poolId, pool.targets[0]?.id ?? "", "1"),
      context,
    );
    return decision.kind === "refused" ? decision.code : "taken";
  }

  test("TIME-5 strictly before stop, finish, block and closing, even where the timer has not fired", () => {
    const world = new EngineWorld();
    const atMs = world.nowMs + 1_000;
    const { gameId } = world.newGame();
    const stops = world.newPool(gameId, { stopAtMs: atMs });
    const finishes = world.newPool(gameId, { type: 2, finishAtMs: atMs });
    const blocked = world.newPool(gameId, { action: "red-card" });
    world.does(OWNER, { kind: "block-pool", poolId: blocked.poolId, atMs });
    const closes = world.newPool(world.newGame({ closeAtMs: atMs }).gameId);
    const other = world.newGame();
    const ofAction = world.newPool(other.gameId);
    world.does(OWNER, { kind: "block-action", gameId: other.gameId, action: "goal", atMs });
    const pools = [stops, finishes, blocked, closes, ofAction];
    expect(pools.map((pool) => without(world, pool, atMs - 1))).toEqual(pools.map(() => "taken"));
    expect(pools.map((pool) => without(world, pool, atMs))).toEqual([
      "POOL_STOPPED",
      "POOL_STOPPED",
      "POOL_BLOCKED",
      "POOL_STOPPED",
      "POOL_BLOCKED",
    ]);
  });

  test("TIME-5 the same through timers", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId, { stopAtMs: world.nowMs + 1_000 });
    world.pass(999);
    world.bet(ANN, pool, "brazil", "1");
    world.nowMs++;
    expect(world.refused(ANN, betCommand(pool.poolId, "brazil", "1"))).toBe("POOL_STOPPED");
    world.event(gameId, "brazil:7");
    expect(world.refused(ANN, betCommand(pool.poolId, "brazil", "1"))).toBe("POOL_CLOSED");
  });

  test("TIME-6 a bet of the very millisecond is valid, one of the next is late", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId);
    world.pass(100);
    const happenedAtMs = world.nowMs;
    world.bet(ANN, pool, "brazil", "10");
    world.bet(BEN, pool, "argentina", "10");
    world.pass(1);
    world.bet(BEN, pool, "brazil", "90");
    world.event(gameId, "brazil:7", { happenedAtMs });
    expect(figuresOf(pool)).toMatchObject({ firstLateBet: 2, lateMinor: 9_000, netMinor: 2_000 });
    expect([world.available(ANN), world.available(BEN)]).toEqual([101_000, 99_000]);
  });
});

describe("timers", () => {
  test("TIME-2 those due fire before the command, in order; TIME-3 each at its own time", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const atMs = world.nowMs + 1_000;
    const pool = world.newPool(gameId, { type: 2, finishAtMs: atMs, stopAtMs: atMs });
    const { poolId } = pool;
    world.does(OWNER, { kind: "allow-pool", poolId, atMs });
    world.does(OWNER, { kind: "block-pool", poolId, atMs: null });
    world.does(OWNER, { kind: "allow-pool", poolId, atMs });
    world.does(OWNER, { kind: "block-pool", poolId, atMs });
    const fired = world.pass(60_000);
    expect(kinds(fired)).toEqual(["PoolAllowed", "PoolBlocked", "PoolStopped", "PoolSettled"]);
    expect(fired.map(({ timeMs }) => timeMs)).toEqual([atMs, atMs, atMs, atMs]);
  });

  test("TIME-3 what was missed fires before the first command, as if nothing had been missed", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const finishAtMs = world.nowMs + 1_000;
    world.newPool(gameId, { type: 2, finishAtMs, recreateOnEnd: true });
    world.nowMs += 3_500; // down meanwhile
    const before = world.lines.length;
    world.does(OWNER, eventCommand(gameId, "chile"));
    const timers = world.lines
      .slice(before, -1)
      .map((line) => JSON.parse(line) as { kind: string; timeMs: number });
    expect(timers.map(({ kind }) => kind)).toEqual(
      [1, 2, 3].flatMap(() => ["PoolSettled", "PoolCreated"]),
    );
    expect(timers.map(({ timeMs }) => timeMs - finishAtMs)).toEqual([
      0, 0, 1_000, 1_000, 2_000, 2_000,
    ]);
    expect(world.state.pools.at(-1)?.finishAtMs).toBe(finishAtMs + 3_000);
  });

  test("TIME-4 a timer whose cause is gone does nothing", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId, { type: 2, finishAtMs: world.nowMs + 1_000 });
    const timer = {
      dueMs: world.nowMs + 1_000,
      kind: "finish",
      creation: pool.creation,
      subject: { kind: "pool", pool: pool.index },
    } as const;
    world.event(gameId, "brazil:7");
    expect(world.pass(5_000)).toEqual([]);
    expect(world.submit(SYSTEM, { kind: "timer", timer })).toMatchObject({ facts: [] });
  });

  test("TIME-1 a fact older than the last one is a bug", () => {
    const world = new EngineWorld();
    world.pass(100);
    world.newSource();
    world.nowMs -= 1;
    const open = { kind: "open-source", name: "s", description: null } as const;
    expect(() => world.does(OWNER, open)).toThrow("time runs backwards");
  });
});

test("LOG-8 facts are signed: who, under which right, when", () => {
  const world = new EngineWorld();
  const { gameId } = world.newGame();
  const [registered] = world.event(gameId, "chile");
  expect(registered).toMatchObject({ by: "user:1", as: "game-admin", timeMs: world.nowMs });
  const opened = world.does(ANN, { kind: "open-source", name: "s", description: null });
  expect(the("SourceOpened", opened)).toMatchObject({ by: "user:2", as: "developer" });
  expect(JSON.parse(world.lines[0] ?? "")).toMatchObject({ by: "system", as: "system" });
});
