import { beforeEach, describe, expect, test } from "bun:test";
import type { GameId, UserId } from "../engine/ids.ts";
import { distribution360, participantsOf, personalResolution } from "./pool-message.ts";
import { ADMIN, START_MS, Scenario, textIn } from "./scenario.ts";
import type { ServerMessage } from "./server-message.ts";

const ANN = 2 as UserId;
const BEN = 3 as UserId;
const EVE = 4 as UserId;

let world: Scenario;
let gameId: GameId;

beforeEach(() => {
  world = new Scenario(5);
  gameId = world.openGame();
});

function bet(userId: UserId, poolId: string, target: string, amount: string | number): string {
  world.pass(1);
  const told = world.send(userId, { op: 392, pool_id: poolId, target, amount });
  return textIn(told[0], "bet_id");
}

function goal(target: string, happenedAtMs: number = world.nowMs): ServerMessage[] {
  const body = { op: 395, game_id: gameId, action_id: "goal", target_id: target };
  return world.send(ADMIN, { ...body, happened_at: happenedAtMs });
}

function rowOf(message: ServerMessage | undefined, poolId: string): ServerMessage {
  const rows = message?.["pools_list"] as Record<string, ServerMessage> | undefined;
  const row = rows?.[poolId];
  if (row === undefined) throw new Error(`pool ${poolId} is not listed`);
  return row;
}

describe("350 and 352", () => {
  test("have the same fields, 350 first and for the sender alone", () => {
    const [created, opened] = world.send(ADMIN, {
      op: 385,
      game_id: gameId,
      description: "Next Goal By Team",
      action: "Goal",
      targets: "argentina",
      pool_type: "1",
    });
    const fields = {
      game_id: gameId,
      pool_id: textIn(created, "pool_id"),
      description: "Next Goal By Team",
      pool_type: 1,
      action: "goal",
      people_involved: 0,
      money_at_stake: 0,
      target_level: 1,
      targets: {
        argentina: {
          backing_people: 0,
          to_win_if_backed: 1,
          display_name: { symbol: "arg", display_name: "Argentina" },
          backing_money: 0,
        },
        none: {
          backing_people: 0,
          to_win_if_backed: 1,
          display_name: { symbol: "non", display_name: "None" },
          backing_money: 0,
        },
      },
      start_at: START_MS,
      finish_at: null,
      stop_accepting_bets_at: null,
      is_blocked: false,
    };
    expect(created).toEqual({ res: 350, ...fields });
    expect(opened).toEqual({ res: 352, ...fields });
    expect(world.audiences).toEqual(["sender", "game-and-sender"]);
  });

  test("a recreated pool is told by 352 only, after its predecessor's 362", () => {
    world.openPool(gameId, { recreate_on_end: "True" });
    expect(goal("brazil:7").map(({ res }) => res)).toEqual([366, 362, 352]);
  });
});

describe("356 and 360", () => {
  test("356 repeats the amount as sent; 360 has the newest bets and what a unit would get", () => {
    const poolId = world.openPool(gameId, { targets: "argentina,brazil" });
    world.pass(1);
    const [placed] = world.send(ANN, {
      op: 392,
      pool_id: poolId,
      target: "Brazil",
      amount: "1.50",
    });
    const betId = textIn(placed, "bet_id");
    expect(placed).toEqual({
      res: 356,
      pool_id: poolId,
      bet_id: betId,
      amount: "1.50",
      target: "brazil",
    });
    expect(world.audiences).toEqual(["sender"]);
    bet(BEN, poolId, "argentina", 3);
    const [told] = world.send(null, { op: 393, pool_id: poolId });
    expect(told).toEqual(distribution360(world.state, world.pool(poolId)).render("1.1"));
    expect(told).toMatchObject({
      res: 360,
      pool_id: poolId,
      target_level: 1,
      distribution: {
        brazil: {
          bets: { [betId]: { placed_at: START_MS + 1, amount: 1.5, user_id: ANN } },
          multiplier: 3,
          display_name: "Brazil",
          amount_total: 1.5,
        },
        argentina: { multiplier: 1.5, display_name: "Argentina", amount_total: 3 },
        none: { bets: {}, multiplier: 1, display_name: "None", amount_total: 0 },
      },
    });
  });

  test("the same client_bet_id is answered again as idempotent", () => {
    const poolId = world.openPool(gameId);
    const body = { op: 392, pool_id: poolId, target: "brazil", amount: 1, client_bet_id: "x" };
    const [first] = world.send(ANN, body);
    const [again] = world.send(ANN, { ...body, amount: "1.0" });
    expect(again).toEqual({ ...first, res: 356, amount: "1.0", idempotent: true });
    expect(world.send(ANN, { ...body, amount: 2 })).toMatchObject([
      { res: 666, code: "IDEMPOTENCY_MISMATCH", op: 392 },
    ]);
  });

  test("the newest 100 bets of the pool are listed, shared by its targets", () => {
    const poolId = world.openPool(gameId);
    const first = bet(ANN, poolId, "brazil", 1);
    for (let i = 0; i < 50; i++) {
      bet(ANN, poolId, "brazil", 1);
      bet(BEN, poolId, "argentina", 1);
    }
    const message = distribution360(world.state, world.pool(poolId)).render("1.1");
    const targets = Object.values(message["distribution"] as Record<string, { bets: object }>);
    const ids = targets.flatMap(({ bets }) => Object.keys(bets));
    expect(ids.length).toBe(100);
    expect(ids).not.toContain(first);
  });
});

describe("366 and 362", () => {
  test("the event, then who won, lost and came too late", () => {
    const poolId = world.openPool(gameId, { targets: "argentina,brazil" });
    bet(ANN, poolId, "brazil", 10);
    bet(BEN, poolId, "argentina", 5);
    bet(BEN, poolId, "brazil", 10);
    bet(EVE, poolId, "argentina", 1);
    const happenedAtMs = world.nowMs;
    bet(ANN, poolId, "brazil", 7);
    const [event, resolved] = goal("brazil:7", happenedAtMs);
    expect(event).toEqual({
      res: 366,
      action_id: "goal",
      target_id: "brazil:7",
      target_display_name: "7",
      current_count: { brazil: "1", "brazil:7": "1" },
      game_id: gameId,
      happened_at: happenedAtMs,
    });
    expect(resolved).toEqual({
      res: 362,
      pool_id: poolId,
      game_id: gameId,
      winning_target: "brazil",
      description: "Next Goal By Team",
      winners: { "2": 13, "3": 13 },
      losers: [4],
      invalidated_bettors: [2],
      is_money_return: false,
      resolved_at: world.nowMs,
    });
    expect(world.audiences).toEqual(["game-and-sender", "game-and-sender"]);
    expect(goal("brazil:7", happenedAtMs).map(({ res }) => res)).toEqual([366]);
  });

  test("nobody on the winner: money is returned and nobody listed", () => {
    const poolId = world.openPool(gameId);
    bet(ANN, poolId, "brazil", 10);
    expect(goal("argentina:1")[1]).toMatchObject({
      winners: {},
      losers: [],
      is_money_return: true,
      winning_target: "argentina",
    });
    const [mine] = world.send(ANN, { op: 390, game_id: gameId });
    expect(rowOf(mine, poolId)["total_winnings"]).toBe(0);
  });

  test("no bets at all: no money to return", () => {
    world.openPool(gameId);
    expect(goal("argentina:1")[1]).toMatchObject({ is_money_return: false, losers: [] });
  });

  test("5001 answers the sender, then 362 with the money returned", () => {
    const poolId = world.openPool(gameId);
    bet(ANN, poolId, "brazil", 10);
    expect(world.send(ADMIN, { op: 5001, pool_id: poolId, reason: "oops" })).toMatchObject([
      { res: 5001, pool_id: poolId, reason: "oops" },
      { res: 362, winning_target: null, winners: {}, losers: [], is_money_return: true },
    ]);
    expect(world.audiences).toEqual(["sender", "game-and-sender"]);
  });

  test("363 in place of 362 where finish_at resolved the pool", () => {
    const poolId = world.openPool(gameId, { pool_type: 2, finish_at: START_MS + 1_000 });
    const told = world.pass(1_000);
    expect(told.map(({ res }) => res)).toEqual([363]);
    expect(told[0]).toMatchObject({
      pool_id: poolId,
      winning_target: "none",
      expired_at: START_MS + 1_000,
    });
    expect(told[0]).not.toContainKey("resolved_at");
  });

  test("a binary pool's result is an event too", () => {
    const poolId = world.openPool(gameId, { pool_type: 3, targets: "Up,Down" });
    const body = { op: 395, game_id: gameId, action: `binary-${poolId}`, target: "up" };
    expect(world.send(ADMIN, body)).toMatchObject([
      { res: 366, target_display_name: "Up", current_count: { up: "1" } },
      { res: 362, winning_target: "up" },
    ]);
    expect(world.send(null, { op: 372, game_id: gameId })).toMatchObject([
      { game_state: [], past_events: [] },
    ]);
  });
});

describe("above 1,000 participants", () => {
  test("362 only counts, and each participant gets a copy of their own", () => {
    const crowd = new Scenario(1_002);
    gameId = crowd.openGame();
    world = crowd;
    const poolId = crowd.openPool(gameId);
    for (let user = 2; user <= 1_001; user++) bet(user as UserId, poolId, "brazil", 1);
    bet(2 as UserId, poolId, "argentina", 1);
    bet(1_002 as UserId, poolId, "argentina", 1);
    const happenedAtMs = crowd.nowMs;
    bet(5 as UserId, poolId, "argentina", 1);
    const [, resolved] = goal("brazil:7", happenedAtMs);
    expect(resolved).toEqual({
      res: 362,
      pool_id: poolId,
      game_id: gameId,
      winning_target: "brazil",
      description: "Next Goal By Team",
      truncated: true,
      winner_count: 1_000,
      loser_count: 1,
      invalidated_count: 1,
      total_paid: 1_002,
      is_money_return: false,
      resolved_at: crowd.nowMs,
    });
    expect(world.audiences).toEqual(["game-and-sender", "game-and-sender", "personal-resolutions"]);
    const pool = crowd.pool(poolId);
    expect([...participantsOf(pool)].length).toBe(1_001);
    const own = (user: number): ServerMessage =>
      personalResolution(crowd.state, pool, user as UserId).render("1.1");
    expect(own(5)).toMatchObject({
      res: 362,
      personal: true,
      losers: [],
      invalidated_bettors: [5],
    });
    expect(Object.keys(own(5)["winners"] as object)).toEqual(["5"]);
    expect(own(1_002)).toMatchObject({ winners: {}, losers: [1_002], invalidated_bettors: [] });
  });
});

describe("lists of pools", () => {
  test("3535, 353 and 354 have times as text and None", () => {
    const poolId = world.openPool(gameId, { stop_accepting_bets_at: START_MS + 60_000 });
    const other = world.openPool(gameId, { pool_type: 2, finish_at: START_MS + 90_000 });
    bet(ANN, poolId, "brazil", 2);
    const [all] = world.send(null, { op: 387, game_id: gameId });
    expect(all).toMatchObject({ res: 3535, game_id: gameId });
    expect(rowOf(all, poolId)).toMatchObject({
      start_at: String(START_MS),
      description: "Next Goal By Team",
      money_at_stake: 2,
      finish_at: "None",
      target_level: 1,
      people_involved: 1,
      pool_id: poolId,
      stop_accepting_bets_at: String(START_MS + 60_000),
      type: 1,
      action_id: "goal",
      is_blocked: false,
    });
    expect(Object.keys(rowOf(all, poolId)).length).toBe(12);
    expect(rowOf(all, other)).toMatchObject({ finish_at: String(START_MS + 90_000) });
    const [open] = world.send(ANN, { op: 388, game_id: gameId });
    expect(Object.keys(open?.["pools_list"] as object)).toEqual([other]);
    const [guest] = world.send(null, { op: 388, game_id: gameId });
    expect(guest).toEqual({ ...all, res: 353 });
    const [mine] = world.send(ANN, { op: 389, game_id: gameId });
    expect(Object.keys(mine?.["pools_list"] as object)).toEqual([poolId]);
    expect(rowOf(mine, poolId)).toEqual({
      ...rowOf(all, poolId),
      name: "Next Goal By Team",
      user_backed: { brazil: 2 },
    });
  });

  test("355 has numbers, and only the winner's multiplier", () => {
    const poolId = world.openPool(gameId);
    const betId = bet(ANN, poolId, "brazil", 2);
    bet(ANN, poolId, "argentina", 1);
    bet(BEN, poolId, "argentina", 1);
    const { nowMs } = world;
    goal("brazil:7");
    const [mine] = world.send(ANN, { op: 390, game_id: gameId });
    expect(mine).toMatchObject({ res: 355, game_id: gameId });
    expect(rowOf(mine, poolId)).toMatchObject({
      total_winnings: 2,
      resolved_at: nowMs,
      start_at: START_MS,
      description: "Next Goal By Team",
      winning_target: "brazil",
      distributions: {
        brazil: {
          bets: { [betId]: { placed_at: START_MS + 1, amount: 2, user_id: ANN } },
          multiplier: 2,
          amount_total: 2,
        },
        argentina: { multiplier: 0, amount_total: 2 },
        none: { bets: {}, multiplier: 0, amount_total: 0 },
      },
      people_involved: 2,
      pool_type: 1,
      user_backed: { brazil: 2, argentina: 1 },
      stop_accepting_bets_at: null,
      game_name: "Argentina - Brazil",
      money_at_stake: 4,
      game_id: gameId,
      target_level: 1,
      action_id: "goal",
    });
    expect(Object.keys(rowOf(mine, poolId)).length).toBe(15);
    expect(world.send(BEN, { op: 390, game_id: gameId })).not.toEqual([mine]);
    expect(rowOf(world.send(BEN, { op: 390, game_id: gameId })[0], poolId)).toMatchObject({
      total_winnings: 0,
      user_backed: { argentina: 1 },
    });
  });

  test("a late bet is no part of a resolved pool", () => {
    const poolId = world.openPool(gameId);
    bet(BEN, poolId, "brazil", 1);
    const happenedAtMs = world.nowMs;
    const late = bet(ANN, poolId, "brazil", 5);
    goal("brazil:7", happenedAtMs);
    const [mine] = world.send(ANN, { op: 390, game_id: gameId });
    const row = rowOf(mine, poolId);
    expect(row).toMatchObject({ money_at_stake: 1, people_involved: 1, user_backed: {} });
    expect(JSON.stringify(row)).not.toContain(late);
  });
});

describe("blocks", () => {
  test("397 and 398 now and later", () => {
    const poolId = world.openPool(gameId);
    const since = world.nowMs;
    const blocked = { res: 368, blocked_at: since, pool_id: poolId };
    expect(world.send(ADMIN, { op: 397, pool_id: poolId })).toEqual([blocked]);
    expect(world.audiences).toEqual(["game-and-sender"]);
    world.pass(10);
    expect(world.send(ADMIN, { op: 397, pool_id: poolId })).toEqual([blocked]);
    expect(world.audiences).toEqual(["sender"]);
    const allowAt = world.nowMs + 50;
    expect(world.send(ADMIN, { op: 398, pool_id: poolId, allow_at: allowAt })).toEqual([
      { res: 369, allowed_at: allowAt, pool_id: poolId },
    ]);
    expect(world.audiences).toEqual(["sender"]);
    expect(world.pass(50)).toEqual([{ res: 369, allowed_at: allowAt, pool_id: poolId }]);
    expect(world.audiences).toEqual(["game-and-sender"]);
  });

  test("3975 and 3985 tell the action, then its pools; a pool opened meanwhile is born blocked", () => {
    const poolId = world.openPool(gameId);
    const atMs = world.nowMs;
    expect(world.send(ADMIN, { op: 3975, game_id: gameId, action: "Goal" })).toEqual([
      { res: 370, game_id: gameId, action: "goal", blocked_at: atMs },
      { res: 368, blocked_at: atMs, pool_id: poolId },
    ]);
    const body = { op: 385, game_id: gameId, action: "goal", targets: "brazil" };
    expect(world.send(ADMIN, body).map(({ res }) => res)).toEqual([350, 352, 368]);
    expect(world.send(ADMIN, { op: 3985, game_id: gameId, action: "goal" })).toMatchObject([
      { res: 371, action: "goal", allowed_at: atMs },
      { res: 369, pool_id: poolId },
      { res: 369 },
    ]);
  });

  test("stop_accepting_bets_at is told by 368", () => {
    const poolId = world.openPool(gameId, { stop_accepting_bets_at: START_MS + 5 });
    expect(world.pass(5)).toEqual([{ res: 368, blocked_at: START_MS + 5, pool_id: poolId }]);
  });

  test("a pool that waits for its result at finish_at is told blocked, once", () => {
    const timed = { pool_type: 4, finish_at: START_MS + 9, manual: true, targets: "" };
    const poolId = world.openPool(gameId, timed);
    expect(world.pass(9)).toEqual([{ res: 368, blocked_at: START_MS + 9, pool_id: poolId }]);
    const at = world.nowMs + 9;
    world.openPool(gameId, { ...timed, finish_at: at, stop_accepting_bets_at: at });
    expect(world.pass(9).map(({ res }) => res)).toEqual([368]);
  });
});

describe("accounts", () => {
  test("800, 810 and 840", () => {
    const poolId = world.openPool(gameId);
    bet(ANN, poolId, "brazil", "10.5");
    const ask = (op: number): ServerMessage[] => world.send(ANN, { op });
    expect(ask(800)).toEqual([{ res: 800, currency: "DON", current_balance: 1000 }]);
    expect(ask(810)).toEqual([{ res: 810, currency: "DON", available_balance: 989.5 }]);
    expect(ask(840)).toEqual([{ res: 840, currency: "DON", exposure: 10.5 }]);
    expect(world.send(null, { op: 800 })).toMatchObject([{ code: "NOT_LOGGED_IN" }]);
  });
});
