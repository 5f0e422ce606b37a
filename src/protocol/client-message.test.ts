import { describe, expect, test } from "bun:test";
import { guestMay, readRequest } from "./client-message.ts";
import type { ClientRequest } from "./client-request.ts";
import { type Envelope, type ReadError, readEnvelope } from "./envelope.ts";
import { OPERATIONS } from "./operations.ts";

const NOW = 1_421_928_724_803;
const GAME = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9";
const POOL = "6cca4a84-d3e5-4d56-9f5e-acb50ecd5f1d";
const SOURCE = "1b9a4a42-0c8a-46c0-95ee-c1e649e16fce";

function envelope(body: object): Envelope {
  const read = readEnvelope(JSON.stringify({ header: {}, ...body }));
  if (read.kind !== "envelope") throw new Error(read.text);
  return read;
}

function request(body: object): ClientRequest | ReadError {
  return readRequest(envelope(body), NOW);
}

function problem(body: object): string {
  const read = request(body);
  if (read.kind !== "read-error") throw new Error(`was read: ${JSON.stringify(read)}`);
  expect(read.code).toBe("FIELD_INVALID");
  return read.text;
}

function commandOf(body: object): object {
  const read = request(body);
  if (read.kind !== "command") throw new Error(JSON.stringify(read));
  return read.command;
}

const NEW_GAME = {
  op: 370,
  source_id: SOURCE,
  game_name: "Argentina - Brazil",
  actions: ["Goal", "Offside", ".."],
  targets: ["Argentina", "Brazil", "Argentina:1", "Argentina:2", "Brazil:7", ".."],
  type: "football",
  currency: "EUR",
  create_at: 1417104170,
  open_at: 1417104170,
  live_start_at: 1417105170,
  live_finish_at: 1417106170,
  hashtag: "#ArgBra",
  image_url: "http://yoursite.com/yourimage.jpg",
};

const NEW_POOL = {
  op: 385,
  game_id: GAME,
  description: "Next Goal By Team",
  action: "Goal",
  targets: "argentina,brazil",
  pool_type: "1",
  start_at: "",
  finish_at: "",
  stop_accepting_bets_at: "",
  recreate_on_end: "False",
};

const BET = { op: 392, pool_id: POOL, target: "brazil", amount: "1" };

describe("the documents' examples are read", () => {
  test("370 opens a game; seconds become milliseconds, `..` is skipped", () => {
    expect(commandOf(NEW_GAME)).toEqual({
      kind: "create-game",
      sourceId: SOURCE,
      mode: "opening",
      details: {
        name: "Argentina - Brazil",
        type: "football",
        currency: "EUR",
        actions: ["Goal", "Offside"],
        targets: ["Argentina", "Brazil", "Argentina:1", "Argentina:2", "Brazil:7"],
        openAtMs: 1_417_104_170_000,
        closeAtMs: null,
        liveStartAtMs: 1_417_105_170_000,
        liveFinishAtMs: 1_417_106_170_000,
        hashtag: "#ArgBra",
        imageUrl: "http://yoursite.com/yourimage.jpg",
      },
    });
  });

  test("370 in its older form has neither hashtag nor image, and the default currency", () => {
    const { hashtag: _, image_url: __, currency: ___, ...older } = NEW_GAME;
    expect(commandOf(older)).toMatchObject({
      details: { hashtag: null, imageUrl: null, currency: "DON" },
    });
  });

  test("3701 and 3702", () => {
    const { actions, targets, ...upcoming } = NEW_GAME;
    expect(commandOf({ ...upcoming, op: 3701 })).toMatchObject({ mode: "upcoming" });
    expect(commandOf({ op: 3702, game_id: GAME, actions, targets })).toEqual({
      kind: "open-game",
      gameId: GAME,
      actions: ["Goal", "Offside"],
      targets: ["Argentina", "Brazil", "Argentina:1", "Argentina:2", "Brazil:7"],
    });
  });

  test("373 changes, and reads where there is nothing to change", () => {
    const { actions, targets, image_url } = NEW_GAME;
    expect(commandOf({ op: 373, game_id: GAME, actions, targets, image_url })).toMatchObject({
      kind: "update-game",
      imageUrl: image_url,
    });
    const read = { kind: "query", query: { kind: "game-details", gameId: GAME } };
    expect(request({ op: 373, game_id: GAME }) as object).toEqual(read);
    expect(request({ op: 373, game_id: GAME, actions: [], targets: "" }) as object).toEqual(read);
    expect(request({ op: 372, game_id: GAME }) as object).toEqual(read);
  });

  test("385 with everything as text", () => {
    expect(commandOf(NEW_POOL)).toEqual({
      kind: "create-pool",
      gameId: GAME,
      type: 1,
      action: "goal",
      targets: ["argentina", "brazil"],
      description: "Next Goal By Team",
      finishAtMs: null,
      stopAtMs: null,
      recreateOnEnd: false,
      manual: false,
      takeoutBps: null,
    });
  });

  test("395", () => {
    const body = { op: 395, action_id: "goal", target_id: "brazil", game_id: GAME };
    expect(commandOf({ ...body, happened_at: 1421933670549 })).toEqual({
      kind: "register-event",
      gameId: GAME,
      action: "goal",
      target: "brazil",
      happenedAtMs: 1_421_933_670_549,
      clientEventId: null,
    });
  });

  test("392 keeps the amount as sent for its confirmation", () => {
    expect(request(BET) as object).toEqual({
      kind: "command",
      command: {
        kind: "place-bet",
        poolId: POOL,
        target: "brazil",
        amount: "1",
        clientBetId: null,
        expectedPoolVersion: null,
      },
      asked: { amount: "1", username: null },
    });
    expect(request({ ...BET, amount: 1.5 })).toMatchObject({ asked: { amount: 1.5 } });
  });

  test.each([
    [
      { op: 397, pool_id: POOL, block_at: null },
      { kind: "block-pool", poolId: POOL, atMs: null },
    ],
    [
      { op: 398, pool_id: POOL, allow_at: null },
      { kind: "allow-pool", poolId: POOL, atMs: null },
    ],
    [
      { op: 3975, game_id: GAME, action: "goal", block_at: null },
      { kind: "block-action", gameId: GAME, action: "goal", atMs: null },
    ],
    [
      { op: 3985, game_id: GAME, action: "goal", allow_at: null },
      { kind: "allow-action", gameId: GAME, action: "goal", atMs: null },
    ],
    [
      { op: 365, source_name: "me.example", description: "Your source description." },
      { kind: "open-source", name: "me.example", description: "Your source description." },
    ],
    [
      { op: 366, source_id: SOURCE },
      { kind: "close-source", sourceId: SOURCE },
    ],
    [
      { op: 616, game_id: GAME },
      { kind: "become-game-admin", gameId: GAME },
    ],
    [
      { op: 375, game_id: GAME },
      { kind: "close-game", gameId: GAME },
    ],
    [
      { op: 5001, pool_id: POOL, reason: "wrong question" },
      { kind: "void-pool", poolId: POOL, reason: "wrong question" },
    ],
  ])("%j is a command", (body, command) => {
    expect(commandOf(body)).toEqual(command);
  });

  test.each([
    [{ op: 611 }, { kind: "my-sources" }],
    [{ op: 610 }, { kind: "my-games" }],
    [
      { op: 380, source_id: SOURCE },
      { kind: "source-games", sourceId: SOURCE },
    ],
    [
      { op: 3811, source_id: SOURCE },
      { kind: "upcoming-games", sourceId: SOURCE },
    ],
    [
      { op: 387, game_id: GAME },
      { kind: "open-pools", gameId: GAME },
    ],
    [
      { op: 388, game_id: GAME },
      { kind: "unbacked-pools", gameId: GAME },
    ],
    [
      { op: 389, game_id: GAME },
      { kind: "running-pools", gameId: GAME },
    ],
    [
      { op: 390, game_id: GAME },
      { kind: "resolved-pools", gameId: GAME },
    ],
    [
      { op: 393, pool_id: POOL },
      { kind: "distribution", poolId: POOL },
    ],
    [{ op: 800 }, { kind: "balance", part: "current", currency: "DON" }],
    [
      { op: 810, currency: "EUR" },
      { kind: "balance", part: "available", currency: "EUR" },
    ],
    [
      { op: 840, currency: "FUN" },
      { kind: "balance", part: "exposure", currency: "FUN" },
    ],
  ])("%j is a query", (body, query) => {
    expect(request(body) as object).toEqual({ kind: "query", query });
  });

  test.each([
    [{ op: 617, game_id: GAME, username: "instamrkt" }, "appoint"],
    [{ op: 363, game_id: GAME }, "join"],
    [{ op: 364, game_id: GAME }, "leave"],
    [{ op: 1 }, "ping"],
    [{ op: "2" }, "op-codes"],
    [{ op: 100 }, "handshake"],
    [{ op: 100, id: "7", n: "nonce", h: "AB".repeat(32) }, "handshake"],
  ])("%j", (body, kind) => {
    expect(request(body).kind as string).toBe(kind);
  });
});

describe("lenient input", () => {
  test("references are normalised like declarations", () => {
    const body = { op: 395, game_id: GAME, action: " Red  Card", target: "Brazil: 7 " };
    expect(commandOf(body)).toMatchObject({ action: "red-card", target: "brazil:7" });
  });

  test("ids may be in capitals", () => {
    expect(commandOf({ ...BET, pool_id: POOL.toUpperCase() })).toMatchObject({ poolId: POOL });
  });

  test("synonyms may both be sent where they say the same", () => {
    const both = { ...BET, target_id: "Brazil" };
    expect(commandOf(both)).toMatchObject({ target: "brazil" });
    expect(problem({ ...BET, target_id: "argentina" })).toContain("target and target_id");
    expect(commandOf({ ...NEW_POOL, type: 1, action_id: "goal" })).toMatchObject({ type: 1 });
  });

  test("ignored fields may hold anything", () => {
    expect(commandOf({ ...NEW_POOL, start_at: { not: "a time" } })).toMatchObject({ type: 1 });
    expect(commandOf({ ...NEW_GAME, create_at: "yesterday" })).toMatchObject({ mode: "opening" });
  });

  test("none may be sent among the targets", () => {
    expect(commandOf({ ...NEW_GAME, targets: "A,none" })).toMatchObject({
      details: { targets: ["A", "none"] },
    });
    expect(commandOf({ ...NEW_POOL, targets: "a,None,A" })).toMatchObject({ targets: ["a"] });
  });

  test("binary pools take two free names as spelled, or none for yes and no", () => {
    const binary = { ...NEW_POOL, pool_type: 3 };
    expect(commandOf({ ...binary, targets: "Over 2,Under 2" })).toMatchObject({
      targets: ["Over 2", "Under 2"],
      action: null,
    });
    expect(commandOf({ ...binary, targets: "" })).toMatchObject({ targets: [] });
  });
});

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

describe("guests", () => {
  const allowed = [1, 2, 100, 363, 364, 372, 380, 3811, 387, 388, 393];

  test("may read, list and join, and nothing else", () => {
    const may = [...OPERATIONS.keys()].filter((op) => guestMay(envelope({ op, x: 1 })));
    expect(may.sort((a, b) => a - b)).toEqual([...allowed].sort((a, b) => a - b));
  });

  test("may read by 373, even where a field can't be read, but not change", () => {
    expect(guestMay(envelope({ op: 373, game_id: 5, actions: [] }))).toBe(true);
    expect(guestMay(envelope({ op: 373, game_id: GAME, actions: ["goal"] }))).toBe(false);
  });
});
