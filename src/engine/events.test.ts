import { describe, expect, test } from "bun:test";
import {
  ANN,
  BEN,
  OWNER,
  eventCommand,
  newPoolCommand,
} from "../../test/support/engine-commands.ts";
import { EngineWorld, figuresOf, kinds, the } from "../../test/support/engine-world.ts";

describe("what an event may be", () => {
  test("EVT-1 its action is the game's and its target a leaf of the tree, not none", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const code = (target: string, action = "goal"): string =>
      world.refused(OWNER, eventCommand(gameId, target, { action }));
    expect(code("argentina:10", "foul")).toBe("ACTION_UNKNOWN");
    expect(code("argentina")).toBe("TARGET_UNKNOWN");
    expect(code("none")).toBe("TARGET_UNKNOWN");
    expect(code("peru")).toBe("TARGET_UNKNOWN");
    world.event(gameId, "chile");
    // A target that gets its first child is no leaf from there on.
    const targets = ["Chile:9"];
    world.does(OWNER, { kind: "update-game", gameId, actions: [], targets, imageUrl: null });
    expect(code("chile")).toBe("TARGET_UNKNOWN");
  });

  test("EVT-2 happened_at is now where none is given, and up to 2 s ahead", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    world.pass(10_000);
    const happened = (happenedAtMs: number | null): number =>
      the("EventRegistered", world.event(gameId, "chile", { happenedAtMs })).happenedAtMs;
    expect(happened(null)).toBe(world.nowMs);
    expect(happened(world.nowMs - 7)).toBe(world.nowMs - 7);
    expect(happened(world.nowMs + 2_000)).toBe(world.nowMs);
    const ahead = eventCommand(gameId, "chile", { happenedAtMs: world.nowMs + 2_001 });
    expect(world.refused(OWNER, ahead)).toBe("TIME_INVALID");
    const openedAtMs = world.nowMs - 10_000;
    expect(happened(openedAtMs)).toBe(openedAtMs);
    const before = eventCommand(gameId, "chile", { happenedAtMs: openedAtMs - 1 });
    expect(world.refused(OWNER, before)).toBe("TIME_INVALID");
  });

  test("EVT-6 every level is counted, per action", () => {
    const world = new EngineWorld();
    const { gameId, counts, events } = world.newGame();
    world.event(gameId, "argentina:10");
    world.event(gameId, "argentina:11");
    world.event(gameId, "argentina:10", { action: "red-card" });
    expect([...(counts.get("goal") ?? [])]).toEqual([
      ["argentina:10", 1],
      ["argentina", 2],
      ["argentina:11", 1],
    ]);
    expect(events[1]?.counts).toEqual([
      { target: "argentina:11", count: 1 },
      { target: "argentina", count: 2 },
    ]);
  });
});

describe("what an event resolves", () => {
  test("EVT-3 every open pool on the action with the target or an ancestor; others stay open", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const team = world.newPool(gameId);
    const player = world.newPool(gameId, { targets: ["argentina:10", "argentina:11"] });
    const otherPlayer = world.newPool(gameId, { targets: ["argentina:11", "brazil:7"] });
    const otherTeam = world.newPool(gameId, { targets: ["brazil"] });
    const otherAction = world.newPool(gameId, { action: "red-card" });
    world.does(OWNER, { kind: "block-pool", poolId: player.poolId, atMs: null });
    const facts = world.event(gameId, "argentina:10");
    expect(kinds(facts)).toEqual(["EventRegistered", "PoolSettled", "PoolSettled"]);
    expect(figuresOf(team)).toMatchObject({ winner: "argentina", cause: "event" });
    expect(figuresOf(player)).toMatchObject({ winner: "argentina:10" });
    const open = [otherPlayer, otherTeam, otherAction].map(({ phase }) => phase.kind);
    expect(open).toEqual(["open", "open", "open"]);
  });

  test("EVT-4 a pool that started after it happened stays open", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    world.pass(1_000);
    const pool = world.newPool(gameId);
    world.pass(1_000);
    expect(kinds(world.event(gameId, "brazil:7", { happenedAtMs: pool.createdAtMs - 1 }))).toEqual([
      "EventRegistered",
    ]);
    world.event(gameId, "brazil:7", { happenedAtMs: pool.createdAtMs });
    expect(pool.phase.kind).toBe("settled");
  });

  test("EVT-7 a pool recreated by an event is not resolved by it", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    world.newPool(gameId, { recreateOnEnd: true });
    expect(kinds(world.event(gameId, "brazil:7"))).toEqual([
      "EventRegistered",
      "PoolSettled",
      "PoolCreated",
    ]);
    expect(world.state.pools.map((pool) => pool?.phase.kind)).toEqual(["settled", "open"]);
  });

  test("EVT-9 events settle in the order registered, not in the order they happened", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId);
    world.pass(5_000);
    world.event(gameId, "brazil:7", { happenedAtMs: world.nowMs - 1_000 });
    expect(
      kinds(world.event(gameId, "argentina:10", { happenedAtMs: world.nowMs - 2_000 })),
    ).toEqual(["EventRegistered"]);
    expect(figuresOf(pool).winner).toBe("brazil");
  });

  test("EVT-10 while a result is awaited an event of before finish_at wins, one of after does not", () => {
    const world = new EngineWorld({ resultDelayMs: 5_000 });
    const { gameId } = world.newGame();
    const finishAtMs = world.nowMs + 1_000;
    const pool = world.newPool(gameId, { type: 2, finishAtMs });
    world.bet(ANN, pool, "brazil", "10");
    expect(kinds(world.pass(3_000))).toEqual(["PoolFinished"]);
    world.event(gameId, "brazil:7", { happenedAtMs: finishAtMs + 1 });
    expect(pool.phase.kind).toBe("finished");
    world.event(gameId, "brazil:7", { happenedAtMs: finishAtMs });
    expect(figuresOf(pool)).toMatchObject({ winner: "brazil", cause: "event" });
    expect(world.pass(10_000)).toEqual([]);
  });
});

describe("an event sent twice", () => {
  test("EVT-5 a known client_event_id is answered again and does nothing, also when the game is closed", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const id = { clientEventId: "e1", happenedAtMs: null };
    const { eventId } = the("EventRegistered", world.event(gameId, "chile", id));
    world.pass(1_000);
    world.does(OWNER, { kind: "close-game", gameId });
    const again = world.does(OWNER, eventCommand(gameId, "chile", id));
    expect(again).toMatchObject({ facts: [], answer: { kind: "event-known", gameId, eventId } });
    for (const other of [
      eventCommand(gameId, "brazil:7", id),
      eventCommand(gameId, "chile", { ...id, happenedAtMs: 1 }),
    ]) {
      expect(world.refused(OWNER, other)).toBe("IDEMPOTENCY_MISMATCH");
    }
  });

  test("EVT-5 without an id the same action, target and explicit time is the same event", () => {
    const world = new EngineWorld();
    const { gameId, events } = world.newGame();
    const at = { happenedAtMs: world.nowMs };
    world.event(gameId, "chile", at);
    expect(world.event(gameId, "chile", at)).toEqual([]);
    world.event(gameId, "chile", { ...at, action: "red-card" });
    world.event(gameId, "brazil:7", at);
    world.event(gameId, "chile");
    world.event(gameId, "chile");
    expect(events.length).toBe(5);
    // An id of its own makes it another one.
    world.event(gameId, "chile", { ...at, clientEventId: "x" });
    expect(events.length).toBe(6);
  });

  test("EVT-5 ids are the game's own", () => {
    const world = new EngineWorld();
    const [one, two] = [world.newGame(), world.newGame()];
    world.event(one.gameId, "chile", { clientEventId: "e1" });
    expect(kinds(world.event(two.gameId, "brazil:7", { clientEventId: "e1" }))).toEqual([
      "EventRegistered",
    ]);
  });
});

describe("results of binary pools", () => {
  test("EVT-8 395 with the pool's own action and a winner; neither counted nor an event of the game", () => {
    const world = new EngineWorld();
    const game = world.newGame();
    const { gameId } = game;
    const pool = world.newPool(gameId, { type: 3, targets: ["Over 2", "Under 2"] });
    world.bet(ANN, pool, "over-2", "10");
    world.bet(BEN, pool, "under-2", "10");
    const { action } = pool;
    expect(world.refused(OWNER, eventCommand(gameId, "chile", { action }))).toBe("TARGET_UNKNOWN");
    const registered = world.event(gameId, "over-2", { action, clientEventId: "r" });
    expect(kinds(registered)).toEqual(["EventRegistered", "PoolSettled"]);
    expect(figuresOf(pool)).toMatchObject({ winner: "over-2", cause: "decision" });
    expect(world.available(ANN)).toBe(101_000);
    expect([game.counts.size, game.events[0]?.pool]).toEqual([0, pool.index]);
    expect(world.event(gameId, "over-2", { action, clientEventId: "r" })).toEqual([]);
    expect(world.refused(OWNER, eventCommand(gameId, "under-2", { action }))).toBe("POOL_CLOSED");
  });

  test("EVT-8 only of binary pools of this game", () => {
    const world = new EngineWorld();
    const [one, two] = [world.newGame(), world.newGame()];
    const pool = world.newPool(two.gameId, { type: 3 });
    const parimutuel = world.newPool(one.gameId);
    for (const action of [pool.action, `binary-${parimutuel.poolId}`, "binary-", "binary-x"]) {
      expect(world.refused(OWNER, eventCommand(one.gameId, "yes", { action }))).toBe(
        "ACTION_UNKNOWN",
      );
    }
  });

  test("EVT-8 bets placed after happened_at are late there too", () => {
    const world = new EngineWorld();
    const { gameId } = world.newGame();
    const pool = world.newPool(gameId, { type: 3 });
    world.bet(ANN, pool, "no", "10");
    const happenedAtMs = world.nowMs;
    world.pass(10);
    world.bet(BEN, pool, "yes", "10");
    world.event(gameId, "yes", { action: pool.action, happenedAtMs });
    expect(figuresOf(pool)).toMatchObject({ moneyReturn: true, firstLateBet: 1, lateMinor: 1_000 });
    expect([world.available(ANN), world.available(BEN)]).toEqual([100_000, 100_000]);
  });

  test("EVT-10 what happened after finish_at does not decide a pool that decides itself then", () => {
    const world = new EngineWorld({ resultDelayMs: 5_000 });
    const { gameId } = world.newGame();
    const finishAtMs = world.nowMs + 1_000;
    const pool = world.newPool(gameId, { type: 4, finishAtMs });
    const manual = world.does(OWNER, newPoolCommand(gameId, { type: 4, finishAtMs, manual: true }));
    world.pass(2_000);
    expect(world.refused(OWNER, eventCommand(gameId, "yes", { action: pool.action }))).toBe(
      "TIME_INVALID",
    );
    world.event(gameId, "yes", { action: pool.action, happenedAtMs: finishAtMs });
    expect(figuresOf(pool).winner).toBe("yes");
    // One that waits for somebody takes what is decided, whenever.
    expect(kinds(world.event(gameId, "no", { action: the("PoolCreated", manual).action }))).toEqual(
      ["EventRegistered", "PoolSettled"],
    );
  });
});
