import { expect, test } from "bun:test";
import { betIdOf, derivedUuid, isUuid, namedUuid } from "./ids.ts";

test("LOG-8 ids are UUIDs that follow from the command's seed", () => {
  const id = derivedUuid("id", "00ff", 1);
  expect(isUuid(id)).toBe(true);
  expect(id.charAt(14)).toBe("8");
  expect("89ab").toContain(id.charAt(19));
  expect(derivedUuid("id", "00ff", 1)).toBe(id);
  expect(new Set([1, 2, 3].map((place) => derivedUuid("id", "00ff", place))).size).toBe(3);
});

test("BET-8 bet ids follow from their seq and a key of the deployment", () => {
  expect(betIdOf("aa", 7)).toBe(betIdOf("aa", 7));
  expect(betIdOf("aa", 7)).not.toBe(betIdOf("ab", 7));
  expect(isUuid(betIdOf("aa", 7))).toBe(true);
});

test("GAME-19 a type has the same UUIDv5 everywhere", () => {
  expect(namedUuid("football")).toBe(namedUuid("football"));
  expect(namedUuid("football")).not.toBe(namedUuid("basketball"));
  expect(namedUuid("football")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
});
