// What is over: a user's own history, and the operator's reports. As of some place in the log.
import { type TProperties, type TSchema, Type } from "typebox";
import { type HttpRoute, ok } from "./http-route.ts";
import {
  asOfSeq,
  closed,
  count,
  dictionary,
  moneyText,
  orNull,
  text,
  timeMs,
  userId,
  uuid,
} from "./parts.ts";

/** stakes = winning_stakes + lost + returned + open; won includes the winning stakes. */
const amounts = {
  stakes: moneyText,
  winning_stakes: moneyText,
  won: moneyText,
  lost: moneyText,
  returned: moneyText,
  open: moneyText,
};

function ofUser(path: string, name: string, summary: string, fields: TProperties): HttpRoute {
  return {
    method: "GET",
    path: `${path}/{user}/`,
    name,
    summary,
    credential: "reader",
    answers: [ok(closed({ user_id: userId, as_of_seq: asOfSeq, ...fields }), "From both")],
    refusals: ["ARCHIVE_UNAVAILABLE"],
  };
}

export const HISTORY_ROUTES: readonly HttpRoute[] = [
  ofUser("/r/games/history", "gameHistory", "Games the user has bet in, newest first", {
    games: Type.Array(
      closed({
        game_id: uuid,
        source_id: uuid,
        game_name: text,
        type: text,
        closed_at: orNull(timeMs),
        currency: text,
        pools: count,
        bets: count,
        ...amounts,
      }),
    ),
  }),
  ofUser("/r/statistics", "statistics", "What the user has staked and won, by currency", {
    currencies: dictionary(
      closed({ games: count, pools: count, bets: count, ...amounts }),
      "^[A-Z]{3}$",
    ),
  }),
];

const sums = {
  currency: text,
  pools: count,
  bets: count,
  players: count,
  stakes: moneyText,
  valid_stakes: moneyText,
  late_stakes: moneyText,
  void_stakes: moneyText,
  returned_stakes: moneyText,
  takeout: moneyText,
  paid: moneyText,
};
const format = Type.Enum(["json", "csv"]);
const day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description: "in UTC" });

type Report = Pick<HttpRoute, "path" | "name" | "summary" | "refusals"> & {
  readonly keys: TProperties;
  readonly query: Readonly<Record<string, TSchema>>;
};

function report({ keys, ...route }: Report): HttpRoute {
  const rows = closed({ as_of_seq: asOfSeq, rows: Type.Array(closed({ ...keys, ...sums })) });
  const body = { json: rows, otherType: "text/csv" };
  return {
    method: "GET",
    credential: "operator",
    ...route,
    answers: [{ status: 200, description: "Sums over resolved pools", body }],
    refusals: ["FIELD_INVALID", ...route.refusals, "ARCHIVE_UNAVAILABLE"],
  };
}

const signed = Type.String({ pattern: "^-?[0-9]+(\\.[0-9]+)?$" });
const from = Type.Integer({ description: "epoch milliseconds; bookings from then on" });
const to = Type.Integer({ description: "epoch milliseconds; bookings before then" });
const ROYALTIES = closed({
  as_of_seq: asOfSeq,
  rows: Type.Array(
    closed({
      source_id: uuid,
      source_name: text,
      account_id: text,
      royalty_bps: count,
      currency: text,
      bookings: count,
      turnover: signed,
      royalty: signed,
    }),
  ),
});

export const REPORT_ROUTES: readonly HttpRoute[] = [
  report({
    path: "/admin/reports/games/{id}",
    name: "reportGame",
    summary: "A game's stakes, takeout and payments",
    keys: { game_id: uuid, game_name: text },
    query: { format },
    refusals: ["GAME_NOT_FOUND"],
  }),
  report({
    path: "/admin/reports/sources/{id}",
    name: "reportSource",
    summary: "The same of a source, over all time or some days",
    keys: { source_id: uuid, source_name: text },
    query: { from: day, to: day, format },
    refusals: ["SOURCE_NOT_FOUND"],
  }),
  report({
    path: "/admin/reports/days",
    name: "reportDays",
    summary: "The same for each day, by the time of a pool's resolution",
    keys: { day },
    query: { from: day, to: day, format },
    refusals: [],
  }),
  {
    method: "GET",
    path: "/admin/royalties",
    name: "royalties",
    summary: "What providers have earned on turnover, per account, rate and currency",
    credential: "operator",
    query: { source: uuid, from, to, format },
    answers: [
      {
        status: 200,
        description: "Sums over settled pools and transactions",
        body: { json: ROYALTIES, otherType: "text/csv" },
      },
    ],
    refusals: ["FIELD_INVALID", "SOURCE_NOT_FOUND", "ARCHIVE_UNAVAILABLE"],
  },
];
