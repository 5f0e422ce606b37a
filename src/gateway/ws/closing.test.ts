import { expect, test } from "bun:test";
import { closingReason } from "./closing.ts";

test("ID-12 a reason is cut to what a closing frame holds, never inside a character", () => {
  const code = "HANDSHAKE_FAILED";
  expect(closingReason({ code, text: "no" })).toBe("HANDSHAKE_FAILED: no");
  const ascii = closingReason({ code, text: "x".repeat(200) });
  expect(ascii).toHaveLength(123);
  const wide = closingReason({ code, text: "é😀".repeat(50) });
  expect(new TextEncoder().encode(wide).length).toBeLessThanOrEqual(123);
  expect(wide.isWellFormed()).toBe(true);
});
