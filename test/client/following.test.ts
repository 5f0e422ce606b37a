// What a followed game shows: every message once, in order or not at all, and what is mine.
import { describe, expect, test } from "bun:test";
import { type Client, type FollowedGame, type GameView, connect } from "../../client/src/index.ts";
import { plus } from "../../client/src/decimal.ts";
import { FakeClock, FakeNetwork, type FakeSocket } from "../support/fake-socket.ts";

const GAME = "g";
const ANNA = { id: 7, name: "anna" };

type Followed = {
  readonly client: Client;
  readonly network: FakeNetwork;
  readonly socket: FakeSocket;
  readonly game: FollowedGame;
  readonly told: unknown[];
  readonly clock: FakeClock;
};

const details = { res: 342, game_id: GAME, currency: "DON", game_state: [], status: "x" };

function row(poolId: string, more: object = {}): object {
  const terms = { pool_id: poolId, type: 1, action_id: "goal", description: poolId };
  const figures = { people_involved: 0, money_at_stake: "0.00", bets_count: 0, pool_version: 1 };
  return { ...terms, ...figures, is_blocked: false, distributions: [], ...more };
}

function snapshot(socket: FakeSocket, seq: number, ...pools: object[]): void {
  const { id } = socket.last(363);
  socket.tell({ res: 333, game_id: GAME, seq }, id);
  socket.tell({ ...details, seq, resync: true });
  socket.tell({ res: 3535, game_id: GAME, pools_list: pools, seq, resync: true });
}

async function follow(seq: number, ...pools: object[]): Promise<Followed> {
  const [network, clock] = [new FakeNetwork(), new FakeClock()];
  const client = connect({ url: "http://example.test", WebSocket: network.WebSocket, clock });
  const told: unknown[] = [];
  client.on("message", (message) => {
    if ("seq" in message) told.push([message.res, message.seq]);
  });
  const game = client.game(GAME, { conflateMs: 250 });
  const socket = await network.opened(0, ANNA);
  snapshot(socket, seq, ...pools);
  told.length = 0;
  return { client, network, socket, game, told, clock };
}

function block(seq: number, poolId = "p"): { res: number; [field: string]: unknown } {
  return { res: 368, pool_id: poolId, is_blocked: true, pool_version: seq, seq };
}

describe("the sequence", () => {
  test("CLNT-8 is joined at the present state, with the pace and heartbeats asked for", async () => {
    const { client, socket, game } = await follow(5, row("p"));
    expect(socket.last(363)).toMatchObject({ conflate_ms: 250, heartbeat_ms: 5_000 });
    expect(game.current).toMatchObject({ following: "live", seq: 5, pools: [{ pool_id: "p" }] });
    client.close();
  });

  test("CLNT-8 what comes twice is dropped, what is missing is asked for", async () => {
    const { client, socket, game, told } = await follow(5, row("p"));
    socket.tell(block(6));
    socket.tell(block(6));
    socket.tell(block(5));
    expect(told).toEqual([[368, 6]]);
    const joins = (): number => socket.sent.filter(({ op }) => op === 363).length;
    expect(joins()).toBe(1);
    socket.tell({ ...block(8), is_blocked: false });
    expect(joins()).toBe(2);
    expect(socket.last(363)["last_seq"]).toBe(6);
    // Until the answer has come it is not asked again, and nothing is taken out of turn.
    socket.tell(block(9));
    expect(joins()).toBe(2);
    expect(game.current.seq).toBe(6);
    socket.tell({ res: 333, game_id: GAME, seq: 9 }, socket.last(363).id);
    for (const seq of [7, 8, 9]) socket.tell(block(seq));
    expect(told).toEqual([
      [368, 6],
      [333, 9],
      [368, 7],
      [368, 8],
      [368, 9],
    ]);
    expect(game.current.following).toBe("live");
    client.close();
  });

  test("CLNT-8 a heartbeat ahead of what was told asks for it", async () => {
    const { client, socket } = await follow(5, row("p"));
    socket.tell({ res: 3330, game_id: GAME, seq: 5 });
    socket.tell({ res: 3330, game_id: GAME, seq: 7 });
    expect(socket.sent.filter(({ op }) => op === 363)).toHaveLength(2);
    client.close();
  });

  test("CLNT-8 after a cut it goes on from the last one, or from a new present state", async () => {
    const { client, network, socket, game, told } = await follow(5, row("p"));
    socket.tell(block(6));
    socket.end();
    expect(game.current.following).toBe("stale");
    client.retryNow();
    const second = await network.opened(1, ANNA);
    expect(second.last(363)["last_seq"]).toBe(6);
    second.tell({ res: 333, game_id: GAME, seq: 9 }, second.last(363).id);
    second.tell({ ...details, seq: 9, resync: true });
    // Half of it is nothing to go on from.
    expect(game.current).toMatchObject({ seq: 6, pools: [{ pool_id: "p" }] });
    second.tell({ res: 3535, game_id: GAME, pools_list: [row("q")], seq: 9, resync: true });
    expect(game.current).toMatchObject({ following: "live", seq: 9, pools: [{ pool_id: "q" }] });
    second.tell(block(10, "q"));
    expect(told.slice(-1)).toEqual([[368, 10]]);
    client.close();
  });

  test("CLNT-8 a game that was closed meanwhile is over; one that is not there is refused", async () => {
    const { client, network, socket, game, clock } = await follow(5, row("p"));
    const other = client.game("other");
    socket.tell({ res: 666, code: "BUSY", text: "", op: 363 }, socket.last(363).id);
    clock.pass(1_000);
    const refused = { res: 666, code: "GAME_NOT_FOUND", text: "", op: 363 };
    socket.tell(refused, socket.last(363).id);
    expect(other.current).toMatchObject({
      following: "refused",
      error: { code: "GAME_NOT_FOUND" },
    });
    socket.end();
    client.retryNow();
    const second = await network.opened(1, ANNA);
    second.tell({ ...refused, code: "GAME_CLOSED" }, second.last(363).id);
    expect(game.current).toMatchObject({ following: "closed", pools: [] });
    expect(second.last(390)).toMatchObject({ game_id: GAME });
    client.close();
  });
});

describe("leaving", () => {
  test("CLNT-8 a game is left when the last who asked for it leaves", async () => {
    const { client, socket, game } = await follow(5, row("p"));
    const again = client.game(GAME);
    game.leave();
    game.leave();
    socket.tell(block(6));
    expect(again.current.seq).toBe(6);
    again.leave();
    expect(socket.last(364)).toMatchObject({ game_id: GAME });
    socket.tell(block(7));
    expect(again.current.seq).toBe(6);
    client.close();
  });
});

describe("the view", () => {
  test("CLNT-9 a value never changes in itself, and is the same until something changes", async () => {
    const { client, socket, game } = await follow(5, row("p"));
    const before = game.current;
    expect(game.current).toBe(before);
    const copy = structuredClone(before);
    const heard: GameView[] = [];
    const off = game.subscribe((view) => heard.push(view));
    socket.tell(block(6));
    expect(before).toEqual(copy);
    expect(heard).toEqual([game.current]);
    expect(heard[0]?.pools[0]).toMatchObject({ is_blocked: true, pool_version: 6 });
    off();
    socket.tell(block(7));
    expect(heard).toHaveLength(1);
    client.close();
  });

  test("CLNT-9 of two distributions the one with the higher version, then count, stays", async () => {
    const { client, socket, game } = await follow(5, row("p"));
    const told = (pool_version: number, bets_count: number): void => {
      const figures = { people_involved: 1, money_at_stake: `${bets_count}.00`, is_final: false };
      socket.tell({
        res: 360,
        pool_id: "p",
        pool_version,
        bets_count,
        ...figures,
        distribution: [],
      });
    };
    told(1, 4);
    told(1, 3);
    expect(game.current.pools[0]).toMatchObject({ bets_count: 4, money_at_stake: "4.00" });
    told(2, 3);
    expect(game.current.pools[0]).toMatchObject({ bets_count: 3, pool_version: 2 });
    client.close();
  });

  test("CLNT-9 my stakes: what 389 tells, and the bets placed since; those placed elsewhere are asked for", async () => {
    const { client, socket, game } = await follow(5, row("p"));
    const mine = { ...row("p"), user_backed: { france: "2.00" } };
    socket.tell({ res: 354, game_id: GAME, pools_list: [mine] });
    const bet = { res: 356, pool_id: "p", bet_id: "b1", target: "france", amount: "0.5" };
    socket.tell(bet);
    socket.tell({ ...bet, idempotent: true });
    expect(game.current.backed).toEqual({ p: { france: "2.50" } });
    const reads = (): number => socket.sent.filter(({ op }) => op === 389).length;
    const before = reads();
    const seen = (betId: string): void => {
      const bets = [{ bet_id: betId, user_id: ANNA.id, amount: "1.00", placed_at: 1 }];
      const distribution = [
        { target_id: "france", display_name: "", bets, multiplier: "1", amount_total: "1.00" },
      ];
      const figures = { people_involved: 1, money_at_stake: "1.00", is_final: false };
      socket.tell({
        res: 360,
        pool_id: "p",
        pool_version: 9,
        bets_count: 9,
        ...figures,
        distribution,
      });
    };
    seen("b1");
    expect(reads()).toBe(before);
    seen("b2");
    expect(reads()).toBe(before + 1);
    client.close();
  });

  test("CLNT-9 a resolved pool leaves, with what it brought me; a personal copy completes it", async () => {
    const { client, socket, game } = await follow(5, row("p"), row("q"));
    const result = { game_id: GAME, winning_target: "france", description: "", is_final: true };
    const lists = { winners: { 7: "3.00" }, losers: {}, refunds: { 7: "1.00" } };
    socket.tell({ res: 362, pool_id: "p", resolved_at: 1, ...result, ...lists, seq: 6 });
    socket.tell({ res: 362, pool_id: "q", resolved_at: 2, ...result, truncated: true, seq: 7 });
    expect(game.current.results).toMatchObject([
      { pool_id: "q", outcome: null },
      { pool_id: "p", outcome: { paid: "3.00", lost: "0", returned: "1.00" } },
    ]);
    const own = { winners: {}, losers: { 7: "2.00" }, refunds: {}, personal: true };
    socket.tell({ res: 362, pool_id: "q", resolved_at: 2, ...result, ...own });
    expect(game.current.results[0]?.outcome).toEqual({ paid: "0", lost: "2.00", returned: "0" });
    expect(game.current.pools).toEqual([]);
    client.close();
  });

  test("CLNT-9 events count in the game's state; results of binary pools do not", async () => {
    const { client, socket, game } = await follow(5);
    const event = {
      res: 366,
      game_id: GAME,
      target_id: "a:1",
      target_display_name: "",
      happened_at: 1,
    };
    socket.tell({ ...event, action_id: "goal", current_count: { a: "1", "a:1": "1" }, seq: 6 });
    socket.tell({ ...event, action_id: "goal", current_count: { a: "2", "a:2": "1" }, seq: 7 });
    socket.tell({ ...event, action_id: "binary-x", current_count: { yes: "1" }, seq: 8 });
    expect(game.current.game?.game_state).toEqual([
      { action_id: "goal", a: "2", "a:1": "1", "a:2": "1" },
    ]);
    expect(game.current.events).toHaveLength(2);
    client.close();
  });

  test("CLNT-9 balances are asked for after every connection and follow 815", async () => {
    const { client, socket, network, game } = await follow(5);
    expect(game.current.balance).toBeNull();
    socket.tell({ res: 800, currency: "DON", current_balance: "10.00" });
    socket.tell({ res: 810, currency: "DON", available_balance: "9.00" });
    expect(game.current.balance).toMatchObject({ current_balance: "10.00" });
    socket.tell({ res: 815, currency: "DON", current_balance: "8.00", available_balance: "7.00" });
    expect(client.balance("DON").current).toMatchObject({ available_balance: "7.00" });
    socket.end();
    client.retryNow();
    const second = await network.opened(1, ANNA);
    expect(second.sent.filter(({ op }) => op === 800 || op === 810)).toHaveLength(2);
    client.close();
  });

  test("CLNT-9 amounts are added exactly", () => {
    expect(plus("0.10", "0.2")).toBe("0.30");
    expect(plus("99999999999.99", "0.01")).toBe("100000000000.00");
    expect(plus("1", "2")).toBe("3");
    expect(plus("0.05", "0.10", -1)).toBe("-0.05");
  });
});
