import { afterEach, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import type { LimitName } from "../../src/ops/limits.ts";
import {
  knock,
  openGame,
  post,
  refusalOf,
  signUp,
  startTestServer,
  TestClient,
  turnedAway,
} from "./server-fixture.ts";

let server: RunningServer | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

async function startWith(name: LimitName, value: number): Promise<RunningServer> {
  server = await startTestServer({ limits: [{ name, value }] });
  return server;
}

describe("each limit has its own error", () => {
  test("WIRE-19 messagesPerSecond: refused, the connection kept, and closed when it goes on grossly", async () => {
    const client = await TestClient.connect(await startWith("messagesPerSecond", 5));
    for (let i = 0; i < 12; i++) client.send({ op: 1 });
    expect(await client.until(666)).toMatchObject({ code: "RATE_LIMITED" });
    for (let i = 0; i < 100; i++) client.send({ op: 1 });
    expect(await client.closed).toMatchObject({ code: 1008 });
    expect((await client.closed).reason).toContain("RATE_LIMITED");
  });

  test("signupsPerMinute and loginsPerMinute per address", async () => {
    const one = await startWith("signupsPerMinute", 1);
    await signUp(one, "first");
    const again = await post(one, "/r/signup/", {});
    expect(again.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(await refusalOf(again)).toEqual([429, "SIGNUPS_LIMITED"]);
    await one.stop();
    const two = await startWith("loginsPerMinute", 1);
    const attempt = { username: "nobody", password: "wrong horse" };
    expect(await refusalOf(await post(two, "/r/login/", attempt))).toEqual([401, "LOGIN_FAILED"]);
    expect(await refusalOf(await post(two, "/r/login/", attempt))).toEqual([429, "LOGINS_LIMITED"]);
  });

  test("connections, in all and per address; a place is free again when one leaves", async () => {
    const running = await startWith("connections", 1);
    const client = await TestClient.connect(running);
    expect(await refusalOf(await knock(running))).toEqual([503, "CONNECTIONS_LIMITED"]);
    await client.close();
    const next = await TestClient.connect(running);
    await next.close();
    await running.stop();
    const other = await startWith("connectionsPerAddress", 1);
    await TestClient.connect(other);
    expect(await refusalOf(await knock(other))).toEqual([429, "ADDRESS_CONNECTIONS_LIMITED"]);
  });

  test("a refused handshake gives its place back", async () => {
    const running = await startWith("connections", 1);
    const query = `id=1&n=a&h=${"0".repeat(64)}`;
    for (let i = 0; i < 3; i++) {
      expect(await turnedAway(running, query)).toEqual([1008, "HANDSHAKE_FAILED"]);
    }
  });

  test("handshakesPerMinute", async () => {
    const running = await startWith("handshakesPerMinute", 1);
    await TestClient.connect(running);
    expect(await refusalOf(await knock(running))).toEqual([429, "HANDSHAKES_LIMITED"]);
  });

  test("WIRE-1 messageBytes closes with 1009, a binary frame with 1003", async () => {
    const running = await startWith("messageBytes", 1000);
    const large = await TestClient.connect(running);
    large.send(JSON.stringify({ op: 1, filler: "x".repeat(1000) }));
    expect((await large.closed).code).toBe(1009);
    const binary = await TestClient.connect(running);
    binary.socket.send(new Uint8Array(3));
    expect((await binary.closed).code).toBe(1003);
  });

  test("bodyBytes", async () => {
    const running = await startWith("bodyBytes", 100);
    const answer = await post(running, "/r/login/", { username: "x".repeat(100), password: "" });
    expect(await refusalOf(answer)).toEqual([413, "BODY_TOO_LARGE"]);
  });

  test("subscriptionsPerConnection counts games, not calls", async () => {
    const running = await startWith("subscriptionsPerConnection", 1);
    const [one, two] = [await openGame(running), await openGame(running)];
    const client = await TestClient.connect(running);
    for (let i = 0; i < 2; i++) {
      expect(await client.ask({ op: 363, game_id: one.gameId })).toMatchObject({ res: 333 });
    }
    const refused = await client.ask({ op: 363, game_id: two.gameId });
    expect(refused).toMatchObject({ code: "SUBSCRIPTIONS_LIMITED" });
    await client.ask({ op: 364, game_id: one.gameId });
    expect(await client.ask({ op: 363, game_id: two.gameId })).toMatchObject({ res: 333 });
  });

  test("heldMessages: behind a look-up only so many wait", async () => {
    const running = await startWith("heldMessages", 1);
    const { gameId, provider } = await openGame(running);
    provider.send({ op: 617, game_id: gameId, username: "nobody" });
    provider.send({ op: 800 });
    provider.send({ op: 810 });
    expect(await provider.next()).toMatchObject({ res: 666, code: "RATE_LIMITED" });
    expect(await provider.next()).toMatchObject({ res: 666, code: "USER_NOT_FOUND" });
    expect(await provider.next()).toMatchObject({ res: 800 });
  });

  test("WIRE-18 bufferedBytes: who does not read is cut off, the others go on", async () => {
    const running = await startWith("bufferedBytes", 200_000);
    const { gameId, provider } = await openGame(running);
    const actions = Array.from({ length: 500 }, (_, i) => `action number ${i}`);
    await provider.ask({ op: 373, game_id: gameId, actions });
    const slow = await TestClient.connect(running);
    await slow.ask({ op: 363, game_id: gameId });
    // Stops reading, so that first the system's buffers fill and then the server's.
    (slow.socket as unknown as { pause(): void }).pause();
    const watcher = await TestClient.connect(running);
    await watcher.ask({ op: 363, game_id: gameId });
    // By the sweep, or by the socket itself where more comes than a sweep can see.
    let metrics = "";
    for (let i = 0; !metrics.includes("mutuel_connections 2\n"); i++) {
      for (let j = 0; j < 4; j++) {
        const imageUrl = `https://example.org/${i}/${j}`;
        provider.send({ op: 373, game_id: gameId, image_url: imageUrl });
      }
      await provider.settled();
      metrics = await (await fetch(`${running.url}/metrics`)).text();
    }
    expect(await watcher.ask({ op: 100 })).toMatchObject({ res: 100 });
    slow.socket.terminate();
  }, 30_000);
});
