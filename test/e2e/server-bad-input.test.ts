// The list of bad input: each gets an error that names what was wrong, nothing changes, and the
// connection lives on.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import { stateHash } from "../../src/engine/state-hash.ts";
import {
  openGame,
  openPool,
  signUp,
  type Stage,
  startTestServer,
  TestClient,
} from "./server-fixture.ts";

let server: RunningServer;
let stage: Stage;
let player: TestClient;
let poolId: string;

beforeAll(async () => {
  server = await startTestServer();
  stage = await openGame(server);
  poolId = await openPool(stage);
  player = await TestClient.as(server, await signUp(server));
});
afterAll(() => server.stop());

async function refused(text: string): Promise<string> {
  const before = stateHash(server.state);
  player.send(text);
  const answer = await player.until(666);
  expect(stateHash(server.state)).toBe(before);
  expect(await player.ask({ op: 100 })).toMatchObject({ res: 112 });
  expect(String(answer["text"]).length).toBeGreaterThan(10);
  expect(String(answer["text"]).length).toBeLessThan(1_500);
  return String(answer["code"]);
}

function bet(fields: string): string {
  return `{"op":392,"pool_id":"${poolId}"${fields}}`;
}

const nested = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;

describe("bad input", () => {
  const envelopes: [string, string][] = [
    ["", "MALFORMED_JSON"],
    ["{", "MALFORMED_JSON"],
    ["nonsense", "MALFORMED_JSON"],
    ['{"op":NaN}', "MALFORMED_JSON"],
    ["null", "NOT_AN_OBJECT"],
    ["[]", "NOT_AN_OBJECT"],
    ["1e308", "NOT_AN_OBJECT"],
    [nested, "NOT_AN_OBJECT"],
    ["{}", "OP_INVALID"],
    ['{"op":"x"}', "OP_INVALID"],
    [`{"op":${nested}}`, "OP_INVALID"],
    ['{"op":31337}', "OP_UNKNOWN"],
    ['{"header":7,"op":1}', "HEADER_INVALID"],
    ['{"header":{"request_id":{}},"op":1}', "HEADER_INVALID"],
    ['{"header":{"__proto__":{}},"op":1}', "HEADER_INVALID"],
  ];
  for (const [text, code] of envelopes) {
    test(`${JSON.stringify(text.slice(0, 40))}: ${code}`, async () => {
      expect(await refused(text)).toBe(code);
    });
  }

  const fields: [string, string][] = [
    ['"amount":1', "FIELD_INVALID"],
    ['"target":"","amount":1', "FIELD_INVALID"],
    ['"target":"france"', "FIELD_INVALID"],
    ['"target":"france","amount":1e308', "AMOUNT_LIMIT"],
    ['"target":"france","amount":"1e3"', "FIELD_INVALID"],
    ['"target":"france","amount":0.001', "FIELD_INVALID"],
    ['"target":"france","amount":-1', "FIELD_INVALID"],
    ['"target":"france","amount":0', "FIELD_INVALID"],
    ['"target":"france","amount":"NaN"', "FIELD_INVALID"],
    ['"target":"france","amount":""', "FIELD_INVALID"],
    ['"target":"france","amount":{}', "FIELD_INVALID"],
    [`"target":${nested},"amount":1`, "FIELD_INVALID"],
    ['"target":"france","amount":1,"__proto__":{"x":1}', "FIELD_INVALID"],
    ['"target":"france","amount":1,"constructor":1', "FIELD_INVALID"],
    ['"target":"france","amount":1,"more":1', "FIELD_INVALID"],
    ['"target":"spain","amount":1', "TARGET_UNKNOWN"],
    ['"target":"france","amount":1001', "INSUFFICIENT_FUNDS"],
  ];
  for (const [text, code] of fields) {
    test(`a bet with ${text.slice(0, 60)}: ${code}`, async () => {
      expect(await refused(bet(`,${text}`))).toBe(code);
    });
  }

  test("someone else's ids and no privilege", async () => {
    const { gameId, sourceId } = stage;
    const calls: [object, string][] = [
      [{ op: 366, source_id: sourceId }, "NO_PRIVILEGE"],
      [{ op: 370, source_id: sourceId, game_name: "x", type: "y" }, "NO_PRIVILEGE"],
      [{ op: 375, game_id: gameId }, "NO_PRIVILEGE"],
      [{ op: 395, game_id: gameId, action: "goal", target: "france" }, "NO_PRIVILEGE"],
      [{ op: 5001, pool_id: poolId, reason: "x" }, "NO_PRIVILEGE"],
      [{ op: 395, game_id: poolId, action: "goal", target: "france" }, "GAME_NOT_FOUND"],
      [{ op: 392, pool_id: gameId, target: "france", amount: 1 }, "POOL_NOT_FOUND"],
      [{ op: 363, game_id: "x" }, "FIELD_INVALID"],
      [{ op: 363, game_id: sourceId }, "GAME_NOT_FOUND"],
    ];
    for (const [call, code] of calls) expect(await refused(JSON.stringify(call))).toBe(code);
    expect(await player.ask({ op: 616, game_id: gameId })).toMatchObject({ res: 645 });
  });

  test("closed, stopped and blocked pools", async () => {
    await stage.provider.ask({ op: 397, pool_id: poolId });
    expect(await refused(bet(',"target":"france","amount":1'))).toBe("POOL_BLOCKED");
    await stage.provider.ask({ op: 5001, pool_id: poolId, reason: "test" });
    expect(await refused(bet(',"target":"france","amount":1'))).toBe("POOL_CLOSED");
  });
});
