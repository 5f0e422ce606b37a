// Only outbox.ts may send or publish: everything else would be free to say what is not durable.
import { expect, test } from "bun:test";
import { Glob } from "bun";
import { join } from "node:path";

const SOURCE = join(import.meta.dir, "..", "..", "src");
const SENDING = /\.(send|sendText|sendBinary|publish|publishText|publishBinary)\(/;
/** The outbox itself, and the runtime's publish as the thing it publishes by. */
const ALLOWED = new Set(["ws/outbox.ts", "gateway.ts"]);

test("TIDY-3 one exit: nothing but the outbox sends or publishes", async () => {
  const senders: string[] = [];
  for await (const path of new Glob("**/*.ts").scan(join(SOURCE, "gateway"))) {
    if (path.endsWith(".test.ts") || path.endsWith("-fixture.ts")) continue;
    const text = await Bun.file(join(SOURCE, "gateway", path)).text();
    // Calls of the outbox's own methods are what everybody is to use.
    if (SENDING.test(text.replaceAll(/outbox\.(send|publish)\(/g, ""))) senders.push(path);
  }
  expect(senders.filter((path) => !ALLOWED.has(path))).toEqual([]);
  expect(senders).toContain("ws/outbox.ts");
});
