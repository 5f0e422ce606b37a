// What leaves while the disk does not answer: nothing that depends on it.
import { afterEach, beforeEach, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import { MemoryLog } from "../../src/log/memory-log.ts";
import { systemClock } from "../../src/ops/clock.ts";
import {
  asAdmin,
  openGame,
  openPool,
  post,
  signUp,
  type Stage,
  startTestServer,
  TestClient,
} from "./server-fixture.ts";

let server: RunningServer;
let stage: Stage;
let poolId: string;
let bettor: TestClient;
let disk: "answers" | "silent";
let owed: (() => void)[];
let aheadMs: number;

function answerAll(): void {
  disk = "answers";
  for (const run of owed.splice(0)) run();
}

beforeEach(async () => {
  disk = "answers";
  owed = [];
  aheadMs = 0;
  const log = new MemoryLog((run) => {
    if (disk === "answers") queueMicrotask(run);
    else owed.push(run);
  });
  const clock = {
    nowMs: () => systemClock.nowMs() + aheadMs,
    monotonicMs: () => systemClock.monotonicMs() + aheadMs,
  };
  server = await startTestServer({ overrides: { log, clock } });
  stage = await openGame(server);
  poolId = await openPool(stage);
  bettor = await TestClient.as(server, await signUp(server));
});
afterEach(async () => {
  answerAll();
  await server.stop();
});

function bet(amount: string): object {
  return { header: { request_id: amount }, op: 392, pool_id: poolId, target: "france", amount };
}

test("WIRE-10 no answer, read or broadcast before the disk has answered; a pong does not wait", async () => {
  const viewer = await TestClient.connect(server);
  await viewer.ask({ op: 363, game_id: stage.gameId });
  const before = [bettor.messages.length, viewer.messages.length];
  disk = "silent";
  bettor.send(bet("1"));
  bettor.send({ op: 800 });
  bettor.send("nonsense");
  bettor.send({ op: 1 });
  expect(await bettor.next()).toMatchObject({ res: 1 });
  viewer.send({ op: 393, pool_id: poolId });
  viewer.send({ op: 1 });
  expect(await viewer.next()).toMatchObject({ res: 1 });
  expect(bettor.messages.length - (before[0] ?? 0)).toBe(1);
  expect(viewer.messages.length - (before[1] ?? 0)).toBe(1);
  answerAll();
  expect(await bettor.next()).toMatchObject({ res: 356, amount: "1" });
  expect(await bettor.next()).toMatchObject({ res: 800, current_balance: 1000 });
  expect(await bettor.next()).toMatchObject({ res: 666, code: "MALFORMED_JSON" });
  expect(await viewer.next()).toMatchObject({ res: 360 });
});

test("WIRE-10 HTTP answers wait as well", async () => {
  disk = "silent";
  let status = 0;
  const deposit = post(
    server,
    "/admin/users/1/deposits",
    { currency: "DON", amount: 1, reference: "r" },
    asAdmin(),
  ).then((answer) => {
    status = answer.status;
  });
  while (owed.length === 0) await fetch(`${server.url}/healthz`);
  expect(status).toBe(0);
  answerAll();
  await deposit;
  expect(status).toBe(200);
});

test("SEQ-3 a disk silent too long: BUSY at once, not ready, and all well again afterwards", async () => {
  disk = "silent";
  bettor.send(bet("1"));
  bettor.send({ op: 1 });
  expect(await bettor.next()).toMatchObject({ res: 1 });
  aheadMs = 6_000;
  bettor.send(bet("2"));
  expect(await bettor.next()).toMatchObject({ res: 666, code: "BUSY" });
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(503);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  answerAll();
  expect(await bettor.until(356)).toMatchObject({ amount: "1" });
  bettor.send(bet("3"));
  expect(await bettor.until(356)).toMatchObject({ amount: "3" });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

test("SEQ-6 stopping answers what was decided before it closes the connections", async () => {
  disk = "silent";
  bettor.send(bet("1"));
  bettor.send({ op: 1 });
  expect(await bettor.next()).toMatchObject({ res: 1 });
  const stopped = server.stop();
  answerAll();
  await stopped;
  expect(await bettor.next()).toMatchObject({ res: 356 });
  expect(await bettor.closed).toMatchObject({ code: 1001 });
});
