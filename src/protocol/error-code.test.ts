import { expect, test } from "bun:test";
import { REFUSAL_CODES } from "../engine/refusal.ts";
import { ERRORS, ERROR_CODES, httpStatusOf } from "./error-code.ts";

test("the engine's codes stand in the engine's order", () => {
  const engine: readonly string[] = REFUSAL_CODES;
  expect(ERROR_CODES.filter((code) => engine.includes(code)) as string[]).toEqual([...engine]);
});

test("order counts the list, and every row says what it means", () => {
  expect(ERROR_CODES.map((code) => ERRORS[code].order)).toEqual(ERROR_CODES.map((_, i) => i));
  for (const code of ERROR_CODES) {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(ERRORS[code].meaning).not.toBe("");
    expect(httpStatusOf(code)).toBeWithin(400, 600);
  }
});

test("what is wrong with the envelope comes before what is wrong inside", () => {
  const order = ["MALFORMED_JSON", "NOT_AN_OBJECT", "HEADER_INVALID", "OP_INVALID", "OP_UNKNOWN"];
  const listed = ERROR_CODES.filter((code) => order.includes(code)) as string[];
  expect(listed).toEqual(order);
  expect(ERRORS.OP_UNKNOWN.order).toBeLessThan(ERRORS.NOT_LOGGED_IN.order);
});
