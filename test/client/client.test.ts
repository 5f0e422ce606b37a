// The typed client against a real server.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type Client,
  type ConnectOptions,
  type GameView,
  type Store,
  connect,
} from "../../client/src/index.ts";
import type { RunningServer } from "../../src/compose.ts";
import {
  type Player,
  type Stage,
  openGame,
  openPool,
  signUp,
  startTestServer,
} from "../e2e/server-fixture.ts";

let server: RunningServer;
let stage: Stage;
beforeAll(async () => {
  server = await startTestServer();
  stage = await openGame(server);
});
afterAll(async () => {
  await server.stop();
});

const clients: Client[] = [];
afterAll(() => {
  for (const client of clients) client.close();
});

function connectAs(player: Player | null, more: ConnectOptions = {}): Client {
  const credentials = player === null ? {} : { credentials: { id: player.id, key: player.key } };
  const client = connect({ url: server.url, ...credentials, ...more });
  clients.push(client);
  return client;
}

/** Resolves with the first value that fits. */
function when<Value>(store: Store<Value>, fits: (value: Value) => boolean): Promise<Value> {
  if (fits(store.current)) return Promise.resolve(store.current);
  return new Promise((resolve) => {
    const off = store.subscribe((value) => {
      if (!fits(value)) return;
      off();
      resolve(value);
    });
  });
}

const live = (view: GameView): boolean => view.following === "live" && view.game !== null;

describe("connect", () => {
  test("bets and follows", async () => {
    const anna = await signUp(server);
    const client = connectAs(anna);
    const game = client.game(stage.gameId);
    await when(game, live);
    const poolId = await openPool(stage);
    const [pool] = (await when(game, ({ pools }) => pools.length === 1)).pools;
    expect(pool).toMatchObject({ pool_id: poolId, money_at_stake: "0.00", bets_count: 0 });
    const bet = await client.placeBet({ pool_id: poolId, target: "france", amount: "2.5" });
    expect(bet).toMatchObject({ res: 356, amount: "2.5" });
    const view = await when(
      game,
      ({ pools, balance }) => pools[0]?.bets_count === 1 && balance?.available_balance === "997.50",
    );
    expect(view.backed).toEqual({ [poolId]: { france: "2.50" } });
    expect(view.pools[0]?.money_at_stake).toBe("2.50");
    const happened = Date.now();
    const event = {
      op: 395,
      game_id: stage.gameId,
      action: "goal",
      target: "france",
      happened_at: happened,
    };
    await stage.provider.ask(event);
    const after = await when(
      game,
      ({ results, balance }) => results.length === 1 && balance?.available_balance === "1000.00",
    );
    expect(after.results[0]).toMatchObject({
      pool_id: poolId,
      winning_target: "france",
      outcome: { paid: "2.50", lost: "0", returned: "0" },
    });
    expect(after.events[0]).toMatchObject({ action_id: "goal", target_id: "france" });
  });

  test("a preview changes nothing", async () => {
    const client = connectAs(stage.developer);
    await openPool(stage);
    const event = { game_id: stage.gameId, action: "goal", target: "argentina" };
    const before = server.state.seq;
    expect(await client.preview("registerEvent", event)).toMatchObject({ res: 5003, op: 395 });
    expect(server.state.seq).toBe(before);
  });

  test("bets of another tab are found", async () => {
    const ben = await signUp(server);
    const [one, other] = [connectAs(ben), connectAs(ben)];
    const game = one.game(stage.gameId);
    await when(game, live);
    const pool_id = await openPool(stage);
    await other.placeBet({ pool_id, target: "france", amount: "3" });
    const view = await when(game, ({ backed }) => pool_id in backed);
    expect(view.backed[pool_id]).toEqual({ france: "3.00" });
  });

  test("refusals have a code, a text and a field", async () => {
    const client = connectAs(null);
    const refused = client.placeBet({ pool_id: crypto.randomUUID(), target: "a", amount: "1" });
    expect(await refused.catch((error: unknown) => error)).toMatchObject({ code: "NOT_LOGGED_IN" });
    const wrong = client.getGame({ game_id: "x" });
    expect(await wrong.catch((error: unknown) => error)).toMatchObject({
      code: "FIELD_INVALID",
      field: "game_id",
      retryable: false,
    });
  });
});
