// Single values that several bodies hold.
import { isCountry } from "../engine/country.ts";
import { AMOUNT_MAX_MINOR } from "../money/amount.ts";
import { currencyOf } from "../money/currency.ts";
import { fits, isPlainText } from "../protocol/shape.ts";
import { readWebUrl, WEB_URL_ACCEPTED } from "./launch-call/web-url.ts";
import { type Shape, shape } from "./shape.ts";

export function text(max: number): Shape<string> {
  return shape(`a text of 1 to ${max} characters`, (value) =>
    isPlainText(value) && fits(value, max) ? value : null,
  );
}

export function textOrEmpty(max: number): Shape<string> {
  return shape(`a text of at most ${max} characters`, (value) =>
    value === "" || (isPlainText(value) && fits(value, max)) ? value : null,
  );
}

export function integer(min: number, max: number): Shape<number> {
  return shape(`an integer ${min} to ${max}`, (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
      ? value + 0 // -0 is 0
      : null,
  );
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Shape<Word> {
  return shape(words.join(", "), (value) => words.find((word) => word === value) ?? null);
}

/** Minor units of the currency. */
export const amountMinor = integer(0, AMOUNT_MAX_MINOR);

export const currencyCode = shape("a code of ISO 4217, DON or FUN", (value) =>
  typeof value === "string" && currencyOf(value) !== null ? value : null,
);

export const countryCode = shape("a code of ISO 3166-1 of two capital letters", (value) =>
  typeof value === "string" && isCountry(value) ? value : null,
);

/** Absolute http(s), or "" for none. */
export const linkOrNone = shape(`${WEB_URL_ACCEPTED}; or ""`, (value) =>
  value === "" || (typeof value === "string" && readWebUrl(value) !== null) ? value : null,
);

/** Ids of ours are numbers, texts on the wire; either is taken. 0 stands for none yet. */
export const accountNumber = shape('the id of an account, or "0" to create one', (value) =>
  readAccountNumber(value),
);

export const knownAccountNumber = shape("the id of an account", (value) => {
  const number = readAccountNumber(value);
  return number === 0 ? null : number;
});

export function readAccountNumber(value: unknown): number | null {
  if (typeof value === "string") return /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : null;
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
