import { describe, expect, test } from "bun:test";
import {
  ANN,
  BEN,
  NOWHERE,
  OPERATOR,
  OWNER,
  betCommand,
  eventCommand,
  newPoolCommand,
} from "../../test/support/engine-commands.ts";
import { EngineWorld, kinds } from "../../test/support/engine-world.ts";
import { evolve } from "./evolve.ts";
import type { GameId } from "./ids.ts";
import type { Game, Pool } from "./state.ts";

type Stage = { world: EngineWorld; game: Game; pool: Pool };

/** A closed game with one settled pool and timers of both still to come. */
function closedGame(): Stage {
  const world = new EngineWorld();
  const closeAtMs = world.nowMs + 100_000;
  const game = world.newGame({ closeAtMs });
  const finishAtMs = world.nowMs + 50_000;
  const pool = world.newPool(game.gameId, { type: 2, finishAtMs });
  world.bet(ANN, pool, "argentina", "10");
  world.bet(BEN, pool, "brazil", "5");
  world.does(OWNER, { kind: "close-game", gameId: game.gameId });
  return { world, game, pool };
}

function archive({ world, game }: Stage): void {
  world.system({ kind: "archive-game", gameId: game.gameId });
}

describe("a closed game leaves the memory", () => {
  test("with its pools and bets; balances and the source stay", () => {
    const stage = closedGame();
    const { world, game, pool } = stage;
    const before = [world.available(ANN), world.available(BEN)];
    archive(stage);
    const { state } = world;
    expect([state.games.size, state.poolIndexById.size]).toEqual([0, 0]);
    expect(state.pools).toEqual([undefined]);
    expect(state.sources.get(game.sourceId)?.games).toEqual([]);
    expect(state.archived.gamesOfSource.get(game.sourceId)).toBe(1);
    expect([...state.archived.pools.values()]).toEqual([pool.poolId]);
    expect([world.available(ANN), world.available(BEN)]).toEqual(before);
  });

  test("once, and only when it is closed", () => {
    const stage = closedGame();
    archive(stage);
    const { world, game } = stage;
    const { gameId } = world.newGame({}, game.sourceId);
    for (const id of [game.gameId, gameId, NOWHERE as GameId]) {
      expect(kinds(world.system({ kind: "archive-game", gameId: id }))).toEqual([]);
    }
    expect(world.state.games.has(gameId)).toBe(true);
  });

  test("its timers come to nothing, and pools opened later keep counting", () => {
    const stage = closedGame();
    archive(stage);
    const { world, game } = stage;
    expect(world.pass(200_000)).toEqual([]);
    expect(world.newPool(world.newGame({}, game.sourceId).gameId).index as number).toBe(1);
  });

  test("whoever names it or its pools hears that they are closed", () => {
    const stage = closedGame();
    archive(stage);
    const { world, game, pool } = stage;
    const { gameId } = game;
    const { poolId } = pool;
    expect(world.refused(OWNER, newPoolCommand(gameId))).toBe("GAME_CLOSED");
    expect(world.refused(OWNER, eventCommand(gameId, "brazil:7"))).toBe("GAME_CLOSED");
    expect(world.refused(OWNER, { kind: "close-game", gameId })).toBe("GAME_CLOSED");
    const appointed = { kind: "appoint-game-admin", gameId, userId: ANN } as const;
    expect(world.refused(OWNER, appointed)).toBe("GAME_CLOSED");
    expect(world.refused(ANN, betCommand(poolId, "brazil", "1"))).toBe("POOL_CLOSED");
    expect(world.refused(OWNER, { kind: "void-pool", poolId, reason: "x" })).toBe("POOL_CLOSED");
    expect(world.refused(ANN, betCommand(NOWHERE as typeof poolId, "brazil", "1"))).toBe(
      "POOL_NOT_FOUND",
    );
  });

  test("suspensions of it are gone; its source can be closed", () => {
    const stage = closedGame();
    const { world, game } = stage;
    const { gameId, sourceId } = game;
    const scope = { kind: "game", gameId } as const;
    world.operator({ kind: "suspend-betting", scope, reason: "picture lost" });
    archive(stage);
    expect(world.state.suspensions.size).toBe(0);
    expect(world.refused(OPERATOR, { kind: "resume-betting", scope })).toBe("GAME_CLOSED");
    const closed = kinds(world.does(OWNER, { kind: "close-source", sourceId }));
    expect(closed).toEqual(["SourceClosing", "SourceClosed"]);
  });

  test("a game that is not closed can't leave by any fact", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const signed = { timeMs: world.nowMs, by: "system", as: "system" } as const;
    const fact = { kind: "GameArchived", ...signed, gameId } as const;
    expect(() => evolve(world.state, fact)).toThrow("is open and can't leave the memory");
  });
});
