// The bodies of the Open Games API: accounts and games as they are sent and told, and the two forms of
// answers.
import { type TProperties, type TSchema, Type } from "typebox";
import { closed, count, flag, text } from "./parts.ts";

export const optional = Type.Optional;
export const link = Type.String({ description: 'absolute http(s), "" for none' });
const embedLink = Type.String({
  description:
    "absolute http(s) with {{GAME_SESSION}}, {{CURRENCY_NAME}}, {{GAME_ID}}, {{USER_LANGUAGE}}, {{USER_ID}}, {{HOME_URL}}, {{REFILL_URL}}, {{ACCOUNT_ID}}",
});
export const accountId = Type.String({ pattern: "^[1-9][0-9]*$", description: "id of an account" });
export const askedAccountId = Type.Union([Type.String(), Type.Integer({ minimum: 0 })], {
  description: "the id of an account; 0 creates one",
});
export const clientId = Type.String({ description: "id of a platform" });
export const currency = Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217, DON or FUN" });
const country = Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166-1" });
const rate = Type.Integer({ minimum: 0, maximum: 10_000, description: "1 = 0.01 % of turnover" });
export const device = Type.Enum(["dt_desktop", "dt_mobile"]);
const capability = Type.Enum(["dc_html5full", "dc_flashplayer"]);
const icons = Type.Record(Type.String({ pattern: "^link[0-9]{1,5}x[0-9]{1,5}$" }), text);
export const amount = Type.Integer({
  minimum: 0,
  maximum: 10_000_000_000_000,
  description: "minor units",
});
export const balance = Type.Integer({ minimum: 0, description: "minor units available" });
export const decimals = Type.Integer({
  minimum: 0,
  maximum: 4,
  description: "decimals of the currency",
});
export const anything = Type.Unknown({
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
export const askedAccount = closed({
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
export const account = closed({
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
export const settings = closed({
  accountId,
  gameEmbedUrl: text,
  royaltyPercent: rate,
  ...codeLists,
});

const freeChoices = optional(Type.Array(count));
export const askedGame = closed({
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
export const game = closed({
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

/** isSuccess false comes with an empty list and what was wrong. */
export function listing(list: string, item: TSchema, codes: readonly string[]): TSchema {
  return closed({
    isSuccess: flag,
    error: Type.Enum(["NO_ERROR", ...codes]),
    errorMessage: text,
    [list]: Type.Array(item),
  });
}

/** Here `error` is the text and `errorMsg` the code; data is empty where isSuccess is false. */
export function calling(api: TSchema, data: TProperties, codes: readonly string[]): TSchema {
  return closed({
    api,
    isSuccess: flag,
    error: text,
    errorMsg: Type.Enum(["NO_ERRORS", ...codes]),
    data: closed(Object.fromEntries(Object.entries(data).map(([n, type]) => [n, optional(type)]))),
  });
}
