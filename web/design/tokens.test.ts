import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const css = readFileSync(join(import.meta.dir, "tokens.css"), "utf8");

/** The custom properties of the first rule with that selector. */
function tokensOf(selector: string): string[] {
  const start = css.indexOf(`${selector} {`);
  expect(start).toBeGreaterThan(0);
  const rule = css.slice(start, css.indexOf("}", start));
  return [...rule.matchAll(/--[\w-]+: [^;]+;/g)].map(([token]) => token);
}

test("dark is the same whether the system or the visitor asks for it", () => {
  const chosen = tokensOf(':root[data-theme="dark"]');
  expect(chosen.length).toBeGreaterThan(20);
  expect(tokensOf(':root:not([data-theme="light"])')).toEqual(chosen);
});
