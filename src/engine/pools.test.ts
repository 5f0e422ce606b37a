import { describe, expect, test } from "bun:test";
import { ANN, BEN, OWNER, newPoolCommand } from "../../test/support/engine-commands.ts";
import { EngineWorld, figuresOf, kinds, poolAt, the } from "../../test/support/engine-world.ts";
import { RULE_VERSION, UNRESOLVED_POOLS_MAX } from "./rules.ts";
import type { Pool } from "./state.ts";

const idsOf = (pool: Pool): string[] => pool.targets.map(({ id }) => id);

describe("opening pools", () => {
  test("POOL-1 the terms that decide money are frozen into the pool", () => {
    const world = new EngineWorld({ takeoutBps: 300, resultDelayMs: 2_000 });
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId);
    const own = world.newPool(gameId, { takeoutBps: 0 });
    const terms = {
      ruleVersion: RULE_VERSION,
      rounding: "running-floor",
      noWinner: "return",
    } as const;
    expect(pool.terms).toEqual({ ...terms, takeoutBps: 300, resultDelayMs: 2_000 });
    expect(own.terms).toEqual({ ...terms, takeoutBps: 0, resultDelayMs: 2_000 });
    world.rules.takeoutBps = 5_000;
    world.bet(ANN, pool, "brazil", "100");
    world.bet(BEN, pool, "argentina", "100");
    world.event(gameId, "brazil:7");
    expect(figuresOf(pool).takeoutMinor).toBe(600);
  });

  test("POOL-3 parimutuel pools get none; their targets are of one level, and each is listed once", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const targets = ["brazil", "none", "argentina", "brazil"];
    expect(idsOf(world.newPool(gameId, { targets }))).toEqual(["brazil", "argentina", "none"]);
    const code = (...named: string[]): string =>
      world.refused(OWNER, newPoolCommand(gameId, { targets: named }));
    expect(code("argentina", "brazil:7")).toBe("FIELD_INVALID");
    expect(code()).toBe("FIELD_INVALID");
    expect(code("none")).toBe("FIELD_INVALID");
    expect(code("peru")).toBe("TARGET_UNKNOWN");
    const unknown = newPoolCommand(gameId, { action: "foul" });
    expect(world.refused(OWNER, unknown)).toBe("ACTION_UNKNOWN");
  });

  test("POOL-4 binary pools have two targets, yes and no or two free names, and an action of their own", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId, { type: 3, action: "goal" });
    expect(idsOf(pool)).toEqual(["yes", "no"]);
    expect(pool.action).toBe(`binary-${pool.poolId}`);
    const named = world.newPool(gameId, { type: 3, targets: ["Over  2.5", "Under 2.5"] });
    expect(named.targets[0]).toEqual({ id: "over-2.5", displayName: "Over  2.5", symbol: "ove" });
    for (const targets of [
      ["yes"],
      ["yes", "YES"],
      ["a", "b", "c"],
      ["a", "none"],
      ["a", " "],
      ["a", "b", "a"],
    ]) {
      expect(world.refused(OWNER, newPoolCommand(gameId, { type: 3, targets }))).toBe(
        "FIELD_INVALID",
      );
    }
  });

  test("POOL-2 types 2 and 4 need finish_at, 1 and 3 have none; only type 4 can be manual", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const finishAtMs = world.nowMs + 1_000;
    for (const type of [2, 4] as const) {
      expect(world.refused(OWNER, newPoolCommand(gameId, { type }))).toBe("FIELD_INVALID");
    }
    for (const type of [1, 3] as const) {
      expect(world.refused(OWNER, newPoolCommand(gameId, { type, finishAtMs }))).toBe(
        "FIELD_INVALID",
      );
    }
    const manual = newPoolCommand(gameId, { type: 2, finishAtMs, manual: true });
    expect(world.refused(OWNER, manual)).toBe("FIELD_INVALID");
  });

  test("POOL-2 now < stop_accepting_bets_at <= finish_at", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const { nowMs } = world;
    const take = (stopMs: number | null, finishMs: number): string => {
      const stopAtMs = stopMs === null ? null : nowMs + stopMs;
      const options = { type: 2, stopAtMs, finishAtMs: nowMs + finishMs } as const;
      const decision = world.submit(
        { kind: "user", userId: OWNER },
        newPoolCommand(gameId, options),
      );
      return decision.kind === "refused" ? decision.code : "taken";
    };
    expect(take(null, 0)).toBe("TIME_INVALID");
    expect(take(null, 1)).toBe("taken");
    expect(take(0, 10)).toBe("TIME_INVALID");
    expect(take(10, 10)).toBe("taken");
    expect(take(11, 10)).toBe("TIME_INVALID");
  });

  test("POOL-5 takeout_bps is 0 to 5000", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    for (const takeoutBps of [-1, 5_001]) {
      expect(world.refused(OWNER, newPoolCommand(gameId, { takeoutBps }))).toBe("FIELD_INVALID");
    }
    expect(world.newPool(gameId, { takeoutBps: 5_000 }).terms.takeoutBps).toBe(5_000);
  });

  test("POOL-6 as many unresolved pools as one event can end with 1,000 facts", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const all = { recreateOnEnd: true, targets: ["chile"] };
    for (let i = 0; i < UNRESOLVED_POOLS_MAX; i++) world.newPool(gameId, all);
    expect(world.refused(OWNER, newPoolCommand(gameId, all))).toBe("LIMIT_REACHED");
    world.does(OWNER, { kind: "block-action", gameId, action: "goal", atMs: null });
    expect(world.event(gameId, "chile").length).toBe(1_000);
    const { poolId } = poolAt(world, world.state.pools.length - 1);
    world.does(OWNER, { kind: "void-pool", poolId, reason: "one less" });
    world.newPool(gameId, all);
  });
});

describe("the end of a pool", () => {
  test("POOL-8 at stop_accepting_bets_at betting ends, the pool stays to be resolved", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId, { stopAtMs: world.nowMs + 10 });
    expect(kinds(world.pass(10))).toEqual(["PoolStopped"]);
    expect(pool).toMatchObject({ phase: { kind: "open" }, stoppedAtMs: world.nowMs, version: 2 });
    world.event(gameId, "brazil:7");
    expect(figuresOf(pool).winner).toBe("brazil");
  });

  test("POOL-9 finish_at resolves type 2 to none and type 4 to no", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const finishAtMs = world.nowMs + 1_000;
    const timed = world.newPool(gameId, { type: 2, finishAtMs });
    const binary = world.newPool(gameId, { type: 4, finishAtMs });
    world.pass(999);
    world.bet(ANN, timed, "none", "10");
    world.bet(BEN, timed, "brazil", "10");
    expect(kinds(world.pass(1))).toEqual(["PoolSettled", "PoolSettled"]);
    expect(figuresOf(timed)).toMatchObject({
      winner: "none",
      cause: "finish",
      happenedAtMs: finishAtMs,
    });
    expect(figuresOf(binary)).toMatchObject({ winner: "no", cause: "finish" });
    expect(world.available(ANN)).toBe(101_000);
  });

  test("POOL-9 a manual type 4, or one without a target no, takes no bets from then on and waits", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const finishAtMs = world.nowMs + 1_000;
    const manual = world.newPool(gameId, { type: 4, finishAtMs, manual: true });
    const named = world.newPool(gameId, { type: 4, finishAtMs, targets: ["Ann", "Ben"] });
    expect(kinds(world.pass(60_000))).toEqual(["PoolFinished", "PoolFinished"]);
    for (const pool of [manual, named]) {
      expect(pool.phase).toEqual({
        kind: "finished",
        finishedAtMs: finishAtMs,
        awaits: "decision",
      });
      expect(pool.stoppedAtMs).toBe(finishAtMs);
    }
    world.event(gameId, "ben", { action: named.action });
    expect(figuresOf(named).winner).toBe("ben");
  });

  test("POOL-10 the result falls resultDelayMs after finish_at, as it stood at finish_at", () => {
    const world = new EngineWorld({ resultDelayMs: 3_000 });
    const { gameId } = world.newGame();
    const finishAtMs = world.nowMs + 1_000;
    const pool = world.newPool(gameId, { type: 4, finishAtMs });
    expect(kinds(world.pass(3_999))).toEqual(["PoolFinished"]);
    expect(pool.phase).toMatchObject({ kind: "finished", awaits: "result" });
    const settled = the("PoolSettled", world.pass(1));
    expect(settled).toMatchObject({
      timeMs: finishAtMs + 3_000,
      happenedAtMs: finishAtMs,
      winner: "no",
    });
  });

  test("POOL-7 the version counts changes of status, block and terms, not bets", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId, { stopAtMs: world.nowMs + 100 });
    const { poolId } = pool;
    const steps = [pool.version];
    world.bet(ANN, pool, "brazil", "1");
    steps.push(pool.version);
    world.does(OWNER, { kind: "block-pool", poolId, atMs: world.nowMs + 50 });
    steps.push(pool.version);
    for (const wait of [50, 50]) {
      world.pass(wait);
      steps.push(pool.version);
    }
    world.event(gameId, "brazil:7");
    expect([...steps, pool.version]).toEqual([1, 1, 1, 2, 3, 4]);
  });
});

describe("recreate_on_end", () => {
  test("POOL-11 the same pool opens again, its times moved by as much as its start", () => {
    const world = new EngineWorld({ takeoutBps: 100 });
    const { gameId } = world.newGame();
    const { nowMs } = world;
    const options = { type: 2, finishAtMs: nowMs + 9_000, stopAtMs: nowMs + 8_000 } as const;
    const old = world.newPool(gameId, { ...options, recreateOnEnd: true, description: "who?" });
    world.does(OWNER, { kind: "block-pool", poolId: old.poolId, atMs: nowMs + 8_500 });
    world.rules.takeoutBps = 900;
    world.pass(2_000);
    const created = the("PoolCreated", world.event(gameId, "brazil:7"));
    const { terms, type, action, description } = old;
    expect(created).toMatchObject({ terms, type, action, description, recreateOnEnd: true });
    expect(created).toMatchObject({
      recreates: old.index,
      finishAtMs: nowMs + 11_000,
      stopAtMs: nowMs + 10_000,
    });
    const fresh = world.state.pools.at(-1);
    expect(fresh).toMatchObject({ pendingBlockAtMs: null, blockedAtMs: null, version: 1 });
    expect([fresh?.bets.count, fresh?.createdAtMs]).toEqual([0, nowMs + 2_000]);
    expect(fresh?.poolId).not.toBe(old.poolId);
  });

  test("POOL-11 binary pools get a new action; every result recreates, also a money return", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const old = world.newPool(gameId, { type: 3, recreateOnEnd: true });
    world.bet(ANN, old, "yes", "10");
    const created = the("PoolCreated", world.event(gameId, "no", { action: old.action }));
    expect(figuresOf(old).moneyReturn).toBe(true);
    expect(created.action).toBe(`binary-${created.poolId}`);
  });

  test("POOL-15 one that opens again by itself runs at least a second", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const { nowMs } = world;
    const again = { type: 2, recreateOnEnd: true } as const;
    const short = newPoolCommand(gameId, { ...again, finishAtMs: nowMs + 999 });
    expect(world.refused(OWNER, short)).toBe("TIME_INVALID");
    world.newPool(gameId, { ...again, finishAtMs: nowMs + 1_000 });
    world.newPool(gameId, { type: 2, finishAtMs: nowMs + 1 });
  });

  test("POOL-11 never after a void, never by closing", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const voided = world.newPool(gameId, { recreateOnEnd: true });
    const { poolId } = voided;
    const reason = "wrong question";
    expect(kinds(world.does(OWNER, { kind: "void-pool", poolId, reason }))).toEqual(["PoolVoided"]);
    world.newPool(gameId, { recreateOnEnd: true });
    const binary = world.newPool(gameId, { type: 3, recreateOnEnd: true });
    world.does(OWNER, { kind: "close-game", gameId });
    world.event(gameId, "yes", { action: binary.action });
    expect(world.state.pools.length).toBe(3);
  });
});

describe("5001", () => {
  test("POOL-12 a void returns every stake, late or not, and ends the pool for good", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId, { takeoutBps: 5_000 });
    world.bet(ANN, pool, "brazil", "10");
    world.bet(BEN, pool, "argentina", "20");
    const { poolId } = pool;
    const voided = world.does(OWNER, { kind: "void-pool", poolId, reason: "fog" });
    expect(the("PoolVoided", voided)).toMatchObject({ reason: "fog", as: "game-admin" });
    expect([world.available(ANN), world.available(BEN)]).toEqual([100_000, 100_000]);
    expect(world.refused(OWNER, { kind: "void-pool", poolId, reason: "fog" })).toBe("POOL_CLOSED");
    expect(kinds(world.event(gameId, "brazil:7"))).toEqual(["EventRegistered"]);
  });
});
