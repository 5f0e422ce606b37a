// Reads that pages are made of.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import { checkedFetch } from "../support/http-check.ts";
import {
  type Player,
  type Stage,
  TestClient,
  asAdmin,
  openGame,
  openPool,
  post,
  signUp,
  startTestServer,
} from "./server-fixture.ts";

type Body = Record<string, unknown>;

let server: RunningServer;
let stage: Stage;
let poolId: string;
let player: Player;
let nowMs = 1_800_000_000_000;

beforeAll(async () => {
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  server = await startTestServer({ overrides: { clock } });
  stage = await openGame(server);
  poolId = await openPool(stage);
  player = await signUp(server, "walter");
  const client = await TestClient.as(server, player);
  for (const [target, amount] of [
    ["france", "1.50"],
    ["argentina", "4.00"],
    ["france", "2.00"],
  ]) {
    nowMs += 1_000;
    await client.ask({ op: 392, pool_id: poolId, target, amount });
  }
  await client.close();
});
afterAll(() => server.stop());

function cookies({ id, key }: Player): Record<string, string> {
  return { cookie: `im_user=${id}; user_session_key=${key}` };
}

async function get(path: string, headers: Record<string, string> = {}): Promise<[number, Body]> {
  const answer = await checkedFetch(`${server.url}${path}`, { headers });
  return [answer.status, (await answer.json()) as Body];
}

describe("what there is to play", () => {
  test("HTTP-8 games of all sources, those being played first, and how many there are", async () => {
    const { provider, sourceId, gameId } = stage;
    const later = { source_id: sourceId, type: "football", live_start_at: nowMs + 60_000 };
    const upcoming = await provider.ask({ op: 3701, ...later, game_name: "Croatia - Morocco" });
    const [status, body] = await get("/r/games");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      total: 2,
      games: [
        { game_id: gameId, source_name: "league", phase: "active", open_pools: 1, currency: "DON" },
        { game_id: upcoming["game_id"], phase: "upcoming", open_at: null, open_pools: 0 },
      ],
    });
    expect((await get("/r/games?limit=1"))[1]).toMatchObject({ total: 2, games: [{}] });
    expect(await get("/r/games?limit=0")).toMatchObject([400, { field: "limit" }]);
    expect(await get("/r/games?page=2")).toMatchObject([400, { field: "page" }]);
  });

  test("HTTP-8 who is asking, by cookies or key, with roles", async () => {
    expect(await get("/r/me")).toMatchObject([401, { error: "NOT_LOGGED_IN" }]);
    const me = { user_id: player.id, username: "walter", country: null, roles: [] };
    expect(await get("/r/me", cookies(player))).toEqual([200, me]);
  });

  test("HTTP-8 the money on each target as it came about, the last bet always there", async () => {
    const [status, body] = await get(`/r/pools/${poolId}/odds`);
    expect(status).toBe(200);
    expect(body["targets"]).toEqual(["argentina", "france", "none"]);
    const start = 1_800_000_001_000;
    expect(body["history"]).toEqual([
      { at: start, money: ["0.00", "1.50", "0.00"] },
      { at: start + 1_000, money: ["4.00", "1.50", "0.00"] },
      { at: start + 2_000, money: ["4.00", "3.50", "0.00"] },
    ]);
    const few = (await get(`/r/pools/${poolId}/odds?points=2`))[1]["history"] as Body[];
    expect(few.at(-1)).toEqual({ at: start + 2_000, money: ["4.00", "3.50", "0.00"] });
    const missing = `/r/pools/${stage.gameId}/odds`;
    expect(await get(missing)).toMatchObject([404, { error: "POOL_NOT_FOUND" }]);
  });
});

describe("what there is for operators", () => {
  test("HTTP-9 sources and their accounts", async () => {
    const [, { sources }] = await get("/admin/sources", asAdmin());
    expect(sources).toMatchObject([
      { source_id: stage.sourceId, name: "league", status: "open", signing: "md5", accounts: 0 },
    ]);
    expect(await get("/admin/accounts", asAdmin())).toEqual([200, { accounts: [] }]);
    const stranger = await get(`/admin/accounts?source=${stage.gameId}`, asAdmin());
    expect(stranger).toMatchObject([404, { error: "SOURCE_NOT_FOUND" }]);
  });

  test("HTTP-9 users by name and page, and one of them with balances", async () => {
    const [, found] = await get("/admin/users?q=walt", asAdmin());
    expect(found).toMatchObject({ users: [{ user_id: player.id, username: "walter" }] });
    const [, first] = await get("/admin/users?limit=1", asAdmin());
    expect(first).toMatchObject({ users: [{ user_id: 1 }], next_after: 1 });
    const [, rest] = await get("/admin/users?limit=100&after=1", asAdmin());
    expect(rest).toMatchObject({ users: [{ user_id: 2 }], next_after: null });
    expect(await get("/admin/users?q=%25", asAdmin())).toMatchObject([200, { users: [] }]);
    const balances = [{ currency: "DON", available: "992.50", exposure: "7.50" }];
    expect(await get(`/admin/users/${player.id}`, asAdmin())).toMatchObject([200, { balances }]);
    const nobody = await get("/admin/users/999", asAdmin());
    expect(nobody).toMatchObject([404, { error: "USER_NOT_FOUND" }]);
  });

  test("HTTP-9 the log backwards, searched by kind and text, to its beginning", async () => {
    const all: { seq: number; hash: string; fact: Body }[] = [];
    let before = "";
    for (;;) {
      const [, page] = await get(`/admin/log?limit=4${before}`, asAdmin());
      all.push(...(page["facts"] as typeof all));
      const next = page["next_before"] as number | null;
      if (next === null) break;
      before = `&before=${next}`;
    }
    const seqs = all.map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: server.state.seq }, (_, i) => server.state.seq - i));
    expect(all.at(-1)?.fact).toMatchObject({ kind: "DeploymentStarted" });
    expect(JSON.stringify(all)).not.toContain("betIdKey");
    const [, bets] = await get("/admin/log?kind=BetPlaced&limit=2", asAdmin());
    expect(bets["facts"]).toMatchObject([
      { fact: { kind: "BetPlaced", stakeMinor: 200 } },
      { fact: { kind: "BetPlaced", stakeMinor: 400 } },
    ]);
    const [, named] = await get("/admin/log?text=league", asAdmin());
    expect(named["facts"]).toMatchObject([{ fact: { kind: "SourceOpened", name: "league" } }]);
    const odd = await get("/admin/log?kind=Magic", asAdmin());
    expect(odd).toMatchObject([400, { field: "kind" }]);
  });

  test("HTTP-10 an administrator's cookies open /admin from our own pages only", async () => {
    const boss = await signUp(server, "boss");
    const own = { ...cookies(boss), "sec-fetch-site": "same-origin" };
    expect(await get("/admin/sources", own)).toMatchObject([403, { error: "NO_PRIVILEGE" }]);
    await post(server, `/admin/users/${boss.id}/roles`, { role: "admin", grant: true }, asAdmin());
    expect((await get("/admin/sources", own))[0]).toBe(200);
    for (const site of ["cross-site", "same-site", "none"]) {
      const from = { ...cookies(boss), "sec-fetch-site": site };
      expect(await get("/admin/sources", from)).toMatchObject([401, { error: "NOT_LOGGED_IN" }]);
    }
    expect((await get("/admin/sources", cookies(boss)))[0]).toBe(401);
  });
});
