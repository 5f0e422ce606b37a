import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import {
  handshakeQuery,
  knock,
  type Player,
  post,
  refusalOf,
  signUp,
  startTestServer,
  TestClient,
  turnedAway,
} from "./server-fixture.ts";

let server: RunningServer;
let player: Player;

beforeAll(async () => {
  server = await startTestServer({ configuration: { origins: ["https://bets.example"] } });
  player = await signUp(server);
});
afterAll(() => server.stop());

function cookies({ id, key }: Player): Record<string, string> {
  return { cookie: `im_user=${id}; user_session_key=${key}` };
}

describe("who is at the door", () => {
  test("ID-5 a handshake logs in, and its nonce is good once", async () => {
    const query = handshakeQuery(player, "once");
    const client = await TestClient.connect(server, query);
    expect(await client.ask({ op: 100 })).toMatchObject({ res: 112, user_id: player.id });
    expect(await turnedAway(server, query)).toEqual([1008, "NONCE_USED"]);
    await client.close();
  });

  test("a wrong hash, half a handshake and unreadable fields are refused", async () => {
    const wrong = handshakeQuery({ ...player, key: "another" });
    expect(await turnedAway(server, wrong)).toEqual([1008, "HANDSHAKE_FAILED"]);
    for (const query of [
      `id=${player.id}`,
      "id=x&n=a&h=b",
      `id=${player.id}&n=a&h=zz`,
      `session=x&id=${player.id}`,
    ]) {
      expect(await refusalOf(await knock(server, query))).toEqual([400, "FIELD_INVALID"]);
    }
    expect(await turnedAway(server, "session=x")).toEqual([1008, "GAME_SESSION_NOT_FOUND"]);
  });

  test("ID-7 an API key logs in until it is revoked, which ends its connections", async () => {
    const made = await post(server, "/r/api-keys/", { label: "bot" }, cookies(player));
    const { id, api_key: apiKey } = (await made.json()) as { id: string; api_key: string };
    const bearer = { authorization: `Bearer ${apiKey}` };
    const client = await TestClient.connect(server, "", bearer);
    expect(await client.ask({ op: 100 })).toMatchObject({ res: 112, user_id: player.id });
    const revoked = await fetch(`${server.url}/r/api-keys/${id}`, {
      method: "DELETE",
      headers: bearer,
    });
    expect(revoked.status).toBe(200);
    expect((await client.closed).code).toBe(1008);
    expect(await turnedAway(server, "", bearer)).toEqual([1008, "API_KEY_UNKNOWN"]);
  });

  test("ID-12 refused credentials: the connection opens, ends with the reason, and hears nothing", async () => {
    const client = await TestClient.connect(server, handshakeQuery({ ...player, key: "another" }));
    client.send({ op: 100 });
    const { code, reason } = await client.closed;
    expect([code, reason]).toEqual([1008, expect.stringMatching(/^HANDSHAKE_FAILED: \w/)]);
    expect(client.messages).toEqual([]);
    const notOne = await fetch(`${server.url}/ws?session=x`, { headers: { upgrade: "websocket" } });
    expect(await refusalOf(notOne)).toEqual([426, "UPGRADE_REQUIRED"]);
  });

  test("ID-6 cookies work from an allowed Origin only, never without one", async () => {
    const origin = { origin: "https://bets.example" };
    const client = await TestClient.connect(server, "", { ...cookies(player), ...origin });
    expect(await client.ask({ op: 100 })).toMatchObject({ res: 112, user_id: player.id });
    await client.close();
    const bare = await knock(server, "", cookies(player));
    expect(await refusalOf(bare)).toEqual([403, "ORIGIN_FORBIDDEN"]);
    const stale = { ...cookies({ ...player, key: "stale" }), ...origin };
    expect(await turnedAway(server, "", stale)).toEqual([1008, "SESSION_UNKNOWN"]);
  });

  test("ID-6 a foreign Origin is refused whatever else is right; our own is not", async () => {
    const foreign = { origin: "https://evil.example" };
    const refused = await knock(server, handshakeQuery(player), foreign);
    expect(await refusalOf(refused)).toEqual([403, "ORIGIN_FORBIDDEN"]);
    const own = await TestClient.connect(server, "", { origin: server.url });
    expect(await own.ask({ op: 100 })).toMatchObject({ res: 100 });
    await own.close();
    const overHttp = await post(server, "/r/login/", {}, foreign);
    expect(await refusalOf(overHttp)).toEqual([403, "ORIGIN_FORBIDDEN"]);
  });

  test("WIRE-14 editions and sources: known ones only", async () => {
    expect(await refusalOf(await knock(server, "v=3.0"))).toEqual([400, "EDITION_UNKNOWN"]);
    expect(await refusalOf(await knock(server, "source=x"))).toEqual([400, "FIELD_INVALID"]);
    const unknown = "source=30cee1fa-fb20-41a6-a61c-0e0335abc2a9";
    expect(await refusalOf(await knock(server, unknown))).toEqual([404, "SOURCE_NOT_FOUND"]);
    const plain = await fetch(`${server.url}/ws`);
    expect(await refusalOf(plain)).toEqual([426, "UPGRADE_REQUIRED"]);
  });

  test("WIRE-12 WIRE-13 a guest reads, is refused the rest, and may log in by op 100 with messages behind it", async () => {
    const guest = await TestClient.connect(server);
    expect(await guest.ask({ op: 365, source_name: "" })).toMatchObject({ code: "NOT_LOGGED_IN" });
    expect(await guest.ask({ op: 800 })).toMatchObject({ code: "NOT_LOGGED_IN" });
    const bad = await guest.ask({ op: 100, id: player.id, n: "a", h: "0".repeat(64) });
    expect(bad.res).toBe(110);
    const query = new URLSearchParams(handshakeQuery(player));
    const credentials = { id: query.get("id"), n: query.get("n"), h: query.get("h") };
    guest.send({ op: 100, ...credentials });
    guest.send({ op: 800 });
    expect(await guest.next()).toMatchObject({ res: 112, user_id: player.id });
    expect(await guest.next()).toMatchObject({ res: 800, current_balance: 1000 });
    await guest.close();
  });

  test("logging out ends the connections of that session and leaves others alone", async () => {
    const login = await post(server, "/r/login", {
      username: player.username,
      password: "correct horse",
    });
    const { user_session_key: key } = (await login.json()) as { user_session_key: string };
    const second = { ...player, key };
    const [ended, kept] = [
      await TestClient.as(server, second),
      await TestClient.as(server, player),
    ];
    const answer = await post(server, "/r/logout/", {}, cookies(second));
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toContain("Max-Age=0");
    expect((await ended.closed).code).toBe(1008);
    expect(await kept.ask({ op: 100 })).toMatchObject({ res: 112 });
    await kept.close();
  });
});
