import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { readRequest } from "./client-message.ts";
import { readEnvelope } from "./envelope.ts";
import { OPERATIONS } from "./operations.ts";

const NOW = 1_421_928_724_803;

describe("the outside of a message", () => {
  test.each([
    ["", "MALFORMED_JSON"],
    ["{", "MALFORMED_JSON"],
    ["NaN", "MALFORMED_JSON"],
    [`{"op": NaN}`, "MALFORMED_JSON"],
    ["[]", "NOT_AN_OBJECT"],
    ["null", "NOT_AN_OBJECT"],
    ["5", "NOT_AN_OBJECT"],
    [`{"op":1,"header":5}`, "HEADER_INVALID"],
    [`{"op":1,"header":[]}`, "HEADER_INVALID"],
    [`{"op":1,"header":{"request_id":5}}`, "HEADER_INVALID"],
    [`{"op":1,"header":{"request_id":"${"a".repeat(65)}"}}`, "HEADER_INVALID"],
    [`{"op":1,"header":{"api_version":"9.9"}}`, "HEADER_INVALID"],
    [`{"op":1,"header":{"t":{}}}`, "HEADER_INVALID"],
    [`{"op":1,"header":{"colour":1}}`, "HEADER_INVALID"],
    [`{"op":1,"header":{"__proto__":1}}`, "HEADER_INVALID"],
    ["{}", "OP_INVALID"],
    [`{"op":null}`, "OP_INVALID"],
    [`{"op":1.5}`, "OP_INVALID"],
    [`{"op":"one"}`, "OP_INVALID"],
    [`{"op":1e308}`, "OP_INVALID"],
    [`{"op":-1}`, "OP_INVALID"],
    [`{"op":999}`, "OP_UNKNOWN"],
    [`{"op":"999"}`, "OP_UNKNOWN"],
  ])("%s is %s", (text, code) => {
    expect(readEnvelope(text)).toMatchObject({ kind: "read-error", code });
  });

  test.each([
    [`{"op":1}`, { op: 1, requestId: null, edition: null }],
    [`{"op":"1","header":null}`, { op: 1, requestId: null, edition: null }],
    [`{"op":1,"header":{"t":1,"request_id":"a"}}`, { requestId: "a", edition: null }],
    [
      `{"op":1,"header":{"api_version":"1.0","request_id":""}}`,
      { requestId: null, edition: "1.0" },
    ],
  ])("%s is read", (text, read) => {
    expect(readEnvelope(text)).toMatchObject({ kind: "envelope", ...read });
  });

  test("WIRE-2 a readable request_id is echoed, whatever else is wrong", () => {
    for (const rest of [`"op":999`, `"x":1`]) {
      const text = `{"header":{"request_id":"me"},${rest}}`;
      expect(readEnvelope(text)).toMatchObject({ kind: "read-error", requestId: "me" });
    }
    const text = `{"header":{"colour":1,"request_id":"me"},"op":5}`;
    expect(readEnvelope(text)).toMatchObject({ code: "HEADER_INVALID", requestId: "me", op: 5 });
  });
});

describe("reading never throws", () => {
  const read = (text: string): void => {
    const envelope = readEnvelope(text);
    if (envelope.kind === "envelope") readRequest(envelope, NOW);
  };

  test("10,000 levels of nesting", () => {
    const lists = "[".repeat(10_000) + "]".repeat(10_000);
    read(lists);
    const objects = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    for (const deep of [lists, objects]) {
      read(`{"op":392,"pool_id":${deep}}`);
      read(`{"op":370,"targets":[${deep}]}`);
      read(`{"op":1,"header":${deep}}`);
      expect(readEnvelope(`{"op":1,"header":{"t":${deep}}}`)).toMatchObject({
        code: "HEADER_INVALID",
      });
    }
  });

  test("any text", () => {
    fc.assert(fc.property(fc.string(), read), { numRuns: 500 });
  });

  const names = [...OPERATIONS.values()].flatMap(({ fields }) =>
    Object.values(fields.fields).flatMap((field) => field.names),
  );
  const name = fc.oneof(
    fc.constantFrom(...new Set([...names, "header", "__proto__", "constructor", "toString"])),
    fc.string(),
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: "binary" }),
    fc.constantFrom<unknown>(1e308, -0, 1e21, "1e5", "NaN", "\ud800", "\udc00a", ":", "a:", ","),
    fc.array(fc.string({ unit: "binary" })),
  );

  test("any fields of any op", () => {
    const op = fc.constantFrom(...OPERATIONS.keys());
    fc.assert(
      fc.property(op, fc.array(fc.tuple(name, value), { maxLength: 6 }), (number, fields) => {
        const members = fields.map(([key, it]) => `${JSON.stringify(key)}:${JSON.stringify(it)}`);
        read(`{${['"op":' + String(number), ...members].join(",")}}`);
      }),
      { numRuns: 3_000 },
    );
  });

  test("an error text stays short and is well-formed", () => {
    fc.assert(
      fc.property(name, value, (key, it) => {
        const text = `{"op":392,${JSON.stringify(key)}:${JSON.stringify(it)}}`;
        const envelope = readEnvelope(text);
        const result = envelope.kind === "envelope" ? readRequest(envelope, NOW) : envelope;
        if (result.kind !== "read-error") return;
        expect(result.text.length).toBeLessThan(700);
        expect(result.text.isWellFormed()).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
