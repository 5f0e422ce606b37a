// What a provider's game server sends to the games processor: {api, data}, data by api.
import type { TransactionApi } from "../engine/hub/hub-fact.ts";
import { OFFERED_GAME_ID_MAX, TRANSACTION_TEXT_MAX } from "../engine/rules.ts";
import { Problem, shown } from "../protocol/problem.ts";
import { isObject, type JsonObject } from "./json-text.ts";
import { amountMinor, integer, oneOf, text } from "./plain-shapes.ts";
import { hidden, needed, objectOf, or, orNull, shape, type Shape } from "./shape.ts";

const DECIMALS_MAX = 4;

const token = hidden(text(256));
const transactionId = text(TRANSACTION_TEXT_MAX);
/** Kept nowhere, but part of what makes a request the same as before. */
const anything = shape<{ readonly value: unknown }>("anything", (value) => ({ value }));

const OF_SESSION = {
  gameSessionId: needed(token),
  // Which currencies there are is answered with a code of its own.
  currency: needed(text(64)),
  denomination: or(orNull(integer(0, DECIMALS_MAX)), null),
} as const;

const NOTES = {
  betId: or(orNull(text(TRANSACTION_TEXT_MAX)), null),
  gameId: or(orNull(text(OFFERED_GAME_ID_MAX)), null),
  spinMeta: or(orNull(anything), null),
  betMeta: or(orNull(anything), null),
  notes: or(orNull(anything), null),
} as const;

const balanceShape = objectOf({ ...OF_SESSION, gameId: NOTES.gameId });
const moveShape = objectOf({
  ...OF_SESSION,
  ...NOTES,
  transactionId: needed(transactionId),
  amount: needed(amountMinor),
});
const takeBackShape = objectOf({
  ...OF_SESSION,
  ...NOTES,
  transactionId: needed(transactionId),
  amount: or(orNull(amountMinor), null),
});
const metaShape = objectOf({
  ...OF_SESSION,
  api: needed(oneOf("roundComplete")),
  data: needed(objectOf({ betId: needed(text(TRANSACTION_TEXT_MAX)) })),
});

type OfSession = {
  readonly token: string;
  readonly currency: string;
  readonly denomination: number | null;
  /** As named by the provider: only to be held against the session. */
  readonly gameId: string | null;
};

export type ProcessorRequest = OfSession &
  (
    | { readonly api: "balance" }
    | {
        readonly api: TransactionApi;
        readonly transactionId: string;
        readonly amountMinor: number | null;
        readonly round: string | null;
      }
    | { readonly api: "metaData"; readonly round: string }
  );

const PROCESSOR_APIS = [
  "balance",
  "debit",
  "credit",
  "rollback",
  "rollbackDebit",
  "metaData",
] as const;
export type ProcessorApi = (typeof PROCESSOR_APIS)[number];

export function apiOf({ api }: JsonObject): ProcessorApi | null {
  return PROCESSOR_APIS.find((known) => known === api) ?? null;
}

/** The token alone: whose secret signs depends on it. */
export function tokenIn({ data }: JsonObject): string | null {
  const found = isObject(data) ? data["gameSessionId"] : undefined;
  return typeof found === "string" ? found : null;
}

export function readProcessorRequest(body: JsonObject): ProcessorRequest | Problem {
  const other = Object.keys(body).find((name) => name !== "api" && name !== "data");
  if (other !== undefined) {
    return new Problem(`${other.slice(0, 80)} is no known field; accepted: api, data`);
  }
  const api = apiOf(body);
  switch (api) {
    case null: {
      const found = body["api"] === undefined ? "missing" : shown(body["api"]);
      return new Problem(`api is ${found}; accepted: ${PROCESSOR_APIS.join(", ")}`);
    }
    case "balance":
      return mapped(balanceShape, body, (data) => ({ api, ...ofSession(data) }));
    case "debit":
    case "credit":
      return mapped(moveShape, body, (data) => ({ api, ...ofSession(data), ...ofMove(data) }));
    case "rollback":
    case "rollbackDebit":
      return mapped(takeBackShape, body, (data) => ({ api, ...ofSession(data), ...ofMove(data) }));
    case "metaData":
      return mapped(metaShape, body, (data) => ({
        api,
        ...ofSession({ ...data, gameId: null }),
        round: data.data.betId,
      }));
  }
}

function mapped<Data>(
  shape: Shape<Data>,
  body: JsonObject,
  map: (data: Data) => ProcessorRequest,
): ProcessorRequest | Problem {
  const data = shape.read(body["data"], "data");
  return data instanceof Problem ? data : map(data);
}

function ofSession(data: {
  gameSessionId: string;
  currency: string;
  denomination: number | null;
  gameId: string | null;
}): OfSession {
  const { gameSessionId, currency, denomination, gameId } = data;
  return { token: gameSessionId, currency, denomination, gameId };
}

function ofMove(data: { transactionId: string; amount: number | null; betId: string | null }) {
  return { transactionId: data.transactionId, amountMinor: data.amount, round: data.betId };
}
