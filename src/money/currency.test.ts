import { expect, test } from "bun:test";
import { currencyOf } from "./currency.ts";

test("MONEY-6 decimals follow ISO 4217", () => {
  const decimals = (code: string): number | undefined => currencyOf(code)?.decimals;
  expect([decimals("EUR"), decimals("USD"), decimals("ARS")]).toEqual([2, 2, 2]);
  expect([decimals("JPY"), decimals("KRW"), decimals("CLP")]).toEqual([0, 0, 0]);
  expect([decimals("KWD"), decimals("BHD"), decimals("TND")]).toEqual([3, 3, 3]);
  expect([decimals("XAF"), decimals("XOF"), decimals("XCD"), decimals("XPF")]).toEqual([
    0, 0, 2, 0,
  ]);
});

test("MONEY-6 points and play money are ours, with two decimals", () => {
  expect(currencyOf("DON")).toEqual({ code: "DON", decimals: 2 });
  expect(currencyOf("FUN")).toEqual({ code: "FUN", decimals: 2 });
});

test("MONEY-6 metals, funds, test codes and what nobody knows are refused", () => {
  const none = ["XAU", "XAG", "XPT", "XPD", "XDR", "XXX", "XTS", "XBA", "CLF", "CHE", "USN", "BOV"];
  for (const code of [...none, "", "eur", "EURO", "ABC", "BTC", "constructor"]) {
    expect(currencyOf(code)).toBeNull();
  }
});
