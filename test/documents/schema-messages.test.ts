import { describe, expect, test } from "bun:test";
import type { TSchema } from "typebox";
import { readRequest } from "../../src/protocol/client-message.ts";
import { RESPONSE_CODES } from "../../src/protocol/codes.ts";
import { EDITIONS } from "../../src/protocol/edition.ts";
import { readEnvelope } from "../../src/protocol/envelope.ts";
import { ERRORS } from "../../src/protocol/error-code.ts";
import { OPERATIONS } from "../../src/protocol/operations.ts";
import { Problem } from "../../src/protocol/problem.ts";
import { problemsOfMessage, problemsWith } from "../../src/protocol/schema/message-check.ts";
import { refusalsOf } from "../../src/protocol/schema/op-answers.ts";
import { requestSchema } from "../../src/protocol/schema/request-schema.ts";
import { playMatch } from "../../scripts/docs/played-match.ts";
import { WireCheck } from "../support/wire-check.ts";

const HEADER = { response_header: { t: 1 } };
const NOW_MS = 1_421_928_724_803;

describe("what the server sends", () => {
  test("DOC-5 a field too many, one too few, or of another edition is noticed", () => {
    const joined = { ...HEADER, res: 333, game_id: "30cee1fa-fb20-41a6-a61c-0e0335abc2a9" };
    expect(problemsOfMessage(joined, ["1.1"])).toEqual([]);
    expect(problemsOfMessage({ ...joined, more: 1 }, ["1.1"]).join()).toContain("more");
    expect(problemsOfMessage({ ...HEADER, res: 333 }, ["1.1"]).join()).toContain("game_id");
    expect(problemsOfMessage({ ...joined, seq: 7 }, ["1.1"])).not.toEqual([]);
    expect(problemsOfMessage({ ...joined, seq: 7 }, ["1.1", "2.0"])).toEqual([]);
    expect(problemsOfMessage({ ...joined, res: 9 }, EDITIONS)).not.toEqual([]);
  });

  test("DOC-5 what tests receive is refused where it is not as documented", () => {
    const check = new WireCheck("v=2.0");
    check.sent({ header: { request_id: "r" }, op: 1 });
    const answer = { response_header: { t: 1, request_id: "r" } };
    check.received({ ...answer, res: RESPONSE_CODES.pong });
    expect(() => check.received({ ...answer, res: RESPONSE_CODES.pong, more: 1 })).toThrow("more");
    expect(() => check.received({ ...answer, res: RESPONSE_CODES.connected })).toThrow("op 1");
    const error = { ...HEADER, res: RESPONSE_CODES.error, text: "x", op: 1 };
    check.received({ ...error, code: "FIELD_INVALID" });
    expect(() => check.received({ ...error, code: "POOL_CLOSED" })).toThrow("POOL_CLOSED");
    expect(() => check.received({ ...error, code: "NO_SUCH_CODE" })).toThrow("NO_SUCH_CODE");
  });

  test("DOC-3 every example of a match played in each edition is as documented", async () => {
    for (const edition of EDITIONS) {
      const { requests, messages } = await playMatch(edition);
      expect(messages.size).toBe(Object.keys(RESPONSE_CODES).length);
      for (const message of messages.values()) {
        expect(problemsOfMessage(message, [edition])).toEqual([]);
      }
      expect(requests.size).toBe(OPERATIONS.size);
      for (const request of requests.values()) {
        const operation = OPERATIONS.get(Number(request["op"]));
        if (operation === undefined) throw new Error(`no op ${String(request["op"])}`);
        expect(problemsWith(request, requestSchema(operation))).toEqual([]);
        const envelope = readEnvelope(JSON.stringify(request));
        if (envelope.kind === "read-error") throw new Error(envelope.text);
        expect(readRequest(envelope, NOW_MS).kind).not.toBe("read-error");
      }
    }
  });
});

describe("what the server takes", () => {
  const samples = [
    true,
    0,
    1,
    4,
    5000,
    5001,
    -1,
    1.5,
    500,
    60_001,
    1e15,
    "a",
    "",
    " ",
    "a".repeat(65),
  ]
    .concat(["a".repeat(600), "EUR", "eur", "12.50", "1e3", "-1", "http://a.example/b", "ftp://a"])
    .concat(["30cee1fa-fb20-41a6-a61c-0e0335abc2a9", "0".repeat(64), NOW_MS] as never[]);

  // Beyond what a pattern can say; the server is the stricter one.
  const finer: ReadonlySet<string> = new Set(["currency", "url"]);

  for (const operation of OPERATIONS.values()) {
    test(`DOC-7 op ${operation.op} reads whatever fits its schema`, () => {
      const schema = requestSchema(operation) as TSchema & { properties: Record<string, TSchema> };
      for (const field of Object.values(operation.fields.fields)) {
        const [name = ""] = field.names;
        const ofField = schema.properties[name];
        if (ofField === undefined) throw new Error(`${name} is not in the schema`);
        for (const sample of [...samples, ["a"], [], {}]) {
          if (problemsWith(sample, ofField).length > 0 || sample === "" || finer.has(name))
            continue;
          const read = field.shape.read(sample, NOW_MS);
          const blank = typeof sample === "string" && sample.trim() === "";
          const unreadable = read instanceof Problem && !blank && sample !== 1e15;
          expect([name, sample, unreadable]).toEqual([name, sample, false]);
        }
      }
    });
  }

  test("ERR-3 refusals of every op stand in the order of the list, each once", () => {
    for (const operation of OPERATIONS.values()) {
      const orders = refusalsOf(operation).map((code) => ERRORS[code].order);
      expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b));
    }
  });
});
