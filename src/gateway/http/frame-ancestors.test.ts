import { expect, test } from "bun:test";
import type { Writer } from "../../sequencer/writer.ts";
import { newState } from "../../engine/state.ts";
import { frameAncestors } from "./frame-ancestors.ts";

const writer = { state: newState() } as Writer;
const request = new Request("https://host/embed/x?gameSession=nobodys");

function ancestorsWith(embedOrigins: readonly string[]): ReturnType<typeof frameAncestors> {
  return frameAncestors({ writer, embedOrigins, findGameSession: () => Promise.resolve(null) });
}

test("WIDG-4 where nobody launched it, its own pages and those the operator named", async () => {
  expect(await ancestorsWith([])("widget", request)).toBe("'self'");
  const named = ["https://blog.example", "https://news.example:8443"];
  expect(await ancestorsWith(named)("widget", request)).toBe(`'self' ${named.join(" ")}`);
  expect(await ancestorsWith(["*"])("widget", request)).toBe("'self' *");
});

test("WIDG-4 player page and console are nobody's, whatever the operator named", async () => {
  for (const page of ["player", "console"] as const) {
    expect(await ancestorsWith(["*"])(page, request)).toBe("'none'");
  }
});
