// Amounts are whole minor units (cents, yen, fils), safe integers, never fractions.

declare const minorBrand: unique symbol;
/** Whole minor units of some currency, a safe integer. */
export type Minor = number & { readonly [minorBrand]: true };

/** Largest single stake, deposit or pool total: 10^13 minor units. */
export const AMOUNT_MAX_MINOR = 10_000_000_000_000 as Minor;

/** Brands a computed number; a value that is no safe integer is a bug and throws. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new Error(`not a whole amount of minor units: ${value}`);
  return value as Minor;
}

/** A positive plain decimal, as text: digits, and digits behind a point if any. Not yet of a currency. */
export type DecimalText = string & { readonly decimalText: true };

const PLAIN_DECIMAL = /^\d{1,40}(\.\d{1,40})?$/;
const ONLY_ZEROS = /^[0.]+$/;

/**
 * Reads what a client sent as an amount. Numbers are taken by their shortest decimal form.
 * Returns null for what is no positive plain decimal: signs, exponents in text, NaN, zero, blanks.
 */
export function readDecimal(value: string | number): DecimalText | null {
  const text = typeof value === "number" ? numberText(value) : value;
  if (text === null || !PLAIN_DECIMAL.test(text) || ONLY_ZEROS.test(text)) return null;
  return text as DecimalText;
}

function numberText(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  if (value >= 1e21) return "9".repeat(40); // beyond every limit; refused as too large, not as unreadable
  return String(value);
}

export type AmountReading =
  { kind: "amount"; amountMinor: Minor } | { kind: "too-many-decimals" } | { kind: "too-large" };

/** Turns a plain decimal into minor units of a currency with `decimals` decimals. Trailing zeros are free. */
export function toMinor(text: DecimalText, decimals: number): AmountReading {
  const point = text.indexOf(".");
  const whole = point < 0 ? text : text.slice(0, point);
  const fraction = point < 0 ? "" : text.slice(point + 1).replace(/0+$/, "");
  if (fraction.length > decimals) return { kind: "too-many-decimals" };
  const digits = BigInt(whole + fraction.padEnd(decimals, "0"));
  if (digits > BigInt(AMOUNT_MAX_MINOR)) return { kind: "too-large" };
  return { kind: "amount", amountMinor: minor(Number(digits)) };
}

/** `1234` with 2 decimals -> `"12.34"`; always shows all decimals. */
export function formatDecimal(amountMinor: number, decimals: number): string {
  if (decimals === 0) return String(amountMinor);
  const sign = amountMinor < 0 ? "-" : "";
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, "0");
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The JSON number of the older editions. Exact to the last decimal for every amount we allow. */
export function wireNumber(amountMinor: number, decimals: number): number {
  return Number(formatDecimal(amountMinor, decimals));
}
