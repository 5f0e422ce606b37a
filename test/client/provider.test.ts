// The provider's queue: each thing once, in order, whatever happens to the line.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { MutuelError, connect } from "../../client/src/index.ts";
import { provide } from "../../client/src/provider.ts";
import type { RunningServer } from "../../src/compose.ts";
import { type Stage, openGame, openPool, startTestServer } from "../e2e/server-fixture.ts";
import { fuseBy } from "../support/cut-match.ts";
import { randomBy } from "../support/cut-player.ts";
import { CutProxy } from "../support/cut-proxy.ts";

const EVENTS = 150;
const SEED = 1_930;

let server: RunningServer;
let proxy: CutProxy;
let stage: Stage;
beforeAll(async () => {
  server = await startTestServer({ limits: [{ name: "handshakesPerMinute", value: 0 }] });
  proxy = await CutProxy.before(server.url);
  stage = await openGame(server);
});
afterAll(async () => {
  await proxy.close();
  await server.stop();
});

function asProvider(): ReturnType<typeof connect> {
  const { id, key } = stage.developer;
  return connect({
    url: proxy.url,
    credentials: { id, key },
    backoff: { minMs: 1, maxMs: 10 },
    connectTimeoutMs: 400,
    silenceMs: 250,
  });
}

test(`CLNT-10 ${EVENTS} events over a line that is cut all the time are registered once and in order`, async () => {
  const random = randomBy(SEED);
  const fuse = (): ReturnType<typeof fuseBy> => ({
    ...fuseBy(random),
    bytes: 300 + Math.floor(random() * 1_500),
  });
  proxy.nextFuse = fuse;
  const client = asProvider();
  const provider = provide(client, stage.gameId, { retryMs: 5 });
  const entries = Array.from({ length: EVENTS }, (_, place) =>
    provider.register({
      action: "goal",
      target: random() < 0.5 ? "argentina" : "france",
      client_event_id: `event-${place}`,
    }),
  );
  expect(provider.waiting.current).toHaveLength(EVENTS);
  await provider.idle();
  const { cuts } = proxy;
  proxy.nextFuse = () => null;
  client.close();
  console.log(`seed ${SEED}: ${cuts} cuts while ${EVENTS} events were registered`);
  expect(cuts).toBeGreaterThan(20);
  expect(entries.map(({ progress }) => progress.current.state)).toEqual(entries.map(() => "done"));
  const game = server.state.games.get(stage.gameId as never);
  expect(game?.events.map(({ target }) => `goal ${target}`)).toEqual(
    entries.map(({ label }) => label),
  );
}, 60_000);

test("CLNT-10 blocking, an event and allowing keep their order; a refusal does not stop the rest", async () => {
  const client = asProvider();
  const poolId = await openPool(stage);
  const told: string[] = [];
  const provider = provide(client, stage.gameId);
  const entries = [
    provider.block("goal"),
    provider.register({ action: "goal", target: "spain" }),
    provider.register({ action: "red-card", target: "france" }),
    provider.allow("goal"),
  ];
  for (const { label, progress } of entries) {
    progress.subscribe(({ state }) => told.push(`${label}: ${state}`));
  }
  const [blocked, unknown] = entries;
  expect(await blocked?.done).toMatchObject({ res: 370 });
  const refused: unknown = await unknown?.done.catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(MutuelError);
  await provider.idle();
  expect(told.filter((line) => !line.endsWith("under-way"))).toEqual([
    "block goal: done",
    "goal spain: refused",
    "red-card france: refused",
    "allow goal: done",
  ]);
  expect(provider.waiting.current).toEqual([]);
  const { pools_list: pools } = await client.listPools({ game_id: stage.gameId });
  expect(pools).toMatchObject([{ pool_id: poolId, is_blocked: false }]);
  client.close();
});
