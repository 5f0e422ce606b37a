// Every exchange of the document on betting pools, over a real socket, and who hears what in which
// order. The first three who sign up get the ids 1, 2 and 3 of the examples.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { differences } from "../support/wire-example.ts";
import { codesOf, WireClient, type WireMessage } from "../support/wire-client.ts";
import { WireServer } from "../support/wire-server.ts";

const ID = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9";
const BET_ID = "c34bcc05-58ea-4294-9310-9f8cbd121e29";

let server: WireServer;
let players: WireClient[];
let provider: WireClient;
let sourceId = "";

beforeAll(async () => {
  server = await WireServer.start();
  players = [];
  for (const name of ["first", "second", "third"]) players.push(await server.newcomer(name));
  provider = await server.newcomer("instamrkt");
  const source = await provider.ask({ op: 365, source_name: "instamrkt" });
  sourceId = String(source["source_id"]);
});
afterAll(() => server.stop());

function player(id: 1 | 2 | 3): WireClient {
  const found = players[id - 1];
  if (found === undefined) throw new Error(`no player ${id}`);
  return found;
}

type Stage = { readonly gameId: string; readonly viewer: WireClient };

/** An open game with an admin who has not joined and a guest who has. */
async function openGame(...teams: string[]): Promise<Stage> {
  const made = await provider.ask({
    op: 370,
    source_id: sourceId,
    game_name: "Netherlands - Brazil",
    type: "football",
    actions: ["goal", "card"],
    targets: teams,
  });
  const gameId = String(made["game_id"]);
  await provider.ask({ op: 616, game_id: gameId });
  const viewer = await server.guest();
  await viewer.ask({ op: 363, game_id: gameId });
  return { gameId, viewer };
}

function newPool(gameId: string, action = "Goal", targets = "netherlands,brazil"): object {
  return {
    header: {},
    op: 385,
    game_id: gameId,
    action,
    targets,
    description: `Next ${action} By Team`,
    pool_type: "1",
    start_at: "",
    finish_at: "",
    stop_accepting_bets_at: "",
    recreate_on_end: "False",
  };
}

async function openPool(gameId: string, changes: object = {}, action = "Goal"): Promise<string> {
  const made = await provider.ask({ ...newPool(gameId, action), ...changes });
  if (made.res !== 350) throw new Error(JSON.stringify(made));
  return String(made["pool_id"]);
}

async function silence(...clients: WireClient[]): Promise<void> {
  for (const client of [provider, ...players, ...clients]) await client.heard();
}

/** Answers carry the request's id, broadcasts do not. */
function withRequestId(messages: readonly WireMessage[]): boolean[] {
  return messages.map(({ response_header: header }) => "request_id" in header);
}

describe("opening a pool, as in the documents", () => {
  test("WIRE-8, WIRE-9, WIRE-15 385 create_betting_pool is answered by 350 and 352, and subscribers hear 352", async () => {
    const { gameId, viewer } = await openGame("argentina", "brazil");
    await silence(viewer);
    await provider.ask(newPool(gameId, "Goal", "argentina,brazil"));
    const answers = await provider.heard();
    const target = (symbol: string, name: string): object => ({
      backing_people: 0,
      to_win_if_backed: 1.0,
      display_name: { symbol, display_name: name },
      backing_money: 0.0,
    });
    const example = {
      response_header: {},
      res: 352,
      game_id: ID,
      pool_id: ID,
      description: "Next Goal By Team",
      pool_type: 1,
      action: "goal",
      people_involved: 0,
      money_at_stake: 0.0,
      target_level: 1,
      targets: {
        brazil: target("bra", "brazil"),
        none: target("non", "none"),
        argentina: target("arg", "argentina"),
      },
      start_at: 1421928724803,
      finish_at: null,
      stop_accepting_bets_at: null,
    };
    const allowed = {
      added: ["is_blocked"],
      instead: { "targets.none.display_name.display_name": "None" },
    };
    expect(codesOf(answers)).toEqual([350, 352]);
    expect(withRequestId(answers)).toEqual([true, true]);
    expect(differences(answers[0], { ...example, res: 350 }, allowed)).toEqual([]);
    expect(differences(answers[1], example, allowed)).toEqual([]);
    expect(answers[0]?.["pool_id"]).toBe(answers[1]?.["pool_id"]);
    expect(answers[1]).toMatchObject({ start_at: server.time.nowMs(), is_blocked: false });
    const broadcasts = await viewer.heard();
    expect(codesOf(broadcasts)).toEqual([352]);
    expect(withRequestId(broadcasts)).toEqual([false]);
    expect(differences(broadcasts[0], example, allowed)).toEqual([]);
  });
});

describe("betting, as in the documents", () => {
  const distribution = {
    response_header: {},
    res: 360,
    pool_id: ID,
    target_level: 1,
    distribution: {
      brazil: {
        bets: { [BET_ID]: { placed_at: 1421937458, amount: 1.0, user_id: 1 } },
        multiplier: 1.0,
        display_name: "brazil",
        amount_total: 1.0,
      },
      none: { bets: {}, multiplier: 1.0, display_name: "none", amount_total: 0.0 },
      netherlands: { bets: {}, multiplier: 1.0, display_name: "netherlands", amount_total: 0.0 },
    },
  };
  const allowed = { instead: { "distribution.none.display_name": "None" } };

  test("WIRE-11, ACC-7 392 place_bet is answered by 356; everybody in the game hears 360, the bettor also 815", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const poolId = await openPool(gameId);
    const bystander = player(2);
    await silence(viewer);
    const answer = await player(1).ask({
      header: {},
      op: 392,
      pool_id: poolId,
      target: "brazil",
      amount: "1",
    });
    const example = { response_header: {}, res: 356, pool_id: ID, bet_id: BET_ID, amount: "1" };
    expect(differences(answer, example, { added: ["target"] })).toEqual([]);
    expect(answer).toMatchObject({ pool_id: poolId, target: "brazil" });
    const [seen, own] = [await viewer.nextOf(360), await player(1).nextOf(360)];
    for (const message of [seen, own]) {
      expect(differences(message, distribution, allowed)).toEqual([]);
      expect(message["distribution"]).toHaveProperty([
        "brazil",
        "bets",
        String(answer["bet_id"]),
        "placed_at",
      ]);
      expect(message.response_header).not.toHaveProperty("request_id");
    }
    const isBalance = ({ res }: WireMessage): boolean => res === 815;
    expect(player(1).received.filter(isBalance)).toMatchObject([
      { current_balance: 1000, available_balance: 999, currency: "DON" },
    ]);
    expect(await bystander.heard()).toEqual([]);
    expect(codesOf(await viewer.heard())).toEqual([]);
  });

  test("POOL-14 393 get_betting_pool_bets_distribution is answered by 360", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const poolId = await openPool(gameId);
    await player(1).ask({ op: 392, pool_id: poolId, target: "brazil", amount: "1" });
    await viewer.nextOf(360);
    // The example's first answer, a 356, belongs to the op before it in the document.
    const answer = await viewer.ask({ header: {}, op: 393, pool_id: poolId });
    expect(differences(answer, distribution, allowed)).toEqual([]);
  });
});

describe("lists of pools, as in the documents", () => {
  const empty = { bets: {}, multiplier: 1, amount_total: 0.0 };
  const backed = {
    bets: { [BET_ID]: { placed_at: 1421937458, amount: 1.0, user_id: 1 } },
    multiplier: 1.0,
    amount_total: 1.0,
  };
  const openRow = (action: string): object => ({
    start_at: "1421933670629",
    description: `Next ${action} By Team`,
    money_at_stake: 0.0,
    finish_at: "None",
    distributions: { brazil: empty, none: empty, netherlands: empty },
    target_level: 1,
    people_involved: 0,
    pool_id: ID,
    stop_accepting_bets_at: "None",
    type: 1,
    action_id: action.toLowerCase(),
  });
  const added = ["pools_list.*.is_blocked"];

  test("POOL-13, WIRE-16 387 list_all_betting_pools_for_game is answered by 3535, for guests too", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const ids = [await openPool(gameId), await openPool(gameId, {}, "Card")];
    const example = {
      response_header: {},
      res: 3535,
      game_id: ID,
      pools_list: {
        "0ec3850f-f862-4baf-bada-73394a68bbdd": openRow("Goal"),
        "6cca4a84-d3e5-4d56-9f5e-acb50ecd5f1d": openRow("Card"),
      },
    };
    for (const client of [player(1), viewer]) {
      const answer = await client.ask({ header: {}, op: 387, game_id: gameId });
      expect(differences(answer, example, { added })).toEqual([]);
      expect(Object.keys(answer["pools_list"] as object)).toEqual(ids);
    }
  });

  test("POOL-13, WIRE-15 388 list_my_open_betting_pools_for_game is answered by 353, 389 by 354", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const goals = await openPool(gameId);
    const cards = await openPool(gameId, {}, "Card");
    await player(1).ask({ op: 392, pool_id: cards, target: "brazil", amount: "1" });
    const open = await player(1).ask({ header: {}, op: 388, game_id: gameId });
    const openExample = {
      response_header: {},
      res: 353,
      game_id: ID,
      pools_list: { "0ec3850f-f862-4baf-bada-73394a68bbdd": openRow("Goal") },
    };
    expect(differences(open, openExample, { added })).toEqual([]);
    expect(Object.keys(open["pools_list"] as object)).toEqual([goals]);
    const running = await player(1).ask({ header: {}, op: 389, game_id: gameId });
    const runningExample = {
      response_header: {},
      res: 354,
      game_id: ID,
      pools_list: {
        "6cca4a84-d3e5-4d56-9f5e-acb50ecd5f1d": {
          start_at: "1421935990222",
          money_at_stake: 1.0,
          finish_at: "None",
          distributions: { brazil: backed, none: empty, netherlands: empty },
          name: "Next Card By Team",
          target_level: 1,
          people_involved: 1,
          user_backed: { brazil: 1.0 },
          stop_accepting_bets_at: "None",
          type: 1,
          action_id: "card",
        },
      },
    };
    const more = [...added, "pools_list.*.description", "pools_list.*.pool_id"];
    expect(differences(running, runningExample, { added: more })).toEqual([]);
    expect(Object.keys(running["pools_list"] as object)).toEqual([cards]);
    const all = await viewer.ask({ op: 388, game_id: gameId });
    expect(Object.keys(all["pools_list"] as object)).toEqual([goals, cards]);
  });

  test("POOL-13 390 list_my_resolved_pools_for_game is answered by 355", async () => {
    const { gameId } = await openGame("netherlands", "brazil");
    const stopAtMs = server.time.nowMs() + 600_000;
    const poolId = await openPool(gameId, { stop_accepting_bets_at: stopAtMs });
    await player(1).ask({ op: 392, pool_id: poolId, target: "brazil", amount: "1" });
    await provider.ask({ op: 395, game_id: gameId, action: "goal", target: "brazil" });
    const answer = await player(1).ask({ header: {}, op: 390, game_id: gameId });
    const nothing = { bets: {}, multiplier: 0, amount_total: 0.0 };
    const example = {
      response_header: {},
      res: 355,
      pools_list: {
        "6cca4a84-d3e5-4d56-9f5e-acb50ecd5f1d": {
          total_winnings: 0.0,
          resolved_at: 1421938211000,
          start_at: 1421935990000,
          description: "Next Goal By Team",
          winning_target: "brazil",
          distributions: { brazil: backed, none: nothing, netherlands: nothing },
          people_involved: 1,
          pool_type: 1,
          user_backed: { brazil: 1.0 },
          stop_accepting_bets_at: 1421938211000,
          game_name: "Netherlands - Brazil",
          money_at_stake: 1.0,
          game_id: ID,
          target_level: 1,
          action_id: "goal",
        },
      },
      game_id: ID,
    };
    expect(differences(answer, example)).toEqual([]);
    expect(await player(2).ask({ op: 390, game_id: gameId })).toMatchObject({ pools_list: {} });
  });
});

describe("events, as in the documents", () => {
  const event = {
    response_header: {},
    res: 366,
    action_id: "goal",
    target_id: "brazil",
    target_display_name: "brazil",
    current_count: { brazil: "1" },
    game_id: "1b9a4a42-0c8a-46c0-95ee-c1e649e16fce",
    happened_at: 1421933670549,
  };
  const resolved = {
    response_header: {},
    res: 362,
    pool_id: "7d48ecbc-cd97-41fa-94e8-ca0a8ff22629",
    game_id: ID,
    winning_target: "brazil",
    description: "Next Goal By Team",
    winners: { "3": 10.0 },
    losers: [1, 2],
    invalidated_bettors: [],
    is_money_return: false,
    resolved_at: 1421933670582,
  };

  test("WIRE-9, EVT-3 395 register_game_event is answered by 366 and 362; bettors also hear their balances", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const poolId = await openPool(gameId);
    const bets = [
      [1, "netherlands", "3"],
      [2, "none", "2.50"],
      [3, "brazil", "4.50"],
    ] as const;
    for (const [id, target, amount] of bets) {
      await player(id).ask({ op: 392, pool_id: poolId, target, amount });
      await player(id).nextOf(815);
      await player(id).nextOf(360);
      await viewer.nextOf(360);
    }
    await silence(viewer);
    server.time.pass(1_000);
    const happenedAtMs = server.time.nowMs() - 1;
    await provider.ask({
      header: {},
      op: 395,
      action_id: "goal",
      target_id: "brazil",
      game_id: gameId,
      happened_at: happenedAtMs,
    });
    const answers = await provider.heard();
    expect(codesOf(answers)).toEqual([366, 362]);
    expect(withRequestId(answers)).toEqual([true, true]);
    const published = await viewer.heard();
    expect(codesOf(published)).toEqual([366, 362]);
    expect(withRequestId(published)).toEqual([false, false]);
    for (const [told, settled] of [answers, published]) {
      expect(differences(told, event)).toEqual([]);
      expect(told).toMatchObject({ game_id: gameId, happened_at: happenedAtMs });
      expect(differences(settled, resolved)).toEqual([]);
      expect(settled).toMatchObject({ pool_id: poolId, resolved_at: server.time.nowMs() });
    }
    for (const id of [1, 2, 3] as const) {
      await player(id).nextOf(815);
      expect(await player(id).heard()).toEqual([]);
    }
  });

  test("WIRE-9 395 sends 366, then each pool's 362 and 352 in the order the pools were opened", async () => {
    const { gameId, viewer } = await openGame("netherlands:9", "brazil:7");
    const again = { recreate_on_end: true };
    const ids = [
      await openPool(gameId, again),
      await openPool(gameId, { targets: "netherlands:9" }),
      await openPool(gameId, { ...again, targets: "brazil:7" }),
    ];
    await silence(viewer);
    await provider.ask({ op: 395, game_id: gameId, action: "goal", target: "brazil:7" });
    const own = await provider.heard();
    expect(codesOf(own)).toEqual([366, 362, 352, 362, 352]);
    expect(own[0]).toMatchObject({ current_count: { "brazil:7": "1", brazil: "1" } });
    expect([own[1]?.["pool_id"], own[3]?.["pool_id"]]).toEqual([ids[0], ids[2]]);
    expect(own[1]).toMatchObject({ winning_target: "brazil", winners: {}, losers: [] });
    expect(own[3]).toMatchObject({ winning_target: "brazil:7" });
    expect(codesOf(await viewer.heard())).toEqual([366, 362, 352, 362, 352]);
    await provider.ask({ op: 395, game_id: gameId, action: "goal", target: "netherlands:9" });
    // What came again is younger than the pool that stayed.
    expect(codesOf(await viewer.heard())).toEqual([366, 362, 362, 352]);
  });

  test("POOL-9, SET-13 a time-based pool says bet_pool_expired, 363, with expired_at in the place of resolved_at", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const finishAtMs = server.time.nowMs() + 5_000;
    const poolId = await openPool(gameId, { pool_type: 2, finish_at: finishAtMs });
    await player(1).ask({ op: 392, pool_id: poolId, target: "brazil", amount: 2 });
    await player(3).ask({ op: 392, pool_id: poolId, target: "none", amount: 8 });
    await viewer.nextOf(360);
    await silence(viewer);
    server.time.pass(5_000);
    const told = await viewer.nextOf(363);
    const { resolved_at: resolvedAt, ...fields } = resolved;
    const example = { ...fields, res: 363, winning_target: "none", losers: [1] };
    const expired = { ...example, expired_at: resolvedAt };
    expect(differences(told, expired)).toEqual([]);
    expect(told).toMatchObject({ pool_id: poolId, expired_at: finishAtMs });
    expect(codesOf(await viewer.heard())).not.toContain(362);
  });
});

describe("blocking, as in the documents", () => {
  const POOL = "a183b2da-b561-4bc9-99b5-078e570e0117";
  const AT = 1421942161542;
  const blocked = { response_header: {}, res: 368, blocked_at: AT, pool_id: POOL };
  const allowed = { response_header: {}, res: 369, allowed_at: AT, pool_id: POOL };

  test("BLK-1 397 block_betting is answered by 368, 398 allow_betting by 369, published once each", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const poolId = await openPool(gameId);
    await silence(viewer);
    for (const [request, example] of [
      [{ op: 397, block_at: null }, blocked],
      [{ op: 398, allow_at: null }, allowed],
    ] as const) {
      const answer = await provider.ask({ header: {}, pool_id: poolId, ...request });
      expect(differences(answer, example)).toEqual([]);
      expect(answer["pool_id"]).toBe(poolId);
      const [published, ...more] = await viewer.heard();
      expect(differences(published, example)).toEqual([]);
      expect(more).toEqual([]);
    }
    expect(codesOf(await provider.heard())).toEqual([368, 369]);
  });

  test("BLK-5 397 on a blocked pool answers with the first blocked_at and publishes nothing", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const poolId = await openPool(gameId);
    const first = await provider.ask({ op: 397, pool_id: poolId });
    await silence(viewer);
    server.time.pass(10);
    const again = await provider.ask({ op: 397, pool_id: poolId });
    expect(again["blocked_at"]).toBe(first["blocked_at"]);
    expect(await viewer.heard()).toEqual([]);
  });

  test("BLK-2 a block for later is answered at once with its time and published when it takes effect", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const poolId = await openPool(gameId);
    await silence(viewer);
    const atMs = server.time.nowMs() + 1_000;
    const answer = await provider.ask({ op: 397, pool_id: poolId, block_at: atMs });
    expect(answer).toMatchObject({ res: 368, blocked_at: atMs });
    expect(await viewer.heard()).toEqual([]);
    server.time.pass(1_000);
    expect(await viewer.heard()).toMatchObject([{ res: 368, blocked_at: atMs, pool_id: poolId }]);
  });

  test("BLK-8, WIRE-9 3975 is answered by 370 and 368s, 3985 by 371 and 369s, in the order of the pools", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const ids = [await openPool(gameId), await openPool(gameId)];
    await openPool(gameId, {}, "Card");
    await silence(viewer);
    const action = { response_header: {}, game_id: POOL, action: "goal" };
    for (const [request, first, each] of [
      [{ op: 3975, block_at: null }, { ...action, res: 370, blocked_at: AT }, blocked],
      [{ op: 3985, allow_at: null }, { ...action, res: 371, allowed_at: AT }, allowed],
    ] as const) {
      await provider.ask({ header: {}, game_id: gameId, action: "goal", ...request });
      const [own, published] = [await provider.heard(), await viewer.heard()];
      expect(withRequestId(own)).toEqual([true, true, true]);
      expect(withRequestId(published)).toEqual([false, false, false]);
      for (const [told, ...pools] of [own, published]) {
        expect(differences(told, first)).toEqual([]);
        for (const pool of pools) expect(differences(pool, each)).toEqual([]);
        expect(pools.map((pool) => pool["pool_id"])).toEqual(ids);
      }
    }
  });

  test("BLK-8 a pool opened on a blocked action is born blocked: 350, 352, then 368", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    await provider.ask({ op: 3975, game_id: gameId, action: "goal" });
    await silence(viewer);
    await openPool(gameId);
    expect(codesOf(await provider.heard())).toEqual([350, 352, 368]);
    expect(codesOf(await viewer.heard())).toEqual([352, 368]);
  });
});

describe("void and accounts", () => {
  test("POOL-12, ACC-6 5001 is answered by 5001 and 362 with the money returned; 800, 810 and 840 add up", async () => {
    const { gameId, viewer } = await openGame("netherlands", "brazil");
    const poolId = await openPool(gameId);
    const bettor = await server.newcomer("returned");
    await bettor.ask({ op: 392, pool_id: poolId, target: "brazil", amount: "12.5" });
    await bettor.nextOf(360);
    await viewer.nextOf(360);
    const balances = async (): Promise<unknown[]> => [
      (await bettor.ask({ op: 800 }))["current_balance"],
      (await bettor.ask({ op: 810, currency: "DON" }))["available_balance"],
      (await bettor.ask({ op: 840 }))["exposure"],
    ];
    expect(await balances()).toEqual([1000, 987.5, 12.5]);
    await silence(viewer);
    const request = { op: 5001, pool_id: poolId, reason: "abandoned" };
    const answer = await provider.ask(request);
    const { response_header: _, ...body } = answer;
    expect(body).toEqual({ res: 5001, pool_id: poolId, reason: "abandoned" });
    expect(codesOf(await provider.heard())).toEqual([5001, 362]);
    expect(await viewer.heard()).toMatchObject([
      { res: 362, is_money_return: true, winning_target: null, winners: {}, losers: [] },
    ]);
    expect(await balances()).toEqual([1000, 1000, 0]);
  });

  test("ID-7 an API key stands for its player", async () => {
    const key = await server.signUp("robot");
    const made = await fetch(`${server.url}/r/api-keys/`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: server.url,
        cookie: `im_user=${key.id}; user_session_key=${key.key}`,
      },
      body: JSON.stringify({ label: "robot" }),
    });
    const { api_key: apiKey } = (await made.json()) as { api_key: string };
    const client = await WireClient.withApiKey(server.url, apiKey);
    expect(await client.ask({ op: 100 })).toMatchObject({ res: 112, user_id: key.id });
    await client.close();
  });
});
