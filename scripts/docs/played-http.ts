// Every HTTP route with a JSON answer, asked once of the server of the played match.
import { HTTP_ROUTES } from "../../src/protocol/schema/http-contract.ts";
import { checkedFetch } from "../../test/support/http-check.ts";
import type { WireServer } from "../../test/support/wire-server.ts";
import type { Json, Recorder } from "./recorder.ts";

type Call = {
  readonly request?: Json;
  /** For the {names} of the path, in their order. */
  readonly parts?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
};

export async function playHttp(
  recorder: Recorder,
  server: WireServer,
  operatorKey: string,
): Promise<void> {
  const asOperator = { authorization: `Bearer ${operatorKey}` };
  const ask = (name: string, call: Call = {}): Promise<Json> =>
    play(recorder, server.url, name, call);
  const operate = (name: string, request?: Json, ...parts: string[]): Promise<Json> =>
    ask(name, { headers: asOperator, parts, ...(request === undefined ? {} : { request }) });

  const dora = { username: "dora", password: "correct horse battery" };
  const user = await ask("signUp", {
    request: { ...dora, email: "dora@example.org", country: "AR" },
  });
  const session = await ask("logIn", { request: dora });
  const id = String(user["id"]);
  const key = await loggedInKey(recorder, server.url, session);
  await ask("listApiKeys", { headers: key.headers });
  await ask("revokeApiKey", { headers: key.headers, parts: [key.id] });
  await ask("logOut", {
    request: { id, user_session_key: String(session["user_session_key"]) },
  });
  await operate("setRole", { role: "developer", grant: true }, id);
  await operate("deposit", { currency: "EUR", amount: "20.00", reference: "transfer-1" }, id);
  await operate("withdrawal", { currency: "EUR", amount: "5.00", reference: "transfer-2" }, id);
  const { games, sources } = server.server.state;
  const gameId = [...games.keys()][0] ?? "";
  await operate("limitStakes", { minimum: "1.00", maximum: "100.00" }, gameId);
  await operate("suspend", { scope: "game", id: gameId, reason: "the referee looks again" });
  await operate("listSuspensions");
  await operate("resume", { scope: "game", id: gameId });
  await operate("confirmClock");
  await operate("ledger");
  await operate("rotateSecret", undefined, await openSource(server));
  if (sources.size === 0) throw new Error("the match left no source");
  await ask("health");
  await ask("readiness");
}

/** That of the match is closed by now. */
async function openSource(server: WireServer): Promise<string> {
  const emma = await server.newcomer("emma");
  const { source_id: sourceId } = await emma.ask({ op: 365, source_name: "other.example" });
  await emma.close();
  return String(sourceId);
}

async function loggedInKey(
  recorder: Recorder,
  url: string,
  session: Json,
): Promise<{ id: string; headers: Record<string, string> }> {
  const cookie = `im_user=${String(session["id"])}; user_session_key=${String(session["user_session_key"])}`;
  const call = { request: { label: "my betting program" }, headers: { cookie } };
  const made = await play(recorder, url, "createApiKey", call);
  const headers = { authorization: `Bearer ${String(made["api_key"])}` };
  return { id: String(made["id"]), headers };
}

async function play(recorder: Recorder, url: string, name: string, call: Call): Promise<Json> {
  const route = HTTP_ROUTES.find((other) => other.name === name);
  if (route === undefined) throw new Error(`no route ${name}`);
  const { request = null, parts = [], headers = {} } = call;
  const rest = [...parts];
  const path = route.path.replace(/\{\w+\}/g, () => rest.shift() ?? "");
  const answer = await checkedFetch(`${url}${path}`, {
    method: route.method,
    headers: { ...headers, ...(request === null ? {} : { "content-type": "application/json" }) },
    ...(request === null ? {} : { body: JSON.stringify(request) }),
  });
  const body = (await answer.json()) as Json;
  if (!answer.ok) throw new Error(`${route.method} ${path}: ${JSON.stringify(body)}`);
  recorder.keepHttp({ name, request, status: answer.status, answer: body });
  return body;
}
