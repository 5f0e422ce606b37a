// The Open Games helper: signatures by known vectors, and repeating against a server that fails.
import { describe, expect, test } from "bun:test";
import { createHash, createHmac } from "node:crypto";
import { md5Hex } from "../../client/src/md5.ts";
import {
  OpenGamesError,
  type OpenGamesOptions,
  connectGamesProvider,
  connectPlatform,
  hmacSign,
  md5Sign,
} from "../../client/src/open-games.ts";
import { hmacSign as serverHmacSign } from "../../src/hub/signature.ts";
import { FakeClock } from "../support/fake-socket.ts";

describe("signatures", () => {
  test("CLNT-12 md5 is md5, of the example of the protocol too", () => {
    expect(md5Sign('{"exampleRequest": "hello world"}', "123123")).toBe(
      "3fca36637c4b2294e0f0aaa2a815ebd9",
    );
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 255);
      expect(md5Hex(bytes)).toBe(createHash("md5").update(bytes).digest("hex"));
    }
    expect(md5Sign("Peña ⚽", "é")).toBe(createHash("md5").update("Peña ⚽é").digest("hex"));
  });

  test("CLNT-12 hmac is that of timestamp, point and body, as the server takes it", async () => {
    const sign = await hmacSign("{}", 1_795_000_000_000, "secret");
    const mac = createHmac("sha256", "secret").update("1795000000000.{}").digest("hex");
    expect(sign).toBe(`v1=${mac}`);
    expect(sign).toBe(serverHmacSign(Buffer.from("{}"), "1795000000000", "secret"));
  });
});

type Seen = {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
};

/** A server that gives these answers, one after the other; null cannot be reached. */
function fakeServer(answers: (object | null)[]): { seen: Seen[]; options: OpenGamesOptions } {
  const seen: Seen[] = [];
  const clock = new FakeClock();
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    const headers = init.headers as Seen["headers"];
    seen.push({ url, headers, body: typeof init.body === "string" ? init.body : "" });
    const answer = answers.shift();
    if (answer === null || answer === undefined) return Promise.reject(new Error("unreachable"));
    return Promise.resolve(Response.json(answer));
  };
  // Waits end at once.
  const after = (_: number, run: () => void): (() => void) => clock.after(0, run);
  const hurried = {
    nowMs: clock.nowMs,
    after: (ms: number, run: () => void) => {
      const cancel = after(ms, run);
      clock.pass(0);
      return cancel;
    },
  };
  return { seen, options: { url: "http://hub.test/", secret: "s", fetch, clock: hurried } };
}

const FAILED = { api: "debit", isSuccess: false, error: "later", errorMsg: "INTERNAL_ERROR" };
const DEBIT = { gameSessionId: "t", currency: "EUR", amount: 150, transactionId: "tx-1" };

describe("repeating", () => {
  test("CLNT-12 what the server failed at is sent again word for word, with the same transactionId", async () => {
    const done = { api: "debit", isSuccess: true, errorMsg: "NO_ERRORS", data: { amount: 850 } };
    const { seen, options } = fakeServer([FAILED, null, done]);
    const provider = connectGamesProvider("source", options);
    expect(await provider.debit(DEBIT)).toMatchObject({ amount: 850 });
    expect(seen.map(({ url }) => url)).toEqual(
      Array(3).fill("http://hub.test/open-api-games/v1/games-processor"),
    );
    expect(new Set(seen.map(({ body }) => body))).toEqual(
      new Set([JSON.stringify({ api: "debit", data: DEBIT })]),
    );
    expect(seen[0]?.headers["Sign"]).toBe(md5Sign(seen[0]?.body ?? "", "s"));
  });

  test("CLNT-12 by hmac each try has a signature of its own", async () => {
    const done = { api: "credit", isSuccess: true, errorMsg: "ALREADY_PROCESSED", data: {} };
    const { seen, options } = fakeServer([FAILED, FAILED, done]);
    const provider = connectGamesProvider("source", { ...options, signing: "hmac-sha256" });
    await provider.credit(DEBIT);
    const signs = seen.map(({ headers }) => headers["Sign"]);
    expect(new Set(signs).size).toBe(3);
  });

  test("CLNT-12 a refusal is told at once, giving up after the last try", async () => {
    const refused = { ...FAILED, errorMsg: "INSUFFICIENT_BALANCE", error: "5 are there" };
    const once = fakeServer([refused]);
    const answer = connectGamesProvider("source", once.options).debit(DEBIT);
    const error = await answer.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OpenGamesError);
    expect(error).toMatchObject({ code: "INSUFFICIENT_BALANCE", text: "5 are there" });
    expect(once.seen).toHaveLength(1);
    const never = fakeServer([]);
    const failing = connectGamesProvider("source", { ...never.options, tries: 3 }).balance(DEBIT);
    expect(await failing.catch((reason: unknown) => reason)).toMatchObject({
      code: "INTERNAL_ERROR",
    });
    expect(never.seen).toHaveLength(3);
  });

  test("CLNT-12 a platform signs the query of a GET, and may be unsigned", async () => {
    const { seen, options } = fakeServer([{ providers: [] }, { providers: [] }]);
    await connectPlatform("p 1", options).providers();
    await connectPlatform("p 1", { ...options, signing: "unsigned" }).providers();
    const query = "format=json&clientId=p%201";
    expect(seen[0]?.url).toBe(`http://hub.test/open-api-games/v1/providers?${query}`);
    expect(seen[0]?.headers).toEqual({ Sign: md5Sign(query, "s") });
    expect(seen[1]?.headers).toEqual({});
  });
});
