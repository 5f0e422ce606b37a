// Who gets in: platforms and how they are registered, ways of signing over HTTP, what never gets out, and
// what happens when the server can't.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import pino from "pino";
import { MemoryLog } from "../../src/log/memory-log.ts";
import { limitsWith } from "../../src/ops/limits.ts";
import {
  type Fields,
  type HubAnswer,
  md5Of,
  OPEN_ACCOUNT,
  OpenGamesWorld,
  type Sending,
  SLOTS,
} from "../support/open-games-world.ts";
import { checkedFetch } from "../support/http-check.ts";

let world: OpenGamesWorld;
beforeAll(async () => {
  world = await OpenGamesWorld.start();
});
afterAll(() => world.stop());

function timed(text: string, secret: string, atMs = world.wire.time.nowMs()): Sending {
  const mac = createHmac("sha256", secret).update(`${atMs}.${text}`).digest("hex");
  return { sign: `v1=${mac}`, headers: { "Sign-Timestamp": String(atMs) } };
}

describe("platforms over /admin", () => {
  const register = (fields: Fields): Promise<Fields> =>
    world.operator.post("/admin/platforms", fields);

  test("PLAT-1, OGA-50 the secret is shown once; the id is the operator's or one of ours", async () => {
    const platform = { name: "Mine", signing: "md5" };
    const made = await register({ clientId: "mine.example", ...platform });
    expect(made).toEqual({
      clientId: "mine.example",
      generation: 1,
      secret: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const again = await register({ clientId: "mine.example", ...platform });
    expect(again).toEqual({ clientId: "mine.example", generation: 1, idempotent: true });
    const other = await register({ clientId: "mine.example", name: "Other", signing: "md5" });
    expect(other).toMatchObject({ error: "IDEMPOTENCY_MISMATCH" });
    const ours = await register(platform);
    expect(ours["clientId"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ours["secret"]).not.toBe(made["secret"]);
    const listed = await world.operator.get("/admin/platforms");
    expect(listed["platforms"]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          clientId: "mine.example",
          ...platform,
          status: "active",
          generation: 1,
        }),
      ]),
    );
    expect(JSON.stringify(listed)).not.toContain(String(made["secret"]));
  });

  test("OGA-50 what can't be read is refused, and so is whoever is no operator", async () => {
    const cases: [Fields, string][] = [
      [{ clientId: "a b", name: "x", signing: "md5" }, "FIELD_INVALID"],
      [{ clientId: "", name: "x", signing: "md5" }, "FIELD_INVALID"],
      [{ name: " ", signing: "md5" }, "FIELD_INVALID"],
      [{ name: "x".repeat(121), signing: "md5" }, "FIELD_INVALID"],
      [{ name: "x", signing: "sha1" }, "FIELD_INVALID"],
      [{ name: "x" }, "FIELD_INVALID"],
    ];
    for (const [fields, code] of cases)
      expect(await register(fields)).toMatchObject({ error: code });
    for (const path of ["rotate", "disable", "enable"]) {
      const answer = await world.operator.post(`/admin/platforms/nobody/${path}`);
      expect(answer).toMatchObject({ error: "PLATFORM_NOT_FOUND" });
    }
    const signing = `/admin/sources/${world.sourceId}/signing`;
    const unsigned = await world.operator.post(signing, { signing: "unsigned" });
    expect(unsigned).toMatchObject({ error: "FIELD_INVALID" });
    const stranger = await checkedFetch(`${world.wire.url}/admin/platforms`);
    expect(await stranger.json()).toMatchObject({ error: "NOT_LOGGED_IN" });
  });

  test("OGA-51 a rotated secret signs nothing any more", async () => {
    const { secret } = await register({ clientId: "rotated", name: "x", signing: "md5" });
    const query = "clientId=rotated";
    const old = md5Of(query, String(secret));
    expect((await world.providers(query, old))["providers"]).toEqual([]);
    const rotated = await world.operator.post("/admin/platforms/rotated/rotate");
    expect(rotated).toMatchObject({ clientId: "rotated", generation: 2 });
    expect((await world.providers(query, old)).error).toBe("INVALID_SIGN");
    const sign = md5Of(query, String(rotated["secret"]));
    expect((await world.providers(query, sign)).error).toBeUndefined();
    const { provider_secret: fresh } = await world.operator.post(
      `/admin/sources/${world.sourceId}/secret`,
    );
    expect((await world.accounts([])).error).toBe("INVALID_SIGN");
    world.providerSecret = String(fresh);
    expect((await world.accounts([])).isSuccess).toBe(true);
  });
});

test("OGA-55 a source is opened over HTTP by a developer, and its secret told once", async () => {
  const player = await world.wire.signUp("developer");
  const cookie = `im_user=${player.id}; user_session_key=${player.key}`;
  const open = async (body: Fields, headers: Record<string, string> = { cookie }) => {
    const answer = await checkedFetch(`${world.wire.url}/r/sources/`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return [answer.status, await answer.json()] as const;
  };
  const [status, made] = await open({ source_name: "curled" });
  expect(status).toBe(201);
  const { source_id: contentProviderId, provider_secret: secret } = made as Record<string, string>;
  const listed = await world.post(
    "accounts",
    { contentProviderId, accounts: [] },
    {
      secret: String(secret),
    },
  );
  expect(listed.isSuccess).toBe(true);
  const { name, adminId } = [...world.wire.server.state.sources.values()].at(-1) ?? {};
  expect([name, Number(adminId)]).toEqual(["curled", player.id]);
  expect(await open({ source_name: " " })).toMatchObject([400, { field: "source_name" }]);
  expect(await open({ source_name: "x", more: 1 })).toMatchObject([400, { field: "more" }]);
  expect(await open({ source_name: "x" }, {})).toMatchObject([401, { error: "NOT_LOGGED_IN" }]);
});

describe("ways of signing", () => {
  const query = "clientId=timed";

  test("SIGN-7 with hmac-sha256 set md5 is refused, each signature is good once, five minutes", async () => {
    const platform = { clientId: "timed", name: "x", signing: "hmac-sha256" };
    const registered = await world.operator.post("/admin/platforms", platform);
    const secret = String(registered["secret"]);
    const ask = (sending: Sending): Promise<HubAnswer> => {
      const body = { sessionIds: [] };
      return world.post("pending-games", body, { query, ...sending });
    };
    const body = '{"sessionIds":[]}';
    expect((await ask({ secret })).error).toBe("INVALID_SIGN");
    const sending = timed(body, secret);
    expect((await ask(sending)).isSuccess).toBe(true);
    expect((await ask(sending)).error).toBe("INVALID_SIGN");
    const nowMs = world.wire.time.nowMs();
    expect((await ask(timed(body, secret, nowMs + 1))).isSuccess).toBe(true);
    world.wire.time.pass(300_001);
    expect((await ask(timed(body, secret, nowMs))).error).toBe("INVALID_SIGN");
    expect((await ask({ ...timed(body, secret), headers: {} })).error).toBe("INVALID_SIGN");
  });

  test("SIGN-7 a provider set to hmac-sha256 signs so, in every call", async () => {
    const path = `/admin/sources/${world.sourceId}/signing`;
    const set = await world.operator.post(path, { signing: "hmac-sha256" });
    expect(set).toEqual({ source_id: world.sourceId, signing: "hmac-sha256" });
    expect(await world.operator.post(path, { signing: "hmac-sha256" })).toMatchObject({
      idempotent: true,
    });
    const body = JSON.stringify({ contentProviderId: world.sourceId, accounts: [] });
    expect((await world.post("accounts", body)).error).toBe("INVALID_SIGN");
    const sending = timed(body, world.providerSecret);
    expect((await world.post("accounts", body, sending)).isSuccess).toBe(true);
    await world.operator.post(path, { signing: "md5" });
    expect((await world.post("accounts", body)).isSuccess).toBe(true);
  });

  test("SIGN-8 an unsigned platform is let in by its id, whatever Sign says", async () => {
    const platform = { clientId: "trusting", name: "x", signing: "unsigned" };
    await world.operator.post("/admin/platforms", platform);
    const url = `${world.wire.url}/open-api-games/v1/providers?clientId=trusting`;
    for (const headers of [{}, { Sign: "x" }] as Record<string, string>[]) {
      const answer = (await (await checkedFetch(url, { headers })).json()) as HubAnswer;
      expect(answer["providers"]).toEqual([]);
    }
    await world.operator.post("/admin/platforms/trusting/signing", { signing: "md5" });
    expect(await (await checkedFetch(url)).json()).toMatchObject({ error: "SIGN_NOT_FOUND" });
  });
});

describe("HTTP", () => {
  test("OGA-52 only method, media type, size and Origin are errors of HTTP", async () => {
    const url = `${world.wire.url}/open-api-games/v1/accounts`;
    const json = { "content-type": "application/json" };
    const cases: [string, number, RequestInit][] = [
      ["METHOD_NOT_ALLOWED", 405, {}],
      ["UNSUPPORTED_MEDIA", 415, { method: "POST", body: "{}" }],
      ["BODY_TOO_LARGE", 413, { method: "POST", body: "x".repeat(1_048_577), headers: json }],
      [
        "ORIGIN_FORBIDDEN",
        403,
        { method: "POST", body: "{}", headers: { ...json, origin: "https://evil.example" } },
      ],
    ];
    for (const [code, status, init] of cases) {
      const answer = await fetch(url, init);
      expect(answer.status).toBe(status);
      // What is over the runtime's own limit is refused by the runtime, without a body.
      if (answer.headers.get("content-type")?.startsWith("application/json") === true) {
        expect(await answer.json()).toMatchObject({ error: code });
      }
    }
    const missing = await fetch(`${world.wire.url}/open-api-games/v1/nothing`, { method: "POST" });
    expect(missing.status).toBe(404);
  });

  test("OGA-52 after too many wrong signatures nobody is told more, and right ones pass", async () => {
    const limits = limitsWith([
      { name: "wrongSignsPerMinute", value: 2 },
      { name: "signupsPerMinute", value: 0 },
    ]);
    const careful = await OpenGamesWorld.start({ limits });
    const wrong = (): Promise<HubAnswer> => careful.accounts([], {}, { sign: "x" });
    expect([(await wrong()).error, (await wrong()).error]).toEqual([
      "INVALID_SIGN",
      "INVALID_SIGN",
    ]);
    expect(await wrong()).toMatchObject({ error: "RATE_LIMITED" });
    expect((await careful.accounts([])).isSuccess).toBe(true);
    careful.wire.time.pass(60_000);
    expect((await wrong()).error).toBe("INVALID_SIGN");
    await careful.stop();
  });

  test("OGA-53 answers are counted by endpoint and code", async () => {
    const before = await counted("INVALID_SIGN");
    await world.accounts([], {}, { sign: "x" });
    expect(await counted("INVALID_SIGN")).toBe(before + 1);
  });

  async function counted(code: string): Promise<number> {
    const text = await (await fetch(`${world.wire.url}/metrics`)).text();
    const line = `mutuel_open_games_accounts_total{code="${code}"} `;
    const at = text.indexOf(line);
    return at < 0 ? 0 : Number(text.slice(at + line.length).split("\n")[0]);
  }
});

test("OGA-7 nothing is told before it is durable; what can't be taken is INTERNAL_ERROR at once", async () => {
  let held: (() => void)[] | null = null;
  const log = new MemoryLog((run) => (held === null ? setImmediate(run) : held.push(run)));
  const slow = await OpenGamesWorld.start({}, { log });
  const appends: (() => void)[] = [];
  held = appends;
  let answered = false;
  const first = slow.accounts([OPEN_ACCOUNT]).then((answer) => {
    answered = true;
    return answer;
  });
  // The account is decided, and later reads show it, but nobody is told.
  while (appends.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(slow.wire.server.state.hub.accounts.size).toBe(1);
  expect(answered).toBe(false);
  slow.wire.time.pass(10_000);
  const busy = await slow.accounts([{ ...OPEN_ACCOUNT, royaltyPercent: 3 }]);
  expect(busy).toMatchObject({ isSuccess: false, error: "INTERNAL_ERROR" });
  expect(answered).toBe(false);
  held = null;
  for (const go of appends) go();
  expect((await first).isSuccess).toBe(true);
  await slow.stop();
});

test("OGA-54 secrets, tokens, signatures and platforms' names for sessions are nowhere but in answers to their owners", async () => {
  const lines: string[] = [];
  const serverLog = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const secretive = await OpenGamesWorld.start({}, { serverLog });
  const account = await secretive.account();
  await secretive.games(account, [SLOTS]);
  const platformSession = "their-session-credential";
  const token = await secretive.token({ accountId: account, sessionId: platformSession });
  const data = { gameSessionId: token, currency: "EUR", transactionId: "t", amount: 0 };
  const body = JSON.stringify({ api: "credit", data });
  const sign = md5Of(body, secretive.providerSecret);
  await secretive.post("games-processor", body);
  const refusals = [
    await secretive.post("games-processor", body, { sign: sign.replace(/./, "x") }),
    await secretive.process("debit", { ...data, amount: "x" }),
    await secretive.process("debit", { ...data, gameSessionId: `${token}x` }),
    await secretive.launch({
      accountId: account,
      sessionId: `${platformSession}${"x".repeat(300)}`,
    }),
  ];
  const { log } = secretive.wire;
  const facts = [...log.read(1)].map(({ payload }) => Buffer.from(payload).toString());
  const metrics = await (await fetch(`${secretive.wire.url}/metrics`)).text();
  const seen = [...facts, ...lines, metrics, JSON.stringify(refusals)].join("\n");
  expect(facts.join("")).toContain("GameSessionOpened");
  const mac = token.split(".")[1] ?? "";
  const hidden = [
    secretive.providerSecret,
    secretive.platformSecret,
    token,
    mac,
    sign,
    platformSession,
    "their-user-1",
  ];
  expect(mac).toHaveLength(43);
  expect(hidden.filter((secret) => seen.includes(secret))).toEqual([]);
  await secretive.stop();
});
