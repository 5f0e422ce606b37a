// The currencies we know: ISO 4217, and two of our own.
import { code as isoCurrency, codes as isoCodes } from "currency-codes";

export type Currency = { code: string; decimals: number };

/** Points, the default currency of a game. */
export const DON = "DON";
/** Play money. */
export const FUN = "FUN";

// ISO 4217 lists metals, funds and test codes too; nobody holds a balance in those.
const REAL_X_CODES = new Set(["XAF", "XCD", "XCG", "XOF", "XPF"]);

const FUND_CODES = new Set(["BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW"]);

const currencies = new Map<string, Currency>([
  [DON, { code: DON, decimals: 2 }],
  [FUN, { code: FUN, decimals: 2 }],
]);
for (const code of isoCodes()) {
  const digits = isoCurrency(code)?.digits;
  const isMoney = code.startsWith("X") ? REAL_X_CODES.has(code) : !FUND_CODES.has(code);
  if (digits === undefined || !isMoney) continue;
  currencies.set(code, { code, decimals: digits });
}

/** The currency of a code in capitals, or null. */
export function currencyOf(code: string): Currency | null {
  return currencies.get(code) ?? null;
}
