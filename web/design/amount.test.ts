import { describe, expect, test } from "bun:test";
import { grouped, minorOf, readAmount, shareOf, short, textOf } from "./amount.ts";

describe("amounts on the pages", () => {
  test("are read and written exactly", () => {
    expect(minorOf("90071992547409.91")).toBe(9_007_199_254_740_991n);
    expect(textOf(5n, 2)).toBe("0.05");
    expect(textOf(-1_234n, 2)).toBe("-12.34");
    expect(textOf(1_234n, 0)).toBe("1234");
    expect(grouped("1234567.80")).toBe("1\u202f234\u202f567.80");
  });

  test("short where there is little room", () => {
    expect(["999.00", "12.50", "12345.00", "250000.00", "1500000.00"].map(short)).toEqual([
      "999",
      "12.50",
      "12.3k",
      "250k",
      "1.5M",
    ]);
  });

  test("typed by people: comma or point, no more decimals than the currency has", () => {
    expect(readAmount(" 2,5 ", 2)).toBe("2.50");
    expect(readAmount("10", 2)).toBe("10.00");
    expect(readAmount("7.000", 0)).toBe("7");
    for (const bad of ["", "0", "0.00", "-1", "1e3", "1.005", "abc", "1 000", ".5"]) {
      expect([bad, readAmount(bad, 2)]).toEqual([bad, null]);
    }
  });

  test("a share is of the whole, and nothing of nothing is nothing", () => {
    expect(shareOf("2.50", "10.00")).toBe(0.25);
    expect(shareOf("0.00", "0.00")).toBe(0);
  });
});
