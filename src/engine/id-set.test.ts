import { expect, test } from "bun:test";
import { IdSet } from "./id-set.ts";
import { derivedUuid } from "./ids.ts";

test("holds ids once, in the order added, and gives them back as they were", () => {
  const ids = Array.from({ length: 5_000 }, (_, place) => derivedUuid("id", place));
  const set = new IdSet();
  for (const id of ids) set.add(id);
  for (const id of ids.slice(0, 100)) set.add(id);
  expect(set.size).toBe(ids.length);
  expect([...set.values()]).toEqual(ids);
  expect(ids.every((id) => set.has(id))).toBe(true);
  expect(set.has(derivedUuid("id", ids.length))).toBe(false);
});

test("keeps zeros in front, and ids that differ in their first word only apart", () => {
  const low = "00000001-0000-8000-8000-000000000001";
  const high = "00000002-0000-8000-8000-000000000001";
  const set = new IdSet();
  set.add(low);
  expect([set.has(low), set.has(high)]).toEqual([true, false]);
  set.add(high);
  expect([...set.values()]).toEqual([low, high]);
});
