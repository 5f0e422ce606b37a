// What the operator does over /admin.
import { type TProperties, type TSchema, Type } from "typebox";
import type { ErrorCode } from "../error-code.ts";
import { type HttpRoute, ok } from "./http-route.ts";
import {
  closed,
  count,
  dictionary,
  flag,
  orNull,
  text,
  timeMs,
  userId,
  uuid,
  yes,
} from "./parts.ts";

const amount = Type.Union(
  [
    Type.String({ pattern: "^[0-9]{1,40}(\\.[0-9]{1,40})?$" }),
    Type.Number({ exclusiveMinimum: 0 }),
  ],
  { description: "a positive decimal" },
);
const money = Type.String({ pattern: "^-?[0-9]+(\\.[0-9]+)?$" });
const reason = Type.String({ minLength: 1, maxLength: 512 });
const role = Type.Enum(["developer", "admin"]);
const subject = Type.Optional(
  Type.String({ description: "id of the source, game or player; absent for all" }),
);
const scope = Type.Enum(["all", "source", "game", "player"]);

const NO_SUBJECT = ["SOURCE_NOT_FOUND", "GAME_NOT_FOUND", "GAME_CLOSED", "USER_NOT_FOUND"] as const;

/** `idempotent` where nothing was left to be done. */
function done(fields: TProperties): TSchema {
  return closed({ ...fields, idempotent: Type.Optional(yes) });
}

type Doing = {
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly request?: TSchema;
  readonly answer: TSchema;
  readonly refusals: readonly ErrorCode[];
};

function doing({ answer, refusals, ...route }: Doing): HttpRoute {
  return {
    method: "POST",
    credential: "operator",
    ...route,
    answers: [ok(answer)],
    refusals: [...refusals, "BUSY"],
  };
}

function reading(path: string, name: string, summary: string, answer: TSchema): HttpRoute {
  const common = { method: "GET", credential: "operator", refusals: [] } as const;
  return { ...common, path, name, summary, answers: [ok(answer, "As of now")] };
}

function transfer(direction: "deposit" | "withdrawal", refusals: readonly ErrorCode[]): HttpRoute {
  return doing({
    path: `/admin/users/{id}/${direction}s`,
    name: direction,
    summary: `Book a ${direction}; the reference makes it safe to send again`,
    request: closed({
      currency: text,
      amount,
      reference: Type.String({ minLength: 1, maxLength: 128 }),
    }),
    answer: done({
      user_id: userId,
      direction: Type.Literal(direction),
      currency: text,
      amount: money,
      reference: text,
    }),
    refusals: ["USER_NOT_FOUND", "IDEMPOTENCY_MISMATCH", "AMOUNT_LIMIT", ...refusals],
  });
}

export const OPERATOR_ROUTES: readonly HttpRoute[] = [
  doing({
    path: "/admin/users/{id}/roles",
    name: "setRole",
    summary: "Give a role to a user or take it",
    request: closed({ role, grant: flag }),
    answer: done({ user_id: userId, role, grant: flag }),
    refusals: ["USER_NOT_FOUND"],
  }),
  transfer("deposit", []),
  transfer("withdrawal", ["INSUFFICIENT_FUNDS"]),
  doing({
    path: "/admin/sources/{id}/secret",
    name: "rotateSecret",
    summary: "Give a source a new provider secret",
    answer: closed({ source_id: uuid, provider_secret: text, generation: count }),
    refusals: ["SOURCE_NOT_FOUND", "SOURCE_CLOSED"],
  }),
  doing({
    path: "/admin/clock/confirm",
    name: "confirmClock",
    summary: "The clock is right after its jump; take bets again",
    answer: done({ confirmed: yes }),
    refusals: [],
  }),
  reading(
    "/admin/suspensions",
    "listSuspensions",
    "Where betting is suspended",
    closed({
      seq: count,
      suspensions: Type.Array(
        closed({
          scope: Type.Enum(["all", "source", "game", "player", "provider"]),
          id: subject,
          reason: text,
          since: timeMs,
        }),
      ),
    }),
  ),
  doing({
    path: "/admin/suspensions",
    name: "suspend",
    summary: "Suspend betting: everywhere, in a source, in a game, or of a player",
    request: closed({ scope, id: subject, reason }),
    answer: done({ scope, id: subject, reason: text }),
    refusals: [...NO_SUBJECT, "NO_PRIVILEGE"],
  }),
  doing({
    path: "/admin/resumptions",
    name: "resume",
    summary: "Resume betting where the operator suspended it",
    request: closed({ scope, id: subject }),
    answer: done({ scope, id: subject }),
    refusals: [...NO_SUBJECT, "NO_PRIVILEGE"],
  }),
  doing({
    path: "/admin/games/{id}/stakes",
    name: "limitStakes",
    summary: "Set the smallest and largest stake of a game; absent for none",
    request: closed({ minimum: Type.Optional(amount), maximum: Type.Optional(amount) }),
    answer: closed({ game_id: uuid, minimum: orNull(money), maximum: orNull(money) }),
    refusals: ["GAME_NOT_FOUND", "GAME_CLOSED", "NO_PRIVILEGE"],
  }),
  reading(
    "/admin/ledger",
    "ledger",
    "Where all money of each currency is; each total is 0",
    closed({
      seq: count,
      currencies: dictionary(
        closed({
          players_available: money,
          players_exposure: money,
          takeout: money,
          royalties: money,
          games: money,
          external: money,
          total: money,
        }),
        "^[A-Z]{3}$",
      ),
    }),
  ),
];
