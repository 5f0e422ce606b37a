// Every HTTP route with a JSON answer, asked once of the server of the played match.
import { HTTP_ROUTES } from "../../src/protocol/schema/http-contract.ts";
import { md5Sign } from "../../src/hub/signature.ts";
import { checkedFetch } from "../../test/support/http-check.ts";
import type { WireServer } from "../../test/support/wire-server.ts";
import { playOpenGames } from "./played-open-games.ts";
import type { Json, Recorder } from "./recorder.ts";

/** Pools of the match that are over, see played-match.ts. */
const POOLS_OF_MATCH = 3;
const LOOKS_MAX = 1_000;
const LOOK_EVERY_MS = 1;

export type HttpCall = {
  readonly request?: Json;
  /** For the {names} of the path, in their order. */
  readonly parts?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Behind the question mark. */
  readonly query?: string;
  /** Signs the body, or the query where there is none. */
  readonly secret?: string;
};

export async function playHttp(
  recorder: Recorder,
  server: WireServer,
  operatorKey: string,
): Promise<void> {
  const asOperator = { authorization: `Bearer ${operatorKey}` };
  const ask = (name: string, call: HttpCall = {}): Promise<Json> =>
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
  const open = await openGame(server);
  const pools = [open.sourceId, "active", open.gameId];
  await ask("listActiveGames", { parts: [open.sourceId] });
  await ask("listUpcomingGames", { parts: [open.sourceId] });
  await ask("listOpenPools", { parts: pools });
  await ask("listGames");
  await ask("me", { headers: key.headers });
  await ask("listOpenPoolsOf", { parts: [...pools, id], headers: key.headers });
  const bet = { target: "argentina", amount: "2.50", client_bet_id: "dora-1" };
  const betting = { parts: [...pools, open.poolId], headers: key.headers, request: bet };
  await ask("placeBet", betting);
  await ask("placeBetAgain", betting);
  await ask("poolOdds", { parts: [open.poolId] });
  await ask("gameHistory", { parts: [id], headers: key.headers });
  await ask("statistics", { parts: [id], headers: key.headers });
  await ask("openSource", { request: { source_name: "my-league" }, headers: key.headers });
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
  for (const name of ["listSources", "listProviderAccounts", "listUsers", "log"]) {
    await operate(name);
  }
  await operate("showUser", undefined, id);
  await operate("ledger");
  await operate("rotateSecret", undefined, open.sourceId);
  await archived(server, gameId, asOperator);
  const [sourceId = ""] = sources.keys();
  await operate("reportGame", undefined, gameId);
  await operate("reportSource", undefined, sourceId);
  await operate("reportDays");
  await operate("royalties");
  await playOpenGames({ ask, operate }, open.sourceId);
  await ask("health");
  await ask("readiness");
}

type Open = { readonly sourceId: string; readonly gameId: string; readonly poolId: string };

/** Those of the match are closed by now. */
async function openGame(server: WireServer): Promise<Open> {
  const emma = await server.newcomer("emma");
  const { source_id: sourceId } = await emma.ask({ op: 365, source_name: "other.example" });
  const names = { game_name: "Argentina - Brazil", type: "football" };
  const lists = { actions: ["Goal"], targets: ["Argentina", "Brazil"] };
  const game = await emma.ask({ op: 370, source_id: sourceId, ...names, ...lists });
  const ofGame = { game_id: game["game_id"] };
  await emma.ask({ op: 616, ...ofGame });
  const terms = { description: "Who scores next?", action: "goal", targets: "argentina,brazil" };
  const pool = await emma.ask({ op: 385, ...ofGame, ...terms });
  await emma.close();
  const [gameId, poolId] = [String(game["game_id"]), String(pool["pool_id"])];
  return { sourceId: String(sourceId), gameId, poolId };
}

/** Waits until the archive has the game; time passes for it, since it works by the clock. */
async function archived(
  server: WireServer,
  gameId: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look++) {
    const answer = await fetch(`${server.url}/admin/reports/games/${gameId}`, { headers });
    const { rows } = (await answer.json()) as { rows: readonly { pools: number }[] };
    if (rows[0]?.pools === POOLS_OF_MATCH) return;
    server.time.pass(LOOK_EVERY_MS);
  }
  throw new Error(`game ${gameId} has not come to the archive`);
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

async function play(recorder: Recorder, url: string, name: string, call: HttpCall): Promise<Json> {
  const route = HTTP_ROUTES.find((other) => other.name === name);
  if (route === undefined) throw new Error(`no route ${name}`);
  const { request = null, parts = [], query = "", secret } = call;
  const text = request === null ? undefined : JSON.stringify(request);
  const headers = {
    ...call.headers,
    ...(secret === undefined ? {} : { Sign: md5Sign(Buffer.from(text ?? query), secret) }),
    ...(text === undefined ? {} : { "content-type": "application/json" }),
  };
  const rest = [...parts];
  const path = route.path.replace(/\{\w+\}/g, () => rest.shift() ?? "");
  const behind = query === "" ? "" : `?${query}`;
  const answer = await checkedFetch(`${url}${path}${behind}`, {
    method: route.method,
    headers,
    ...(text === undefined ? {} : { body: text }),
  });
  const body = (await answer.json()) as Json;
  if (!answer.ok || body["isSuccess"] === false)
    throw new Error(`${route.method} ${path}: ${JSON.stringify(body)}`);
  recorder.keepHttp({ name, request, status: answer.status, answer: body });
  return body;
}
