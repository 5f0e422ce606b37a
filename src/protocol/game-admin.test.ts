import { beforeEach, describe, expect, test } from "bun:test";
import type { UserId } from "../engine/ids.ts";
import { ADMIN, Scenario, textIn } from "./scenario-fixture.ts";
import type { ServerMessage } from "./server-message.ts";

const PLAYER = 2 as UserId;
let world: Scenario;

beforeEach(() => {
  world = new Scenario(12);
});

function only(messages: ServerMessage[]): ServerMessage {
  expect(messages.length).toBe(1);
  const [message] = messages;
  if (message === undefined) throw new Error("nothing was said");
  return message;
}

function openSource(): string {
  const body = { op: 365, source_name: "a", description: "b" };
  return textIn(only(world.send(ADMIN, body)), "source_id");
}

const NEW_GAME = {
  game_name: "Argentina - Brazil",
  type: "football",
  actions: "Goal,Off side",
  targets: ["Argentina", "Argentina:1", "Brazil:7"],
};

describe("admins", () => {
  test("616 answers 640, or 645 with a reason", () => {
    const gameId = world.openGame();
    expect(only(world.send(ADMIN, { op: 616, game_id: gameId }))).toEqual({
      res: 640,
      game_id: gameId,
    });
    const refused = only(world.send(PLAYER, { op: 616, game_id: gameId }));
    expect(refused).toMatchObject({ res: 645, game_id: gameId });
    expect(refused["reason"]).toBeString();
    expect(
      only(world.send(PLAYER, { op: 385, game_id: gameId, action: "goal", targets: "brazil" })),
    ).toMatchObject({ res: 666, code: "NO_PRIVILEGE", op: 385 });
  });

  test("617 tells the appointee 640, and 666 when the game has ten", () => {
    const gameId = world.openGame();
    for (let user = 2; user <= 10; user++) {
      expect(world.send(ADMIN, { op: 617, game_id: gameId, username: String(user) })).toEqual([
        { res: 617, game_id: gameId, username: String(user) },
        { res: 640, game_id: gameId },
      ]);
      expect(world.audiences).toEqual(["sender", "user"]);
    }
    expect(world.send(ADMIN, { op: 617, game_id: gameId, username: "2" }).length).toBe(1);
    expect(only(world.send(ADMIN, { op: 617, game_id: gameId, username: "11" }))).toMatchObject({
      res: 666,
      code: "ADMINS_FULL",
    });
  });

  test("616 answers 645 too when the game has ten admins", () => {
    const body = { op: 370, source_id: openSource(), ...NEW_GAME };
    const gameId = textIn(only(world.send(ADMIN, body)), "game_id");
    for (let user = 2; user <= 11; user++) {
      world.send(ADMIN, { op: 617, game_id: gameId, username: String(user) });
    }
    const refused = only(world.send(ADMIN, { op: 616, game_id: gameId }));
    expect(refused).toMatchObject({ res: 645, game_id: gameId });
    expect(refused["reason"]).toContain("10 admins");
  });

  test("610 and 611 list one's own", () => {
    const gameId = world.openGame();
    expect(only(world.send(ADMIN, { op: 610 }))).toEqual({
      res: 620,
      games: [{ id: gameId, name: "Argentina - Brazil" }],
    });
    expect(only(world.send(ADMIN, { op: 611 }))).toMatchObject({
      res: 621,
      sources: [{ name: "me.example", description: null }],
    });
    expect(only(world.send(PLAYER, { op: 611 }))["sources"]).toEqual([]);
    world.send(ADMIN, { op: 375, game_id: gameId });
    expect(only(world.send(ADMIN, { op: 610 }))["games"]).toEqual([]);
    expect(only(world.send(null, { op: 610 }))).toMatchObject({ code: "NOT_LOGGED_IN" });
  });
});

describe("closing", () => {
  test("375 with a binary pool: 362, 368, then 666 naming it; then 341", () => {
    const gameId = world.openGame();
    world.openPool(gameId);
    const binary = world.openPool(gameId, { pool_type: 3, targets: "" });
    const told = world.send(ADMIN, { op: 375, game_id: gameId });
    expect(told.map(({ res }) => res)).toEqual([362, 368, 666]);
    expect(told[2]).toMatchObject({ code: "POOLS_NEED_RESOLUTION", op: 375 });
    expect(told[2]?.["text"]).toContain(binary);
    expect(world.send(ADMIN, { op: 375, game_id: gameId }).map(({ res }) => res)).toEqual([666]);
    const resolved = { op: 395, game_id: gameId, action: `binary-${binary}`, target: "yes" };
    expect(world.send(ADMIN, resolved).map(({ res }) => res)).toEqual([366, 362]);
    expect(world.send(ADMIN, { op: 375, game_id: gameId })).toEqual([
      { res: 341, game_id: gameId },
    ]);
    expect(world.audiences).toEqual(["game-and-sender"]);
    world.send(ADMIN, { op: 375, game_id: gameId });
    expect(world.audiences).toEqual(["sender"]);
  });

  test("366 ends every game and answers 336 last", () => {
    const gameId = world.openGame();
    world.openPool(gameId);
    world.openPool(gameId, { pool_type: 3, targets: "" });
    const sourceId = world.state.games.get(gameId)?.sourceId;
    if (sourceId === undefined) throw new Error("no game");
    expect(world.send(ADMIN, { op: 366, source_id: sourceId })).toEqual([]);
    const told = world.closingSteps(sourceId);
    expect(told.map(({ res }) => res)).toEqual([362, 362, 341, 336]);
    expect(only(world.send(ADMIN, { op: 366, source_id: sourceId }))).toEqual({
      res: 336,
      source_id: sourceId,
    });
    expect(only(world.send(null, { op: 380, source_id: sourceId }))).toMatchObject({
      code: "SOURCE_CLOSED",
    });
  });
});

test("reads about what is not there are refused by name", () => {
  const none = "00000000-0000-0000-0000-000000000000";
  const code = (body: { op: number; [id: string]: unknown }): unknown =>
    only(world.send(PLAYER, body))["code"];
  for (const op of [372, 387, 388, 389, 390]) {
    expect(code({ op, game_id: none })).toBe("GAME_NOT_FOUND");
  }
  for (const op of [380, 3811]) {
    expect(code({ op, source_id: none })).toBe("SOURCE_NOT_FOUND");
  }
  expect(code({ op: 393, pool_id: none })).toBe("POOL_NOT_FOUND");
});
