import { expect, test } from "bun:test";
import { CallSlots } from "./call-slots.ts";

test("LCALL-9 slots run out in all and per host, and come back", () => {
  const slots = new CallSlots({ total: 3, perHost: 2 });
  const first = slots.take("a.example");
  slots.take("a.example");
  expect(slots.take("a.example")).toBeNull();
  const other = slots.take("b.example");
  expect(other).not.toBeNull();
  expect(slots.take("c.example")).toBeNull();
  first?.();
  expect(slots.take("b.example")).not.toBeNull();
  other?.();
  expect(slots.take("a.example")).not.toBeNull();
  expect(slots.taken).toBe(3);
});

test("LCALL-9 by default 64 in all, 16 to one host", () => {
  const slots = new CallSlots();
  const taken = Array.from({ length: 100 }, (_, i) => slots.take(`${i % 7}.example`));
  expect(taken.filter((free) => free !== null)).toHaveLength(64);
  for (const free of taken) free?.();
  const ofOne = Array.from({ length: 100 }, () => slots.take("a.example"));
  expect(ofOne.filter((free) => free !== null)).toHaveLength(16);
});
