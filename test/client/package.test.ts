// The package as it is published: small, on its own, and typed from the server's tables.
import { describe, expect, test } from "bun:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzippedBytes } from "../../scripts/client/bundle.ts";
import { OPERATION_NAMES } from "../../scripts/client/operation-names.ts";
import { OPERATIONS, RESPONSES } from "../../client/src/messages.ts";
import { OP_CODES, RESPONSE_CODES } from "../../src/protocol/codes.ts";

const HOME = join(import.meta.dir, "../../client");
const PAGE_BYTES_MAX = 12_000;

describe("the package", () => {
  test(`CLNT-13 a page loads less than ${PAGE_BYTES_MAX} bytes of it, gzipped`, async () => {
    const bytes = await gzippedBytes();
    console.log(`@mutuel/client: ${bytes} bytes`);
    expect(bytes).toBeLessThan(PAGE_BYTES_MAX);
  });

  test("CLNT-13 it needs nothing but itself", () => {
    const manifest = JSON.parse(readFileSync(join(HOME, "package.json"), "utf8")) as object;
    expect(Object.keys(manifest).filter((key) => /dependencies$/i.test(key))).toEqual([]);
    expect(manifest).toMatchObject({ sideEffects: false });
    const foreign = readdirSync(join(HOME, "src")).flatMap((file) => {
      const text = readFileSync(join(HOME, "src", file), "utf8");
      const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)];
      return imports
        .filter(([, name]) => !/^\.\/[\w-]+\.ts$/.test(name ?? ""))
        .map(([line]) => line);
    });
    expect(foreign).toEqual([]);
  });

  test("CLNT-13 it knows every op and every message of the server", () => {
    const ops = Object.values(OPERATIONS).map(([op]) => op);
    expect(new Set(ops)).toEqual(new Set(Object.values(OP_CODES)));
    expect(Object.keys(OPERATIONS)).toEqual(
      Object.values(OPERATION_NAMES).map(({ method }) => method),
    );
    const names = Object.fromEntries(
      Object.entries(RESPONSE_CODES).map(([name, res]) => [res, name]),
    );
    expect(RESPONSES as object).toEqual(names);
  });
});
