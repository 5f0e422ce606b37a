import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import {
  type Message,
  type Stage,
  TestClient,
  openGame,
  openPool,
  signUp,
  startTestServer,
} from "./server-fixture.ts";

let server: RunningServer;
let stage: Stage;
let nextGoal: string;
let nowMs = 1_800_000_000_000;

beforeAll(async () => {
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  server = await startTestServer({ overrides: { clock } });
  stage = await openGame(server);
  nextGoal = await openPool(stage, { takeout_bps: 1_000 });
  const binary = { type: 3, action: undefined, targets: undefined, description: "A penalty?" };
  await openPool(stage, binary);
  await bet("france", "10", 1_800_000_100_000);
  await bet("argentina", "30", 1_800_000_200_000);
  await bet("france", "5", 1_800_000_300_000);
});
afterAll(() => server.stop());

async function bet(target: string, amount: string, atMs: number): Promise<void> {
  nowMs = atMs;
  const client = await TestClient.as(server, await signUp(server));
  const placed = await client.ask({ op: 392, pool_id: nextGoal, target, amount });
  expect(placed.res).toBe(356);
  await client.close();
}

async function preview(message: object): Promise<Message> {
  stage.provider.send({ header: { api_version: "2.0", preview: true }, ...message });
  const { provider } = stage;
  for (;;) {
    const answer = await provider.next();
    if (answer.res === 5003 || answer.res === 666) return answer;
  }
}

describe("previews", () => {
  test("PREV-1 what an event would settle is told to the cent, and nothing is changed", async () => {
    const before = stateHash(server.state);
    const event = { op: 395, game_id: stage.gameId, action: "goal", target: "france" };
    const told = await preview({ ...event, happened_at: 1_800_000_250_000 });
    expect(told).toMatchObject({
      res: 5003,
      op: 395,
      awaiting_pools: [],
      effects: [
        { effect: "EventRegistered", pool_id: null },
        {
          effect: "pool_settled",
          pool_id: nextGoal,
          description: "Next goal",
          winning_target: "france",
          bets: 3,
          gross: "40.00",
          takeout: "4.00",
          net: "36.00",
          winning_money: "10.00",
          money_return: false,
          late_bets: 1,
          late_money: "5.00",
        },
      ],
    });
    expect(stateHash(server.state)).toBe(before);
  });

  test("PREV-1 what would come back of a void, and what of a game waits for a decision", async () => {
    const voided = await preview({ op: 5001, pool_id: nextGoal, reason: "abandoned" });
    expect(voided).toMatchObject({
      res: 5003,
      effects: [{ effect: "pool_voided", pool_id: nextGoal, bets: 3, returned: "45.00" }],
    });
    const closing = await preview({ op: 375, game_id: stage.gameId });
    expect(closing["effects"]).toContainEqual(expect.objectContaining({ effect: "pool_settled" }));
    expect(closing["awaiting_pools"]).toHaveLength(1);
  });

  test("PREV-2 a refusal is the one that the op itself would get", async () => {
    const event = { op: 395, game_id: stage.gameId, action: "goal", target: "spain" };
    expect(await preview(event)).toMatchObject({ res: 666, op: 395, code: "TARGET_UNKNOWN" });
  });

  test("PREV-3 what changes nothing has no preview, and a preview is true or false", async () => {
    const read = await preview({ op: 372, game_id: stage.gameId });
    expect(read).toMatchObject({ res: 666, code: "HEADER_INVALID" });
    const header = { preview: "yes" };
    stage.provider.send({ header, op: 375, game_id: stage.gameId });
    expect(await stage.provider.until(666)).toMatchObject({ code: "HEADER_INVALID" });
  });
});
