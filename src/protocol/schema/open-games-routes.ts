// The Open Games API: what providers and platforms call.
import { type TProperties, type TSchema, Type } from "typebox";
import type { ErrorCode } from "../error-code.ts";
import {
  LAUNCH_CODES,
  OFFER_CHANGE_CODES,
  OFFER_CODES,
  PROCESSOR_CODES,
} from "../open-games-code.ts";
import { type HttpRoute, ok } from "./http-route.ts";
import {
  account,
  accountId,
  amount,
  anything,
  askedAccount,
  askedAccountId,
  askedGame,
  balance,
  calling,
  clientId,
  currency,
  decimals,
  device,
  game,
  link,
  listing,
  optional,
  settings,
} from "./open-games-bodies.ts";
import { closed, flag, text, uuid } from "./parts.ts";

const session = { gameSessionId: text, currency, denomination: optional(decimals) };
const notes = {
  betId: optional(text),
  gameId: optional(text),
  spinMeta: optional(anything),
  betMeta: optional(anything),
  notes: optional(anything),
};
const transaction = { ...session, transactionId: text, ...notes };

function asking(apis: readonly string[], data: TProperties): TSchema {
  return closed({ api: Type.Enum([...apis]), data: closed(data) });
}

const processorRequest = Type.Union([
  asking(["balance"], { ...session, gameId: optional(text) }),
  asking(["debit", "credit"], { ...transaction, amount }),
  asking(["rollback", "rollbackDebit"], { ...transaction, amount: optional(amount) }),
  asking(["metaData"], {
    ...session,
    api: Type.Literal("roundComplete"),
    data: closed({ betId: text }),
  }),
]);

export const OPEN_GAMES_ROUTES: readonly HttpRoute[] = [
  {
    method: "POST",
    path: "/open-api-games/v1/accounts",
    name: "setProviderAccounts",
    summary: "Create or update a provider's accounts; none in the list lists them",
    credential: "provider",
    request: closed({
      contentProviderId: Type.String({ description: "id of the source" }),
      clientId: optional(clientId),
      accounts: Type.Array(askedAccount, { maxItems: 100 }),
    }),
    answers: [ok(listing("accounts", account, OFFER_CHANGE_CODES), "Taken, or why not")],
    refusals: [],
  },
  {
    method: "POST",
    path: "/open-api-games/v1/games",
    name: "offerGames",
    summary: "Replace the list of a provider's own games in an account",
    credential: "provider",
    request: closed({
      contentProviderId: Type.String({ description: "id of the source" }),
      clientId: optional(clientId),
      accountId: askedAccountId,
      games: Type.Array(askedGame, { maxItems: 1_000 }),
    }),
    answers: [
      ok(
        listing("games", closed({ id: text, accountId, isNew: flag }), OFFER_CHANGE_CODES),
        "Taken, or why not",
      ),
    ],
    refusals: [],
  },
  {
    method: "GET",
    path: "/open-api-games/v1/providers",
    name: "listProviders",
    summary: "What a platform may offer: accounts with their games",
    credential: "platform",
    query: { clientId, format: Type.Literal("json") },
    answers: [
      ok(
        Type.Union([
          closed({
            providers: Type.Array(
              closed({
                providerId: uuid,
                providerPrefix: text,
                providerName: text,
                isTesting: flag,
                accounts: Type.Array(closed({ settings, games: Type.Array(game) })),
              }),
            ),
          }),
          listing("providers", Type.Never(), OFFER_CODES),
        ]),
        "The providers, or why not",
      ),
    ],
    refusals: [],
  },
  {
    method: "POST",
    path: "/open-api-games/v1/game-launch-url",
    name: "launchGame",
    summary: "A URL that opens a game for one of the platform's players",
    credential: "platform",
    query: { clientId },
    request: closed({
      clientId: optional(clientId),
      platformId: clientId,
      sessionId: Type.String({ minLength: 1, maxLength: 256, description: "the platform's own" }),
      gameId: text,
      accountId: askedAccountId,
      deviceType: device,
      currency,
      language: text,
      userId: Type.Union([Type.String({ minLength: 1, maxLength: 128 }), Type.Integer()]),
      homeUrl: optional(link),
      refillUrl: optional(link),
      country: optional(text),
    }),
    answers: [
      ok(
        calling(Type.Literal("game-launch-url"), { src: text, isSetLocation: flag }, LAUNCH_CODES),
        "The URL, or why not",
      ),
    ],
    refusals: [],
  },
  {
    method: "POST",
    path: "/open-api-games/v1/games-processor",
    name: "processGame",
    summary:
      "Money of a provider's own game in a session; each transactionId counts once, for ever",
    credential: "provider",
    request: processorRequest,
    answers: [
      ok(
        calling(
          text,
          {
            transactionId: text,
            userId: text,
            userNick: text,
            amount: balance,
            denomination: decimals,
            currency,
            maxWin: amount,
            jpKey: text,
            freeGames: Type.Array(Type.Never()),
            api: Type.Literal("roundComplete"),
            data: closed({ betId: text }),
          },
          PROCESSOR_CODES,
        ),
        "Booked, or why not",
      ),
    ],
    refusals: [],
  },
  {
    method: "POST",
    path: "/open-api-games/v1/pending-games",
    name: "listPendingGames",
    summary: "Which of a platform's sessions have a bet or a round that is not over",
    credential: "platform",
    query: { clientId },
    request: closed({
      clientId: optional(clientId),
      sessionIds: Type.Array(text, { maxItems: 1_000 }),
    }),
    answers: [
      ok(
        listing("pendingGames", closed({ sessionId: text, gameId: text }), OFFER_CODES),
        "Those that are pending, or why not",
      ),
    ],
    refusals: [],
  },
];

/** Codes of ours that come up here only, in this API's own words. */
export const TOLD_AS: Readonly<Partial<Record<ErrorCode, string>>> = {
  ACCOUNT_NOT_FOUND: "UNKNOWN_ACCOUNT",
  ROLLED_BACK: "ALREADY_PROCESSED",
};
