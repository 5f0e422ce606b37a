// The Open Games API: what providers and platforms call, and how the operator lets them in.
import { type TProperties, type TSchema, Type } from "typebox";
import type { ErrorCode } from "../error-code.ts";
import { type HttpRoute, ok } from "./http-route.ts";
import { closed, count, flag, text, uuid, yes } from "./parts.ts";

const optional = Type.Optional;
const link = Type.String({ description: 'absolute http(s), "" for none' });
const embedLink = Type.String({
  description:
    "absolute http(s) with {{GAME_SESSION}}, {{CURRENCY_NAME}}, {{GAME_ID}}, {{USER_LANGUAGE}}, {{USER_ID}}, {{HOME_URL}}, {{REFILL_URL}}, {{ACCOUNT_ID}}",
});
const accountId = Type.String({ pattern: "^[1-9][0-9]*$", description: "id of an account" });
const askedAccountId = Type.Union([Type.String(), Type.Integer({ minimum: 0 })], {
  description: "the id of an account; 0 creates one",
});
const clientId = Type.String({ description: "id of a platform" });
const currency = Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217, DON or FUN" });
const country = Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166-1" });
const rate = Type.Integer({ minimum: 0, maximum: 10_000, description: "1 = 0.01 % of turnover" });
const device = Type.Enum(["dt_desktop", "dt_mobile"]);
const capability = Type.Enum(["dc_html5full", "dc_flashplayer"]);
const icons = Type.Record(Type.String({ pattern: "^link[0-9]{1,5}x[0-9]{1,5}$" }), text);
const amount = Type.Integer({
  minimum: 0,
  maximum: 10_000_000_000_000,
  description: "minor units",
});
const balance = Type.Integer({ minimum: 0, description: "minor units available" });
const decimals = Type.Integer({ minimum: 0, maximum: 4, description: "decimals of the currency" });
const anything = Type.Unknown({
  description: "for notes; part of what makes a repetition the same",
});

const launchMethod = closed({
  launchMethod: optional(Type.Enum(["GLM_DEFAULT", "GLM_API"])),
  providerGameLaunchApiUrl: optional(link),
});
const codeLists = {
  currenciesAvailable: Type.Array(currency),
  countriesAvailable: Type.Array(country),
  countriesDisabled: Type.Array(country),
};
const askedAccount = closed({
  accountId: askedAccountId,
  clientId: optional(clientId),
  gameEmbedUrl: optional(embedLink),
  pendingGamesUrl: optional(link),
  gameLaunchMethod: optional(launchMethod),
  royaltyPercent: rate,
  currenciesAvailable: optional(codeLists.currenciesAvailable),
  countriesAvailable: optional(codeLists.countriesAvailable),
  countriesDisabled: optional(codeLists.countriesDisabled),
});
const account = closed({
  accountId,
  clientId: optional(clientId),
  gameEmbedUrl: text,
  pendingGamesUrl: text,
  gameLaunchMethod: closed({
    launchMethod: Type.Enum(["GLM_DEFAULT", "GLM_API"]),
    providerGameLaunchApiUrl: text,
  }),
  royaltyPercent: rate,
  ...codeLists,
});
const settings = closed({
  accountId,
  gameEmbedUrl: text,
  royaltyPercent: rate,
  ...codeLists,
});

const freeChoices = optional(Type.Array(count));
const askedGame = closed({
  id: Type.String({ minLength: 1, maxLength: 60 }),
  launchMethod: closed({
    capabilities: Type.Array(capability),
    devices: Type.Array(device),
    screen_width: count,
    screen_height: count,
    gameEmbedUrl: optional(embedLink),
  }),
  defaultName: Type.String({ minLength: 1, maxLength: 120 }),
  defaultDescription: optional(Type.String({ maxLength: 2_000 })),
  icons: optional(icons),
  freeGames: optional(closed({ possibleBets: freeChoices, possibleLines: freeChoices })),
});
const game = closed({
  id: text,
  defaultName: text,
  defaultDescription: text,
  launchMethod: closed({
    capabilities: Type.Array(capability),
    devices: Type.Array(device),
    screenWidth: count,
    screenHeight: count,
    gameEmbedUrl: optional(embedLink),
  }),
  icons,
});

const OF_OFFER = ["SIGN_NOT_FOUND", "INVALID_BODY", "INVALID_SIGN", "INVALID_CLIENT_ID"];
const OF_CHANGE = ["UNKNOWN_ACCOUNT", "SOURCE_CLOSED", "LIMIT_REACHED"];

/** isSuccess false comes with an empty list and what was wrong. */
function listing(list: string, item: TSchema, codes: readonly string[]): TSchema {
  return closed({
    isSuccess: flag,
    error: Type.Enum(["NO_ERROR", ...codes, "INTERNAL_ERROR"]),
    errorMessage: text,
    [list]: Type.Array(item),
  });
}

/** Here `error` is the text and `errorMsg` the code; data is empty where isSuccess is false. */
function calling(api: TSchema, data: TProperties, codes: readonly string[]): TSchema {
  return closed({
    api,
    isSuccess: flag,
    error: text,
    errorMsg: Type.Enum(["NO_ERRORS", ...codes, "INTERNAL_ERROR"]),
    data: closed(Object.fromEntries(Object.entries(data).map(([n, type]) => [n, optional(type)]))),
  });
}

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

const signing = Type.Enum(["md5", "hmac-sha256", "unsigned"]);
const sourceSigning = Type.Enum(["md5", "hmac-sha256"]);

type Operated = {
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly request?: TSchema;
  readonly answer: TProperties;
  readonly refusals: readonly ErrorCode[];
};

function operated({ answer, refusals, ...route }: Operated): HttpRoute {
  const json = closed({ ...answer, idempotent: optional(yes) });
  const common = { method: "POST", credential: "operator" } as const;
  return { ...common, ...route, answers: [ok(json)], refusals: [...refusals, "BUSY"] };
}

const secret = {
  clientId,
  generation: count,
  secret: Type.String({ description: "shown this once" }),
};

export const OPEN_GAMES_ROUTES: readonly HttpRoute[] = [
  {
    method: "POST",
    path: "/open-api-games/v1/accounts",
    name: "setAccounts",
    summary: "Create or update a provider's accounts; none in the list lists them",
    credential: "provider",
    request: closed({
      contentProviderId: Type.String({ description: "id of the source" }),
      clientId: optional(clientId),
      accounts: Type.Array(askedAccount, { maxItems: 100 }),
    }),
    answers: [ok(listing("accounts", account, [...OF_OFFER, ...OF_CHANGE]), "Taken, or why not")],
    refusals: [],
  },
  {
    method: "POST",
    path: "/open-api-games/v1/games",
    name: "listGames",
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
        listing("games", closed({ id: text, accountId, isNew: flag }), [...OF_OFFER, ...OF_CHANGE]),
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
          listing("providers", Type.Never(), OF_OFFER),
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
        calling(Type.Literal("game-launch-url"), { src: text, isSetLocation: flag }, [
          "INVALID_BODY",
          "INVALID_CLIENT_ID",
          "SIGN_NOT_FOUND",
          "INVALID_SIGN",
          "WRONG_PLATFORM_ID",
          "UNKNOWN_ACCOUNT",
          "GAME_NOT_FOUND",
          "UNSPECIFIED_LAUNCH_METHOD",
          "CURRENCY_NOT_AVAILABLE",
          "COUNTRY_NOT_AVAILABLE",
        ]),
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
          [
            "SIGN_NOT_PROVIDED",
            "INVALID_BODY",
            "SESSION_NOT_FOUND",
            "INVALID_SIGN",
            "UNKNOWN_CURRENCY",
            "SESSION_CURRENCY",
            "ALREADY_PROCESSED",
            "BETTING_SUSPENDED",
            "INSUFFICIENT_BALANCE",
          ],
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
        listing("pendingGames", closed({ sessionId: text, gameId: text }), OF_OFFER),
        "Those that are pending, or why not",
      ),
    ],
    refusals: [],
  },
  operated({
    path: "/admin/platforms",
    name: "registerPlatform",
    summary: "Register a platform; again with the same content it is answered without its secret",
    request: closed({ clientId: optional(clientId), name: text, signing }),
    answer: { ...secret, secret: optional(secret.secret) },
    refusals: ["IDEMPOTENCY_MISMATCH"],
  }),
  {
    method: "GET",
    path: "/admin/platforms",
    name: "listPlatforms",
    summary: "The platforms, without their secrets",
    credential: "operator",
    answers: [
      ok(
        closed({
          seq: count,
          platforms: Type.Array(
            closed({
              clientId,
              name: text,
              signing,
              status: Type.Enum(["active", "disabled"]),
              generation: count,
            }),
          ),
        }),
        "As of now",
      ),
    ],
    refusals: [],
  },
  operated({
    path: "/admin/platforms/{id}/rotate",
    name: "rotatePlatform",
    summary: "Give a platform a new secret; the one before is good for nothing at once",
    answer: secret,
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/platforms/{id}/disable",
    name: "disablePlatform",
    summary: "Let a platform launch nothing and its sessions lose nothing any more",
    answer: { clientId, status: Type.Literal("disabled") },
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/platforms/{id}/enable",
    name: "enablePlatform",
    summary: "Let a disabled platform in again",
    answer: { clientId, status: Type.Literal("active") },
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/platforms/{id}/signing",
    name: "setPlatformSigning",
    summary: "Set how a platform signs",
    request: closed({ signing }),
    answer: { clientId, signing },
    refusals: ["PLATFORM_NOT_FOUND"],
  }),
  operated({
    path: "/admin/sources/{id}/signing",
    name: "setSourceSigning",
    summary: "Set how a provider signs",
    request: closed({ signing: sourceSigning }),
    answer: { source_id: uuid, signing: sourceSigning },
    refusals: ["SOURCE_NOT_FOUND", "SOURCE_CLOSED"],
  }),
];
