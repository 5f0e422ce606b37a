// What a platform sends to launch a game for one of its players.
import { OFFERED_GAME_ID_MAX } from "../engine/rules.ts";
import { DEVICES } from "./game-body.ts";
import {
  countryCode,
  currencyCode,
  knownAccountNumber,
  linkOrNone,
  oneOf,
  text,
} from "./plain-shapes.ts";
import { platformSessionText } from "./platform-session.ts";
import { needed, objectOf, or, orNull, shape, type Values } from "./shape.ts";

const EXTERNAL_ID_MAX = 128;

const externalId = shape(`a text of 1 to ${EXTERNAL_ID_MAX} characters, or an integer`, (value) => {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  const read = text(EXTERNAL_ID_MAX).read(value, "");
  return typeof read === "string" ? read : null;
});

const language = shape("a language such as en or pt-BR", (value) =>
  typeof value === "string" && /^[A-Za-z0-9_-]{1,35}$/.test(value) ? value : null,
);

const countryOrNone = shape(`${countryCode.accepts}; "" where it is not known`, (value) =>
  value === ""
    ? ""
    : typeof value === "string" && countryCode.read(value, "") === value
      ? value
      : null,
);

const FIELDS = {
  clientId: or(orNull(text(64)), null),
  platformId: needed(text(64)),
  sessionId: needed(platformSessionText),
  gameId: needed(text(OFFERED_GAME_ID_MAX)),
  accountId: needed(knownAccountNumber),
  deviceType: needed(oneOf(...DEVICES)),
  currency: needed(currencyCode),
  language: needed(language),
  userId: needed(externalId),
  homeUrl: or(linkOrNone, ""),
  refillUrl: or(linkOrNone, ""),
  country: or(countryOrNone, ""),
} as const;

export const launchShape = objectOf(FIELDS);
export type LaunchBody = Values<typeof FIELDS>;
