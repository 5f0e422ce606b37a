// Reads that pages are made of: what there is to play, who is asking, and for operators what there is.
import { type TProperties, type TSchema, Type } from "typebox";
import type { ErrorCode } from "../error-code.ts";
import { type Credential, type HttpRoute, ok } from "./http-route.ts";
import { closed, count, moneyText, orNull, text, timeMs, userId, uuid } from "./parts.ts";

const role = Type.Enum(["developer", "admin"]);
const whole = (minimum: number, maximum: number, description: string): TSchema =>
  Type.Integer({ minimum, maximum, description });

const GAME = closed({
  game_id: uuid,
  source_id: uuid,
  source_name: text,
  game_name: text,
  type: text,
  currency: text,
  phase: Type.Enum(["active", "upcoming"]),
  status: text,
  hashtag: text,
  image_url: orNull(text),
  open_at: orNull(timeMs),
  close_at: orNull(timeMs),
  live_start_at: timeMs,
  live_finish_at: orNull(timeMs),
  open_pools: count,
});
const USER = {
  user_id: userId,
  username: text,
  country: orNull(text),
  roles: Type.Array(role),
};
const LISTED_USER = { ...USER, state: Type.Enum(["pending", "active"]) };
const BALANCE = closed({ currency: text, available: moneyText, exposure: moneyText });
const SOURCE = closed({
  source_id: uuid,
  name: text,
  description: orNull(text),
  admin_id: userId,
  status: Type.Enum(["open", "closing", "closed"]),
  signing: Type.Enum(["md5", "hmac-sha256"]),
  games: count,
  accounts: count,
});
const ACCOUNT = closed({
  account_id: text,
  source_id: uuid,
  client_id: orNull(text),
  royalty_bps: count,
  currencies: Type.Array(text),
  countries_available: Type.Array(text),
  countries_disabled: Type.Array(text),
  launch_method: Type.Enum(["GLM_DEFAULT", "GLM_API"]),
  games: Type.Array(closed({ id: text, name: text })),
});
const FACT = closed({
  seq: whole(1, Number.MAX_SAFE_INTEGER, "place in the log"),
  batch: whole(1, Number.MAX_SAFE_INTEGER, "the batch that holds it"),
  hash: Type.String({ pattern: "^[0-9a-f]{64}$", description: "of the batch, chained" }),
  fact: Type.Object(
    { kind: text, timeMs },
    { description: "as decided; amounts in minor units", additionalProperties: true },
  ),
});

type Read = {
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly credential: Credential;
  readonly answer: TProperties;
  readonly query?: Readonly<Record<string, TSchema>>;
  readonly refusals?: readonly ErrorCode[];
};

function read({ answer, refusals = [], ...route }: Read): HttpRoute {
  const ofQuery = route.query === undefined ? [] : (["FIELD_INVALID"] as const);
  const answers = [ok(closed(answer), "As of now")];
  return { method: "GET", ...route, answers, refusals: [...ofQuery, ...refusals] };
}

export const OVERVIEW_ROUTES: readonly HttpRoute[] = [
  read({
    path: "/r/games",
    name: "listGames",
    summary: "Games of all sources that are or will be open; what is being played first",
    credential: "none",
    query: { limit: whole(1, 500, "how many at most; 100 where absent") },
    answer: { games: Type.Array(GAME), total: count },
  }),
  read({
    path: "/r/me",
    name: "me",
    summary: "Who the cookies or the API key belong to",
    credential: "user",
    answer: USER,
  }),
  read({
    path: "/r/pools/{id}/odds",
    name: "poolOdds",
    summary: "How the money on each target of a pool came about, oldest first",
    credential: "none",
    query: { points: whole(2, 500, "how many at most, about; 120 where absent") },
    answer: {
      pool_id: uuid,
      currency: text,
      takeout_bps: count,
      targets: Type.Array(text),
      history: Type.Array(
        closed({
          at: timeMs,
          money: Type.Array(moneyText, { description: "in the order of targets" }),
        }),
      ),
    },
    refusals: ["POOL_NOT_FOUND", "POOL_CLOSED"],
  }),
  read({
    path: "/admin/sources",
    name: "listSources",
    summary: "All sources",
    credential: "operator",
    answer: { sources: Type.Array(SOURCE) },
  }),
  read({
    path: "/admin/accounts",
    name: "listProviderAccounts",
    summary: "What providers offer on platforms",
    credential: "operator",
    query: { source: Type.String({ description: "id of a source; absent for all" }) },
    answer: { accounts: Type.Array(ACCOUNT) },
    refusals: ["SOURCE_NOT_FOUND"],
  }),
  read({
    path: "/admin/users",
    name: "listUsers",
    summary: "Users by id",
    credential: "operator",
    query: {
      q: Type.String({ maxLength: 64, description: "the beginning of the name" }),
      after: whole(0, Number.MAX_SAFE_INTEGER, "ids above this one"),
      limit: whole(1, 200, "how many at most; 50 where absent"),
    },
    answer: { users: Type.Array(closed(LISTED_USER)), next_after: orNull(userId) },
  }),
  read({
    path: "/admin/users/{id}",
    name: "showUser",
    summary: "One user and what it has",
    credential: "operator",
    answer: { ...LISTED_USER, balances: Type.Array(BALANCE) },
    refusals: ["USER_NOT_FOUND"],
  }),
  read({
    path: "/admin/log",
    name: "log",
    summary: "Facts of the log, newest first; a look covers 5,000 of them, next_before goes on",
    credential: "operator",
    query: {
      before: whole(1, Number.MAX_SAFE_INTEGER, "facts below this seq"),
      kind: Type.String({ description: "one kind of fact, like PoolSettled" }),
      text: Type.String({ maxLength: 100, description: "part of the fact's line" }),
      limit: whole(1, 500, "how many at most; 50 where absent"),
    },
    answer: { facts: Type.Array(FACT), next_before: orNull(count) },
  }),
];
