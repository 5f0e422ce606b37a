import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import { SimTime } from "../support/sim-time.ts";
import {
  type Message,
  type Stage,
  TestClient,
  asAdmin,
  openGame,
  openPool,
  post,
  refusalOf,
  signUp,
  startTestServer,
} from "./server-fixture.ts";

let server: RunningServer;
let stage: Stage;
let poolId: string;

beforeAll(async () => {
  server = await startTestServer();
  stage = await openGame(server);
  poolId = await openPool(stage);
});
afterAll(() => server.stop());

async function admin(path: string, body: object): Promise<Response> {
  return post(server, path, body, asAdmin());
}

function bet(amount = "1"): object {
  return { op: 392, pool_id: poolId, target: "france", amount };
}

describe("suspending betting", () => {
  test("OPS-1 OPS-2 each scope refuses bets with its reason until it is resumed; others go on", async () => {
    const id = (await signUp(server)).id;
    const player = await signUp(server);
    const client = await TestClient.as(server, player);
    const scopes = [
      { scope: "all" },
      { scope: "source", id: stage.sourceId },
      { scope: "game", id: stage.gameId },
      { scope: "player", id: String(player.id) },
    ];
    for (const scope of scopes) {
      const reason = `floodlights, ${scope.scope}`;
      const suspended = await admin("/admin/suspensions", { ...scope, reason });
      expect(await suspended.json()).toEqual({ ...scope, reason });
      expect(await client.ask(bet())).toMatchObject({
        res: 666,
        code: "BETTING_SUSPENDED",
        text: expect.stringContaining(reason),
      });
      const again = await admin("/admin/suspensions", { ...scope, reason: "again" });
      expect(await again.json()).toMatchObject({ idempotent: true });
      const list = await fetch(`${server.url}/admin/suspensions`, { headers: asAdmin() });
      expect(await list.json()).toMatchObject({ suspensions: [{ ...scope, reason }] });
      await admin("/admin/resumptions", scope);
      expect(await client.ask(bet())).toMatchObject({ res: 356 });
    }
    await admin("/admin/suspensions", { scope: "player", id: String(id), reason: "asked for it" });
    expect(await client.ask(bet())).toMatchObject({ res: 356 });
    await admin("/admin/resumptions", { scope: "player", id: String(id) });
    await client.close();
  });

  test("OPS-2 subscribers see each pool stop and go on, blocked ones only once", async () => {
    const other = await openPool(stage, { description: "other" });
    const watcher = await TestClient.connect(server);
    await watcher.ask({ op: 363, game_id: stage.gameId });
    await stage.provider.ask({ op: 397, pool_id: other });
    expect(await watcher.until(368)).toMatchObject({ pool_id: other });
    const scope = { scope: "game", id: stage.gameId };
    const seqBefore = server.state.games.get(stage.gameId as never)?.seq ?? 0;
    await admin("/admin/suspensions", { ...scope, reason: "fog" });
    await admin("/admin/suspensions", { scope: "all", reason: "storm" });
    expect(pools(await watcher.settled())).toEqual([[368, poolId]]);
    const listed = await watcher.ask({ op: 387, game_id: stage.gameId });
    expect(listed).toMatchObject({ pools_list: { [poolId]: { is_blocked: true } } });
    await admin("/admin/resumptions", scope);
    expect(pools(await watcher.settled())).toEqual([]);
    await admin("/admin/resumptions", { scope: "all" });
    expect(pools(await watcher.settled())).toEqual([[369, poolId]]);
    const seqAfter = server.state.games.get(stage.gameId as never)?.seq ?? 0;
    expect(seqAfter - seqBefore).toBe(2);
    await watcher.close();
  });

  test("OPS-1 what is wrong is named and changes nothing", async () => {
    const before = stateHash(server.state);
    const asked: [string, object, number, string][] = [
      ["/admin/suspensions", { scope: "planet", reason: "r" }, 400, "FIELD_INVALID"],
      ["/admin/suspensions", { scope: "all", reason: " " }, 400, "FIELD_INVALID"],
      ["/admin/suspensions", { scope: "all", id: "1", reason: "r" }, 400, "FIELD_INVALID"],
      ["/admin/suspensions", { scope: "game", id: "x", reason: "r" }, 400, "FIELD_INVALID"],
      ["/admin/suspensions", { scope: "player", id: "999999", reason: "r" }, 404, "USER_NOT_FOUND"],
      ["/admin/resumptions", { scope: "source" }, 400, "FIELD_INVALID"],
      [`/admin/games/${stage.gameId}/stakes`, { minimum: "0.001" }, 400, "FIELD_INVALID"],
      [`/admin/games/${stage.gameId}/stakes`, { minimum: "5", maximum: "1" }, 400, "FIELD_INVALID"],
      ["/admin/games/nowhere/stakes", { minimum: "5" }, 404, "GAME_NOT_FOUND"],
    ];
    for (const [path, body, status, code] of asked) {
      expect(await refusalOf(await admin(path, body))).toEqual([status, code]);
    }
    expect(stateHash(server.state)).toBe(before);
  });
});

test("OPS-3 stakes below the least and above the most of a game are refused", async () => {
  const client = await TestClient.as(server, await signUp(server));
  await admin(`/admin/games/${stage.gameId}/stakes`, { minimum: "2", maximum: 10.5 });
  expect(await client.ask(bet("1.99"))).toMatchObject({ code: "AMOUNT_LIMIT" });
  expect(await client.ask(bet("10.51"))).toMatchObject({ code: "AMOUNT_LIMIT" });
  expect(await client.ask(bet("2"))).toMatchObject({ res: 356 });
  expect(await client.ask(bet("10.5"))).toMatchObject({ res: 356 });
  await admin(`/admin/games/${stage.gameId}/stakes`, {});
  expect(await client.ask(bet("0.01"))).toMatchObject({ res: 356 });
  await client.close();
});

test("OPS-4 a game whose provider went silent is suspended, and only the provider resumes it", async () => {
  const time = new SimTime(1_671_375_600_000);
  const pump = setInterval(() => time.settle(), 1);
  const silent = await startTestServer({
    configuration: { providerSilenceMs: 5_000 },
    overrides: { clock: time, scheduler: time },
  });
  try {
    const game = await openGame(silent);
    const pool = await openPool(game);
    const player = await TestClient.as(silent, await signUp(silent));
    const placed = { op: 392, pool_id: pool, target: "france", amount: 1 };
    time.pass(3_000);
    await game.provider.ask({ op: 1 });
    time.pass(4_000);
    expect(await player.ask(placed)).toMatchObject({ res: 356 });
    time.pass(3_000);
    expect(await player.ask(placed)).toMatchObject({ code: "BETTING_SUSPENDED" });
    await game.provider.ask({ op: 1 });
    time.pass(1_000);
    expect(await player.ask(placed)).toMatchObject({ code: "BETTING_SUSPENDED" });
    const resume = { op: 5002, game_id: game.gameId };
    expect(await player.ask(resume)).toMatchObject({ code: "NO_PRIVILEGE" });
    expect(await game.provider.ask(resume)).toMatchObject({ res: 369, pool_id: pool });
    expect(await game.provider.ask(resume)).toMatchObject({ res: 5002, game_id: game.gameId });
    expect(await player.ask(placed)).toMatchObject({ res: 356 });
    await game.provider.close();
    time.pass(6_500);
    expect(await player.ask(placed)).toMatchObject({ code: "BETTING_SUSPENDED" });
    await player.close();
  } finally {
    clearInterval(pump);
    time.settle();
    const stopped = silent.stop();
    const drain = setInterval(() => time.settle(), 1);
    await stopped;
    clearInterval(drain);
  }
});

function pools(messages: Message[]): unknown[] {
  return messages
    .filter(({ res }) => res === 368 || res === 369)
    .map((message) => [message.res, message["pool_id"]]);
}
