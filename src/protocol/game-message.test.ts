import { beforeEach, describe, expect, test } from "bun:test";
import type { GameId } from "../engine/ids.ts";
import { ADMIN, START_MS, Scenario, textIn } from "./scenario-fixture.ts";
import type { ServerMessage } from "./server-message.ts";

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

describe("340", () => {
  test("1.1 lists whole paths, none last", () => {
    const source = openSource();
    const message = only(world.send(ADMIN, { op: 370, source_id: source, ...NEW_GAME }));
    expect(world.audiences).toEqual(["source-and-sender"]);
    expect(message).toEqual({
      res: 340,
      source_id: source,
      game_id: message["game_id"] ?? null,
      actions: [
        { action_id: "goal", name: "Goal" },
        { action_id: "off-side", name: "Off side" },
      ],
      game_name: "Argentina - Brazil",
      type: "football",
      open_at: START_MS,
      live_start_at: START_MS,
      live_finish_at: null,
      close_at: null,
      hashtag: "#ArgBra",
      targets: [
        {
          target_id: "argentina",
          symbol: "arg",
          display_name: "Argentina",
          targets: [{ target_id: "argentina:1", symbol: "1", display_name: "1", targets: [] }],
        },
        {
          target_id: "brazil",
          symbol: "bra",
          display_name: "Brazil",
          targets: [{ target_id: "brazil:7", symbol: "7", display_name: "7", targets: [] }],
        },
        { target_id: "none", symbol: "non", display_name: "None", targets: [] },
      ],
    });
  });

  test("WIRE-14 1.0 has dictionaries keyed by the last level and no hashtag", () => {
    world.edition = "1.0";
    const message = only(world.send(ADMIN, { op: 370, source_id: openSource(), ...NEW_GAME }));
    expect(message).not.toContainKey("hashtag");
    expect(message["actions"]).toEqual({
      goal: { name: "Goal" },
      "off-side": { name: "Off side" },
    });
    expect(message["targets"]).toEqual({
      argentina: {
        symbol: "arg",
        display_name: "Argentina",
        targets: { "1": { symbol: "1", display_name: "1", targets: {} } },
      },
      brazil: {
        symbol: "bra",
        display_name: "Brazil",
        targets: { "7": { symbol: "7", display_name: "7", targets: {} } },
      },
      none: { symbol: "non", display_name: "None", targets: {} },
    });
  });

  test("a target called __proto__ is a target like any other", () => {
    world.edition = "1.0";
    const body = { op: 370, source_id: openSource(), ...NEW_GAME, targets: "__proto__" };
    const text = JSON.stringify(only(world.send(ADMIN, body)));
    expect(text).toContain(`"__proto__":{"symbol":"pro"`);
  });
});

describe("upcoming games", () => {
  test("3401, listed by 3811, opened by 3702, then listed by 380", () => {
    const source = openSource();
    const { actions, targets, ...terms } = NEW_GAME;
    const created = only(world.send(ADMIN, { op: 3701, source_id: source, ...terms }));
    expect(Object.keys(created)).toEqual([
      "res",
      "source_id",
      "game_id",
      "game_name",
      "type",
      "open_at",
      "live_start_at",
      "live_finish_at",
      "close_at",
      "hashtag",
    ]);
    const gameId = created["game_id"] ?? null;
    const upcoming = only(world.send(null, { op: 3811, source_id: source }));
    const typeId = (upcoming["games"] as ServerMessage[])[0]?.["game_type_id"] ?? null;
    expect(typeId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(upcoming).toEqual({
      res: 3461,
      source_id: source,
      games: [
        {
          id: gameId,
          source_id: source,
          game_name: "Argentina - Brazil",
          currency: "DON",
          game_type_id: typeId,
          live_start_at: String(START_MS),
          hashtag: "#ArgBra",
        },
      ],
    });
    expect(only(world.send(null, { op: 380, source_id: source }))["games"]).toEqual([]);
    const opened = only(world.send(ADMIN, { op: 3702, game_id: gameId, actions, targets }));
    expect(opened).toMatchObject({ res: 3402, game_id: gameId });
    expect(opened).toContainKeys(["actions", "targets"]);
    expect(world.audiences).toEqual(["source-game-and-sender"]);
    const active = only(world.send(null, { op: 380, source_id: source }));
    expect(active).toMatchObject({
      res: 345,
      source_id: source,
      games: [
        {
          game_id: gameId,
          status: "game_in_progress_betting_active",
          name: "Argentina - Brazil",
          type: typeId,
          open_at: String(START_MS),
          schedulted_at: String(START_MS),
          close_at: null,
        },
      ],
    });
    expect(only(world.send(null, { op: 3811, source_id: source }))["games"]).toEqual([]);
  });

  test("a game with open_at to come is armed; 3402 is said when it opens", () => {
    const body = { op: 370, source_id: openSource(), ...NEW_GAME, open_at: START_MS + 5_000 };
    const gameId = only(world.send(ADMIN, body))["game_id"];
    const status = (): unknown => only(world.send(null, { op: 372, game_id: gameId }))["status"];
    expect(status()).toBe("betting_not_yet_active");
    expect(world.pass(5_000).map(({ res }) => res)).toEqual([3402]);
    expect(status()).toBe("game_in_progress_betting_active");
  });

  test("3702 ahead of open_at answers the sender alone", () => {
    const body = { op: 3701, source_id: openSource(), ...NEW_GAME, open_at: START_MS + 5_000 };
    const gameId = only(world.send(ADMIN, body))["game_id"];
    expect(only(world.send(ADMIN, { op: 3702, game_id: gameId }))).toMatchObject({ res: 3402 });
    expect(world.audiences).toEqual(["sender"]);
  });
});

describe("342", () => {
  let gameId: GameId;
  beforeEach(() => {
    gameId = world.openGame({ live_start_at: START_MS + 60_000, hashtag: "#x" });
  });
  const details = (): ServerMessage => only(world.send(null, { op: 373, game_id: gameId }));

  test("has exactly its fields", () => {
    expect(Object.keys(details()).sort()).toEqual(
      [
        "res",
        "status",
        "game_id",
        "name",
        "game_name",
        "hashtag",
        "image_url",
        "game_state",
        "past_events",
        "actions",
        "currency",
        "type",
        "targets",
        "open_at",
        "live_start_at",
        "live_finish_at",
        "close_at",
      ].sort(),
    );
    expect(details()).toMatchObject({ status: "pre_game_betting_active", type: expect.anything() });
  });

  test("game_state in the order of football, every level counted; newest events first", () => {
    const event = (action: string, target: string, at: number): void => {
      const body = { op: 395, game_id: gameId, action, target, happened_at: START_MS + at };
      expect(world.send(ADMIN, body)[0]).toMatchObject({ res: 366 });
    };
    world.pass(1_000);
    event("offside", "brazil:7", 10);
    event("goal", "argentina:1", 30);
    event("goal", "argentina:2", 20);
    event("red-card", "brazil:7", 30);
    const message = details();
    expect(message["game_state"]).toEqual([
      { argentina: "2", "argentina:1": "1", "argentina:2": "1", action_id: "goal" },
      { brazil: "1", "brazil:7": "1", action_id: "red-card" },
      { brazil: "1", "brazil:7": "1", action_id: "offside" },
    ]);
    const events = message["past_events"] as ServerMessage[];
    expect(events.map((it) => [it["action_id"], it["target_id"], it["happened_at"]])).toEqual([
      ["red-card", "brazil:7", START_MS + 30],
      ["goal", "argentina:1", START_MS + 30],
      ["goal", "argentina:2", START_MS + 20],
      ["offside", "brazil:7", START_MS + 10],
    ]);
  });

  test("373 answers 343 and tells subscribers 342", () => {
    const body = { op: 373, game_id: gameId, actions: ["Corner kick"], image_url: "http://a.b/c" };
    const [updated, told] = world.send(ADMIN, body);
    expect(updated).toEqual({ res: 343, game_id: gameId });
    expect(told).toMatchObject({ res: 342, image_url: "http://a.b/c" });
    expect(world.audiences).toEqual(["sender", "game"]);
  });

  test("GAME-15 status follows the game", () => {
    world.pass(60_000);
    expect(details()["status"]).toBe("game_in_progress_betting_active");
    world.openPool(gameId, { pool_type: 3, targets: "" });
    world.send(ADMIN, { op: 375, game_id: gameId });
    expect(details()["status"]).toBe("game_in_progress_betting_closed");
  });
});
