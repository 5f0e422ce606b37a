import { describe, expect, test } from "bun:test";
import { breakingChanges, unannounced } from "../../scripts/docs/breaking-changes.ts";

type Fields = Readonly<Record<string, object>>;

const closed = (properties: Fields, required: readonly string[] = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const text = { type: "string" };
const number = { type: "integer" };
const color = { enum: ["red", "green"] };

/** One op with its request, one answer in two editions, one route. */
function document(changes: { request?: object; answer?: object; body?: object } = {}) {
  const { request = closed({ name: text, size: number }, ["name"]) } = changes;
  const { answer = closed({ id: text, color }) } = changes;
  const { body = closed({ id: text }) } = changes;
  return {
    operations: {
      make: { reply: { messages: [{ $ref: "#/channels/ws/messages/server.made" }] } },
    },
    components: {
      messages: {
        "client.make": { name: "make", payload: { $ref: "#/components/schemas/client.make" } },
        "server.made": { name: "made", payload: answer, "x-editions": ["1.0", "2.0"] },
      },
      schemas: {
        "client.make": request,
        Node: closed({ below: { $ref: "#/components/schemas/Node" } }),
      },
    },
    paths: {
      "/things": {
        get: { responses: { 200: { content: { "application/json": { schema: body } } } } },
      },
    },
  };
}

const before = document();
const changed = (changes: Parameters<typeof document>[0]) =>
  breakingChanges(before, document(changes));

describe("what breaks clients", () => {
  test("DOC-6 nothing changed, or only added to: nothing breaks", () => {
    expect(breakingChanges(before, before)).toEqual([]);
    const answer = closed({ id: text, color: { enum: ["red", "green", "blue"] }, more: text });
    const request = closed({ name: text, size: number, more: text }, ["name"]);
    expect(changed({ answer, request })).toEqual([]);
    const larger = { ...before, operations: { ...before.operations, more: {} } };
    expect(breakingChanges(before, larger)).toEqual([]);
  });

  const rows: [string, Parameters<typeof document>[0], string[]][] = [
    [
      "a field of an answer removed",
      { answer: closed({ color }) },
      ["1.0:made.id is gone", "2.0:made.id is gone"],
    ],
    [
      "a field of an answer that may be absent",
      { answer: closed({ id: text, color }, ["color"]) },
      ["1.0:made.id is optional now", "2.0:made.id is optional now"],
    ],
    [
      "another type",
      { answer: closed({ id: number, color }) },
      ["1.0:made.id is integer now", "2.0:made.id is integer now"],
    ],
    [
      "a value removed",
      { answer: closed({ id: text, color: { enum: ["red"] } }) },
      ['1.0:made.color="green" is gone', '2.0:made.color="green" is gone'],
    ],
    [
      "a new required field of a request",
      { request: closed({ name: text, size: number }) },
      ["make.size is required now"],
    ],
    ["a field of a request removed", { request: closed({ name: text }) }, ["make.size is gone"]],
    ["a field of an HTTP answer removed", { body: closed({}) }, ["GET /things 200.id is gone"]],
    [
      "a form of an answer removed",
      { answer: { anyOf: [closed({ id: text })] } },
      ["1.0:made.color is gone", "2.0:made.color is gone"],
    ],
  ];
  for (const [name, changes, found] of rows) {
    test(`DOC-6 ${name}`, () => {
      expect(changed(changes)).toEqual(found);
    });
  }

  test("DOC-6 ops, answers and routes that are gone", () => {
    expect(breakingChanges(before, { ...before, operations: {} })).toEqual([
      "operation make is gone",
      "operation make: made is gone",
    ]);
    expect(breakingChanges(before, { ...before, paths: {} })).toEqual([
      "GET /things is gone",
      "GET /things 200 is gone",
    ]);
  });

  test("DOC-6 schemas that contain themselves are compared to their end", () => {
    const nested = document({ answer: { $ref: "#/components/schemas/Node" } });
    expect(breakingChanges(nested, nested)).toEqual([]);
  });

  test("DOC-6 a BREAKING line of the unreleased part lets through what it names, nothing else", () => {
    const changes = ["make.size is gone", "make.name is integer now"];
    const changelog =
      "# Changelog\n\n## 0.2.0 (unreleased)\n\nBREAKING: make.size, nobody used it\n";
    expect(unannounced(changes, changelog)).toEqual(["make.name is integer now"]);
    const released = changelog.replace(" (unreleased)", "");
    expect(unannounced(changes, released)).toEqual(changes);
  });
});
