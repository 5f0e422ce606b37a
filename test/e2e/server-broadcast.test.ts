import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import {
  type Message,
  openGame,
  openPool,
  signUp,
  startTestServer,
  TestClient,
} from "./server-fixture.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

function codes(messages: readonly Message[]): number[] {
  return messages.map(({ res }) => res).filter((res) => res !== 360 && res !== 815);
}

describe("joining and leaving", () => {
  test("GAME-17 a user joins with the first connection and leaves with the last; guests are not told of", async () => {
    const { gameId } = await openGame(server);
    const [one, two] = [await signUp(server), await signUp(server)];
    const watcher = await TestClient.as(server, one);
    await watcher.ask({ op: 363, game_id: gameId });
    expect(await watcher.next()).toMatchObject({ res: 470, user_id: one.id });
    const guest = await TestClient.connect(server);
    expect(await guest.ask({ op: 363, game_id: gameId })).toMatchObject({ res: 333 });
    const clients = [await TestClient.as(server, two), await TestClient.as(server, two)];
    for (const client of clients) await client.ask({ op: 363, game_id: gameId });
    expect(await clients[0]?.settled()).toMatchObject([{ res: 470, user_id: two.id }]);
    expect(codes((await clients[1]?.settled()) ?? [])).toEqual([]);
    await clients[0]?.close();
    await clients[1]?.ask({ op: 364, game_id: gameId });
    await guest.close();
    expect(await watcher.settled()).toMatchObject([
      { res: 470, user_id: two.id, user_name: two.username },
      { res: 480, user_id: two.id },
    ]);
    expect(codes((await clients[1]?.settled()) ?? [])).toEqual([]);
    await clients[1]?.close();
    await watcher.close();
  });

  test("GAME-17 nobody is told above the number of subscribers set", async () => {
    const small = await startTestServer({ limits: [{ name: "announceSubscribersMax", value: 1 }] });
    const { gameId } = await openGame(small);
    const [one, two] = [
      await TestClient.as(small, await signUp(small)),
      await TestClient.as(small, await signUp(small)),
    ];
    await one.ask({ op: 363, game_id: gameId });
    expect(codes(await one.settled())).toEqual([470]);
    await two.ask({ op: 363, game_id: gameId });
    await two.ask({ op: 364, game_id: gameId });
    expect(codes(await two.settled())).toEqual([]);
    expect(codes(await one.settled())).toEqual([]);
    await small.stop();
  });
});

describe("who hears what", () => {
  test("WIRE-8 WIRE-9 the sender's copy is the answer with request_id; a subscriber gets it once, in order", async () => {
    const stage = await openGame(server);
    const { gameId, provider } = stage;
    const viewer = await TestClient.connect(server);
    await viewer.ask({ op: 363, game_id: gameId });
    await provider.ask({ op: 363, game_id: gameId });
    await provider.settled();
    await viewer.until(470);
    provider.send({
      header: { request_id: "r" },
      op: 385,
      game_id: gameId,
      action: "goal",
      targets: "argentina,france",
      recreate_on_end: true,
    });
    provider.send({ op: 395, game_id: gameId, action: "goal", target: "france" });
    const heard = await provider.settled();
    expect(codes(heard)).toEqual([350, 352, 366, 362, 352]);
    expect(heard.slice(0, 2)).toMatchObject([
      { response_header: { request_id: "r" } },
      { response_header: { request_id: "r" } },
    ]);
    const seen = await viewer.settled();
    expect(codes(seen)).toEqual([352, 366, 362, 352]);
    expect(JSON.stringify(seen)).not.toContain("request_id");
    await viewer.close();
    await provider.close();
  });

  test("WIRE-8 352 and 362 reach a sender who has not joined", async () => {
    const stage = await openGame(server);
    await openPool(stage);
    expect(codes(await stage.provider.settled())).toEqual([352]);
    stage.provider.send({ op: 395, game_id: stage.gameId, action: "goal", target: "france" });
    expect(codes(await stage.provider.settled())).toEqual([366, 362]);
    await stage.provider.close();
  });

  test("GAME-20 connections of the source hear of its games once, even when they have joined", async () => {
    const { provider, sourceId } = await openGame(server);
    const listener = await TestClient.connect(server, `source=${sourceId}`);
    const later = await TestClient.connect(server);
    await later.ask({ op: 380, source_id: sourceId });
    const stranger = await TestClient.connect(server);
    const made = await provider.ask({
      op: 3701,
      source_id: sourceId,
      game_name: "B - C",
      type: "football",
    });
    const gameId = made["game_id"];
    expect(codes(await listener.settled())).toEqual([3401]);
    await stranger.ask({ op: 363, game_id: gameId });
    await listener.ask({ op: 363, game_id: gameId });
    await provider.ask({ op: 3702, game_id: gameId, actions: "goal", targets: "b,c" });
    expect(codes(await listener.settled())).toEqual([3402]);
    expect(codes(await later.settled())).toEqual([3401, 3402]);
    // No connection of the source, but it has joined the game.
    expect(codes(await stranger.settled())).toEqual([3402]);
    for (const client of [listener, later, stranger, provider]) await client.close();
  });

  test("WIRE-14 editions differ per connection and can be changed on the way", async () => {
    const stage = await openGame(server);
    const old = await TestClient.connect(server, "v=1.0");
    const fresh = await TestClient.connect(server);
    for (const client of [old, fresh]) await client.ask({ op: 363, game_id: stage.gameId });
    stage.provider.send({ op: 373, game_id: stage.gameId, actions: "corner-kick" });
    expect(Array.isArray((await old.until(342))["actions"])).toBe(false);
    expect(Array.isArray((await fresh.until(342))["actions"])).toBe(true);
    old.send({ header: { api_version: "1.1" }, op: 1 });
    await old.until(1);
    stage.provider.send({ op: 373, game_id: stage.gameId, actions: "foul" });
    expect(Array.isArray((await old.until(342))["actions"])).toBe(true);
    for (const client of [old, fresh, stage.provider]) await client.close();
  });

  test("GAME-9 an appointed admin hears of it on every connection; an unknown name is refused", async () => {
    const { gameId, provider } = await openGame(server);
    const friend = await signUp(server);
    const client = await TestClient.as(server, friend);
    const answer = await provider.ask({ op: 617, game_id: gameId, username: friend.username });
    expect(answer).toMatchObject({ res: 617, username: friend.username });
    expect(await client.next()).toMatchObject({ res: 640, game_id: gameId });
    const unknown = await provider.ask({ op: 617, game_id: gameId, username: "nobody-here" });
    expect(unknown).toMatchObject({ res: 666, code: "USER_NOT_FOUND" });
    expect(unknown["text"]).toContain("nobody-here");
    await client.close();
    await provider.close();
  });

  test("messages behind look-ups keep their order, however many look-ups", async () => {
    const { gameId, provider } = await openGame(server);
    const calls = [{ op: 617, username: "no1" }, { op: 800 }, { op: 617, username: "no2" }];
    for (const call of [...calls, { op: 810 }, ...calls]) {
      provider.send(call.op === 617 ? { ...call, game_id: gameId } : call);
    }
    expect(codes(await provider.settled())).toEqual([666, 800, 666, 810, 666, 800, 666]);
    await provider.close();
  });

  test("SRC-3 closing a source answers its closer when everything is closed", async () => {
    const { provider, sourceId } = await openGame(server);
    provider.send({ op: 366, source_id: sourceId });
    expect(codes(await provider.settled())).toEqual([341, 336]);
    expect(await provider.ask({ op: 366, source_id: sourceId })).toMatchObject({ res: 336 });
    await provider.close();
  });
});

describe("bets", () => {
  test("SEQ-6 WIRE-10 answers keep the order of a burst; balances and distributions show the last state", async () => {
    const stage = await openGame(server);
    const poolId = await openPool(stage);
    const bettor = await TestClient.as(server, await signUp(server));
    for (let i = 1; i <= 50; i++) {
      bettor.send({
        header: { request_id: `b${i}` },
        op: 392,
        pool_id: poolId,
        target: "france",
        amount: `0.${i + 9}`,
      });
    }
    const isLast = (message: Message): boolean =>
      message.res === 360 && JSON.stringify(message).includes('"amount_total":17.25');
    while (!bettor.messages.some(isLast)) await bettor.next();
    const answers = bettor.messages.filter(({ res }) => res === 356);
    expect(answers.map((answer) => answer["amount"])).toEqual(
      Array.from({ length: 50 }, (_, i) => `0.${i + 10}`),
    );
    const balances = bettor.messages.filter(({ res }) => res === 815);
    expect(balances.at(-1)).toMatchObject({ current_balance: 1000, available_balance: 982.75 });
    expect(balances.length).toBeLessThanOrEqual(50);
    await bettor.close();
    await stage.provider.close();
  });

  test("WIRE-11 distributions of a pool are an interval apart, and the last state comes", async () => {
    const intervalMs = 50;
    const paced = await startTestServer({
      limits: [{ name: "distributionIntervalMs", value: intervalMs }],
    });
    const stage = await openGame(paced);
    const poolId = await openPool(stage);
    const viewer = await TestClient.connect(paced);
    await viewer.ask({ op: 363, game_id: stage.gameId });
    const bettor = await TestClient.as(paced, await signUp(paced));
    const shown = (): Message[] => viewer.messages.filter(({ res }) => res === 360);
    let bets = 0;
    for (; shown().length < 3; bets++) {
      await bettor.ask({ op: 392, pool_id: poolId, target: "france", amount: "0.01" });
    }
    expect(bets).toBeGreaterThan(3);
    const total = `"amount_total":${bets / 100}}`;
    const isLast = (): boolean => JSON.stringify(shown().at(-1)).includes(total);
    while (!isLast()) await viewer.next();
    const times = shown().map((message) => (message["response_header"] as { t: number }).t);
    // A millisecond is lost to rounding.
    times.reduce((earlier, later) => {
      expect(later - earlier).toBeGreaterThanOrEqual(intervalMs - 1);
      return later;
    });
    await paced.stop();
  });

  test("ACC-7 everyone with a bet in a settled pool hears of the balance, others do not", async () => {
    const stage = await openGame(server);
    const poolId = await openPool(stage);
    const [winner, loser, other] = [
      await TestClient.as(server, await signUp(server)),
      await TestClient.as(server, await signUp(server)),
      await TestClient.as(server, await signUp(server)),
    ];
    await winner.ask({ op: 392, pool_id: poolId, target: "france", amount: 10 });
    await loser.ask({ op: 392, pool_id: poolId, target: "argentina", amount: 30 });
    for (const client of [winner, loser]) await client.until(815);
    await stage.provider.ask({ op: 395, game_id: stage.gameId, action: "goal", target: "france" });
    expect(await winner.until(815)).toMatchObject({
      current_balance: 1030,
      available_balance: 1030,
    });
    expect(await loser.until(815)).toMatchObject({ current_balance: 970 });
    expect(await other.settled()).toEqual([]);
    for (const client of [winner, loser, other, stage.provider]) await client.close();
  });
});
