import { beforeEach, describe, expect, test } from "bun:test";
import type { GameId, UserId } from "../engine/ids.ts";
import { distribution360, participantsOf, personalResolution } from "./pool-message.ts";
import { ADMIN, START_MS, Scenario, textIn } from "./scenario-fixture.ts";
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
  test("WIRE-17 356 repeats the amount as sent; 360 has the newest bets and what a unit would get", () => {
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
