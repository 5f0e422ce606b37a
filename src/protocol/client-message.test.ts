import { describe, expect, test } from "bun:test";
import { guestMay } from "./client-message.ts";
import {
  BET,
  GAME,
  NEW_GAME,
  NEW_POOL,
  POOL,
  SOURCE,
  commandOf,
  envelope,
  request,
} from "./example-requests-fixture.ts";
import { OPERATIONS } from "./operations.ts";

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

  test("WIRE-17 392 keeps the amount as sent for its confirmation", () => {
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
  test("WIRE-6 references are normalised like declarations", () => {
    const body = { op: 395, game_id: GAME, action: " Red  Card", target: "Brazil: 7 " };
    expect(commandOf(body)).toMatchObject({ action: "red-card", target: "brazil:7" });
  });

  test("ids may be in capitals", () => {
    expect(commandOf({ ...BET, pool_id: POOL.toUpperCase() })).toMatchObject({ poolId: POOL });
  });

  test("WIRE-4 synonyms may both be sent where they say the same", () => {
    const both = { ...BET, target_id: "Brazil" };
    expect(commandOf(both)).toMatchObject({ target: "brazil" });
    expect(request({ ...BET, target_id: "argentina" })).toMatchObject({
      code: "FIELD_INVALID",
      text: expect.stringContaining("target and target_id"),
    });
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
