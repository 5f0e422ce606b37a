import { expect, test } from "bun:test";
import { OP_CODES, RESPONSE_CODES } from "./codes.ts";
import { OPERATIONS } from "./operations.ts";

test("every op code has its operation, and no other", () => {
  const byNumber = (a: number, b: number): number => a - b;
  const codes: number[] = Object.values(OP_CODES);
  expect([...OPERATIONS.keys()].sort(byNumber)).toEqual(codes.sort(byNumber));
});

test("no two responses share a number", () => {
  const codes = Object.values(RESPONSE_CODES);
  expect(new Set(codes).size).toBe(codes.length);
});

test("no field name stands for two fields of an op", () => {
  for (const { fields } of OPERATIONS.values()) {
    const names = [
      ...Object.values(fields.fields).flatMap((field) => field.names),
      ...fields.ignored,
    ];
    expect(new Set(names).size).toBe(names.length);
  }
});
