import { describe, expect, test } from "bun:test";
import {
  ANN,
  BEN,
  OPERATOR,
  OWNER,
  newGameCommand,
  newPoolCommand,
} from "../../test/support/engine-commands.ts";
import { EngineWorld, kinds, the } from "../../test/support/engine-world.ts";
import type { Command } from "./command.ts";
import { sourceOf } from "./state.ts";

describe("sources", () => {
  test("SRC-1 whoever opens a source is its admin", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    expect(sourceOf(world.state, sourceId).adminId).toBe(OWNER);
  });

  test("SRC-2 only its admin creates games in it and closes it", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    expect(world.refused(ANN, newGameCommand(sourceId))).toBe("NO_PRIVILEGE");
    expect(world.refused(ANN, { kind: "close-source", sourceId })).toBe("NO_PRIVILEGE");
  });

  test("SRC-3 closing settles parimutuel pools to none, voids binary ones, closes every game, then the source", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    const first = world.newGame({}, sourceId);
    const next = world.newPool(first.gameId, { recreateOnEnd: true });
    const binary = world.newPool(first.gameId, { type: 3 });
    const timed = world.newPool(first.gameId, { type: 4, finishAtMs: world.nowMs + 1_000 });
    world.bet(ANN, next, "none", "10");
    world.bet(BEN, next, "brazil", "5");
    world.bet(ANN, binary, "yes", "20");
    const second = world.newGame({ mode: "upcoming", closeAtMs: world.nowMs + 5_000 }, sourceId);
    const closed = world.does(OWNER, { kind: "close-source", sourceId });
    expect(kinds(closed)).toEqual([
      "SourceClosing",
      "PoolSettled",
      "PoolVoided",
      "PoolVoided",
      "GameClosed",
      "GameClosed",
      "SourceClosed",
    ]);
    expect(the("PoolSettled", closed)).toMatchObject({ winner: "none", pool: next.index });
    expect(timed.phase.kind).toBe("voided");
    expect([world.available(ANN), world.available(BEN)]).toEqual([100_500, 99_500]);
    expect([first.status.kind, second.status.kind]).toEqual(["closed", "closed"]);
    expect(sourceOf(world.state, sourceId).status).toBe("closed");
    expect(world.pass(10_000)).toEqual([]);
  });

  test("SRC-3 a game that waits for its binary pools is closed too, and those are voided", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    const game = world.newGame({}, sourceId);
    const binary = world.newPool(game.gameId, { type: 3 });
    world.bet(ANN, binary, "no", "20");
    world.does(OWNER, { kind: "close-game", gameId: game.gameId });
    expect(game.status.kind).toBe("closing");
    world.does(OWNER, { kind: "close-source", sourceId });
    expect([game.status.kind, binary.phase.kind]).toEqual(["closed", "voided"]);
    expect(world.available(ANN)).toBe(100_000);
  });

  test("SRC-4 closing again is answered again and does nothing", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    const command = { kind: "close-source", sourceId } as const;
    expect(kinds(world.does(OWNER, command))).toEqual(["SourceClosing", "SourceClosed"]);
    const again = world.does(OWNER, command);
    expect(again).toMatchObject({ facts: [], answer: { kind: "source-closed", sourceId } });
  });

  test("SRC-5 nothing is opened in a closed source", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    const { gameId } = world.newGame({ mode: "upcoming" }, sourceId);
    world.does(OWNER, { kind: "close-source", sourceId });
    expect(world.refused(OWNER, newGameCommand(sourceId))).toBe("SOURCE_CLOSED");
    const open: Command = { kind: "open-game", gameId, actions: [], targets: [] };
    expect(world.refused(OWNER, open)).toBe("SOURCE_CLOSED");
    expect(world.refused(OWNER, { kind: "become-game-admin", gameId })).toBe("SOURCE_CLOSED");
    expect(world.refused(OWNER, newPoolCommand(gameId))).toBe("GAME_CLOSED");
    const rotate = { kind: "rotate-source-secret", sourceId } as const;
    expect(world.refused(OPERATOR, rotate)).toBe("SOURCE_CLOSED");
  });

  test("SRC-6 rotating the secret counts its generation up; the log never holds the secret", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    const rotate = { kind: "rotate-source-secret", sourceId } as const;
    expect(world.operator(rotate).answer).toMatchObject({ generation: 2 });
    const rotated = world.operator(rotate);
    expect(rotated.answer).toMatchObject({ generation: 3 });
    expect(Object.keys(the("SourceSecretRotated", rotated)).sort()).toEqual(
      ["as", "by", "generation", "kind", "sourceId", "timeMs"].sort(),
    );
  });
});
