// Every code of the closed list comes out of a real server, at one of the places where the documents
// say it does. What can't be brought about here stands below with its reason.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { httpApp } from "../../src/gateway/http/app.ts";
import type { HttpParts } from "../../src/gateway/http/http-parts.ts";
import { OriginRule } from "../../src/gateway/access/origin-rule.ts";
import { type Clock, systemClock } from "../../src/ops/clock.ts";
import { type LimitName, limitsWith } from "../../src/ops/limits.ts";
import { Metrics } from "../../src/ops/metrics.ts";
import {
  type ErrorCode,
  ERRORS,
  ERROR_CODES,
  httpStatusOf,
} from "../../src/protocol/error-code.ts";
import {
  asAdmin,
  handshakeQuery,
  knock,
  openGame,
  openPool,
  post,
  type ServerChanges,
  signUp,
  startTestServer,
  TestClient,
  turnedAway,
} from "../e2e/server-fixture.ts";
import { type Fields, OPEN_ACCOUNT, OpenGamesWorld } from "../support/open-games-world.ts";
import { WireWorld } from "../support/wire-world.ts";

type Elsewhere = { readonly needs: string; readonly file: string };

const REASONS: Readonly<Partial<Record<ErrorCode, Elsewhere>>> = {
  SLOW_CLIENT: { needs: "full socket buffers", file: "src/gateway/ws/slow-clients.test.ts" },
  USER_UNKNOWN: {
    needs: "a user erased during the call",
    file: "src/identity/identity-handlers.test.ts",
  },
  ACCOUNT_NOT_FOUND: {
    needs: "the Open Games API, which has another word for it",
    file: "src/engine/hub/provider-accounts.test.ts",
  },
  ROLLED_BACK: {
    needs: "the Open Games API, which has another word for it",
    file: "src/engine/hub/transactions.test.ts",
  },
  ARCHIVE_UNAVAILABLE: { needs: "a failing archive", file: "test/e2e/archive-files.test.ts" },
};

const ROOT = join(import.meta.dir, "../..");
const produced = new Set<ErrorCode>();
const NOBODYS = "30cee1fa-fb20-41a6-a61c-0e0335abc2a9";

async function withServer<Result>(
  changes: ServerChanges,
  run: (server: Awaited<ReturnType<typeof startTestServer>>) => Promise<Result>,
): Promise<Result> {
  const server = await startTestServer(changes);
  try {
    return await run(server);
  } finally {
    await server.stop();
  }
}

function limited(name: LimitName, value: number): ServerChanges {
  return { limits: [{ name, value }] };
}

/** A refusal over HTTP, at /ws too: its status has to be the list's. */
async function overHttp(answer: Response | Promise<Response>): Promise<void> {
  const { status } = await answer;
  const { error } = (await (await answer).json()) as { error: ErrorCode };
  expect([error, status]).toEqual([error, httpStatusOf(error)]);
  produced.add(error);
}

async function overSocket(client: TestClient, message: object | string): Promise<void> {
  client.send(message);
  const { code } = await client.until(666);
  produced.add(code as ErrorCode);
}

async function closedWith(client: TestClient, expected: ErrorCode): Promise<void> {
  const { code } = await client.closed;
  expect(code).toBe(ERRORS[expected].closeCode ?? 0);
  produced.add(expected);
}

/** Credentials refused: the connection's close code has to be the list's. */
async function atDoor(...door: Parameters<typeof turnedAway>): Promise<void> {
  const [code, error] = await turnedAway(...door);
  expect([error, code]).toEqual([error, ERRORS[error as ErrorCode].closeCode ?? 0]);
  produced.add(error as ErrorCode);
}

function cookiesOf({ id, key }: { id: number; key: string }): Record<string, string> {
  return { cookie: `im_user=${id}; user_session_key=${key}` };
}

describe("over the socket", () => {
  let world: WireWorld;
  beforeAll(async () => {
    world = await WireWorld.build();
  });
  afterAll(() => world.server.stop());

  test("ERR-1 what is wrong with an envelope", async () => {
    const messages = ["{", "[]", { op: 1, header: 7 }, {}, { op: 31_337 }, { op: 800 }];
    for (const message of messages) {
      produced.add((await world.refused(world.guest, message))["code"] as ErrorCode);
    }
  });

  test("ERR-1 what the engine refuses", async () => {
    const { games, pools, sources } = world;
    const goal = { op: 395, game_id: games.open, action: "goal", target: "france" };
    const pool = { op: 385, game_id: games.open, action: "goal", targets: "france" };
    const bet = { op: 392, pool_id: pools.open, target: "france", amount: 1 };
    const byOwner = [
      { op: 366, source_id: NOBODYS },
      { op: 372, game_id: NOBODYS },
      { op: 393, pool_id: NOBODYS },
      { op: 617, game_id: games.open, username: "nobody-here" },
      { ...goal, action: "card", client_event_id: "known", target: "argentina:1" },
      { op: 380, source_id: sources.closed },
      { op: 373, game_id: games.closed, targets: "x" },
      { op: 5001, pool_id: pools.resolved, reason: "x" },
      { ...pool, game_id: games.closing },
      { ...pool, game_id: games.upcoming },
      { op: 3702, game_id: games.open },
      { op: 398, pool_id: pools.stopped },
      { ...pool, action: "sneeze" },
      { ...pool, targets: "spain" },
      { ...goal, happened_at: 1_300_000_000_000 },
      bet,
      { op: 617, game_id: games.full, username: "player" },
      { ...pool, game_id: games.crowded },
      { op: 375, game_id: games.closing },
    ];
    const byPlayer = [
      { op: 397, pool_id: pools.open },
      { ...bet, pool_id: pools.blocked },
      { ...bet, expected_pool_version: 99 },
      { ...bet, amount: 1_000_000_000_000_000 },
      { ...bet, amount: 1_000_000 },
      { op: 392 },
    ];
    for (const message of byOwner) {
      produced.add((await world.refused(world.owner, message))["code"] as ErrorCode);
    }
    for (const message of byPlayer) {
      produced.add((await world.refused(world.player, message))["code"] as ErrorCode);
    }
  });

  test("ERR-1 betting suspended, and a clock that has jumped", async () => {
    let jumpedMs = 0;
    const clock: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() + jumpedMs };
    await withServer({ overrides: { clock } }, async (server) => {
      const stage = await openGame(server);
      const poolId = await openPool(stage);
      const player = await TestClient.as(server, await signUp(server));
      const bet = { op: 392, pool_id: poolId, target: "france", amount: 1 };
      await post(server, "/admin/suspensions", { scope: "all", reason: "x" }, asAdmin());
      await overSocket(player, bet);
      jumpedMs = 60_000;
      await overSocket(player, bet);
    });
  });

  test("ERR-1 what platforms and their launches are refused", async () => {
    const hub = await OpenGamesWorld.start();
    const refused = async (answer: Promise<Fields>, field: "error" | "code"): Promise<void> => {
      produced.add((await answer)[field] as ErrorCode);
    };
    await refused(hub.operator.post("/admin/platforms/nobody/rotate"), "error");
    await atDoor(hub.wire.server, "session=nobodys");
    const names = { game_name: "A - B", type: "football", actions: ["goal"], targets: ["a"] };
    const open = { op: 370, source_id: hub.sourceId, ...names };
    const game = await hub.provider.ask(open);
    const player = await hub.wire.newcomer("player");
    const join = { op: 363, game_id: game["game_id"] };
    const accountId = await hub.account({ currenciesAvailable: ["EUR"] });
    await refused(player.ask(join), "code");
    await hub.accounts([{ ...OPEN_ACCOUNT, accountId, countriesDisabled: ["US"] }]);
    await refused(player.ask(join), "code");
    await player.close();
    await hub.stop();
  });

  test("ERR-1 limits of a connection, and how it is closed", async () => {
    await withServer(limited("messagesPerSecond", 5), async (server) => {
      const client = await TestClient.connect(server);
      for (let i = 0; i < 200; i++) client.send({ op: 1 });
      await closedWith(client, "RATE_LIMITED");
    });
    await withServer(limited("subscriptionsPerConnection", 1), async (server) => {
      const [one, two] = [await openGame(server), await openGame(server)];
      await one.provider.ask({ op: 363, game_id: one.gameId });
      await overSocket(one.provider, { op: 363, game_id: two.gameId });
    });
    const server = await startTestServer(limited("messageBytes", 1_000));
    const [binary, large, last] = [
      await TestClient.connect(server),
      await TestClient.connect(server),
      await TestClient.connect(server),
    ];
    binary.socket.send(new Uint8Array(3));
    await closedWith(binary, "BINARY_FRAME");
    large.send("x".repeat(2_000));
    await closedWith(large, "MESSAGE_TOO_LARGE");
    await server.stop();
    await closedWith(last, "SHUTTING_DOWN");
  });
});

describe("at the door", () => {
  test("ERR-1 who is not let in", async () => {
    const noncesPerSessionMax = 1;
    const overrides = { identitySettings: { noncesPerSessionMax } };
    await withServer({ overrides }, async (server) => {
      const player = await signUp(server);
      const query = handshakeQuery(player, "once");
      await (await TestClient.connect(server, query)).close();
      await atDoor(server, query);
      await atDoor(server, handshakeQuery(player, "twice"));
      await atDoor(server, handshakeQuery({ ...player, key: "another" }));
      await atDoor(server, "", { authorization: "Bearer nobodys" });
      await overHttp(knock(server, "", { origin: "https://evil.example" }));
      await overHttp(knock(server, "v=9.9"));
      await overHttp(knock(server, `source=${NOBODYS}`));
      const stale = cookiesOf({ ...player, key: "stale" });
      await atDoor(server, "", { ...stale, origin: server.url });
      await overHttp(fetch(`${server.url}/ws`));
    });
  });

  test("ERR-1 when there is no place", async () => {
    for (const name of ["connections", "connectionsPerAddress", "handshakesPerMinute"] as const) {
      await withServer(limited(name, 1), async (server) => {
        await TestClient.connect(server);
        await overHttp(knock(server));
      });
    }
  });
});

describe("over HTTP", () => {
  test("ERR-1 paths, methods and bodies", async () => {
    await withServer(limited("bodyBytes", 200), async (server) => {
      await overHttp(fetch(`${server.url}/nowhere`));
      await overHttp(fetch(`${server.url}/r/login/`));
      const type = { "content-type": "text/plain" };
      await overHttp(post(server, "/r/login/", "{}", type));
      await overHttp(post(server, "/r/login/", "[]"));
      await overHttp(post(server, "/r/login/", { username: "x".repeat(300) }));
    });
  });

  test("ERR-1 sign-up, log-in and keys", async () => {
    const one = { sessionsPerUserMax: 1, apiKeysPerUserMax: 1, passwordQueueMax: 1 };
    await withServer(
      {
        overrides: {
          identitySettings: { ...one, passwordCost: { memoryCostKiB: 8, timeCost: 1 } },
        },
      },
      async (server) => {
        const player = await signUp(server, "first");
        const user = { username: "first", email: "a@example.org", password: "correct horse" };
        await overHttp(post(server, "/r/signup/", user));
        const sameAddress = { ...user, username: "second", email: "first@example.org" };
        await overHttp(post(server, "/r/signup/", sameAddress));
        const { username, password } = user;
        await overHttp(post(server, "/r/login/", { username, password }));
        await overHttp(post(server, "/r/login/", { username, password: "wrong horse" }));
        const attempts = Array.from({ length: 8 }, () =>
          post(server, "/r/login/", { username, password: "wrong horse" }),
        );
        await Promise.all(attempts.map((attempt) => overHttp(attempt)));
        const key = { label: "x" };
        await post(server, "/r/api-keys/", key, cookiesOf(player));
        await overHttp(post(server, "/r/api-keys/", key, cookiesOf(player)));
      },
    );
    for (const name of ["signupsPerMinute", "loginsPerMinute"] as const) {
      await withServer(limited(name, 1), async (server) => {
        const path = name === "signupsPerMinute" ? "/r/signup/" : "/r/login/";
        await post(server, path, {});
        await overHttp(post(server, path, {}));
      });
    }
    await withServer({ configuration: { adminKey: null } }, async (server) => {
      await overHttp(post(server, "/admin/clock/confirm", {}));
    });
  });

  test("ERR-1 a fault of our own tells nothing of itself", async () => {
    const metrics = new Metrics();
    const parts = {
      limits: limitsWith([]),
      clock: systemClock,
      origins: new OriginRule([]),
      refusals: metrics.counters("refusals", "code", "x"),
      onFault: () => {},
      readiness: () => {
        throw new Error("the secret reason");
      },
    } as unknown as HttpParts;
    const answer = await httpApp(parts).fetch(new Request("http://127.0.0.1/readyz"), {
      address: "",
    });
    expect(await answer.clone().text()).not.toContain("secret");
    await overHttp(answer);
  });
});

describe("the closed list", () => {
  test("ERR-1 every code was produced above, or says why not", () => {
    const missing = ERROR_CODES.filter((code) => !produced.has(code) && !(code in REASONS));
    expect(missing).toEqual([]);
    for (const [code, { file }] of Object.entries(REASONS)) {
      expect(readFileSync(join(ROOT, file), "utf8")).toContain(code);
    }
    expect(Object.keys(REASONS).filter((code) => produced.has(code as ErrorCode))).toEqual([]);
  });

  test("ERR-2 every code stands in docs/errors.md, under its anchor and nothing else does", () => {
    const text = readFileSync(join(ROOT, "docs/errors.md"), "utf8");
    const shown = [...text.matchAll(/<a id="([a-z-]+)"><\/a>`([A-Z_]+)`/g)];
    expect(shown.map(([, , code]) => code as ErrorCode)).toEqual([...ERROR_CODES]);
    for (const [, anchor, code] of shown) expect(anchor).toBe(ERRORS[code as ErrorCode].anchor);
  });
});
