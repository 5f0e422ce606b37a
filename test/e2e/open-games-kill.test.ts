// The real server, killed again and again in the middle of debits, credits and rollbacks: what it has
// confirmed stays, what it has not can be sent again, and nothing is booked twice.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLog } from "../../src/log/read-log.ts";
import { factsOf } from "../../src/sequencer/replay.ts";
import { HubClient } from "../support/hub-client.ts";
import {
  ADMIN_KEY,
  type Fields,
  OPEN_ACCOUNT,
  Operator,
  SLOTS,
} from "../support/open-games-world.ts";
import { endLeftovers, runMutuel, serve, type ServerProcess } from "../support/wire-process.ts";
import { post, signUp, startTestServer } from "./server-fixture.ts";

const KILLS = 6;
const CALLERS = 8;
const DEPOSIT_MINOR = 1_000_000;

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "mutuel-open-games-"));
});
afterEach(async () => {
  await endLeftovers();
  rmSync(data, { recursive: true, force: true });
});

type Session = { readonly secret: string; readonly token: string };

/** A session with money in it, prepared by a server that ends well. */
async function prepare(): Promise<Session> {
  const server = await startTestServer({
    configuration: { data: { kind: "directory", path: data }, adminKey: ADMIN_KEY },
  });
  const { url } = server;
  const { id, key } = await signUp(server, "league");
  const cookie = { cookie: `im_user=${id}; user_session_key=${key}`, origin: url };
  const opened = await post(server, "/r/sources", { source_name: "league" }, cookie);
  const source = (await opened.json()) as Record<string, string>;
  const contentProviderId = source["source_id"];
  const secret = source["provider_secret"] ?? "";
  const operator = new Operator(url);
  const platform = { clientId: "casino", name: "A casino", signing: "md5" };
  const { secret: platformSecret } = await operator.post("/admin/platforms", platform);
  const provider = HubClient.md5(url, secret);
  await provider.post("accounts", { contentProviderId, accounts: [OPEN_ACCOUNT] });
  const games = { contentProviderId, accountId: 1, games: [SLOTS] };
  await provider.post("games", games);
  const launch = {
    platformId: "casino",
    sessionId: "s",
    gameId: "slots",
    accountId: 1,
    deviceType: "dt_desktop",
    currency: "EUR",
    language: "en",
    userId: "u",
  };
  const launched = await HubClient.md5(url, String(platformSecret)).post("game-launch-url", launch);
  const token = new URL(String(launched.data["src"])).searchParams.get("session") ?? "";
  const amount = (DEPOSIT_MINOR / 100).toFixed(2);
  const deposit = { currency: "EUR", amount, reference: "r" };
  await operator.post(`/admin/users/${id + 1}/deposits`, deposit);
  await server.stop();
  return { secret, token };
}

type Call = {
  readonly api: "debit" | "credit" | "rollbackDebit";
  readonly transactionId: string;
  readonly amount?: number;
  confirmed: boolean;
};

/** One caller's calls, each debit with its sequel, in order. */
function* callsOf(caller: number): Generator<Call> {
  for (let round = 0; ; round++) {
    const transactionId = `${caller}-${round}`;
    yield { api: "debit", transactionId, amount: 7, confirmed: false };
    yield round % 2 === 0
      ? { api: "rollbackDebit", transactionId, confirmed: false }
      : { api: "credit", transactionId: `${transactionId}-win`, amount: 5, confirmed: false };
  }
}

test(`OGA-61 no confirmed transaction is missing and none is doubled after ${KILLS} kills`, async () => {
  const session = await prepare();
  const calls: Call[] = [];
  const callers = Array.from({ length: CALLERS }, (_, caller) => callsOf(caller));
  const send = async (server: ServerProcess, call: Call): Promise<boolean> => {
    const { api, transactionId, amount } = call;
    const more = amount === undefined ? {} : { amount };
    const fields: Fields = {
      gameSessionId: session.token,
      currency: "EUR",
      transactionId,
      ...more,
    };
    const body = { api, data: fields };
    const provider = HubClient.md5(server.url, session.secret);
    const answer = await provider.post("games-processor", body).catch(() => null);
    if (answer === null) return false;
    if (!answer.isSuccess) throw new Error(JSON.stringify(answer));
    call.confirmed = true;
    return true;
  };
  let server = await serve(data, "--log-level", "fatal");
  for (let kill = 1; kill <= KILLS; kill++) {
    const reached = Promise.withResolvers<void>();
    let answers = 0;
    const target = 40 + ((kill * 97) % 150);
    const playing = callers.map(async (caller) => {
      for (const call of caller) {
        calls.push(call);
        if (!(await send(server, call))) return;
        if (++answers === target) reached.resolve();
      }
    });
    // A generator that a loop has left is over; the next round has new ones.
    await reached.promise;
    await server.end("SIGKILL");
    await Promise.all(playing);
    callers.splice(0, CALLERS, ...callers.map((_, at) => callsOf(1_000 * kill + at)));
    server = await serve(data, "--log-level", "fatal");
    // Whatever got no answer is sent again; in its order, for a rollback may be behind its debit.
    for (const call of calls.filter(({ confirmed }) => !confirmed)) await send(server, call);
  }
  for (const call of calls) await send(server, call);
  expect(calls.filter(({ confirmed }) => !confirmed)).toEqual([]);
  const effect = { debit: -7, credit: 5, rollbackDebit: 7 } as const;
  const expected = calls.reduce((sum, { api }) => sum + effect[api], DEPOSIT_MINOR);
  const ask = { api: "balance", data: { gameSessionId: session.token, currency: "EUR" } };
  const balance = await HubClient.md5(server.url, session.secret).post("games-processor", ask);
  expect(balance.data["amount"]).toBe(expected);
  expect(await server.end("SIGTERM")).toBe(0);
  const booked = new Map<string, number>();
  for (const batch of readLog(data).read(1)) {
    for (const fact of factsOf(batch)) {
      if (fact.kind !== "TransactionBooked") continue;
      const key = `${fact.api} ${fact.transactionId}`;
      booked.set(key, (booked.get(key) ?? 0) + 1);
    }
  }
  expect([...booked.values()].filter((times) => times !== 1)).toEqual([]);
  const keys = calls.map(({ api, transactionId }) => `${api} ${transactionId}`);
  expect([...booked.keys()].sort()).toEqual(keys.sort());
  expect(await runMutuel("audit", "--data", data)).toMatchObject({ code: 0 });
}, 60_000);
