import { describe, expect, test } from "bun:test";
import { ANN, OWNER, betCommand, newPoolCommand } from "../../test/support/engine-commands.ts";
import { EngineWorld, kinds, the } from "../../test/support/engine-world.ts";
import type { Acceptance } from "./decision.ts";
import type { GameId } from "./ids.ts";
import type { Game, Pool } from "./state.ts";

class Blocks extends EngineWorld {
  readonly game: Game = this.newGame();
  readonly gameId: GameId = this.game.gameId;
  readonly pool: Pool = this.newPool(this.gameId);

  block(atMs: number | null = null, { poolId }: Pool = this.pool): Acceptance {
    return this.does(OWNER, { kind: "block-pool", poolId, atMs });
  }
  allow(atMs: number | null = null, { poolId }: Pool = this.pool): Acceptance {
    return this.does(OWNER, { kind: "allow-pool", poolId, atMs });
  }
  blockAction(atMs: number | null = null): Acceptance {
    return this.does(OWNER, { kind: "block-action", gameId: this.gameId, action: "goal", atMs });
  }
  allowAction(atMs: number | null = null): Acceptance {
    return this.does(OWNER, { kind: "allow-action", gameId: this.gameId, action: "goal", atMs });
  }
  takesBets({ poolId }: Pool = this.pool): boolean {
    const bet = this.submit({ kind: "user", userId: ANN }, betCommand(poolId, "brazil", "1"));
    if (bet.kind === "refused") expect(bet.code).toBe("POOL_BLOCKED");
    return bet.kind === "accepted";
  }
}

describe("blocking one pool", () => {
  test("BLK-1 397 and 398 take effect at once", () => {
    const world = new Blocks();
    expect(kinds(world.block())).toEqual(["PoolBlocked"]);
    expect(world.takesBets()).toBe(false);
    expect(kinds(world.allow())).toEqual(["PoolAllowed"]);
    expect(world.takesBets()).toBe(true);
  });

  test("BLK-2 a later time is answered at once and takes effect then", () => {
    const world = new Blocks();
    const atMs = world.nowMs + 100;
    const planned = world.block(atMs);
    expect(kinds(planned)).toEqual(["PoolBlockScheduled"]);
    expect(planned.answer).toEqual({ kind: "pool-blocked", pool: world.pool.index, atMs });
    world.pass(99);
    expect(world.takesBets()).toBe(true);
    expect(the("PoolBlocked", world.pass(1)).timeMs).toBe(atMs);
    expect(world.takesBets()).toBe(false);
    const again = world.allow(atMs + 50);
    expect(again.answer).toEqual({ kind: "pool-allowed", pool: world.pool.index, atMs: atMs + 50 });
    expect(kinds(world.pass(50))).toEqual(["PoolAllowed"]);
    expect(world.takesBets()).toBe(true);
  });

  test("BLK-2 there is one pending block and one pending allow; a new one replaces", () => {
    const world = new Blocks();
    world.block(world.nowMs + 100);
    world.block(world.nowMs + 300);
    expect(world.pass(200)).toEqual([]);
    expect(kinds(world.pass(100))).toEqual(["PoolBlocked"]);
    world.allow(world.nowMs + 300);
    world.allow(world.nowMs + 100);
    expect(kinds(world.pass(100))).toEqual(["PoolAllowed"]);
    expect(world.pass(1_000)).toEqual([]);
  });

  test("BLK-3 a block that takes effect cancels a pending allow, planned before or after it", () => {
    const world = new Blocks();
    world.allow(world.nowMs + 200);
    world.block(world.nowMs + 100);
    expect(kinds(world.pass(1_000))).toEqual(["PoolBlocked"]);
    world.allow(world.nowMs + 200);
    expect(kinds(world.block())).toEqual(["PoolAllowScheduled"]);
    expect(world.pass(1_000)).toEqual([]);
    // A planned block of a pool that is blocked by then does it too.
    world.allow(world.nowMs + 200);
    world.block(world.nowMs + 100);
    expect(kinds(world.pass(1_000))).toEqual(["PoolBlockScheduled", "PoolAllowScheduled"]);
    expect(world.takesBets()).toBe(false);
  });

  test("BLK-4 a past time means now", () => {
    const world = new Blocks();
    expect(kinds(world.block(world.nowMs - 5))).toEqual(["PoolBlocked"]);
    expect(kinds(world.allow(world.nowMs))).toEqual(["PoolAllowed"]);
  });

  test("BLK-5 blocking a blocked pool answers when it was blocked first", () => {
    const world = new Blocks();
    const firstMs = world.nowMs;
    world.block();
    world.pass(500);
    const again = world.block();
    expect(again.facts).toEqual([]);
    expect(again.answer).toEqual({ kind: "pool-blocked", pool: world.pool.index, atMs: firstMs });
  });

  test("BLK-6 allowing a pool that is not blocked answers when it was allowed last, or created", () => {
    const world = new Blocks();
    const createdAtMs = world.nowMs;
    world.pass(100);
    const fresh = world.allow();
    expect(fresh).toMatchObject({ facts: [], answer: { kind: "pool-allowed", atMs: createdAtMs } });
    world.block();
    world.allow();
    world.pass(100);
    expect(world.allow().answer).toMatchObject({ atMs: createdAtMs + 100 });
    // A plan to allow what is not blocked comes to nothing.
    world.allow(world.nowMs + 10);
    expect(kinds(world.pass(10))).toEqual(["PoolAllowScheduled"]);
  });

  test("BLK-7 from stop_accepting_bets_at on a pool can't be allowed again", () => {
    const world = new Blocks();
    const pool = world.newPool(world.gameId, { stopAtMs: world.nowMs + 100 });
    const { poolId } = pool;
    world.block(null, pool);
    world.allow(world.nowMs + 100, pool);
    // On the same millisecond: first allowed, then stopped.
    expect(kinds(world.pass(100))).toEqual(["PoolAllowed", "PoolStopped"]);
    expect(world.refused(OWNER, { kind: "allow-pool", poolId, atMs: null })).toBe("POOL_STOPPED");
    const later = { kind: "allow-pool", poolId, atMs: world.nowMs + 50 } as const;
    expect(world.refused(OWNER, later)).toBe("POOL_STOPPED");
    const stoppedAtMs = world.nowMs;
    world.pass(100);
    expect(world.block(world.nowMs + 50, pool).answer).toMatchObject({ atMs: stoppedAtMs });
    expect(world.blockAction().facts.map((fact) => "pool" in fact && fact.pool)).toEqual([
      false,
      world.pool.index,
    ]);
    world.allowAction();
    expect(pool.stoppedAtMs).toBe(stoppedAtMs);
    expect(world.refused(ANN, betCommand(poolId, "brazil", "1"))).toBe("POOL_STOPPED");
  });
});

describe("blocking an action", () => {
  test("BLK-8 3975 blocks its unresolved pools and marks it; pools opened later are born blocked", () => {
    const world = new Blocks();
    const other = world.newPool(world.gameId, { action: "red-card" });
    expect(kinds(world.blockAction())).toEqual(["ActionBlocked", "PoolBlocked"]);
    expect([world.takesBets(), world.takesBets(other)]).toEqual([false, true]);
    const born = world.does(OWNER, newPoolCommand(world.gameId));
    expect(kinds(born)).toEqual(["PoolCreated", "PoolBlocked"]);
    expect(kinds(world.allowAction())).toEqual(["ActionAllowed", "PoolAllowed", "PoolAllowed"]);
    expect(kinds(world.does(OWNER, newPoolCommand(world.gameId)))).toEqual(["PoolCreated"]);
  });

  test("BLK-8 a pool recreated while its action is blocked is born blocked", () => {
    const world = new Blocks();
    const pool = world.newPool(world.gameId, { targets: ["chile"], recreateOnEnd: true });
    world.blockAction();
    expect(kinds(world.event(world.gameId, "chile"))).toEqual([
      "EventRegistered",
      "PoolSettled",
      "PoolCreated",
      "PoolBlocked",
    ]);
    expect(pool.phase.kind).toBe("settled");
  });

  test("BLK-9 the same again blocks what was allowed since; otherwise it answers the first time", () => {
    const world = new Blocks();
    const firstMs = world.nowMs;
    world.blockAction();
    world.pass(100);
    const { gameId } = world;
    const answer = { kind: "action-blocked", gameId, action: "goal", atMs: firstMs };
    expect(world.blockAction()).toMatchObject({ facts: [], answer });
    world.allow();
    expect(world.takesBets()).toBe(true);
    expect(kinds(world.blockAction())).toEqual(["ActionBlocked", "PoolBlocked"]);
    expect(world.takesBets()).toBe(false);
  });

  test("BLK-9 a planned block does at its time what the call does", () => {
    const world = new Blocks();
    world.blockAction();
    world.allow();
    world.blockAction(world.nowMs + 100);
    expect(kinds(world.pass(100))).toEqual(["ActionBlocked", "PoolBlocked"]);
    world.blockAction(world.nowMs + 100);
    expect(kinds(world.pass(100))).toEqual(["ActionBlockScheduled"]);
  });

  test("BLK-9 a planned allow lets bets into pools that were blocked one by one", () => {
    const world = new Blocks();
    world.block();
    world.allowAction(world.nowMs + 100);
    expect(kinds(world.pass(100))).toEqual(["ActionAllowed", "PoolAllowed"]);
    world.allowAction(world.nowMs + 100);
    expect(kinds(world.pass(100))).toEqual(["ActionAllowScheduled"]);
    const { gameId } = world;
    const atMs = world.nowMs - 100;
    const again = world.allowAction();
    expect(again).toMatchObject({ facts: [], answer: { kind: "action-allowed", gameId, atMs } });
  });

  test("BLK-10 an action's block ends plans to allow it or its pools, also those blocked already", () => {
    const world = new Blocks();
    world.block();
    world.allow(world.nowMs + 100);
    expect(kinds(world.blockAction())).toEqual(["ActionBlocked", "PoolAllowScheduled"]);
    world.allowAction(world.nowMs + 100);
    world.allow(world.nowMs + 100);
    expect(kinds(world.blockAction())).toEqual(["ActionAllowScheduled", "PoolAllowScheduled"]);
    expect(world.pass(1_000)).toEqual([]);
    expect(world.takesBets()).toBe(false);
  });

  test("BLK-11 a binary pool's own action is not the game's", () => {
    const world = new Blocks();
    const { action, poolId } = world.newPool(world.gameId, { type: 3 });
    const { gameId } = world;
    const command = { kind: "block-action", gameId, action, atMs: null } as const;
    expect(world.refused(OWNER, command)).toBe("ACTION_UNKNOWN");
    expect(kinds(world.does(OWNER, { kind: "block-pool", poolId, atMs: null }))).toEqual([
      "PoolBlocked",
    ]);
  });

  test("BLK-2 a block planned for an action is answered at once and no bet slips in at its time", () => {
    const world = new Blocks();
    const atMs = world.nowMs + 100;
    const { gameId } = world;
    expect(world.blockAction(atMs).answer).toEqual({
      kind: "action-blocked",
      gameId,
      action: "goal",
      atMs,
    });
    world.pass(99);
    expect(world.takesBets()).toBe(true);
    world.nowMs++; // the bet finds the timer due and not fired
    expect(world.takesBets()).toBe(false);
  });
});
