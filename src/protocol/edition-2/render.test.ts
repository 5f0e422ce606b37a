import { beforeEach, describe, expect, test } from "bun:test";
import type { GameId, UserId } from "../../engine/ids.ts";
import { balanceChanged, errorMessage, gameHeartbeat, gameJoined } from "../plain-messages.ts";
import { distribution360, personalResolution } from "../pool-message.ts";
import { snapshotOf } from "../resumption.ts";
import { ADMIN, Scenario, textIn } from "../scenario-fixture.ts";
import type { ServerMessage } from "../server-message.ts";

const [ANN, BEN] = [2, 3] as UserId[] as [UserId, UserId];

let world: Scenario;
let gameId: GameId;
let poolId: string;

beforeEach(() => {
  world = new Scenario(3);
  world.edition = "2.0";
  gameId = world.openGame();
  poolId = world.openPool(gameId, { takeout_bps: 1_000 });
});

function bet(userId: UserId, target: string, amount: string | number): ServerMessage | undefined {
  return world.send(userId, { op: 392, pool_id: poolId, target, amount })[0];
}

function seqsOf(told: ServerMessage[]): unknown[] {
  return told.map(({ res, seq }) => [res, seq ?? null]);
}

function one(op: number, userId: UserId | null = ANN, more: object = {}): ServerMessage {
  const [message] = world.send(userId, { op, ...more });
  if (message === undefined) throw new Error(`op ${op} said nothing`);
  return message;
}

describe("lists, decimal text and numbers", () => {
  test("WIRE-201 a pool names itself and its targets", () => {
    const [created, opened] = world.send(ADMIN, {
      op: 385,
      game_id: gameId,
      action: "goal",
      targets: "argentina:1",
    });
    expect(opened).toMatchObject({
      money_at_stake: "0.00",
      pool_version: 1,
      finish_at: null,
      targets: [
        {
          target_id: "argentina:1",
          backing_people: 0,
          to_win_if_backed: "1.00",
          backing_money: "0.00",
          display_name: { symbol: "1", display_name: "1" },
        },
        { target_id: "none" },
      ],
    });
    // Only the broadcast has a place in the sequence.
    expect(created).not.toHaveProperty("seq");
    expect<object>({ ...created, res: 352, seq: opened?.["seq"] }).toEqual({ ...opened });
  });

  test("WIRE-201, WIRE-205 distributions and rows are lists that name pool, target and bet", () => {
    const placed = bet(ANN, "argentina", "1.5");
    const betId = textIn(placed, "bet_id");
    const placedAt = world.nowMs;
    const list = {
      target_id: "argentina",
      bets: [{ bet_id: betId, placed_at: placedAt, amount: "1.50", user_id: ANN }],
      multiplier: "1.00",
      amount_total: "1.50",
    };
    const told = one(393, null, { pool_id: poolId });
    expect(told).toMatchObject({
      pool_id: poolId,
      pool_version: 1,
      bets_count: 1,
      is_final: false,
      people_involved: 1,
      money_at_stake: "1.50",
      distribution: [{ ...list, display_name: "Argentina" }, { target_id: "brazil" }, {}],
    });
    expect(told).toEqual(distribution360(world.state, world.pool(poolId)).render("2.0"));
    expect(told).not.toHaveProperty("seq");
    const row = {
      pool_id: poolId,
      start_at: placedAt,
      finish_at: null,
      stop_accepting_bets_at: null,
      money_at_stake: "1.50",
      pool_version: 1,
      bets_count: 1,
      is_final: false,
      distributions: [list, { target_id: "brazil" }, { target_id: "none" }],
    };
    for (const op of [387, 389]) {
      expect(one(op, ANN, { game_id: gameId })).toMatchObject({ pools_list: [row] });
    }
    expect(one(388, BEN, { game_id: gameId })).toMatchObject({ pools_list: [row] });
    const running = { ...row, name: "Next Goal By Team", user_backed: { argentina: "1.50" } };
    expect(one(389, ANN, { game_id: gameId })).toMatchObject({ pools_list: [running] });
  });

  test("WIRE-17, WIRE-201 a bet's amount is text, as it was sent", () => {
    expect(bet(ANN, "argentina", 2.5)).toMatchObject({ amount: "2.5" });
    expect(bet(ANN, "argentina", "2.50")).toMatchObject({ amount: "2.50" });
  });

  test("WIRE-17, WIRE-201 balances are text", () => {
    expect(one(800)).toMatchObject({ current_balance: "1000.00" });
    expect(one(810)).toMatchObject({ available_balance: "1000.00" });
    expect(one(840)).toMatchObject({ exposure: "0.00" });
    expect(balanceChanged(world.state, ANN, "JPY").render("2.0")).toMatchObject({
      current_balance: "0",
      available_balance: "0",
    });
  });

  test("WIRE-202 type names and ids both; times are numbers", () => {
    const details = one(372, null, { game_id: gameId });
    expect(details).toMatchObject({ type: "Football", open_at: world.nowMs });
    const typeId = textIn(details, "type_id");
    const { sourceId } = world.state.games.get(gameId) ?? { sourceId: "" };
    expect(one(380, null, { source_id: sourceId })).toMatchObject({
      games: [
        { type: "Football", type_id: typeId, open_at: world.nowMs, schedulted_at: world.nowMs },
      ],
    });
    const upcoming = { source_id: sourceId, game_name: "B", type: "Football" };
    expect(one(3701, ADMIN, upcoming)).toMatchObject({ type: "Football", type_id: typeId });
    expect(one(3811, null, { source_id: sourceId })).toMatchObject({
      games: [{ type: "Football", game_type_id: typeId, live_start_at: world.nowMs }],
    });
  });
});

describe("results", () => {
  test("WIRE-201 winners, losers and refunds say how much; resolved rows are final", () => {
    bet(ANN, "argentina", 10);
    bet(BEN, "brazil", 30);
    const happenedAt = world.nowMs;
    world.pass(10);
    bet(BEN, "brazil", 5);
    const event = { op: 395, game_id: gameId, action: "goal", target: "argentina:1" };
    const [, result] = world.send(ADMIN, { ...event, happened_at: happenedAt });
    expect(result).toMatchObject({
      res: 362,
      winners: { "2": "36.00" },
      losers: { "3": "30.00" },
      refunds: { "3": "5.00" },
      invalidated_bettors: [BEN],
      is_money_return: false,
      is_final: true,
      pool_version: 2,
    });
    expect(one(390, ANN, { game_id: gameId })).toMatchObject({
      pools_list: [
        {
          pool_id: poolId,
          total_winnings: "26.00",
          money_at_stake: "40.00",
          bets_count: 2,
          is_final: true,
          pool_version: 2,
        },
      ],
    });
    const personal = personalResolution(world.state, world.pool(poolId), BEN).render("2.0");
    expect(personal).toMatchObject({ personal: true, winners: {}, losers: { "3": "30.00" } });
    expect(personal).not.toHaveProperty("seq");
  });

  test("a void gives everything back", () => {
    bet(ANN, "argentina", 10);
    const [, result] = world.send(ADMIN, { op: 5001, pool_id: poolId, reason: "a mistake" });
    expect(result).toMatchObject({
      winning_target: null,
      winners: {},
      losers: {},
      refunds: { "2": "10.00" },
      is_money_return: true,
      is_final: true,
    });
  });
});

describe("places and stamps", () => {
  test("WIRE-203, WIRE-204 each broadcast stands one further; answers, reads and repeats have no place", () => {
    const { seq } = world.state.games.get(gameId) ?? { seq: 0 };
    const told = [
      ...world.send(ADMIN, { op: 397, pool_id: poolId }),
      ...world.send(ADMIN, { op: 397, pool_id: poolId }),
      ...world.send(ADMIN, { op: 373, game_id: gameId, actions: "foul" }),
      ...world.send(null, { op: 372, game_id: gameId }),
      ...world.send(ADMIN, { op: 3975, game_id: gameId, action: "goal" }),
      ...world.send(ADMIN, { op: 3985, game_id: gameId, action: "goal" }),
      ...world.send(ADMIN, { op: 395, game_id: gameId, action: "goal", target: "brazil:7" }),
      ...world.send(ADMIN, { op: 375, game_id: gameId }),
      ...world.send(ADMIN, { op: 375, game_id: gameId }),
    ];
    expect(seqsOf(told)).toEqual([
      [368, seq + 1],
      [368, null],
      [343, null],
      [342, seq + 2],
      [342, null],
      [370, seq + 3],
      [371, seq + 4],
      [369, seq + 5],
      [366, seq + 6],
      [362, seq + 7],
      [341, seq + 8],
      [341, null],
    ]);
    expect(world.state.games.get(gameId)?.seq).toBe(seq + 8);
  });

  test("WIRE-207 answers to changes name the log's seq, reads and refusals none", () => {
    expect(bet(ANN, "argentina", 1)).toMatchObject({ log_seq: world.state.seq });
    expect(one(616, ADMIN, { game_id: gameId })).toMatchObject({ log_seq: world.state.seq });
    expect(one(365, ADMIN, { source_name: "b" })).toMatchObject({
      provider_secret: "its secret",
      log_seq: world.state.seq,
    });
    expect(one(387, null, { game_id: gameId })).not.toHaveProperty("log_seq");
    expect(bet(ADMIN, "argentina", 1)).not.toHaveProperty("log_seq");
  });

  test("WIRE-206 a suspension tells every open pool, in a row, and why", () => {
    const other = world.openPool(gameId);
    const { seq } = world.state.games.get(gameId) ?? { seq: 0 };
    const suspended = world.operate({
      kind: "suspend-betting",
      scope: { kind: "all" },
      reason: "fog",
    });
    expect(suspended).toMatchObject([
      { res: 368, pool_id: poolId, seq: seq + 1, reason: "fog", is_blocked: true },
      { res: 368, pool_id: other, seq: seq + 2, reason: "fog", is_blocked: true },
    ]);
    // Allowed by its admin, but bets are still not taken.
    world.send(ADMIN, { op: 397, pool_id: other });
    const [allowed] = world.send(ADMIN, { op: 398, pool_id: other });
    expect(allowed).toMatchObject({ res: 369, is_blocked: true });
    expect(world.operate({ kind: "resume-betting", scope: { kind: "all" } })).toMatchObject([
      { res: 369, pool_id: poolId, seq: seq + 5, is_blocked: false },
      { res: 369, pool_id: other, seq: seq + 6, is_blocked: false },
    ]);
  });

  test("WIRE-204, WIRE-210 joining and heartbeats say where the game stands; snapshots are marked", () => {
    expect(gameJoined(gameId, 7).render("2.0") as object).toEqual({
      res: 333,
      game_id: gameId,
      seq: 7,
    });
    expect(gameHeartbeat(gameId, 7).render("2.0")).toMatchObject({ res: 3330, seq: 7 });
    const game = world.state.games.get(gameId);
    if (game === undefined) throw new Error("no game");
    for (const part of snapshotOf(world.state, game, world.nowMs)) {
      expect(part.render("2.0")).toMatchObject({ resync: true, seq: game.seq });
      expect(part.render("1.1")).not.toHaveProperty("resync");
    }
    const refused = errorMessage("BUSY", "later", 392);
    expect(refused.render("2.0")).toEqual(refused.render("1.1"));
  });
});
