// The call to a provider's launch API against a real server that answers, delays, redirects, lies, floods,
// hangs up, or stands where it must not be called. Time is the test's: deadlines come when it says so.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { CallSlots } from "../../src/hub/launch-call/call-slots.ts";
import {
  callLaunchApi,
  launchCallParts,
  type LaunchCallOutcome,
  type LaunchCallParts,
} from "../../src/hub/launch-call/launch-call.ts";
import { systemScheduler, type Scheduler } from "../../src/ops/scheduler.ts";
import { answer, LaunchProvider, type Behaviour } from "../support/launch-provider.ts";
import { testCertificate, type TestCertificate } from "../support/test-certificate.ts";

const HOST = "play.example";
const BODY = JSON.stringify({
  gameId: "g",
  gameSession: "session-token-77",
  userDisplayName: "Zoë",
});
const SIGN = "3fca36637c4b2294e0f0aaa2a815ebd9";
const URL_BACK = "https://games.example/play?s=session-token-77";
const GOOD = JSON.stringify({ gameLaunchUrl: URL_BACK });

/** Timers fire when the test says so, all of at most this delay. */
class HandScheduler implements Scheduler {
  readonly waiting = new Map<() => void, number>();
  after(delayMs: number, run: () => void): () => void {
    const once = (): void => run();
    this.waiting.set(once, delayMs);
    return () => this.waiting.delete(once);
  }
  soon(run: () => void): void {
    systemScheduler.soon(run);
  }
  pass(ms: number): void {
    const due = [...this.waiting].filter(([, delayMs]) => delayMs <= ms);
    for (const [run] of due) {
      this.waiting.delete(run);
      run();
    }
  }
}

let providers: LaunchProvider[] = [];
let bare: Server | null = null;
let scheduler: HandScheduler;
let parts: LaunchCallParts;
let lookedUp: string[] = [];

beforeEach(() => {
  scheduler = new HandScheduler();
  lookedUp = [];
  parts = launchCallParts({ allowPrivateHosts: true, scheduler, resolve: resolvesTo("127.0.0.1") });
});

afterEach(async () => {
  // Whatever happened, nothing of it is left: no connection, no timer, no slot.
  const ended = providers;
  providers = [];
  await Promise.all(ended.map((provider) => provider.quiet()));
  await Promise.all(ended.map((provider) => provider.stop()));
  // Closes when its last connection has.
  await new Promise<void>((resolve) => {
    if (bare === null) resolve();
    else bare.close(() => resolve());
  });
  bare = null;
  expect(scheduler.waiting.size).toBe(0);
  expect(parts.slots.taken).toBe(0);
});

/** Each call of the resolver gets the next of these answers; the last one stays. */
function resolvesTo(...answers: (string | string[])[]): LaunchCallParts["resolve"] {
  return (host) => {
    lookedUp.push(host);
    const given = answers.length > 1 ? answers.shift() : answers[0];
    return Promise.resolve([given ?? []].flat());
  };
}

async function provider(behaviour: Behaviour, tls?: TestCertificate): Promise<LaunchProvider> {
  const started = await LaunchProvider.start(behaviour, tls);
  providers.push(started);
  return started;
}

/** Does this with whatever arrives first, HTTP or not; the port. */
async function bareServer(onData: (socket: Socket) => void): Promise<number> {
  bare = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => onData(socket));
  });
  await new Promise<void>((resolve) => bare?.listen(0, "127.0.0.1", resolve));
  return (bare.address() as AddressInfo).port;
}

function writes(text: string | Uint8Array): Behaviour {
  return (client) => void client.end(text);
}

function call(url: string, given: Partial<LaunchCallParts> = {}): Promise<LaunchCallOutcome> {
  return callLaunchApi({ url, body: BODY, headers: { Sign: SIGN } }, { ...parts, ...given });
}

/** A failure of this kind whose text names the host and holds no secret. */
function expectFailed(outcome: LaunchCallOutcome, why: string, words: RegExp = /./): void {
  expect(outcome).toMatchObject({ kind: "failed", why });
  const text = JSON.stringify(outcome);
  for (const secret of ["session-token-77", SIGN, "Zo"]) expect(text).not.toContain(secret);
  expect(text).toMatch(words);
}

describe("an answer", () => {
  test("LCALL-1 the body is posted once, as JSON, to path and query of the URL, and the URL comes back", async () => {
    const server = await provider(writes(answer(GOOD)));
    expect(await call(server.url(HOST, "/api/launch?x=%20y#top"))).toEqual({
      kind: "url",
      url: URL_BACK,
    });
    expect(server.requests).toHaveLength(1);
    const [head = "", body] = (server.requests[0] ?? "").split("\r\n\r\n");
    const lines = head.split("\r\n");
    expect(lines[0]).toBe("POST /api/launch?x=%20y HTTP/1.1");
    expect(body).toBe(BODY);
    expect(
      lines
        .slice(1)
        .map((line) => line.toLowerCase())
        .sort(),
    ).toEqual([
      "accept-encoding: identity",
      "accept: application/json",
      "connection: close",
      `content-length: ${Buffer.byteLength(BODY)}`,
      "content-type: application/json",
      `host: ${HOST}:${server.port}`,
      `sign: ${SIGN}`,
    ]);
  });

  test("LCALL-1 in chunks, after interim answers, without a length, on a connection left open", async () => {
    const chunks = `5\r\n${GOOD.slice(0, 5)}\r\n${(GOOD.length - 5).toString(16)}\r\n${GOOD.slice(5)}\r\n0\r\n\r\n`;
    const interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    const shapes: Behaviour[] = [
      writes(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`),
      writes(interim + answer(GOOD)),
      writes(`HTTP/1.1 200 OK\r\n\r\n${GOOD}`),
      (client) => void client.write(answer(GOOD, "201 Created")),
    ];
    for (const shape of shapes) {
      const server = await provider(shape);
      expect(await call(server.url(HOST))).toEqual({ kind: "url", url: URL_BACK });
    }
  });

  test("LCALL-1 HTML, JSON without a URL, and URLs that can't be used are told apart", async () => {
    const rows: [string, string][] = [
      ["<html>session-token-77</html>", "not-json"],
      ["", "not-json"],
      [`{"launchUrl":"${URL_BACK}"}`, "no-url"],
      [`{"gameLaunchUrl":"/play?s=session-token-77"}`, "bad-url"],
    ];
    for (const [body, why] of rows) {
      const server = await provider(writes(answer(body)));
      expectFailed(await call(server.url(HOST)), why, /play\.example/);
    }
  });

  test("LCALL-1 an API that has no URL to call is not called", async () => {
    const server = await provider(writes(answer(GOOD)));
    for (const url of [
      server.url(`user:session-token-77@${HOST}`),
      server.url(HOST).replace("http:", "ftp:"),
      `${HOST}/launch`,
      `http://${HOST}/${"x".repeat(2_048)}`,
    ]) {
      expectFailed(await call(url), "bad-api-url", /accepted: an absolute/);
    }
    expect(server.connections).toBe(0);
    expect(lookedUp).toEqual([]);
  });
});

describe("refusals", () => {
  test("LCALL-3 a redirect is not followed, wherever it leads", async () => {
    const elsewhere = await provider(writes(answer(GOOD)));
    for (const status of ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"]) {
      const to = [`Location: ${elsewhere.url("127.0.0.1", "/?session-token-77")}`];
      const server = await provider(writes(answer(GOOD, status, to)));
      expectFailed(await call(server.url(HOST)), "redirect", new RegExp(status.slice(0, 3)));
    }
    expect(elsewhere.connections).toBe(0);
  });

  test("LCALL-3 any other status is a failure, also with a good body", async () => {
    for (const status of ["400 Bad", "401 No", "404 Not Found", "500 Oops", "503 Later"]) {
      const server = await provider(writes(answer(GOOD, status)));
      expectFailed(await call(server.url(HOST)), "status", new RegExp(status.slice(0, 3)));
    }
  });

  test("LCALL-3 what is not HTTP, or a switch to something else, is a broken connection", async () => {
    const upgrade = "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n";
    for (const text of ["hello\r\n\r\n", "", upgrade, "HTTP/1.1 200 OK\r\nContent-Le"]) {
      const server = await provider(writes(text));
      expectFailed(await call(server.url(HOST)), "connection", /waiting for the answer/);
    }
  });

  test("LCALL-4 64 KiB are read, one byte more is not, however it is announced", async () => {
    const filled = (size: number): string => {
      const empty = JSON.stringify({ gameLaunchUrl: URL_BACK, filler: "" });
      return empty.replace(`""`, `"${"x".repeat(size - empty.length)}"`);
    };
    const most = await provider(writes(answer(filled(65_536))));
    expect(await call(most.url(HOST))).toMatchObject({ kind: "url" });
    const larger = [answer(filled(65_537)), `HTTP/1.1 200 OK\r\n\r\n${filled(65_537)}`];
    for (const text of larger) {
      const server = await provider(writes(text));
      expectFailed(await call(server.url(HOST)), "too-large", /at most 65536 bytes/);
    }
  });

  test("LCALL-4 a megabyte, or a stream without end, is cut off", async () => {
    const chunk = Buffer.alloc(1_048_576, 0x20);
    const once = await provider((client) => {
      client.write(`HTTP/1.1 200 OK\r\n\r\n`);
      client.end(chunk);
    });
    expectFailed(await call(once.url(HOST)), "too-large");
    const endless = await provider((client) => {
      client.write(`HTTP/1.1 200 OK\r\n\r\n`);
      const pour = (): void => {
        while (!client.destroyed && client.write(chunk));
        if (!client.destroyed) client.once("drain", pour);
      };
      pour();
    });
    expectFailed(await call(endless.url(HOST)), "too-large");
  });

  test("LCALL-4 headers without end are cut off", async () => {
    const line = `X-Filler: ${"x".repeat(1_000)}\r\n`;
    const server = await provider((client) => {
      client.write("HTTP/1.1 200 OK\r\n");
      client.write(line.repeat(1_000));
    });
    expectFailed(await call(server.url(HOST)), "connection", /waiting for the answer/);
  });

  test("LCALL-4 a compressed answer is refused unread", async () => {
    const packed = gzipSync(JSON.stringify({ gameLaunchUrl: URL_BACK, a: "x".repeat(5_000_000) }));
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`;
    const server = await provider(writes(Buffer.concat([Buffer.from(head), packed])));
    expectFailed(await call(server.url(HOST)), "encoded");
  });

  test("LCALL-1 an answer cut short, or with lengths that lie, is none", async () => {
    const start = "HTTP/1.1 200 OK\r\n";
    const rows = [
      `${start}Content-Length: ${GOOD.length + 10}\r\n\r\n${GOOD}`,
      `${start}Content-Length: ${GOOD.length}\r\nContent-Length: 2\r\n\r\n${GOOD}`,
      `${start}Content-Length: -5\r\n\r\n${GOOD}`,
      `${start}Transfer-Encoding: chunked\r\n\r\n${GOOD.length.toString(16)}\r\n${GOOD}\r\n`,
      `${start}Transfer-Encoding: chunked\r\n\r\nzz\r\n${GOOD}\r\n0\r\n\r\n`,
    ];
    for (const text of rows) {
      const server = await provider(writes(text));
      expectFailed(await call(server.url(HOST)), "connection", /broke while/);
    }
    const short = await provider(writes(`${start}Content-Length: 10\r\n\r\n${GOOD}`));
    expect(await call(short.url(HOST))).toMatchObject({ kind: "failed" });
  });

  test("LCALL-1 a connection torn down at once or in the middle of the answer", async () => {
    const atOnce = await provider((client) => client.resetAndDestroy());
    expectFailed(await call(atOnce.url(HOST)), "connection", /waiting for the answer/);
    const middle = await provider((client) => {
      client.write(answer(GOOD).slice(0, -10), () => client.resetAndDestroy());
    });
    expectFailed(await call(middle.url(HOST)), "connection", /broke while .*ECONNRESET/);
  });
});

describe("time", () => {
  test("LCALL-2 a server that never answers", async () => {
    const server = await provider(() => {});
    const outcome = call(server.url(HOST));
    await server.asked();
    scheduler.pass(4_999);
    expect(scheduler.waiting.size).toBe(1);
    scheduler.pass(5_000);
    expectFailed(await outcome, "timeout", /waiting for the answer/);
  });

  test("LCALL-2 one that drips byte by byte, each in time", async () => {
    const slow = answer(GOOD);
    const { promise: dripped, resolve } = Promise.withResolvers<void>();
    const server = await provider((client) => {
      let sent = 0;
      const drip = (): void => {
        if (client.destroyed) return;
        if (sent === slow.length - 5) resolve();
        else client.write(slow.slice(sent, ++sent), drip);
      };
      drip();
    });
    const outcome = call(server.url(HOST));
    await dripped;
    scheduler.pass(5_000);
    expectFailed(await outcome, "timeout", /while (waiting for|reading) the answer/);
  });

  test("LCALL-2 the same with the clock of the system", async () => {
    const server = await provider((client) => {
      const drip = setInterval(() => client.write("HTTP/1.1 100 Continue\r\n\r\n"), 5);
      client.on("close", () => clearInterval(drip));
    });
    const given = { scheduler: systemScheduler, timeoutMs: 100 };
    expectFailed(await call(server.url(HOST), given), "timeout");
  });

  test("LCALL-2 a look-up that hangs counts too, and keeps its slot until it returns", async () => {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    const outcome = call(`http://${HOST}/`, { resolve: () => promise });
    scheduler.pass(5_000);
    expectFailed(await outcome, "timeout", /looking up/);
    expect(parts.slots.taken).toBe(1);
    resolve(["127.0.0.1"]);
    await promise;
    await new Promise<void>((done) => systemScheduler.soon(done));
    expect(parts.slots.taken).toBe(0);
  });

  test("LCALL-2 a TLS handshake that hangs counts too", async () => {
    const { promise: greeted, resolve } = Promise.withResolvers<void>();
    const port = await bareServer(() => resolve());
    const outcome = call(`https://${HOST}:${port}/`);
    await greeted;
    scheduler.pass(5_000);
    expectFailed(await outcome, "timeout", /agreeing on TLS/);
  });
});

describe("where it may connect", () => {
  const closed = { allowPrivateHosts: false };

  test("LCALL-5 every spelling of a private host is refused before anything is sent", async () => {
    const server = await provider(writes(answer(GOOD)));
    for (const host of [
      "127.0.0.1",
      "127.1",
      "0x7f.0.0.1",
      "2130706433",
      "0177.0.0.1",
      "127.0.0.1.",
      "0.0.0.0",
      "10.1.2.3",
      "169.254.169.254",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "[64:ff9b::7f00:1]",
      "[fd00::1]",
    ]) {
      expectFailed(await call(server.url(host), closed), "private-address", /--allow-private/);
    }
    expect(lookedUp).toEqual([]);
    expect(server.connections).toBe(0);
  });

  test("LCALL-5 a name that leads to private addresses only is refused, and the address not told", async () => {
    const server = await provider(writes(answer(GOOD)));
    for (const address of ["127.0.0.1", "192.168.7.9", "::1", "::ffff:127.0.0.1", "fe80::1%lo"]) {
      const outcome = await call(server.url(HOST), { ...closed, resolve: resolvesTo(address) });
      expectFailed(outcome, "private-address", /play\.example/);
      expect(JSON.stringify(outcome)).not.toContain(address);
    }
    expect(server.connections).toBe(0);
  });

  test("LCALL-5 localhost through the system's own look-up", async () => {
    const server = await provider(writes(answer(GOOD)));
    const { resolve } = launchCallParts({ allowPrivateHosts: false });
    expectFailed(await call(server.url("localhost"), { ...closed, resolve }), "private-address");
    expect(server.connections).toBe(0);
    expect(await call(server.url("127.0.0.1"))).toMatchObject({ kind: "url" });
  });

  test("LCALL-6 a name is looked up once: one that answers differently afterwards gains nothing", async () => {
    const server = await provider(writes(answer(GOOD)));
    // The second answer is private: were it looked up again, or by the system, this would not succeed.
    const resolve = resolvesTo("127.0.0.1", []);
    expect(await call(server.url(HOST), { resolve })).toMatchObject({ kind: "url" });
    expect(lookedUp).toEqual([HOST]);
    const refused = resolvesTo("10.0.0.1", "127.0.0.1");
    expectFailed(await call(server.url(HOST), { ...closed, resolve: refused }), "private-address");
    expect(lookedUp).toEqual([HOST, HOST]);
    expect(server.connections).toBe(1);
  });

  test("LCALL-6 a name without address, or with something else for one", async () => {
    const none = (): Promise<never> =>
      Promise.reject(Object.assign(new Error("10.0.0.53 said no"), { code: "ENOTFOUND" }));
    expectFailed(await call(`http://${HOST}/`, { resolve: none }), "no-address", /ENOTFOUND/);
    for (const answers of [[], ["other.example"]]) {
      const resolve = resolvesTo(answers);
      expectFailed(await call(`http://${HOST}/`, { resolve }), "no-address");
    }
  });

  test("LCALL-6 proxies of the environment are not asked", async () => {
    const proxy = await provider(writes(answer(GOOD)));
    const server = await provider(writes(answer(GOOD)));
    const names = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"];
    const before = names.map((name) => process.env[name]);
    try {
      for (const name of names) process.env[name] = proxy.url("127.0.0.1", "");
      expect(await call(server.url(HOST))).toMatchObject({ kind: "url" });
    } finally {
      for (const [i, name] of names.entries()) {
        const value = before[i];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
    expect([proxy.connections, server.connections]).toEqual([0, 1]);
  });

  test("LCALL-7 an address that takes no connection is passed over, and the body sent once", async () => {
    const server = await provider(writes(answer(GOOD)));
    const resolve = resolvesTo(["::1", "127.0.0.9", "127.0.0.1"]);
    expect(await call(server.url(HOST), { resolve })).toMatchObject({ kind: "url" });
    expect(server.requests).toHaveLength(1);
  });

  test("LCALL-7 an address that hangs has its share of the time, then the next one is tried", async () => {
    const server = await provider(writes(answer(GOOD)));
    const delays: number[] = [];
    const hasty: Scheduler = {
      soon: (run) => scheduler.soon(run),
      after(delayMs, run) {
        // The first address runs out of time before its connection can be there.
        if (delays.push(delayMs) === 2) queueMicrotask(run);
        return scheduler.after(delayMs, run);
      },
    };
    const resolve = resolvesTo(["127.0.0.1", "127.0.0.1"]);
    const outcome = await call(server.url(HOST), { resolve, scheduler: hasty });
    expect(outcome).toMatchObject({ kind: "url" });
    expect(delays).toEqual([5_000, 2_500, 2_500]);
    expect(server.requests).toHaveLength(1);
  });

  test("LCALL-7 where the body has been sent no other address is tried", async () => {
    const server = await provider((client) => client.resetAndDestroy());
    const resolve = resolvesTo(["127.0.0.1", "127.0.0.1"]);
    expectFailed(await call(server.url(HOST), { resolve }), "connection");
    expect(server.connections).toBe(1);
  });

  test("LCALL-7 nobody there at all", async () => {
    const server = await provider(() => {});
    const url = server.url(HOST);
    await server.stop();
    providers = [];
    expectFailed(await call(url), "connection", /took no connection \(ECONNREFUSED\)/);
  });
});

describe("TLS", () => {
  const certificate = testCertificate(HOST);
  const trusted = { trustedCertificates: [certificate.cert] };

  test("LCALL-6 the address is checked, the name is for the handshake and the certificate", async () => {
    const server = await provider(writes(answer(GOOD)), certificate);
    expect(await call(server.url(HOST), trusted)).toEqual({ kind: "url", url: URL_BACK });
    expect(server.serverNames).toEqual([HOST]);
    expect(server.requests[0]).toContain(`${HOST}:${server.port}\r\n`);
  });

  test("LCALL-6 a name written with its last dot", async () => {
    const server = await provider(writes(answer(GOOD)), certificate);
    expect(await call(server.url(`${HOST}.`), trusted)).toMatchObject({ kind: "url" });
    expect(server.serverNames).toEqual([HOST]);
  });

  test("LCALL-6 a certificate for another name, for no name, or from nobody we trust", async () => {
    const server = await provider(writes(answer(GOOD)), certificate);
    const rows: [host: string, given: Partial<LaunchCallParts>][] = [
      ["other.example", trusted],
      ["127.0.0.1", trusted],
      [HOST, {}],
      [HOST, { trustedCertificates: [testCertificate(HOST).cert] }],
    ];
    for (const [host, given] of rows) {
      expectFailed(await call(server.url(host), given), "tls", /came to no TLS connection/);
    }
    expect(server.requests).toEqual([]);
  });

  test("LCALL-6 a server that speaks no TLS", async () => {
    const port = await bareServer((socket) => socket.end(answer("", "400 Bad Request")));
    const outcome = await call(`https://${HOST}:${port}/`, trusted);
    expectFailed(outcome, "tls", /ERR_SSL_WRONG_VERSION_NUMBER/);
  });
});

describe("many calls", () => {
  test("LCALL-9 above the limit calls are refused at once, and taken again when others have ended", async () => {
    parts = { ...parts, slots: new CallSlots({ total: 3, perHost: 2 }) };
    const silent = await provider(() => {});
    const waiting = [call(silent.url(HOST)), call(silent.url(HOST))];
    expectFailed(await call(silent.url(HOST)), "busy", /play\.example/);
    const good = await provider(writes(answer(GOOD)));
    expect(await call(good.url("other.example"))).toMatchObject({ kind: "url" });
    while (silent.requests.length < 2) await silent.asked();
    scheduler.pass(5_000);
    for (const outcome of await Promise.all(waiting)) expectFailed(outcome, "timeout");
    expect(await call(good.url(HOST))).toMatchObject({ kind: "url" });
  });

  test("LCALL-8 after fifty calls of every kind no connection, timer or slot is left", async () => {
    const kinds = [answer(GOOD), answer("x"), answer(GOOD, "500 Oops"), "no HTTP", ""];
    const servers = await Promise.all(kinds.map((text) => provider(writes(text))));
    const outcomes: LaunchCallOutcome[] = [];
    for (let round = 0; round < 10; round++) {
      const calls = servers.map((server, i) => call(server.url(`${i}.example`)));
      outcomes.push(...(await Promise.all(calls)));
    }
    expect(outcomes.filter((outcome) => outcome.kind === "url")).toHaveLength(10);
    for (const server of servers) await server.quiet();
    expect(servers.map((server) => server.connections)).toEqual(kinds.map(() => 10));
    expect(scheduler.waiting.size).toBe(0);
    expect(parts.slots.taken).toBe(0);
  });
});

test("LCALL-10 no failure repeats the body, the signature or the answer", async () => {
  const server = await provider((client, request) => client.end(answer(request, "500 Oops")));
  const echo = await provider((client, request) => client.end(answer(request)));
  expectFailed(await call(server.url(HOST)), "status");
  expectFailed(await call(echo.url(HOST)), "not-json");
});
