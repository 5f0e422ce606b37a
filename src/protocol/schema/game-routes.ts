// Games, pools and bets over HTTP: bodies as the socket's messages in edition 2.0.
import { Type } from "typebox";
import type { ResponseName } from "../codes.ts";
import { type Credential, type HttpMethod, type HttpRoute, ok } from "./http-route.ts";
import { OP_CONTRACTS } from "./op-contract.ts";
import { closed } from "./parts.ts";
import { bodySchema } from "./server-schema.ts";

const SOURCE = "/r/sources/{source}/games";
const POOLS = `${SOURCE}/{phase}/{game}/pools/open`;
const OF_GAME = ["SOURCE_NOT_FOUND", "GAME_NOT_FOUND", "GAME_CLOSED"] as const;

function games(phase: "active" | "upcoming", name: string, body: ResponseName): HttpRoute {
  return {
    method: "GET",
    path: `${SOURCE}/${phase}/`,
    name,
    summary: `Games of a source that are ${phase}`,
    credential: "none",
    answers: [ok(bodySchema(body), "The games")],
    refusals: ["SOURCE_NOT_FOUND", "SOURCE_CLOSED"],
  };
}

function pools(route: {
  path: string;
  name: string;
  summary: string;
  credential: Credential;
  body: ResponseName;
}): HttpRoute {
  const { body, ...rest } = route;
  const answers = [ok(bodySchema(body), "The pools")];
  return { method: "GET", ...rest, answers, refusals: OF_GAME };
}

function placing(method: HttpMethod, name: string): HttpRoute {
  return {
    method,
    path: `${POOLS}/{pool}/predictions/`,
    name,
    summary: "Place a bet, as op 392; client_bet_id makes it safe to send again",
    credential: "user",
    request: closed({
      target: Type.String({ minLength: 1 }),
      amount: Type.Union([
        Type.String({ pattern: "^[0-9]{1,40}(\\.[0-9]{1,40})?$" }),
        Type.Number({ exclusiveMinimum: 0 }),
      ]),
      client_bet_id: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    }),
    answers: [ok(bodySchema("bet_placed_in_betting_pool"), "The bet is placed, and durable")],
    refusals: [
      "SOURCE_NOT_FOUND",
      "GAME_NOT_FOUND",
      ...OP_CONTRACTS.place_bet_in_betting_pool.refusals,
      "BUSY",
    ],
  };
}

export const GAME_ROUTES: readonly HttpRoute[] = [
  games("active", "listActiveGames", "games_list_for_source"),
  games("upcoming", "listUpcomingGames", "upcoming_games_list_for_source"),
  pools({
    path: `${POOLS}/`,
    name: "listOpenPools",
    summary: "Unresolved pools of a game; phase is active or upcoming",
    credential: "none",
    body: "all_betting_pools_for_game",
  }),
  pools({
    path: `${POOLS}/{user}/`,
    name: "listOpenPoolsOf",
    summary: "Unresolved pools of a game that the user has no bet in",
    credential: "reader",
    body: "you_open_pools_list_for_game",
  }),
  placing("POST", "placeBet"),
  placing("PUT", "placeBetAgain"),
];
