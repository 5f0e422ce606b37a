import { expect, test } from "bun:test";
import { readLaunchAnswer } from "./launch-answer.ts";

const SECRET = "token-5f7a";
const read = (text: string) => readLaunchAnswer(new TextEncoder().encode(text), "games.example");

test("LCALL-1 the URL comes back as it was sent, other fields do not matter", () => {
  const url = `https://games.example/Play/%7e?s=${SECRET}|*_=`;
  expect(read(JSON.stringify({ error: null, gameLaunchUrl: url }))).toEqual({ kind: "url", url });
  expect(read(`\ufeff {"gameLaunchUrl":"http://a.example"}`)).toMatchObject({ kind: "url" });
});

test("LCALL-1 LCALL-10 what is no such answer is told from one with a bad URL, and never repeated", () => {
  const rows: [text: string, why: string][] = [
    ["", "not-json"],
    [`<html>${SECRET}</html>`, "not-json"],
    [`{"gameLaunchUrl":"https://a.example/${SECRET}"`, "not-json"],
    ["[".repeat(60_000), "not-json"],
    ["null", "no-url"],
    [`"${SECRET}"`, "no-url"],
    [`["https://a.example/${SECRET}"]`, "no-url"],
    [`{"url":"https://a.example/${SECRET}"}`, "no-url"],
    [`{"__proto__":{"gameLaunchUrl":"https://a.example/${SECRET}"}}`, "no-url"],
    [`{"gameLaunchUrl":null}`, "bad-url"],
    [`{"gameLaunchUrl":7}`, "bad-url"],
    [`{"gameLaunchUrl":["https://a.example/${SECRET}"]}`, "bad-url"],
    [`{"gameLaunchUrl":""}`, "bad-url"],
    [`{"gameLaunchUrl":"/play?s=${SECRET}"}`, "bad-url"],
    [`{"gameLaunchUrl":"javascript:${SECRET}"}`, "bad-url"],
    [`{"gameLaunchUrl":"https://a.example/${SECRET}${"x".repeat(2_048)}"}`, "bad-url"],
  ];
  for (const [text, why] of rows) {
    const outcome = read(text);
    expect([text.slice(0, 40), outcome]).toMatchObject([
      text.slice(0, 40),
      { kind: "failed", why },
    ]);
    expect(JSON.stringify(outcome)).not.toContain(SECRET);
    expect(JSON.stringify(outcome)).toContain("games.example");
  }
});

test("LCALL-1 bytes that are not UTF-8 are not JSON", () => {
  const bytes = Buffer.concat([
    Buffer.from(`{"gameLaunchUrl":"https://a.example/`),
    Buffer.from([0xff]),
    Buffer.from(`"}`),
  ]);
  expect(readLaunchAnswer(bytes, "games.example")).toMatchObject({ why: "not-json" });
});
