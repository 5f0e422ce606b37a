import { expect, test } from "bun:test";
import { seededRandom } from "../log/log-fixture.ts";
import { ClientBetIds } from "./client-bet-ids.ts";

test("an id is new once per user", () => {
  const ids = new ClientBetIds();
  expect(ids.add(1, "a")).toBe(true);
  expect(ids.add(2, "a")).toBe(true);
  expect(ids.add(1, "ab")).toBe(true);
  expect(ids.add(65_537, "a")).toBe(true);
  expect(ids.add(1, "\ud800")).toBe(true);
  expect(ids.add(1, "\ufffd")).toBe(true);
  for (const id of ["a", "ab", "\ud800"]) expect(ids.add(1, id)).toBe(false);
});

test("it says the same as a set of strings, whatever comes", () => {
  const random = seededRandom(5);
  const ids = new ClientBetIds();
  const known = new Set<string>();
  for (let step = 0; step < 20_000; step++) {
    const user = random() % 50;
    const id = (random() % 300).toString(3).repeat(1 + (random() % 3));
    const key = `${user} ${id}`;
    expect(ids.add(user, id)).toBe(!known.has(key));
    known.add(key);
  }
});
