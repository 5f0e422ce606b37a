// The kinds of single values a field may have, and how leniently each is read: numbers and booleans may
// be text. What can't be read is a problem, never a guess. Nothing here throws.
import { type DecimalText, readDecimal } from "../money/amount.ts";
import { currencyOf } from "../money/currency.ts";
import { type Problem, isNot } from "./problem.ts";

export type Shape<Value> = {
  /** What is accepted, for error texts and documents. */
  accepts: string;
  /** `value` is neither null nor "": those mean absent. */
  read(value: unknown, nowMs: number): Value | Problem;
};

const CONTROL = /(?![\t\n\r])\p{Cc}/u;

/** Well-formed text without control characters that is more than blanks. */
export function isPlainText(value: unknown): value is string {
  return (
    typeof value === "string" && value.trim() !== "" && value.isWellFormed() && !CONTROL.test(value)
  );
}

/** Whether the text has at most `max` characters (code points). */
export function fits(text: string, max: number): boolean {
  if (text.length <= max) return true;
  return text.length <= 2 * max && Array.from(text).length <= max;
}

export function text(max: number): Shape<string> {
  const accepts = `text of 1 to ${max} characters`;
  return {
    accepts,
    read: (value) => (isPlainText(value) && fits(value, max) ? value : isNot(value, accepts)),
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function id<Id extends string>(): Shape<Id> {
  const accepts = "a UUID";
  return {
    accepts,
    read: (value) =>
      typeof value === "string" && UUID.test(value)
        ? (value.toLowerCase() as Id)
        : isNot(value, accepts),
  };
}

const DIGITS = /^-?\d{1,16}$/;

function wholeNumber(value: unknown): number | null {
  const number = typeof value === "string" && DIGITS.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
}

export function integer(min: number, max: number): Shape<number> {
  const accepts =
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${min}`
      : `a whole number from ${min} to ${max}`;
  return {
    accepts,
    read: (value) => {
      const number = wholeNumber(value);
      return number === null || number < min || number > max ? isNot(value, accepts) : number;
    },
  };
}

/** One of a few numbers. */
export function oneOf<Choice extends number>(choices: readonly Choice[]): Shape<Choice> {
  const accepts = `one of ${choices.join(", ")}`;
  return {
    accepts,
    read: (value) => {
      const number = wholeNumber(value);
      return choices.find((choice) => choice === number) ?? isNot(value, accepts);
    },
  };
}

const BOOLEANS = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ["true", true],
  ["false", false],
]);

export const boolean: Shape<boolean> = {
  accepts: "true or false",
  read: (value) =>
    BOOLEANS.get(typeof value === "string" ? value.toLowerCase() : value) ??
    isNot(value, boolean.accepts),
};

/** Below it a time is read as seconds: as milliseconds it would lie before March 1973. */
const SECONDS_BELOW = 100_000_000_000;
const AHEAD_MAX_MS = 10 * 365.25 * 86_400_000;

export const time: Shape<number> = {
  accepts:
    "epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead",
  read: (value, nowMs) => {
    const number = wholeNumber(value);
    if (number === null || number < 0) return isNot(value, time.accepts);
    const timeMs = number < SECONDS_BELOW ? number * 1000 : number;
    return timeMs > nowMs + AHEAD_MAX_MS ? isNot(value, time.accepts) : timeMs;
  },
};

/** Kept as sent beside what was read: the confirmation of a bet repeats it. */
export type AmountAsSent = { decimal: DecimalText; asSent: string | number };

export const amount: Shape<AmountAsSent> = {
  accepts: "a positive decimal, as number or text without sign or exponent",
  read: (value) => {
    if (typeof value !== "string" && typeof value !== "number") return isNot(value, amount.accepts);
    const decimal = readDecimal(value);
    return decimal === null ? isNot(value, amount.accepts) : { decimal, asSent: value };
  },
};

export const currency: Shape<string> = {
  accepts: "a currency code of ISO 4217 in capitals, DON or FUN",
  read: (value) =>
    typeof value === "string" && value.length === 3 && currencyOf(value) !== null
      ? value
      : isNot(value, currency.accepts),
};

const URL_MAX = 2048;
const HTTP = /^https?:\/\//i;

export const url: Shape<string> = {
  accepts: `an absolute http or https URL of up to ${URL_MAX} characters`,
  read: (value) =>
    isPlainText(value) && value.length <= URL_MAX && HTTP.test(value) && URL.canParse(value)
      ? value
      : isNot(value, url.accepts),
};

const HEX_64 = /^[0-9a-f]{64}$/i;

export const hash: Shape<string> = {
  accepts: "64 hex digits",
  read: (value) =>
    typeof value === "string" && HEX_64.test(value)
      ? value.toLowerCase()
      : isNot(value, hash.accepts),
};
