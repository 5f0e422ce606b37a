import { describe, expect, test } from "bun:test";
import {
  ANN,
  BEN,
  OWNER,
  betCommand,
  eventCommand,
  newPoolCommand,
} from "../../test/support/engine-commands.ts";
import { EngineWorld, kinds, the } from "../../test/support/engine-world.ts";
import type { Command } from "./command.ts";
import type { Answer } from "./decision.ts";
import type { GameId } from "./ids.ts";

const close = (gameId: GameId): Command => ({ kind: "close-game", gameId });

describe("375", () => {
  test("GAME-11 a game without binary pools is closed at once; the others resolve to none", () => {
    const world = new EngineWorld();
    const game = world.newGame();
    const next = world.newPool(game.gameId, { recreateOnEnd: true });
    const timed = world.newPool(game.gameId, { type: 2, finishAtMs: world.nowMs + 9_000 });
    world.bet(ANN, next, "none", "10");
    world.bet(BEN, next, "brazil", "10");
    const closed = world.does(OWNER, close(game.gameId));
    expect(kinds(closed)).toEqual(["PoolSettled", "PoolSettled", "GameClosed"]);
    expect(closed.answer).toEqual({ kind: "facts" });
    expect(timed.phase).toMatchObject({ kind: "settled", cause: "close" });
    expect([world.available(ANN), world.available(BEN)]).toEqual([101_000, 99_000]);
    expect(world.pass(20_000)).toEqual([]);
  });

  test("GAME-11 binary pools are blocked and named; resent when they are resolved it closes", () => {
    const world = new EngineWorld();
    const game = world.newGame();
    const next = world.newPool(game.gameId);
    const first = world.newPool(game.gameId, { type: 3 });
    const second = world.newPool(game.gameId, { type: 3 });
    world.does(OWNER, { kind: "block-pool", poolId: second.poolId, atMs: null });
    const closing = world.does(OWNER, close(game.gameId));
    // The second takes no bets already, so it is not blocked once more.
    expect(kinds(closing)).toEqual(["PoolSettled", "PoolBlocked", "GameClosing"]);
    expect(the("PoolSettled", closing).pool).toBe(next.index);
    const needed: Answer = {
      kind: "pools-need-resolution",
      gameId: game.gameId,
      pools: [first.poolId, second.poolId],
    };
    expect(closing.answer).toEqual(needed);
    world.pass(1_000);
    expect(world.does(OWNER, close(game.gameId))).toMatchObject({ facts: [], answer: needed });
    world.event(game.gameId, "yes", { action: first.action });
    const { poolId } = second;
    world.does(OWNER, { kind: "void-pool", poolId, reason: "nobody knows" });
    expect(game.status.kind).toBe("closing");
    expect(kinds(world.does(OWNER, close(game.gameId)))).toEqual(["GameClosed"]);
    const again = world.does(OWNER, close(game.gameId));
    expect(again).toMatchObject({ facts: [], answer: { kind: "game-closed" } });
  });

  test("GAME-12 while closing everything that changes the game is GAME_CLOSING but what ends it", () => {
    const world = new EngineWorld();
    const game = world.newGame();
    const { gameId } = game;
    const binary = world.newPool(gameId, { type: 3 });
    const { poolId } = binary;
    world.does(OWNER, close(gameId));
    const nothing = { actions: [], targets: [], imageUrl: null };
    const refused: Command[] = [
      newPoolCommand(gameId),
      eventCommand(gameId, "brazil:7"),
      { kind: "update-game", gameId, ...nothing },
      { kind: "open-game", gameId, actions: [], targets: [] },
      { kind: "block-pool", poolId, atMs: null },
      { kind: "allow-pool", poolId, atMs: null },
      { kind: "block-action", gameId, action: "goal", atMs: null },
      { kind: "allow-action", gameId, action: "goal", atMs: null },
      { kind: "become-game-admin", gameId },
      { kind: "appoint-game-admin", gameId, userId: ANN },
    ];
    for (const command of refused) {
      expect([command.kind, world.refused(OWNER, command)]).toEqual([command.kind, "GAME_CLOSING"]);
    }
    expect(world.refused(ANN, betCommand(poolId, "yes", "1"))).toBe("GAME_CLOSING");
    expect(kinds(world.event(gameId, "no", { action: binary.action }))).toEqual([
      "EventRegistered",
      "PoolSettled",
    ]);
  });

  test("GAME-12 while closing only type 4's finish_at still works", () => {
    const world = new EngineWorld();
    const game = world.newGame({ closeAtMs: world.nowMs + 4_000 });
    const { gameId } = game;
    const at = (ms: number): number => world.nowMs + ms;
    const manual = world.newPool(gameId, { type: 3, stopAtMs: at(1_000) });
    const timed = world.newPool(gameId, { type: 4, finishAtMs: at(3_000), stopAtMs: at(2_000) });
    world.does(OWNER, { kind: "block-pool", poolId: manual.poolId, atMs: at(500) });
    world.does(OWNER, { kind: "block-action", gameId, action: "goal", atMs: at(500) });
    world.does(OWNER, close(gameId));
    const fired = world.pass(10_000);
    expect(kinds(fired)).toEqual(["PoolSettled"]);
    expect(the("PoolSettled", fired)).toMatchObject({ pool: timed.index, winner: "no" });
    expect(game.status).toMatchObject({ kind: "closing", finishes: "by-request" });
  });

  test("GAME-14 a closed game takes nothing; a game not opened yet can be closed", () => {
    const world = new EngineWorld();
    const game = world.newGame({ mode: "upcoming" });
    const { gameId } = game;
    expect(kinds(world.does(OWNER, close(gameId)))).toEqual(["GameClosed"]);
    expect(game.status).toMatchObject({ kind: "closed", openedAtMs: null });
    const nothing = { actions: [], targets: [] };
    expect(world.refused(OWNER, { kind: "open-game", gameId, ...nothing })).toBe("GAME_CLOSED");
    expect(world.refused(OWNER, eventCommand(gameId, "chile"))).toBe("GAME_CLOSED");
    expect(world.refused(OWNER, eventCommand(gameId, "yes", { action: "binary-x" }))).toBe(
      "GAME_CLOSED",
    );
  });
});

describe("close_at", () => {
  test("GAME-13 does what 375 does, at its time", () => {
    const world = new EngineWorld();
    const closeAtMs = world.nowMs + 1_000;
    const game = world.newGame({ closeAtMs });
    const next = world.newPool(game.gameId);
    world.bet(ANN, next, "brazil", "10");
    const fired = world.pass(1_000);
    expect(kinds(fired)).toEqual(["PoolSettled", "GameClosed"]);
    expect(the("GameClosed", fired)).toMatchObject({ timeMs: closeAtMs, by: "system" });
    expect(the("PoolSettled", fired)).toMatchObject({ winner: "none", moneyReturn: true });
  });

  test("GAME-13 finishes by itself after the last manual pool, by result, void or finish_at", () => {
    for (const end of ["result", "void", "finish"] as const) {
      const world = new EngineWorld();
      const game = world.newGame({ closeAtMs: world.nowMs + 1_000 });
      const { gameId } = game;
      const first = world.newPool(gameId, { type: 3 });
      const finishAtMs = world.nowMs + 5_000;
      const last = world.newPool(gameId, { type: 4, finishAtMs, recreateOnEnd: true });
      expect(kinds(world.pass(1_000))).toEqual(["PoolBlocked", "PoolBlocked", "GameClosing"]);
      world.event(gameId, "yes", { action: first.action });
      expect(game.status).toMatchObject({ kind: "closing", finishes: "by-itself" });
      if (end === "result") world.event(gameId, "yes", { action: last.action });
      if (end === "void")
        world.does(OWNER, { kind: "void-pool", poolId: last.poolId, reason: "x" });
      if (end === "finish") world.pass(5_000);
      expect(game.status.kind).toBe("closed");
    }
  });
});
