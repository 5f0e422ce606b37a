import { describe, expect, test } from "bun:test";
import { readRequest } from "./client-message.ts";
import { readEnvelope } from "./envelope.ts";
import {
  BET,
  GAME,
  NEW_GAME,
  NEW_POOL,
  NOW,
  POOL,
  SOURCE,
  request,
} from "./example-requests-fixture.ts";

function problem(body: object): string {
  const read = request(body);
  if (read.kind !== "read-error") throw new Error(`was read: ${JSON.stringify(read)}`);
  expect(read.code).toBe("FIELD_INVALID");
  return read.text;
}

/** A readable request of the op; the rows below break one field of it. */
const ROWS: [body: object, change: object, named: string, says: string][] = [
  [NEW_GAME, { source_id: undefined }, "source_id", "is missing"],
  [NEW_GAME, { source_id: "x" }, "source_id", '"x"'],
  [NEW_GAME, { source_id: ["x"] }, "source_id", "a list"],
  [NEW_GAME, { game_name: "" }, "game_name", "is missing"],
  [NEW_GAME, { game_name: "  " }, "game_name", "1 to 120"],
  [NEW_GAME, { game_name: "a".repeat(121) }, "game_name", "1 to 120"],
  [NEW_GAME, { game_name: "\ud800" }, "game_name", "ud800"],
  [NEW_GAME, { game_name: "a\u0000b" }, "game_name", "u0000"],
  [NEW_GAME, { type: 5 }, "type", "is 5"],
  [NEW_GAME, { type: undefined }, "type", "is missing"],
  [NEW_GAME, { currency: "XXX" }, "currency", '"XXX"'],
  [NEW_GAME, { currency: "eur" }, "currency", '"eur"'],
  [NEW_GAME, { open_at: "soon" }, "open_at", '"soon"'],
  [NEW_GAME, { open_at: -1 }, "open_at", "-1"],
  [NEW_GAME, { open_at: 1.5 }, "open_at", "1.5"],
  [NEW_GAME, { close_at: NOW + 11 * 366 * 86_400_000 }, "close_at", "10 years"],
  [NEW_GAME, { live_start_at: true }, "live_start_at", "true"],
  [NEW_GAME, { live_finish_at: {} }, "live_finish_at", "an object"],
  [NEW_GAME, { hashtag: "#".repeat(65) }, "hashtag", "1 to 64"],
  [NEW_GAME, { image_url: "ftp://a.example/b" }, "image_url", "http"],
  [NEW_GAME, { image_url: "http://" }, "image_url", "http"],
  [NEW_GAME, { image_url: `http://a.example/${"b".repeat(2048)}` }, "image_url", "2048"],
  [NEW_GAME, { actions: 5 }, "actions", "is 5"],
  [NEW_GAME, { actions: [5] }, "actions", "is 5"],
  [NEW_GAME, { actions: "a,,b" }, "actions", '""'],
  [NEW_GAME, { actions: ["a".repeat(65)] }, "actions", "1 to 64"],
  [NEW_GAME, { actions: "Action_ID" }, "actions", "reserved"],
  [NEW_GAME, { actions: "Binary-x" }, "actions", "reserved"],
  [NEW_GAME, { actions: Array.from({ length: 1001 }, () => "a") }, "actions", "1001"],
  [NEW_GAME, { targets: "action_id" }, "targets", "reserved"],
  [NEW_GAME, { targets: "a::b" }, "targets", '"a::b"'],
  [NEW_GAME, { targets: "none:1" }, "targets", '"none:1"'],
  [NEW_GAME, { targets: Array.from({ length: 17 }, () => "a").join(":") }, "targets", "16"],
  [NEW_GAME, { targets: [null] }, "targets", "null"],
  [NEW_GAME, { targets: [["a"]] }, "targets", "a list"],
  [NEW_GAME, { colour: "red" }, '"colour"', "takes actions, close_at"],
  [NEW_POOL, { action: "" }, "action", "is missing"],
  [NEW_POOL, { targets: "" }, "targets", "is missing"],
  [NEW_POOL, { targets: "none" }, "targets", "is missing"],
  [NEW_POOL, { targets: "brazil,argentina:9" }, "targets", "one level"],
  [NEW_POOL, { pool_type: 5 }, "pool_type", "1 to 4"],
  [NEW_POOL, { pool_type: "parimutuel" }, "pool_type", "1 to 4"],
  [NEW_POOL, { type: 2 }, "pool_type and type", "1 and 2"],
  [NEW_POOL, { pool_type: 2 }, "finish_at", "is missing"],
  [NEW_POOL, { finish_at: NOW + 9 }, "finish_at", "types 2 and 4"],
  [
    NEW_POOL,
    { pool_type: 2, finish_at: NOW + 9, stop_accepting_bets_at: NOW + 10 },
    "stop_accepting_bets_at",
    "up to finish_at",
  ],
  [NEW_POOL, { recreate_on_end: 1 }, "recreate_on_end", "true or false"],
  [NEW_POOL, { manual: "maybe" }, "manual", "true or false"],
  [NEW_POOL, { takeout_bps: 5001 }, "takeout_bps", "0 to 5000"],
  [NEW_POOL, { description: "a".repeat(513) }, "description", "512"],
  [NEW_POOL, { pool_type: 3, targets: "yes" }, "targets", "exactly 2"],
  [NEW_POOL, { pool_type: 3, targets: "yes,YES" }, "targets", "exactly 2"],
  [NEW_POOL, { pool_type: 3, targets: "yes,none" }, "targets", "none"],
  [NEW_POOL, { pool_type: 3, targets: "a:b,c" }, "targets", '":"'],
  [BET, { pool_id: undefined }, "pool_id", "is missing"],
  [BET, { target: null }, "target or target_id", "is missing"],
  [BET, { target: 7 }, "target", "is 7"],
  [BET, { amount: undefined }, "amount", "is missing"],
  [BET, { amount: 0 }, "amount", "is 0"],
  [BET, { amount: -1 }, "amount", "-1"],
  [BET, { amount: "NaN" }, "amount", '"NaN"'],
  [BET, { amount: "1e3" }, "amount", '"1e3"'],
  [BET, { amount: "+1" }, "amount", '"+1"'],
  [BET, { amount: {} }, "amount", "an object"],
  [BET, { amount: true }, "amount", "true"],
  [BET, { client_bet_id: "a".repeat(65) }, "client_bet_id", "1 to 64"],
  [BET, { client_bet_id: 5 }, "client_bet_id", "is 5"],
  [BET, { expected_pool_version: 0 }, "expected_pool_version", "from 1"],
  [BET, { constructor: 1 }, '"constructor"', "there is no field"],
  [{ op: 366, source_id: SOURCE }, { source_id: 5 }, "source_id", "a UUID"],
  [{ op: 365, source_name: "a" }, { source_name: undefined }, "source_name", "is missing"],
  [{ op: 365, source_name: "a" }, { description: "b".repeat(513) }, "description", "512"],
  [{ op: 3702, game_id: GAME }, { game_id: "" }, "game_id", "is missing"],
  [{ op: 617, game_id: GAME, username: "a" }, { username: "" }, "username", "is missing"],
  [{ op: 395, game_id: GAME, action: "a", target: "b" }, { action: "" }, "action", "missing"],
  [{ op: 395, game_id: GAME, action: "a", target: "b" }, { happened_at: "x" }, "happened_at", "x"],
  [
    { op: 395, game_id: GAME, action: "a", target: "b" },
    { client_event_id: [] },
    "client_event_id",
    "a list",
  ],
  [{ op: 397, pool_id: POOL }, { block_at: "x" }, "block_at", '"x"'],
  [{ op: 398, pool_id: POOL }, { allow_at: "x" }, "allow_at", '"x"'],
  [{ op: 3975, game_id: GAME, action: "a" }, { action: "" }, "action", "is missing"],
  [{ op: 3985, game_id: GAME, action: "a" }, { allow_at: [] }, "allow_at", "a list"],
  [{ op: 5001, pool_id: POOL, reason: "r" }, { reason: "" }, "reason", "is missing"],
  [{ op: 100 }, { id: 7 }, "id, n and h", "all three"],
  [{ op: 100 }, { id: 0 }, "id", "from 1"],
  [{ op: 100 }, { id: 1, n: "n", h: "zz" }, "h", "64 hex"],
  [{ op: 100 }, { id: 1, n: "n".repeat(129), h: "zz" }, "n", "1 to 128"],
  [{ op: 1 }, { game_id: GAME }, '"game_id"', "takes no fields"],
  [{ op: 800 }, { currency: "EURO" }, "currency", '"EURO"'],
];

describe("a field that can't be read is named, shown and explained", () => {
  test.each(ROWS)("%j with %j", (body, change, named, says) => {
    expect(request(body).kind).not.toBe("read-error");
    const text = problem({ ...body, ...change });
    expect(text).toContain(named);
    expect(text).toContain(says);
  });

  test("`__proto__` is an unknown field", () => {
    const read = readEnvelope(`{"op": 1, "__proto__": {"op": 2}}`);
    expect(read).toMatchObject({ kind: "envelope", op: 1 });
    if (read.kind === "envelope") {
      expect(readRequest(read, NOW)).toMatchObject({ code: "FIELD_INVALID", op: 1 });
    }
  });

  test("a long value is cut", () => {
    expect(problem({ ...BET, amount: "x".repeat(10_000) }).length).toBeLessThan(300);
  });
});
