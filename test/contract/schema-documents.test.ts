import { describe, expect, test } from "bun:test";
import { Parser } from "@asyncapi/parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { makeDocuments } from "../../scripts/docs/documents.ts";

const ROOT = join(import.meta.dir, "../..");
const text = (file: string): string => readFileSync(join(ROOT, file), "utf8");

describe("the documents", () => {
  test("validates async", async () => {
    const { document, diagnostics } = await new Parser().parse(text("docs/asyncapi.yaml"));
    console.log(diagnostics.slice(0, 20).map((d) => [d.severity, d.message, d.path.join(".")].join(" ")), diagnostics.length);
    expect(document).toBeDefined();
    const result = await new Validator().validate(parse(text("docs/openapi.yaml")) as Record<string, unknown>);
    console.log(JSON.stringify(result).slice(0, 1500));
  }, 60000);
});
