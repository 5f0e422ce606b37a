// POST game-launch-url: every error provoked in the order of the checks, both ways of making the URL, and
// that a retry is the same launch.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import type { GameId } from "../../src/engine/ids.ts";
import { limitsWith } from "../../src/ops/limits.ts";
import { MemoryLog } from "../../src/log/memory-log.ts";
import { answer, type Behaviour, LaunchProvider } from "../support/launch-provider.ts";
import { type Fields, md5Of, OpenGamesWorld, SLOTS } from "../support/open-games-world.ts";

let world: OpenGamesWorld;
let open = "";
let strict = "";
const LINK =
  "https://provider.example/play?session={{GAME_SESSION}}&c={{CURRENCY_NAME}}&g={{GAME_ID}}&l={{USER_LANGUAGE}}&u={{USER_ID}}&h={{HOME_URL}}&r={{REFILL_URL}}&a={{ACCOUNT_ID}}";

beforeAll(async () => {
  world = await OpenGamesWorld.start({ allowPrivateLaunchHosts: true });
  open = await world.account({ gameEmbedUrl: LINK });
  const rules = { currenciesAvailable: ["EUR", "USD"], countriesDisabled: ["US"] };
  strict = await world.account({ royaltyPercent: 5, ...rules });
  await world.games(open, [
    { ...SLOTS, id: "sl ots&ü" },
    { ...SLOTS, id: "desk", launchMethod: { ...SLOTS.launchMethod, devices: ["dt_desktop"] } },
    {
      ...SLOTS,
      id: "own",
      launchMethod: { ...SLOTS.launchMethod, gameEmbedUrl: "https://own.example/{{GAME_ID}}" },
    },
    SLOTS,
  ]);
  await world.games(strict, [SLOTS]);
});
afterAll(() => world.stop());

async function srcOf(fields: Fields): Promise<URL> {
  const { data } = await world.launch({ accountId: open, ...fields });
  return new URL(String(data["src"]));
}

describe("GLM_DEFAULT", () => {
  test("OGA-30 fills in all eight placeholders, encoded", async () => {
    const fields = {
      gameId: "sl ots&ü",
      sessionId: "a*b|c_d=",
      currency: "JPY",
      language: "pt-BR",
    };
    const answered = await world.launch({ accountId: open, ...fields });
    expect(answered).toMatchObject({ isSuccess: true, error: "", errorMsg: "NO_ERRORS" });
    expect(answered.data["isSetLocation"]).toBe(false);
    const src = new URL(String(answered.data["src"]));
    const values = Object.fromEntries(src.searchParams);
    expect(values).toEqual({
      session: expect.stringMatching(/^[0-9a-f]{32}\.[\w-]{43}$/),
      c: "JPY",
      g: "sl ots&ü",
      l: "pt-BR",
      u: expect.stringMatching(/^\d+$/),
      h: "https://casino.example/",
      r: "https://casino.example/refill?a=1&b=2",
      a: open,
    });
    expect(src.search).toContain("g=sl%20ots%26%C3%BC&");
  });

  test("OGA-30 a mobile device opens it as a page; a game may have a link of its own", async () => {
    const fields = { accountId: open, sessionId: "own", gameId: "own", deviceType: "dt_mobile" };
    const { data } = await world.launch(fields);
    expect(data).toEqual({ src: "https://own.example/own", isSetLocation: true });
  });

  test("OGA-30 a game of the provider's own is that also under the id of another source's pool game", async () => {
    const source = await world.provider.ask({ op: 365, source_name: "another league" });
    const names = { game_name: "Elsewhere", type: "football", actions: ["goal"] };
    const asked = { op: 370, source_id: source["source_id"], ...names, targets: ["a"] };
    const gameId = String((await world.provider.ask(asked))["game_id"]);
    const account = await world.account({ royaltyPercent: 7 });
    const launchMethod = {
      ...SLOTS.launchMethod,
      devices: ["dt_desktop"],
      gameEmbedUrl: "https://own.example/{{GAME_ID}}",
    };
    await world.games(account, [{ ...SLOTS, id: gameId, launchMethod }]);
    const fields = { accountId: account, gameId, sessionId: "same-id" };
    const mobile = await world.launch({ ...fields, deviceType: "dt_mobile" });
    expect(mobile.errorMsg).toBe("UNSPECIFIED_LAUNCH_METHOD");
    expect((await srcOf(fields)).href).toBe(`https://own.example/${gameId}`);
  });

  test("OGA-31 a retry is the same session; the player is the same in every session", async () => {
    const first = await srcOf({ sessionId: "retry" });
    const again = await srcOf({ sessionId: "retry", userId: "their-user-1", language: "de" });
    expect(again.searchParams.get("session")).toBe(first.searchParams.get("session"));
    const other = await srcOf({ sessionId: "retry-2" });
    expect(other.searchParams.get("session")).not.toBe(first.searchParams.get("session"));
    expect(other.searchParams.get("u")).toBe(first.searchParams.get("u"));
    const stranger = await srcOf({ sessionId: "retry-3", userId: 7 });
    expect(stranger.searchParams.get("u")).not.toBe(first.searchParams.get("u"));
    for (const change of [
      { userId: "x" },
      { currency: "USD" },
      { gameId: "desk" },
      { country: "" },
    ]) {
      const answered = await world.launch({ accountId: open, sessionId: "retry", ...change });
      expect(answered).toMatchObject({ isSuccess: false, errorMsg: "INVALID_BODY" });
    }
  });

  test("OGA-31 launches at the same time make one player and one session", async () => {
    const fields = { sessionId: "at-once", userId: "at-once" };
    const sent = await Promise.all(Array.from({ length: 20 }, () => srcOf(fields)));
    expect(new Set(sent.map(String)).size).toBe(1);
  });

  test("OGA-32 FUN is a guest of its own with 1,000.00, whoever the platform's user is", async () => {
    const fun = { currency: "FUN", country: "" };
    const first = await srcOf({ sessionId: "fun-1", ...fun });
    const again = await srcOf({ sessionId: "fun-1", userId: "somebody-else", ...fun });
    const second = await srcOf({ sessionId: "fun-2", ...fun });
    expect(again.searchParams.get("u")).toBe(first.searchParams.get("u"));
    expect(second.searchParams.get("u")).not.toBe(first.searchParams.get("u"));
    const data = { gameSessionId: first.searchParams.get("session"), currency: "FUN" };
    const balance = await world.process("balance", data);
    expect(balance.data).toMatchObject({ amount: 100_000, denomination: 2, currency: "FUN" });
  });

  test("OGA-33 a day later the platform takes a new sessionId", async () => {
    await srcOf({ sessionId: "old" });
    world.wire.time.pass(24 * 60 * 60 * 1_000);
    const late = await world.launch({ accountId: open, sessionId: "old" });
    expect(late.errorMsg).toBe("INVALID_BODY");
    expect(late.error).toContain("new sessionId");
    await srcOf({ sessionId: "old-2" });
  });

  test("OGA-34 a pool game of the source is launched in its own currency", async () => {
    const names = { game_name: "Argentina - France", type: "football", actions: ["goal"] };
    const asked = { op: 370, source_id: world.sourceId, ...names, targets: ["argentina"] };
    const game = await world.provider.ask({ ...asked, currency: "USD" });
    const gameId = String(game["game_id"]) as GameId;
    const fields = { accountId: open, gameId, sessionId: "pool" };
    expect((await world.launch(fields)).errorMsg).toBe("CURRENCY_NOT_AVAILABLE");
    expect((await world.launch({ ...fields, currency: "USD" })).isSuccess).toBe(true);
  });
});

describe("OGA-4 errors of launches", () => {
  const unsigned = { sign: null };
  const asStrict = { accountId: "2" };
  const cases: [string, Fields, { sign?: string | null; query?: string }?][] = [
    ["INVALID_CLIENT_ID", { clientId: "nobody", platformId: "x" }, unsigned],
    ["INVALID_CLIENT_ID", {}, { query: "clientId=other" }],
    ["INVALID_CLIENT_ID", { clientId: undefined, platformId: undefined }],
    ["SIGN_NOT_FOUND", { platformId: "x" }, unsigned],
    ["INVALID_SIGN", { platformId: "x" }, { sign: "x" }],
    ["WRONG_PLATFORM_ID", { platformId: "x", gameId: 7 }],
    ["WRONG_PLATFORM_ID", { clientId: undefined, platformId: "x" }, { query: "clientId=casino" }],
    ["INVALID_BODY", { gameId: 7, accountId: 99 }],
    ["INVALID_BODY", { deviceType: "dt_tv" }],
    ["INVALID_BODY", { currency: "XXX" }],
    ["INVALID_BODY", { country: "XX" }],
    ["INVALID_BODY", { homeUrl: "javascript:alert(1)" }],
    ["INVALID_BODY", { homeUrl: "https://casino.example/\ud800" }],
    ["INVALID_BODY", { sessionId: "" }],
    ["INVALID_BODY", { language: "<en>" }],
    ["INVALID_BODY", { more: 1 }],
    ["UNKNOWN_ACCOUNT", { accountId: 99, gameId: "no" }],
    ["GAME_NOT_FOUND", { ...asStrict, gameId: "no", currency: "GBP", country: "US" }],
    ["UNSPECIFIED_LAUNCH_METHOD", { gameId: "desk", deviceType: "dt_mobile" }],
    ["CURRENCY_NOT_AVAILABLE", { ...asStrict, currency: "GBP", country: "US" }],
    ["CURRENCY_NOT_AVAILABLE", { ...asStrict, currency: "FUN" }],
    ["COUNTRY_NOT_AVAILABLE", { ...asStrict, country: "US" }],
    ["COUNTRY_NOT_AVAILABLE", { ...asStrict, country: "" }],
  ];
  for (const [at, [code, fields, sending]] of cases.entries()) {
    test(`OGA-4 ${at + 1}: ${code} for ${JSON.stringify(fields).slice(0, 60)}`, async () => {
      const accounts = world.wire.server.state.accounts.size;
      const answered = await world.launch(
        { sessionId: `error-${at}`, userId: `error-${at}`, ...fields },
        sending,
      );
      expect(answered).toMatchObject({ api: "game-launch-url", isSuccess: false, errorMsg: code });
      expect(answered.data).toEqual({});
      // Nobody becomes a player by a launch that is refused.
      expect(world.wire.server.state.accounts.size).toBe(accounts);
    });
  }

  test("OGA-4 nobody becomes a player under a sessionId that was used for something else or is over", async () => {
    const fields = { accountId: open, sessionId: "used", country: "" };
    await srcOf({ ...fields, userId: "first" });
    const accounts = world.wire.server.state.accounts.size;
    const changed = await world.launch({ ...fields, userId: "second", currency: "USD" });
    expect(changed.errorMsg).toBe("INVALID_BODY");
    world.wire.time.pass(24 * 60 * 60 * 1_000);
    const late = await world.launch({ ...fields, userId: "third" });
    expect(late.errorMsg).toBe("INVALID_BODY");
    expect(world.wire.server.state.accounts.size).toBe(accounts);
  });

  test("OGA-4 a sessionId that can't be read is not repeated", async () => {
    const answered = await world.launch({ sessionId: "s3cret".repeat(50) });
    expect(answered.errorMsg).toBe("INVALID_BODY");
    expect(answered.error).not.toContain("s3cret");
  });

  test("OGA-4 a platform without clientId in the body is named by platformId or the query", async () => {
    const fields = { clientId: undefined, accountId: open };
    expect((await world.launch({ ...fields, sessionId: "n1" })).isSuccess).toBe(true);
    const query = { query: "clientId=casino" };
    expect((await world.launch({ ...fields, sessionId: "n2" }, query)).isSuccess).toBe(true);
  });
});

describe("GLM_API", () => {
  let provider: LaunchProvider;
  let behave: Behaviour = () => {};
  let account = "";
  beforeAll(async () => {
    provider = await LaunchProvider.start((client, request) => behave(client, request));
    const gameLaunchMethod = {
      launchMethod: "GLM_API",
      providerGameLaunchApiUrl: provider.url("127.0.0.1"),
    };
    account = await world.account({ gameEmbedUrl: "", gameLaunchMethod });
    await world.games(account, [SLOTS]);
  });
  afterAll(() => provider.stop());

  const launch = (sessionId: string): ReturnType<OpenGamesWorld["launch"]> =>
    world.launch({ accountId: account, sessionId });

  test("OGA-35 the provider is asked, signed, after the session is durable, and its URL handed out", async () => {
    const { log } = world.wire;
    let headSeq = 0;
    behave = (client) => {
      headSeq = log.head().seq;
      client.end(answer('{"gameLaunchUrl":"https://provider.example/there?x=1"}'));
    };
    const answered = await launch("api-1");
    expect(answered.data).toEqual({
      src: "https://provider.example/there?x=1",
      isSetLocation: false,
    });
    const [head = "", body = ""] = (provider.requests.at(-1) ?? "").split("\r\n\r\n");
    expect(/^sign: (.*)$/im.exec(head)?.[1]).toBe(md5Of(body, world.providerSecret));
    const told = JSON.parse(body) as Fields;
    expect(told).toEqual({
      gameId: "slots",
      gameSession: expect.stringMatching(/^[0-9a-f]{32}\.[\w-]{43}$/),
      accountId: account,
      currencyName: "EUR",
      userLanguage: "en",
      userId: expect.stringMatching(/^\d+$/),
      homeUrl: "https://casino.example/",
      refillUrl: "https://casino.example/refill?a=1&b=2",
      userDisplayName: expect.stringMatching(/^player-\d+$/),
      country: "AR",
      device: "dt_desktop",
    });
    const { hub } = world.wire.server.state;
    const sessionId = [...hub.sessions.keys()].at(-1) ?? "";
    expect(String(told["gameSession"])).toStartWith(sessionId.replaceAll("-", ""));
    // Whoever is asked about it finds the session in the log; the launch itself is a later fact.
    expect(headSeq).toBeGreaterThan(0);
    expect(log.head().seq).toBe(headSeq + 1);
  });

  test("OGA-36 what failed is named; a retry reuses the session", async () => {
    behave = (client) => client.end(answer("", "302 Found", ["Location: https://a.example/"]));
    const failed = await launch("api-2");
    expect(failed).toMatchObject({ isSuccess: false, errorMsg: "INTERNAL_ERROR" });
    expect(failed.error).toContain("redirect");
    const sessions = world.wire.server.state.hub.sessions.size;
    behave = (client) => client.end(answer('{"gameLaunchUrl":"javascript:alert(1)"}'));
    expect((await launch("api-2")).errorMsg).toBe("INTERNAL_ERROR");
    behave = (client) => client.end(answer('{"gameLaunchUrl":"https://provider.example/2"}'));
    expect((await launch("api-2")).data["src"]).toBe("https://provider.example/2");
    expect(world.wire.server.state.hub.sessions.size).toBe(sessions);
    const tokens = provider.requests
      .slice(-3)
      .map((text) => /"gameSession":"(.*?)"/.exec(text)?.[1]);
    expect(new Set(tokens).size).toBe(1);
  });

  test("OGA-36 five seconds are enough for all of it", async () => {
    behave = () => world.wire.time.pass(5_000);
    const failed = await launch("api-3");
    expect(failed.errorMsg).toBe("INTERNAL_ERROR");
    expect(failed.error).toMatch(/seconds|time|5.?000/);
  });

  test("OGA-37 everything is looked at again when the provider has answered", async () => {
    behave = (client) => {
      void world.operator.post("/admin/platforms/casino/disable").then(() => {
        client.end(answer('{"gameLaunchUrl":"https://provider.example/4"}'));
      });
    };
    expect((await launch("api-4")).errorMsg).toBe("INVALID_CLIENT_ID");
    await world.operator.post("/admin/platforms/casino/enable");
  });

  test("OGA-35 a provider with hmac-sha256 is asked with a timestamp", async () => {
    await world.operator.post(`/admin/sources/${world.sourceId}/signing`, {
      signing: "hmac-sha256",
    });
    behave = (client) => client.end(answer('{"gameLaunchUrl":"https://provider.example/5"}'));
    expect((await launch("api-5")).isSuccess).toBe(true);
    const [head = "", body = ""] = (provider.requests.at(-1) ?? "").split("\r\n\r\n");
    const timestamp = /^sign-timestamp: (\d+)$/im.exec(head)?.[1] ?? "";
    const mac = createHmac("sha256", world.providerSecret).update(`${timestamp}.${body}`);
    expect(/^sign: (.*)$/im.exec(head)?.[1]).toBe(`v1=${mac.digest("hex")}`);
    expect(Number(timestamp)).toBe(world.wire.time.nowMs());
  });
});

test("OGA-35 nobody is asked before the session is durable", async () => {
  let held: (() => void)[] | null = null;
  const log = new MemoryLog((run) => (held === null ? setImmediate(run) : held.push(run)));
  const slow = await OpenGamesWorld.start({ allowPrivateLaunchHosts: true }, { log });
  const provider = await LaunchProvider.start((client) =>
    client.end(answer('{"gameLaunchUrl":"https://provider.example/"}')),
  );
  const providerGameLaunchApiUrl = provider.url("127.0.0.1");
  const gameLaunchMethod = { launchMethod: "GLM_API", providerGameLaunchApiUrl };
  const account = await slow.account({ gameLaunchMethod });
  await slow.games(account, [SLOTS]);
  const appends: (() => void)[] = [];
  held = appends;
  const launched = slow.launch({ accountId: account, currency: "FUN" });
  while (appends.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(slow.wire.server.state.hub.sessions.size).toBe(1);
  // Long enough for a call on this machine to have come.
  for (let time = 0; time < 20; time++) await fetch(`${slow.wire.url}/healthz`);
  expect(provider.connections).toBe(0);
  held = null;
  for (const go of appends) go();
  expect((await launched).isSuccess).toBe(true);
  expect(provider.connections).toBe(1);
  await provider.stop();
  await slow.stop();
});

test("OGA-56 calls of a platform that signs nothing are counted, others' are not", async () => {
  const limits = limitsWith([{ name: "unsignedCallsPerMinute", value: 2 }]);
  const counted = await OpenGamesWorld.start({ limits });
  const account = await counted.account();
  await counted.games(account, [SLOTS]);
  const open = { clientId: "open", name: "Open", signing: "unsigned" };
  await counted.operator.post("/admin/platforms", open);
  const launch = (sessionId: string, clientId: string): ReturnType<OpenGamesWorld["launch"]> =>
    counted.launch({ sessionId, userId: sessionId, clientId, platformId: clientId });
  for (const name of ["1", "2"]) expect((await launch(name, "open")).isSuccess).toBe(true);
  const { accounts } = counted.wire.server.state;
  const before = accounts.size;
  expect((await counted.providers("clientId=open", "x")).error).toBe("INTERNAL_ERROR");
  const refused = await launch("3", "open");
  expect(refused.errorMsg).toBe("INTERNAL_ERROR");
  expect(refused.error).toContain("more than 2 calls in a minute");
  expect(accounts.size).toBe(before);
  for (const name of ["1", "2", "3"]) expect((await launch(name, "casino")).isSuccess).toBe(true);
  counted.wire.time.pass(60_000);
  expect((await launch("3", "open")).isSuccess).toBe(true);
  await counted.stop();
});

test("OGA-35 private addresses are not called unless the operator allows it", async () => {
  const careful = await OpenGamesWorld.start();
  const gameLaunchMethod = {
    launchMethod: "GLM_API",
    providerGameLaunchApiUrl: "http://127.0.0.1:1/launch",
  };
  const account = await careful.account({ gameLaunchMethod });
  await careful.games(account, [SLOTS]);
  const answered = await careful.launch({ accountId: account });
  expect(answered.errorMsg).toBe("INTERNAL_ERROR");
  expect(answered.error).toContain("private");
  await careful.stop();
});
