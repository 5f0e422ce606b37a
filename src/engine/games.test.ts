import { describe, expect, test } from "bun:test";
import {
  ANN,
  BEN,
  OWNER,
  newGameCommand,
  newPoolCommand,
} from "../../test/support/engine-commands.ts";
import { EngineWorld, kinds, the } from "../../test/support/engine-world.ts";
import type { UserId } from "./ids.ts";
import { GAME_ADMINS_MAX } from "./rules.ts";

const NOTHING = { actions: [], targets: [] };

describe("opening games", () => {
  test("GAME-1 370 opens at once; open_at is kept as asked, even when past", () => {
    const world = new EngineWorld();
    const now = world.newGame();
    expect(now).toMatchObject({ status: { kind: "open" }, openAtMs: world.nowMs });
    expect(now).toMatchObject({
      liveStartAtMs: world.nowMs,
      liveFinishAtMs: null,
      closeAtMs: null,
    });
    const past = world.newGame({ openAtMs: world.nowMs - 5_000 });
    expect(past).toMatchObject({ status: { kind: "open" }, openAtMs: world.nowMs - 5_000 });
  });

  test("GAME-1 a later open_at opens the game by itself, at that time", () => {
    const world = new EngineWorld();
    const game = world.newGame({ openAtMs: world.nowMs + 1_000 });
    expect(game.status.kind).toBe("armed");
    expect(world.refused(OWNER, newPoolCommand(game.gameId))).toBe("GAME_NOT_OPEN");
    expect(world.pass(999)).toEqual([]);
    const opened = the("GameOpened", world.pass(1_000));
    expect(opened).toMatchObject({ timeMs: game.openAtMs, by: "system", as: "system" });
    expect(game.status).toEqual({ kind: "open", openedAtMs: game.openAtMs });
  });

  test("GAME-2 a 3701 game never opens by itself; 3702 opens it, or arms it before open_at", () => {
    const world = new EngineWorld();
    const waiting = world.newGame({ mode: "upcoming", openAtMs: world.nowMs + 1_000 });
    const forgotten = world.newGame({ mode: "upcoming", openAtMs: world.nowMs + 1_000 });
    const open = { kind: "open-game", gameId: waiting.gameId, ...NOTHING } as const;
    expect(kinds(world.does(OWNER, open))).toEqual(["GameArmed"]);
    expect(waiting.status.kind).toBe("armed");
    world.pass(5_000);
    expect([waiting.status.kind, forgotten.status.kind]).toEqual(["open", "upcoming"]);
    const late = { ...open, gameId: forgotten.gameId, actions: ["Foul"], targets: ["Peru:9"] };
    expect(kinds(world.does(OWNER, late))).toEqual(["GameOpened"]);
    expect(forgotten.actions.get("foul")).toBe("Foul");
    expect(forgotten.targets.isLeaf("peru:9")).toBe(true);
    expect(world.refused(OWNER, late)).toBe("GAME_ALREADY_OPEN");
  });

  test("GAME-2 arming twice opens once", () => {
    const world = new EngineWorld();
    const game = world.newGame({ mode: "upcoming", openAtMs: world.nowMs + 1_000 });
    const open = { kind: "open-game", gameId: game.gameId, ...NOTHING } as const;
    world.does(OWNER, open);
    world.does(OWNER, open);
    expect(kinds(world.pass(5_000))).toEqual(["GameOpened"]);
  });

  test("GAME-3 close_at must lie after now and after open_at", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    const { nowMs } = world;
    const at = (openAtMs: number | null, closeAtMs: number): string => {
      const decision = world.submit(
        { kind: "user", userId: OWNER },
        newGameCommand(sourceId, "opening", { openAtMs, closeAtMs }),
      );
      return decision.kind === "refused" ? decision.code : decision.kind;
    };
    expect(at(null, nowMs)).toBe("TIME_INVALID");
    expect(at(null, nowMs + 1)).toBe("accepted");
    expect(at(nowMs + 10, nowMs + 10)).toBe("TIME_INVALID");
    expect(at(nowMs + 10, nowMs + 11)).toBe("accepted");
  });

  test("GAME-4 declared names are normalised and listed once, in the order declared", () => {
    const world = new EngineWorld();
    const actions = ["Corner  Kick", "goal", "CORNER-KICK"];
    const game = world.newGame({ actions, targets: ["Brazil:7", "brazil", "none"] });
    expect([...game.actions]).toEqual([
      ["corner-kick", "Corner  Kick"],
      ["goal", "goal"],
    ]);
    expect(game.targets.roots().map(({ displayName }) => displayName)).toEqual(["Brazil", "None"]);
  });
});

describe("changing games", () => {
  test("GAME-10 373 adds what is new and sets the image; known names stay as first spelled", () => {
    const world = new EngineWorld();
    const game = world.newGame();
    const update = { kind: "update-game", gameId: game.gameId } as const;
    const names = { actions: ["GOAL", "Foul"], targets: ["ARGENTINA:10", "Peru:9"] };
    const updated = world.does(OWNER, { ...update, ...names, imageUrl: "https://a.example/1.png" });
    expect(the("GameUpdated", updated)).toMatchObject({
      actions: [{ id: "foul", name: "Foul" }],
      targets: [
        { id: "peru", displayName: "Peru" },
        { id: "peru:9", displayName: "9" },
      ],
    });
    expect(game.imageUrl).toBe("https://a.example/1.png");
    world.does(OWNER, { ...update, ...NOTHING, imageUrl: null });
    expect(game.imageUrl).toBe("https://a.example/1.png");
  });

  test("GAME-8 373 and 375 are for admins of the game or its source, and the fact says as which", () => {
    const world = new EngineWorld();
    const sourceId = world.newSource();
    const created = world.does(OWNER, newGameCommand(sourceId));
    const { gameId } = the("GameCreated", created);
    const update = { kind: "update-game", gameId, ...NOTHING, imageUrl: null } as const;
    expect(world.refused(ANN, update)).toBe("NO_PRIVILEGE");
    expect(world.refused(ANN, { kind: "close-game", gameId })).toBe("NO_PRIVILEGE");
    expect(the("GameUpdated", world.does(OWNER, update)).as).toBe("source-admin");
    world.does(OWNER, { kind: "appoint-game-admin", gameId, userId: ANN });
    expect(the("GameUpdated", world.does(ANN, update)).as).toBe("game-admin");
    expect(the("GameClosed", world.does(ANN, { kind: "close-game", gameId })).by).toBe("user:2");
  });

  test("GAME-8 the creator is no game admin until 616; pools and events need one", () => {
    const world = new EngineWorld();
    const created = world.does(OWNER, newGameCommand(world.newSource()));
    const { gameId } = the("GameCreated", created);
    expect(world.refused(OWNER, newPoolCommand(gameId))).toBe("NO_PRIVILEGE");
    world.does(OWNER, { kind: "become-game-admin", gameId });
    expect(kinds(world.does(OWNER, newPoolCommand(gameId)))).toEqual(["PoolCreated"]);
  });

  test("GAME-9 a game has at most 10 admins; who is one already is told so again", () => {
    const world = new EngineWorld();
    const { gameId, admins } = world.newGame();
    for (let userId = 20; admins.size < GAME_ADMINS_MAX; userId++) {
      world.system({ kind: "open-account", userId: userId as UserId, country: null });
      world.does(OWNER, { kind: "appoint-game-admin", gameId, userId: userId as UserId });
    }
    const appoint = { kind: "appoint-game-admin", gameId } as const;
    expect(world.refused(OWNER, { ...appoint, userId: BEN })).toBe("ADMINS_FULL");
    const again = world.does(OWNER, { ...appoint, userId: 20 as UserId });
    expect(again).toMatchObject({ facts: [], answer: { change: "none" } });
    const own = world.does(OWNER, { kind: "become-game-admin", gameId });
    expect(own).toMatchObject({ facts: [], answer: { kind: "game-admin" } });
  });

  test("GAME-9 the last place may be the source admin's, or not", () => {
    const world = new EngineWorld();
    const { gameId } = the("GameCreated", world.does(OWNER, newGameCommand(world.newSource())));
    for (let userId = 20; userId < 20 + GAME_ADMINS_MAX; userId++) {
      world.system({ kind: "open-account", userId: userId as UserId, country: null });
      world.does(OWNER, { kind: "appoint-game-admin", gameId, userId: userId as UserId });
    }
    expect(world.refused(OWNER, { kind: "become-game-admin", gameId })).toBe("ADMINS_FULL");
  });
});
