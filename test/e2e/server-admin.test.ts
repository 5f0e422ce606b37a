import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RunningServer } from "../../src/compose.ts";
import {
  asAdmin,
  openGame,
  openPool,
  post,
  refusalOf,
  signUp,
  startTestServer,
  TestClient,
} from "./server-fixture.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await startTestServer({
    configuration: {
      rules: { developers: "approved", welcomeDonMinor: 100_000, takeoutBps: 0, resultDelayMs: 0 },
    },
  });
});
afterAll(() => server.stop());

describe("/admin", () => {
  test("is closed without a key, with a wrong one, and to players", async () => {
    const path = "/admin/clock/confirm";
    expect(await refusalOf(await post(server, path, {}))).toEqual([401, "NOT_LOGGED_IN"]);
    const wrong = { authorization: `Bearer ${"x".repeat(40)}` };
    expect(await refusalOf(await post(server, path, {}, wrong))).toEqual([401, "API_KEY_UNKNOWN"]);
    const { id, key } = await signUp(server);
    const cookie = { cookie: `im_user=${id}; user_session_key=${key}` };
    const made = await post(server, "/r/api-keys/", { label: "mine" }, cookie);
    const { api_key: apiKey } = (await made.json()) as { api_key: string };
    const bearer = { authorization: `Bearer ${apiKey}` };
    expect(await refusalOf(await post(server, path, {}, bearer))).toEqual([403, "NO_PRIVILEGE"]);
    await post(server, `/admin/users/${id}/roles`, { role: "admin", grant: true }, asAdmin());
    expect((await post(server, path, {}, bearer)).status).toBe(200);
  });

  test("says what is missing where no key is configured", async () => {
    const bare = await startTestServer({ configuration: { adminKey: null } });
    const answer = await fetch(`${bare.url}/admin/ledger`);
    expect(await refusalOf(answer)).toEqual([403, "ADMIN_DISABLED"]);
    await bare.stop();
  });

  test("ACC-2 gives the developer role, which opens sources", async () => {
    const player = await signUp(server);
    const client = await TestClient.as(server, player);
    const asked = { op: 365, source_name: "mine" };
    expect(await client.ask(asked)).toMatchObject({ code: "NO_PRIVILEGE" });
    const path = `/admin/users/${player.id}/roles`;
    const given = await post(server, path, { role: "developer", grant: true }, asAdmin());
    expect(await given.json()).toEqual({ user_id: player.id, role: "developer", grant: true });
    const source = await client.ask(asked);
    expect(source).toMatchObject({ res: 335 });
    const secretPath = `/admin/sources/${String(source["source_id"])}/secret`;
    const [first, second] = [
      await (await post(server, secretPath, {}, asAdmin())).json(),
      await (await post(server, secretPath, {}, asAdmin())).json(),
    ] as { provider_secret: string; generation: number }[];
    expect(first?.provider_secret).toMatch(/^[0-9a-f]{64}$/);
    expect(second?.generation).toBe((first?.generation ?? 0) + 1);
    expect(second?.provider_secret).not.toBe(first?.provider_secret);
    await post(server, path, { role: "developer", grant: false }, asAdmin());
    expect(await client.ask(asked)).toMatchObject({ code: "NO_PRIVILEGE" });
    await client.close();
  });

  test("ACC-3 deposits and withdrawals are idempotent by reference, told to the player, and add up", async () => {
    const player = await signUp(server);
    const client = await TestClient.as(server, player);
    const path = `/admin/users/${player.id}/deposits`;
    const deposit = { currency: "EUR", amount: "12.50", reference: "bank-1" };
    const told = { user_id: player.id, direction: "deposit", ...deposit };
    expect(await (await post(server, path, deposit, asAdmin())).json()).toEqual(told);
    expect(await client.next()).toMatchObject({ res: 815, current_balance: 12.5, currency: "EUR" });
    const again = await post(server, path, { ...deposit, amount: 12.5 }, asAdmin());
    expect(await again.json()).toEqual({ ...told, idempotent: true });
    const other = await post(server, path, { ...deposit, amount: "13" }, asAdmin());
    expect(await refusalOf(other)).toEqual([409, "IDEMPOTENCY_MISMATCH"]);
    const withdrawals = `/admin/users/${player.id}/withdrawals`;
    const tooMuch = { currency: "EUR", amount: 100, reference: "bank-2" };
    const refused = await post(server, withdrawals, tooMuch, asAdmin());
    expect(await refusalOf(refused)).toEqual([409, "INSUFFICIENT_FUNDS"]);
    await post(server, withdrawals, { ...tooMuch, amount: 2.5 }, asAdmin());
    const ledger = await fetch(`${server.url}/admin/ledger`, { headers: asAdmin() });
    expect(await ledger.json()).toMatchObject({
      currencies: {
        EUR: {
          players_available: "10.00",
          players_exposure: "0.00",
          external: "-10.00",
          total: "0.00",
        },
        DON: { total: "0.00" },
      },
    });
    await client.close();
  });

  test("ID-1 OPS-1 refuses what it can't read, naming the field", async () => {
    const { id } = await signUp(server);
    const bodies: [unknown, number, string][] = [
      ["{", 400, "BODY_INVALID"],
      [[], 400, "BODY_INVALID"],
      ['{"__proto__":1}', 400, "FIELD_INVALID"],
      [{ currency: "EUR", amount: "1e3", reference: "r" }, 400, "FIELD_INVALID"],
      [{ currency: "EUR", amount: -1, reference: "r" }, 400, "FIELD_INVALID"],
      [{ currency: "EUR", amount: 1e308, reference: "r" }, 400, "AMOUNT_LIMIT"],
      [{ currency: "EUR", amount: "0.001", reference: "r" }, 400, "FIELD_INVALID"],
      [{ currency: "XXX", amount: 1, reference: "r" }, 400, "FIELD_INVALID"],
      [{ currency: "EUR", amount: 1, reference: "" }, 400, "FIELD_INVALID"],
      [{ currency: "EUR", amount: 1 }, 400, "FIELD_INVALID"],
    ];
    for (const [body, status, code] of bodies) {
      const answer = await post(server, `/admin/users/${id}/deposits`, body, asAdmin());
      expect(await refusalOf(answer)).toEqual([status, code]);
    }
    const nobody = { currency: "EUR", amount: 1, reference: "nobody" };
    for (const user of ["x", "0", "999999"]) {
      const answer = await post(server, `/admin/users/${user}/deposits`, nobody, asAdmin());
      expect(await refusalOf(answer)).toEqual([404, "USER_NOT_FOUND"]);
    }
  });
});

describe("the rest of HTTP", () => {
  test("unknown paths, methods and media are refused as JSON, with strict headers", async () => {
    const missing = await fetch(`${server.url}/nowhere`);
    expect(missing.headers.get("x-content-type-options")).toBe("nosniff");
    expect(missing.headers.get("access-control-allow-origin")).toBeNull();
    expect(await refusalOf(missing)).toEqual([404, "NOT_FOUND"]);
    const wrong = await fetch(`${server.url}/r/login/`);
    expect(wrong.headers.get("allow")).toBe("POST");
    expect(await refusalOf(wrong)).toEqual([405, "METHOD_NOT_ALLOWED"]);
    const form = await fetch(`${server.url}/r/login/`, { method: "POST", body: "a=b" });
    expect(await refusalOf(form)).toEqual([415, "UNSUPPORTED_MEDIA"]);
    const hidden = await fetch(`${server.url}/admin/nowhere`, { headers: asAdmin() });
    expect(await refusalOf(hidden)).toEqual([404, "NOT_FOUND"]);
  });

  test("ID-1 sign-up answers who somebody is and sets the cookies; a second one is refused", async () => {
    const person = { username: "Zoe", email: "zoe@example.org", password: "correct horse" };
    const answer = await post(server, "/r/signup", { ...person, country: "AR" });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(["im_user", "user_session_key"]);
    for (const cookie of cookies) expect(cookie).toContain("Path=/; HttpOnly; SameSite=Lax");
    expect(await answer.json()).toMatchObject({ username: "Zoe", id: expect.any(Number) });
    const again = await post(server, "/r/signup/", person);
    expect(await again.json()).toMatchObject({ error: "USERNAME_TAKEN", field: "username" });
    const country = await post(server, "/r/signup/", { ...person, country: "XX" });
    expect(await country.json()).toMatchObject({ error: "FIELD_INVALID", field: "country" });
  });

  test("health, readiness and metrics", async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/mutuel_head_info\{hash="[0-9a-f]{64}"\} 1/);
    expect(await (await fetch(server.url)).text()).toContain("Mutuel");
  });
});

test("money comes back from a settled pool and the ledger still adds up to nothing", async () => {
  const open = await startTestServer();
  const stage = await openGame(open);
  const poolId = await openPool(stage, { takeout_bps: 1000 });
  const [one, two] = [
    await TestClient.as(open, await signUp(open)),
    await TestClient.as(open, await signUp(open)),
  ];
  await one.ask({ op: 392, pool_id: poolId, target: "france", amount: "33.33" });
  await two.ask({ op: 392, pool_id: poolId, target: "argentina", amount: "66.67" });
  await stage.provider.ask({ op: 395, game_id: stage.gameId, action: "goal", target: "france" });
  const ledger = await fetch(`${open.url}/admin/ledger`, { headers: asAdmin() });
  expect(await ledger.json()).toMatchObject({
    currencies: { DON: { takeout: "10.00", players_exposure: "0.00", total: "0.00" } },
  });
  await open.stop();
});
