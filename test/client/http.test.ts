// The typed calls over HTTP, against a real server.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "../../client/src/index.ts";
import { connectHttp } from "../../client/src/http.ts";
import type { RunningServer } from "../../src/compose.ts";
import { ADMIN_KEY, startTestServer } from "../e2e/server-fixture.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
});

test("CLNT-11 sign up, make an API key, connect with it, look at what is over, log out", async () => {
  const { url } = server;
  const account = { username: "anna", email: "anna@example.org", password: "correct horse" };
  const { id, user_session_key: key } = await connectHttp({ url }).signUp(account);
  const http = connectHttp({ url, session: { id, key } });
  const { api_key: apiKey } = await http.createApiKey({ label: "bot" });
  const client = connect({ url, apiKey });
  const { current_balance: balance } = await client.getCurrentBalance();
  expect(balance).toBe("1000.00");
  expect(client.status.current).toEqual({ state: "open", user: { id, name: "anna" } });
  client.close();
  expect(await http.gameHistory({ user: id })).toMatchObject({ user_id: id, games: [] });
  await http.logOut({ id: String(id), user_session_key: key });
  const again = http.createApiKey({ label: "late" });
  expect(await again.catch((error: unknown) => error)).toMatchObject({ code: "SESSION_UNKNOWN" });
});

test("CLNT-11 the operator's calls; a refusal names code and field", async () => {
  const http = connectHttp({ url: server.url, apiKey: ADMIN_KEY });
  const { id } = await http.signUp({
    username: "ben",
    email: "ben@example.org",
    password: "correct horse",
  });
  const deposit = { id, currency: "EUR", amount: "5.00", reference: "a" };
  expect(await http.deposit(deposit)).toMatchObject({ amount: "5.00", currency: "EUR" });
  const wrong = http.deposit({ ...deposit, amount: "5.001", reference: "b" });
  expect(await wrong.catch((error: unknown) => error)).toMatchObject({
    code: "FIELD_INVALID",
    request: null,
  });
});
