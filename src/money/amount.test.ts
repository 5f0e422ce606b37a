import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import {
  AMOUNT_MAX_MINOR,
  formatDecimal,
  minor,
  readDecimal,
  toMinor,
  wireNumber,
} from "./amount.ts";
import type { DecimalText } from "./amount.ts";

function minorOf(value: string | number, decimals: number): number | string {
  const text = readDecimal(value);
  if (text === null) return "unreadable";
  const reading = toMinor(text, decimals);
  return reading.kind === "amount" ? reading.amountMinor : reading.kind;
}

describe("reading amounts", () => {
  test("MONEY-2 plain positive decimals are read, as text or number", () => {
    expect(minorOf("12.34", 2)).toBe(1234);
    expect(minorOf(12.34, 2)).toBe(1234);
    expect(minorOf("0.01", 2)).toBe(1);
    expect(minorOf("007", 2)).toBe(700);
    expect(minorOf(0.07, 2)).toBe(7);
    expect(minorOf(1.15, 2)).toBe(115); // 1.15 * 100 is 114.99999999999999
  });

  test("MONEY-2 everything else is refused, never guessed", () => {
    const odd = ["", " ", "0", "0.00", "-1", "+1", "1e3", "1E3", "1,5", "1.", ".5", "0x10", "NaN"];
    for (const text of [...odd, "Infinity", " 1", "1 ", "١", "1_000", "1".repeat(41)]) {
      expect(minorOf(text, 2)).toBe("unreadable");
    }
    for (const number of [0, -0, -1, NaN, Infinity, -Infinity, 1e-7]) {
      expect(minorOf(number, 2)).toBe("unreadable");
    }
  });

  test("MONEY-3 too many decimals are refused; zeros behind the last one are free", () => {
    expect(minorOf("1.005", 2)).toBe("too-many-decimals");
    expect(minorOf("1.500", 2)).toBe(150);
    expect(minorOf("1.5", 0)).toBe("too-many-decimals");
    expect(minorOf("1.0", 0)).toBe(1);
    expect(minorOf("1.005", 3)).toBe(1005);
    expect(minorOf(0.1 + 0.2, 2)).toBe("too-many-decimals"); // 0.30000000000000004
  });

  test("MONEY-4 10^13 minor units are taken, one more is too large", () => {
    expect(minorOf("100000000000.00", 2)).toBe(AMOUNT_MAX_MINOR);
    expect(minorOf("100000000000.01", 2)).toBe("too-large");
    expect(minorOf("10000000000000", 0)).toBe(AMOUNT_MAX_MINOR);
    expect(minorOf(1e21, 2)).toBe("too-large");
    expect(minorOf(1e300, 0)).toBe("too-large");
    expect(minorOf("9".repeat(40), 3)).toBe("too-large");
  });
});

describe("writing amounts", () => {
  test("MONEY-5 all decimals are shown", () => {
    expect(formatDecimal(1234, 2)).toBe("12.34");
    expect(formatDecimal(5, 2)).toBe("0.05");
    expect(formatDecimal(0, 2)).toBe("0.00");
    expect(formatDecimal(1200, 3)).toBe("1.200");
    expect(formatDecimal(77, 0)).toBe("77");
    expect(formatDecimal(-5, 2)).toBe("-0.05");
  });

  test("MONEY-5 what is written is read as the same amount, text and number alike", () => {
    const amounts = fc.integer({ min: 1, max: AMOUNT_MAX_MINOR });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 4 }), (amount, decimals) => {
        expect(minorOf(formatDecimal(amount, decimals), decimals)).toBe(amount);
        expect(minorOf(wireNumber(amount, decimals), decimals)).toBe(amount);
      }),
      { numRuns: 500 },
    );
  });

  test("MONEY-1 a number that is no whole amount is a bug, not an amount", () => {
    for (const odd of [0.5, NaN, Infinity, 2 ** 53]) expect(() => minor(odd)).toThrow("whole");
    const text = "3.50" as DecimalText;
    expect(toMinor(text, 2)).toEqual({ kind: "amount", amountMinor: minor(350) });
  });
});
