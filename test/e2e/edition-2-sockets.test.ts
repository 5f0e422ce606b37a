// Edition 2.0 over real sockets: how it is asked for, the secret of a new source in its place, and a
// client that comes back while others go on.
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import {
  asAdmin,
  type Message,
  openGame,
  openPool,
  post,
  signUp,
  startTestServer,
  TestClient,
} from "./server-fixture.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("WIRE-208 by v=2.0 or header.api_version; the secret once, in the order of the answers", async () => {
  const developer = await signUp(server);
  const client = await TestClient.as(server, developer, "&v=2.0");
  const codes: number[] = [];
  for (const op of [365, 611, 800, 365, 810]) client.send({ op, ...sourceNameFor(op) });
  const answers = await client.settled();
  for (const { res } of answers) codes.push(res);
  expect(codes).toEqual([335, 621, 800, 335, 810]);
  const [opened, , balance] = answers;
  expect(opened?.["provider_secret"]).toMatch(/^[0-9a-f]{64}$/);
  expect(opened?.["log_seq"]).toBeGreaterThan(0);
  expect(balance).toMatchObject({ current_balance: "1000.00" });
  const secrets = new Set(answers.map((answer) => answer["provider_secret"]));
  expect(secrets.size).toBe(3);
  const rotated = await post(
    server,
    `/admin/sources/${String(opened?.["source_id"])}/secret`,
    {},
    asAdmin(),
  );
  const body = (await rotated.json()) as { provider_secret: string };
  expect(secrets.has(body.provider_secret)).toBe(false);
  const old = await TestClient.as(server, developer);
  expect(await old.ask({ op: 365, source_name: "old" })).not.toHaveProperty("provider_secret");
  old.send({ header: { api_version: "2.0" }, op: 800 });
  expect(await old.until(800)).toMatchObject({ current_balance: "1000.00" });
  await client.close();
  await old.close();
});

function sourceNameFor(op: number): object {
  return op === 365 ? { source_name: "league" } : {};
}

test("WIRE-209 who comes back while messages go out gets each exactly once, in order", async () => {
  const stage = await openGame(server);
  const poolId = await openPool(stage);
  const first = await TestClient.connect(server, "v=2.0");
  const joined = await first.ask({ op: 363, game_id: stage.gameId });
  const lastSeq = Number(joined["seq"]);
  await first.close();
  const late = await TestClient.connect(server, "v=2.0");
  const block = { op: 397, pool_id: poolId };
  const allow = { op: 398, pool_id: poolId };
  // Not waited for: the join falls somewhere among them.
  for (let i = 0; i < 20; i++) stage.provider.send(i % 2 === 0 ? block : allow);
  late.send({ op: 363, game_id: stage.gameId, last_seq: lastSeq, heartbeat_ms: 500 });
  for (let i = 0; i < 20; i++) stage.provider.send(i % 2 === 0 ? block : allow);
  await stage.provider.settled();
  const heard = await late.settled();
  const placed = heard.filter(({ res }) => res === 368 || res === 369);
  const seqs = placed.map((message: Message) => message["seq"]);
  expect(heard[0]).toMatchObject({ res: 333 });
  expect(seqs).toEqual(Array.from({ length: 40 }, (_, i) => lastSeq + 1 + i));
  expect(await late.until(3330)).toMatchObject({ game_id: stage.gameId, seq: lastSeq + 40 });
  await late.close();
  await stage.provider.close();
});

test("WIRE-212 distributions come at each one's pace over real topics", async () => {
  const stage = await openGame(server);
  const poolId = await openPool(stage);
  const [slow, quick] = [
    await TestClient.connect(server, "v=2.0"),
    await TestClient.connect(server, "v=2.0"),
  ];
  await slow.ask({ op: 363, game_id: stage.gameId, conflate_ms: 1000 });
  await quick.ask({ op: 363, game_id: stage.gameId });
  const bettor = await TestClient.as(server, await signUp(server));
  const bet = { op: 392, pool_id: poolId, target: "france", amount: "0.01" };
  await bettor.ask(bet);
  const counted = async (client: TestClient, bets: number): Promise<void> => {
    while ((await client.until(360))["bets_count"] !== bets) continue;
  };
  for (const client of [slow, quick]) await counted(client, 1);
  for (let i = 0; i < 9; i++) await bettor.ask(bet);
  await counted(quick, 10);
  await counted(slow, 10);
  const times = slow.messages
    .filter(({ res }) => res === 360)
    .map((message) => (message["response_header"] as { t: number }).t);
  // A millisecond is lost to rounding.
  times.reduce((earlier, later) => {
    expect(later - earlier).toBeGreaterThanOrEqual(999);
    return later;
  });
  expect(times.length).toBeGreaterThan(1);
  for (const client of [slow, quick, bettor, stage.provider]) await client.close();
});
