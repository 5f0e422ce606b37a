// Placeholders in a provider's links: `{{NAME}}`, filled in at a launch with URL-encoded values.
import { OFFER_URL_MAX } from "../engine/rules.ts";
import { Problem, shown } from "../protocol/problem.ts";
import { readWebUrl, WEB_URL_ACCEPTED } from "./launch-call/web-url.ts";
import type { Shape } from "./shape.ts";

export const PLACEHOLDERS = [
  "GAME_SESSION",
  "CURRENCY_NAME",
  "GAME_ID",
  "USER_LANGUAGE",
  "USER_ID",
  "HOME_URL",
  "REFILL_URL",
  "ACCOUNT_ID",
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const PLACEHOLDER = /\{\{(.*?)\}\}/g;
const ACCEPTED = `${WEB_URL_ACCEPTED}, with placeholders of ${PLACEHOLDERS.join(", ")} behind the host`;

/** An absolute http(s) URL once its placeholders are filled in, or "" for none. */
export const embedUrl: Shape<string> = {
  accepts: ACCEPTED,
  read(value, path) {
    if (value === "") return value;
    const problem = typeof value === "string" ? problemOf(value) : ACCEPTED;
    if (problem === null) return value as string;
    const found = value === undefined ? "missing" : shown(value);
    return new Problem(`${path} is ${found}; accepted: ${problem}`);
  },
};

export function fillIn(url: string, values: Readonly<Record<Placeholder, string>>): string {
  return url.replace(PLACEHOLDER, (_, name: string) =>
    encodeURIComponent(isPlaceholder(name) ? values[name] : ""),
  );
}

/** What would be accepted, where the text is not. */
function problemOf(url: string): string | null {
  // First: looking for placeholders takes the square of the length, and more.
  if (url.length > OFFER_URL_MAX) return ACCEPTED;
  for (const [, name = ""] of url.matchAll(PLACEHOLDER)) {
    if (!isPlaceholder(name)) return `placeholders of ${PLACEHOLDERS.join(", ")} only`;
  }
  const filled = (value: string): string => url.replace(PLACEHOLDER, value);
  if (/\{\{|\}\}/.test(filled(""))) return "placeholders written as {{NAME}}";
  // Who the player is sent to must not depend on who plays.
  const [one, other] = [readWebUrl(filled("1")), readWebUrl(filled("22"))];
  return one !== null && one.origin === other?.origin ? null : ACCEPTED;
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name);
}
