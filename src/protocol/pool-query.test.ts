import { beforeEach, describe, expect, test } from "bun:test";
import type { GameId, UserId } from "../engine/ids.ts";
import { ADMIN, START_MS, Scenario, textIn } from "./scenario-fixture.ts";
import type { ServerMessage } from "./server-message.ts";

const ANN = 2 as UserId;
const BEN = 3 as UserId;

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

  test("SET-14 355 has numbers, and only the winner's multiplier", () => {
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
