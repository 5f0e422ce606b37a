import { expect, test } from "bun:test";
import { Problem } from "../protocol/problem.ts";
import { canonicalJson, contentHashOf } from "./canonical-json.ts";
import { readJsonObject } from "./json-text.ts";

function problemOf(body: string | Uint8Array): string | null {
  const reading = readJsonObject(typeof body === "string" ? Buffer.from(body) : body);
  return reading instanceof Problem ? reading.text : null;
}

test("OGA-2 one JSON object in UTF-8, and nothing that two programs may read differently", () => {
  expect(readJsonObject(Buffer.from('{"a":[{"b":"{:}"}],"c":{"b":1}}'))).toEqual({
    a: [{ b: "{:}" }],
    c: { b: 1 },
  });
  const cases: [string | Uint8Array, string][] = [
    ["", "no JSON"],
    ["\ufeff{}", "no JSON"],
    ["{'a':1}", "no JSON"],
    ["[]", "no JSON object"],
    ["null", "no JSON object"],
    [new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "no UTF-8"],
    ['{"a":1,"a":1}', '"a" is twice'],
    ['{"a":1,"\\u0061":1}', '"a" is twice'],
    [String.raw`{"\\":"\"","b":"\\","\\":1}`, "is twice"],
    ['{"x":[{"__proto__":1,"__proto__":1}]}', '"__proto__" is twice'],
    [`{"a":${"[".repeat(16)}${"]".repeat(16)}}`, "16 levels"],
  ];
  for (const [body, text] of cases) expect(problemOf(body)).toContain(text);
  expect(problemOf(`{"a":${"[".repeat(15)}${"]".repeat(15)}}`)).toBeNull();
});

test("OGA-2 the largest bodies are read, whatever is in them", () => {
  expect(problemOf(`{"a":"${"x".repeat(1_000_000)}"}`)).toBeNull();
  expect(problemOf(`{"a":"${'\\"'.repeat(500_000)}"}`)).toBeNull();
  expect(problemOf(`{"a":[${'"",'.repeat(300_000)}1]}`)).toBeNull();
});

test("OGA-41 content is the same however it is ordered and spaced, and no other way", () => {
  const one = { a: 1, b: [{ d: null, c: "x" }], e: "é" };
  const same = JSON.parse('{ "e":"\\u00e9", "b":[{"c":"x","d":null}], "a":1.0 }') as object;
  expect(canonicalJson(same)).toBe('{"a":1,"b":[{"c":"x","d":null}],"e":"é"}');
  expect(contentHashOf(same)).toBe(contentHashOf(one));
  const others = [
    { ...one, a: "1" },
    { ...one, b: [] },
    { ...one, f: null },
    { a: 1, e: "é" },
  ];
  const hashes = new Set([one, ...others].map(contentHashOf));
  expect(hashes.size).toBe(others.length + 1);
});
