// Games, pools, bets, people's own history and the operator's reports over HTTP.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import type { GameId } from "../../src/engine/ids.ts";
import {
  asAdmin,
  openGame,
  openPool,
  type Player,
  post,
  signUp,
  type Stage,
  startTestServer,
  TestClient,
} from "./server-fixture.ts";

type Body = Record<string, unknown>;

let server: RunningServer;
let stage: Stage;
let player: Player;
let poolId: string;

beforeEach(async () => {
  server = await startTestServer({ configuration: { keepClosedMs: 0 } });
  stage = await openGame(server);
  player = await signUp(server);
  poolId = await openPool(stage, { takeout_bps: 1000 });
});
afterEach(() => server.stop());

function cookies(who: Player): Record<string, string> {
  return { cookie: `im_user=${who.id}; user_session_key=${who.key}` };
}

async function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${server.url}${path}`, { headers });
  return { status: answer.status, body: (await answer.json()) as Body };
}

async function bet(
  body: unknown,
  who: Player | null = player,
  change: { method?: string; path?: string } = {},
): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${server.url}${change.path ?? predictions()}`, {
    method: change.method ?? "POST",
    headers: { "content-type": "application/json", ...(who === null ? {} : cookies(who)) },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

function gamePath(phase = "active"): string {
  return `/r/sources/${stage.sourceId}/games/${phase}/${stage.gameId}`;
}

function predictions(): string {
  return `${gamePath()}/pools/open/${poolId}/predictions/`;
}

async function settleAndArchive(): Promise<void> {
  await stage.provider.ask({ op: 395, game_id: stage.gameId, action: "goal", target: "argentina" });
  await stage.provider.ask({ op: 375, game_id: stage.gameId });
  while (!server.state.archived.games.has(stage.gameId as GameId)) {
    await fetch(`${server.url}/healthz`);
  }
}

describe("public reads", () => {
  test("HTTP-1 games of a source, with and without a slash at the end", async () => {
    for (const slash of ["", "/"]) {
      const { status, body } = await get(`/r/sources/${stage.sourceId}/games/active${slash}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ res: 345, source_id: stage.sourceId });
      expect(body["games"]).toMatchObject([{ game_id: stage.gameId }]);
    }
    const upcoming = await get(`/r/sources/${stage.sourceId}/games/upcoming/`);
    expect(upcoming.body).toMatchObject({ res: 3461, games: [] });
    const nowhere = await get(`/r/sources/${stage.gameId}/games/active/`);
    expect(nowhere).toMatchObject({ status: 404, body: { error: "SOURCE_NOT_FOUND" } });
  });

  test("HTTP-2 open pools for everybody; those without a bet of mine for me", async () => {
    const path = `${gamePath()}/pools/open/`;
    const all = await get(path);
    expect(all.body).toMatchObject({ res: 3535, pools_list: [{ pool_id: poolId }] });
    const mine = await get(`${path}${player.id}`, cookies(player));
    expect(mine.body).toMatchObject({ res: 353, pools_list: [{ pool_id: poolId }] });
    await bet({ target: "france", amount: "1" });
    const later = await get(`${path}${player.id}/`, cookies(player));
    expect(later.body).toMatchObject({ res: 353, pools_list: [] });
    expect(await get(`${path}${player.id}`)).toMatchObject({ status: 401 });
    expect(await get(`${path}${player.id}`, cookies(await signUp(server)))).toMatchObject({
      status: 403,
    });
  });

  test("HTTP-2 the path must name the game as it is", async () => {
    const wrong = await get(`${gamePath("upcoming")}/pools/open/`);
    expect(wrong).toMatchObject({ status: 404, body: { error: "GAME_NOT_FOUND" } });
    const other = await openGame(server);
    const elsewhere = `/r/sources/${other.sourceId}/games/active/${stage.gameId}/pools/open/`;
    expect(await get(elsewhere)).toMatchObject({ status: 404 });
  });
});

describe("bets", () => {
  test("HTTP-3 are placed by POST and PUT, once per client_bet_id", async () => {
    const sent = { target: "France", amount: "12.5", client_bet_id: "b1" };
    const first = await bet(sent);
    expect(first).toMatchObject({ status: 200, body: { res: 356, amount: "12.5" } });
    expect(first.body).not.toHaveProperty("idempotent");
    const again = await bet({ ...sent, amount: 12.5 }, player, { method: "PUT" });
    expect(again.body).toMatchObject({ idempotent: true, bet_id: first.body["bet_id"] });
    const client = await TestClient.as(server, player);
    expect(await client.ask({ op: 810 })).toMatchObject({ available_balance: 987.5 });
  });

  test("HTTP-4 are refused with the codes of op 392, in its order", async () => {
    const good = { target: "france", amount: "1" };
    const nowhere = `${gamePath()}/pools/open/${stage.gameId}/predictions/`;
    expect(await bet({ ...good, amount: 0 }, null)).toMatchObject({ status: 401 });
    const cases: [unknown, { path?: string }, number, string][] = [
      [{ ...good, amount: 0 }, { path: nowhere }, 400, "FIELD_INVALID"],
      [{ ...good, odds: 2 }, {}, 400, "FIELD_INVALID"],
      [{ target: "france" }, {}, 400, "FIELD_INVALID"],
      [{ ...good, amount: "1.001" }, {}, 400, "FIELD_INVALID"],
      [good, { path: nowhere }, 404, "POOL_NOT_FOUND"],
      [{ ...good, target: "spain" }, {}, 400, "TARGET_UNKNOWN"],
      [{ ...good, amount: "5000" }, {}, 409, "INSUFFICIENT_FUNDS"],
    ];
    for (const [body, change, status, error] of cases) {
      expect(await bet(body, player, change)).toMatchObject({ status, body: { error } });
    }
    expect(await bet(good, stage.developer)).toMatchObject({
      body: { error: "CONFLICT_OF_INTEREST" },
    });
    const one = await bet({ ...good, client_bet_id: "x" });
    expect(one.status).toBe(200);
    expect(await bet({ ...good, amount: 2, client_bet_id: "x" })).toMatchObject({
      status: 409,
      body: { error: "IDEMPOTENCY_MISMATCH" },
    });
    await settleAndArchive();
    expect(await bet(good)).toMatchObject({ status: 409, body: { error: "POOL_CLOSED" } });
  });
});

describe("one's own history", () => {
  const figures = {
    pools: 1,
    bets: 2,
    stakes: "40.00",
    winning_stakes: "10.00",
    won: "36.00",
    lost: "30.00",
    returned: "0.00",
    open: "0.00",
  };

  beforeEach(async () => {
    await bet({ target: "argentina", amount: 10 });
    await bet({ target: "france", amount: 30 });
  });

  test("ARC-6 is the same from memory and from the archive, each game once", async () => {
    await stage.provider.ask({
      op: 395,
      game_id: stage.gameId,
      action: "goal",
      target: "argentina",
    });
    const history = `/r/games/history/${player.id}/`;
    const statistics = `/r/statistics/${player.id}/`;
    const before = await get(history, cookies(player));
    expect(before.body["games"]).toMatchObject([
      { game_id: stage.gameId, closed_at: null, ...figures },
    ]);
    const sums = await get(statistics, cookies(player));
    expect(sums.body["currencies"]).toEqual({ DON: { games: 1, ...figures } });
    await settleAndArchive();
    const after = await get(history, cookies(player));
    expect(after.body["games"]).toMatchObject([{ game_id: stage.gameId, ...figures }]);
    expect((await get(statistics, cookies(player))).body["currencies"]).toEqual({
      DON: { games: 1, ...figures },
    });
    expect(after.body["as_of_seq"]).toBeGreaterThan(0);
  });

  test("ARC-6 who was paid nothing is in the archive's history too", async () => {
    const loser = await signUp(server);
    await bet({ target: "france", amount: 5 }, loser);
    await settleAndArchive();
    const { body } = await get(`/r/games/history/${loser.id}/`, cookies(loser));
    const lost = { bets: 1, stakes: "5.00", lost: "5.00", won: "0.00", returned: "0.00" };
    expect(body["games"]).toMatchObject([{ game_id: stage.gameId, ...lost }]);
  });

  test("an open bet counts as open", async () => {
    const { body } = await get(`/r/statistics/${player.id}`, cookies(player));
    const open = { won: "0.00", lost: "0.00", winning_stakes: "0.00", open: "40.00" };
    expect(body["currencies"]).toEqual({ DON: { games: 1, ...figures, ...open } });
  });

  test("HTTP-5 nobody else reads it but an administrator", async () => {
    for (const path of ["/r/games/history", "/r/statistics"]) {
      const own = `${path}/${player.id}/`;
      expect(await get(own)).toMatchObject({ status: 401, body: { error: "NOT_LOGGED_IN" } });
      const other = await get(own, cookies(await signUp(server)));
      expect(other).toMatchObject({ status: 403, body: { error: "NO_PRIVILEGE" } });
      expect(await get(`${path}/999`, cookies(player))).toMatchObject({ status: 403 });
      expect(await get(own, asAdmin())).toMatchObject({ status: 200 });
      expect(await get(`${path}/999`, asAdmin())).toMatchObject({ status: 404 });
      const key = await post(server, "/r/api-keys/", { label: path }, cookies(player));
      const { api_key: apiKey } = (await key.json()) as { api_key: string };
      expect(await get(own, { authorization: `Bearer ${apiKey}` })).toMatchObject({ status: 200 });
    }
  });
});

describe("reports", () => {
  const row = {
    currency: "DON",
    pools: 2,
    bets: 3,
    players: 1,
    stakes: "45.00",
    valid_stakes: "40.00",
    late_stakes: "0.00",
    void_stakes: "5.00",
    returned_stakes: "0.00",
    takeout: "4.00",
    paid: "36.00",
  };

  beforeEach(async () => {
    await bet({ target: "argentina", amount: 10 });
    await bet({ target: "france", amount: 30 });
    const settled = poolId;
    poolId = await openPool(stage, { action: "goal", targets: "france" });
    await bet({ target: "france", amount: 5 });
    await stage.provider.ask({ op: 5001, pool_id: poolId, reason: "fog" });
    poolId = settled;
    await settleAndArchive();
  });

  test("HTTP-6 per game, source and day, with the seq they are of", async () => {
    const today = new Date(server.state.timeMs).toISOString().slice(0, 10);
    const game = await get(`/admin/reports/games/${stage.gameId}`, asAdmin());
    expect(game.body["rows"]).toEqual([
      { game_id: stage.gameId, game_name: "Argentina - France", ...row },
    ]);
    expect(game.body["as_of_seq"]).toBeGreaterThan(0);
    const source = await get(`/admin/reports/sources/${stage.sourceId}?from=${today}`, asAdmin());
    expect(source.body["rows"]).toEqual([
      { source_id: stage.sourceId, source_name: "league", ...row },
    ]);
    const days = await get(`/admin/reports/days?from=${today}&to=${today}`, asAdmin());
    expect(days.body["rows"]).toEqual([{ day: today, ...row }]);
    const before = await get("/admin/reports/days?to=2020-01-01", asAdmin());
    expect(before.body["rows"]).toEqual([]);
  });

  test("HTTP-7 as CSV", async () => {
    const path = `/admin/reports/games/${stage.gameId}?format=csv`;
    const answer = await fetch(`${server.url}${path}`, { headers: asAdmin() });
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [header, line, end] = (await answer.text()).split("\r\n");
    expect(header).toBe(`game_id,game_name,${Object.keys(row).join(",")},as_of_seq`);
    expect(line).toStartWith(`${stage.gameId},Argentina - France,${Object.values(row).join(",")},`);
    expect(end).toBe("");
  });

  test("HTTP-6 are for operators, and take exactly what they say", async () => {
    expect((await get("/admin/reports/days")).status).toBe(401);
    const wrong = ["days?from=2026-02-30", "days?to=x", "days?from=2026-02-02&to=2026-02-01"];
    wrong.push("days?format=xml", "days?since=1", `games/${stage.gameId}?from=2026-01-01`);
    for (const path of wrong) {
      const { status, body } = await get(`/admin/reports/${path}`, asAdmin());
      expect({ path, status, error: body["error"] }).toEqual({
        path,
        status: 400,
        error: "FIELD_INVALID",
      });
    }
    expect((await get(`/admin/reports/games/${poolId}`, asAdmin())).status).toBe(404);
    expect((await get(`/admin/reports/sources/${poolId}`, asAdmin())).status).toBe(404);
  });
});
