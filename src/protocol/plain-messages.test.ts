import { describe, expect, test } from "bun:test";
import type { GameId, UserId } from "../engine/ids.ts";
import { OP_CODES, RESPONSE_CODES } from "./codes.ts";
import {
  balanceChanged,
  connected,
  errorMessage,
  gameHeartbeat,
  gameJoined,
  gameLeft,
  handshakeRefused,
  loggedIn,
  opCodes,
  pong,
  userJoined,
  userLeft,
} from "./plain-messages.ts";
import { joinRefusal } from "./query.ts";
import { ADMIN, Scenario } from "./scenario-fixture.ts";

const GAME = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9" as GameId;
const USER = 17 as UserId;

test.each([
  [pong(), { res: 1 }],
  [opCodes(), { res: 2, opcodes: OP_CODES, response_codes: RESPONSE_CODES }],
  [connected(), { res: 100 }],
  [handshakeRefused("no"), { res: 110, text: "no" }],
  [loggedIn(USER, "the_foozle"), { res: 112, user_id: 17, user_name: "the_foozle" }],
  [gameJoined(GAME, 7), { res: 333, game_id: GAME }],
  [gameHeartbeat(GAME, 7), { res: 3330, game_id: GAME, seq: 7 }],
  [gameLeft(GAME), { res: 334, game_id: GAME }],
  [
    userJoined(GAME, USER, "the_foozle"),
    { res: 470, game_id: GAME, user_id: 17, user_name: "the_foozle" },
  ],
  [
    userLeft(GAME, USER, "the_foozle"),
    { res: 480, game_id: GAME, user_id: 17, user_name: "the_foozle" },
  ],
  [errorMessage("BUSY", "later", 392), { res: 666, text: "later", code: "BUSY", op: 392 }],
  [
    balanceChanged(new Scenario(1).state, 2 as UserId, "DON"),
    { res: 815, current_balance: 1000, available_balance: 1000, currency: "DON" },
  ],
])("message %#", (rendering, message) => {
  expect(rendering.render("1.1") as object).toEqual(message);
  expect(rendering.render("1.0") as object).toEqual(message);
  expect(rendering.res).toBe(message.res);
});

describe("encoding", () => {
  test("WIRE-2 the header comes first; request_id only where there is one", () => {
    const expected = `{"response_header":{"t":5,"request_id":"a\\"b"},"res":1}`;
    expect(pong().encode("1.1", 5, 'a"b')).toBe(expected);
    expect(pong().encode("1.0", 6, null)).toBe(`{"response_header":{"t":6},"res":1}`);
  });

  test("a body is made once per edition", () => {
    const rendering = gameJoined(GAME, 7);
    expect(rendering.body("1.1")).toBe(rendering.body("1.1"));
    expect(JSON.parse(rendering.encode("1.1", 1, null))).toEqual({
      response_header: { t: 1 },
      res: 333,
      game_id: GAME,
    });
  });
});

test("a closed game and an unknown one can't be joined", () => {
  const world = new Scenario(1);
  const gameId = world.openGame();
  expect(joinRefusal(world.state, gameId)).toBeNull();
  expect(joinRefusal(world.state, GAME)).toMatchObject({ code: "GAME_NOT_FOUND" });
  world.send(ADMIN, { op: 375, game_id: gameId });
  expect(joinRefusal(world.state, gameId)).toMatchObject({ code: "GAME_CLOSED" });
});
