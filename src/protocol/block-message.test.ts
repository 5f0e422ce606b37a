import { beforeEach, describe, expect, test } from "bun:test";
import type { GameId } from "../engine/ids.ts";
import { ADMIN, START_MS, Scenario } from "./scenario-fixture.ts";

let world: Scenario;
let gameId: GameId;

beforeEach(() => {
  world = new Scenario(5);
  gameId = world.openGame();
});

describe("blocks", () => {
  test("397 and 398 now and later", () => {
    const poolId = world.openPool(gameId);
    const since = world.nowMs;
    const blocked = { res: 368, blocked_at: since, pool_id: poolId };
    expect(world.send(ADMIN, { op: 397, pool_id: poolId })).toEqual([blocked]);
    expect(world.audiences).toEqual(["game-and-sender"]);
    world.pass(10);
    expect(world.send(ADMIN, { op: 397, pool_id: poolId })).toEqual([blocked]);
    expect(world.audiences).toEqual(["sender"]);
    const allowAt = world.nowMs + 50;
    expect(world.send(ADMIN, { op: 398, pool_id: poolId, allow_at: allowAt })).toEqual([
      { res: 369, allowed_at: allowAt, pool_id: poolId },
    ]);
    expect(world.audiences).toEqual(["sender"]);
    expect(world.pass(50)).toEqual([{ res: 369, allowed_at: allowAt, pool_id: poolId }]);
    expect(world.audiences).toEqual(["game-and-sender"]);
  });

  test("3975 and 3985 tell the action, then its pools; a pool opened meanwhile is born blocked", () => {
    const poolId = world.openPool(gameId);
    const atMs = world.nowMs;
    expect(world.send(ADMIN, { op: 3975, game_id: gameId, action: "Goal" })).toEqual([
      { res: 370, game_id: gameId, action: "goal", blocked_at: atMs },
      { res: 368, blocked_at: atMs, pool_id: poolId },
    ]);
    const body = { op: 385, game_id: gameId, action: "goal", targets: "brazil" };
    expect(world.send(ADMIN, body).map(({ res }) => res)).toEqual([350, 352, 368]);
    expect(world.send(ADMIN, { op: 3985, game_id: gameId, action: "goal" })).toMatchObject([
      { res: 371, action: "goal", allowed_at: atMs },
      { res: 369, pool_id: poolId },
      { res: 369 },
    ]);
  });

  test("stop_accepting_bets_at is told by 368", () => {
    const poolId = world.openPool(gameId, { stop_accepting_bets_at: START_MS + 5 });
    expect(world.pass(5)).toEqual([{ res: 368, blocked_at: START_MS + 5, pool_id: poolId }]);
  });

  test("a pool that waits for its result at finish_at is told blocked, once", () => {
    const timed = { pool_type: 4, finish_at: START_MS + 9, manual: true, targets: "" };
    const poolId = world.openPool(gameId, timed);
    expect(world.pass(9)).toEqual([{ res: 368, blocked_at: START_MS + 9, pool_id: poolId }]);
    const at = world.nowMs + 9;
    world.openPool(gameId, { ...timed, finish_at: at, stop_accepting_bets_at: at });
    expect(world.pass(9).map(({ res }) => res)).toEqual([368]);
  });
});
