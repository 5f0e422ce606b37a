// Games leave the memory of a running server, and what there is to know of them comes from the archive.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import type { GameId } from "../../src/engine/ids.ts";
import {
  type Message,
  openGame,
  openPool,
  type Player,
  signUp,
  type Stage,
  startTestServer,
  TestClient,
} from "./server-fixture.ts";

let server: RunningServer;
let stage: Stage;
let player: Player;
let client: TestClient;
let poolId: string;

beforeEach(async () => {
  server = await startTestServer({ configuration: { keepClosedMs: 0 } });
  stage = await openGame(server);
  player = await signUp(server);
  client = await TestClient.as(server, player);
  poolId = await openPool(stage, { takeout_bps: 500 });
  await bet(client, "argentina", "10");
  await bet(client, "france", "5.5");
  await bet(await TestClient.as(server, await signUp(server)), "france", 20);
  await stage.provider.ask({ op: 395, game_id: stage.gameId, action: "goal", target: "argentina" });
});
afterEach(() => server.stop());

function bet(who: TestClient, target: string, amount: unknown): Promise<Message> {
  return who.ask({ op: 392, pool_id: poolId, target, amount });
}

/** Closes the game and waits until it has left the memory. */
async function archive(): Promise<void> {
  const closed = await stage.provider.ask({ op: 375, game_id: stage.gameId });
  expect(closed.res).toBe(341);
  while (!server.state.archived.games.has(stage.gameId as GameId)) {
    await fetch(`${server.url}/healthz`);
  }
}

function without(message: Message, ...fields: string[]): object {
  return Object.fromEntries(Object.entries(message).filter(([name]) => !fields.includes(name)));
}

for (const edition of ["1.0", "1.1", "2.0"]) {
  test(`ARC-4 390 says the same before and after, but for as_of_seq, edition ${edition}`, async () => {
    client = await TestClient.as(server, player, `&v=${edition}`);
    const asked = { op: 390, game_id: stage.gameId };
    const before = await client.ask(asked);
    expect(before["pools_list"]).not.toEqual([]);
    expect(before).not.toHaveProperty("as_of_seq");
    await archive();
    const after = await client.ask(asked);
    expect(after["as_of_seq"]).toBeGreaterThan(0);
    expect(without(after, "as_of_seq", "response_header")).toEqual(
      without(before, "response_header"),
    );
  });
}

describe("a game that has left", () => {
  beforeEach(archive);

  test("ARC-5 is closed to whoever names it", async () => {
    const game = { game_id: stage.gameId };
    const codes: unknown[] = [];
    for (const asked of [
      { op: 372, ...game },
      { op: 363, ...game },
      { op: 387, ...game },
      { op: 389, ...game },
      { op: 393, pool_id: poolId },
      { op: 392, pool_id: poolId, target: "france", amount: 1 },
    ]) {
      const { res, code } = await client.ask(asked);
      expect(res).toBe(666);
      codes.push(code);
    }
    const closed = "GAME_CLOSED";
    expect(codes).toEqual([closed, closed, closed, closed, "POOL_CLOSED", "POOL_CLOSED"]);
    const nowhere = await client.ask({ op: 390, game_id: poolId });
    expect(nowhere).toMatchObject({ res: 666, code: "GAME_NOT_FOUND" });
  });

  test("answers keep their order around one from the archive", async () => {
    const requests = ["a", "b", "c"];
    const header = (id: string): object => ({ request_id: id });
    client.send({ header: header("a"), op: 800 });
    client.send({ header: header("b"), op: 390, game_id: stage.gameId });
    client.send({ header: header("c"), op: 810 });
    const got: unknown[] = [];
    while (got.length < 3) {
      const message = await client.next();
      const { request_id: id } = message["response_header"] as { request_id?: string };
      if (id !== undefined && requests.includes(id)) got.push(id);
    }
    expect(got).toEqual(requests);
  });
});
