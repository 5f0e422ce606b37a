// The documents are what the tables say, are valid by others' judgement, and everything shown in them
// was played.
import { beforeAll, describe, expect, test } from "bun:test";
import { DiagnosticSeverity, Parser } from "@asyncapi/parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { breakingChanges, unannounced } from "../../scripts/docs/breaking-changes.ts";
import { type Documents, makeDocuments } from "../../scripts/docs/documents.ts";
import { placesOf } from "../../scripts/docs/error-document.ts";
import { OP_CODES, RESPONSE_CODES } from "../../src/protocol/codes.ts";
import { EDITIONS } from "../../src/protocol/edition.ts";
import { ERROR_CODES } from "../../src/protocol/error-code.ts";

const ROOT = join(import.meta.dir, "../..");
const text = (file: string): string => readFileSync(join(ROOT, file), "utf8");

type Message = { readonly name: string; readonly [field: string]: unknown };
type AsyncApi = { readonly components: { readonly messages: Readonly<Record<string, Message>> } };

let made: Documents;
beforeAll(async () => {
  made = await makeDocuments();
});

describe("the documents", () => {
  test("DOC-1 are what `npm run docs` writes", () => {
    const stale = [...made.files].filter(([file, right]) => text(file) !== right);
    expect(stale.map(([file]) => `${file}: run \`npm run docs\``)).toEqual([]);
  });

  test("DOC-2 the public parser of AsyncAPI finds no fault", async () => {
    const { document, diagnostics } = await new Parser().parse(text("docs/asyncapi.yaml"));
    const { Error, Warning } = DiagnosticSeverity;
    const faults = diagnostics.filter(({ severity }) => [Error, Warning].includes(severity));
    expect(faults).toEqual([]);
    expect(document?.operations().all().length).toBeGreaterThan(Object.keys(OP_CODES).length);
  }, 60_000);

  test("DOC-2 a public validator of OpenAPI 3.1 finds no fault", async () => {
    const validator = new Validator();
    const document = parse(text("docs/openapi.yaml")) as Record<string, unknown>;
    expect(await validator.validate(document)).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  test("DOC-3 every op, every message of every edition and every route is shown as it was played", () => {
    const messages = Object.entries((made.asyncApi as unknown as AsyncApi).components.messages);
    expect(messages.filter(([, message]) => !("examples" in message))).toEqual([]);
    const shown = messages.map(([key, message]) => [key, message.name, message] as const);
    const asked = shown.filter(([key]) => key.startsWith("client.")).map(([, name]) => name);
    expect(asked).toEqual(Object.keys(OP_CODES));
    for (const edition of EDITIONS) {
      const told = shown.filter(([, , message]) =>
        JSON.stringify(message["x-editions"] ?? []).includes(`"${edition}"`),
      );
      expect(told.map(([, name]) => name).sort()).toEqual(Object.keys(RESPONSE_CODES).sort());
    }
  });

  test("ERR-2 every error says where it comes up", () => {
    expect(ERROR_CODES.filter((code) => placesOf(code).length === 0)).toEqual([]);
  });
});

describe("the last release", () => {
  for (const name of ["asyncapi", "openapi"] as const) {
    test(`DOC-6 what breaks clients of its ${name} stands in CHANGELOG.md`, () => {
      const released = JSON.parse(text(`docs/released/${latest(name)}`)) as Documents["asyncApi"];
      const now = name === "asyncapi" ? made.asyncApi : made.openApi;
      expect(unannounced(breakingChanges(released, now), text("CHANGELOG.md"))).toEqual([]);
    });
  }
});

function latest(name: string): string {
  const files = readdirSync(join(ROOT, "docs/released")).filter((file) => file.startsWith(name));
  const inOrder = files.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const last = inOrder.at(-1);
  if (last === undefined) throw new Error(`no ${name} of a release in docs/released`);
  return last;
}
