import { expect, test } from "bun:test";
import { Problem } from "../protocol/problem.ts";
import { embedUrl, fillIn, PLACEHOLDERS } from "./placeholders.ts";

const ALL = `https://a.example/{{GAME_ID}}?${PLACEHOLDERS.map((name) => `${name}={{${name}}}`).join("&")}`;

test("OGA-30 all placeholders are filled in, encoded, and nothing in a value is one itself", () => {
  const values = Object.fromEntries(PLACEHOLDERS.map((name) => [name, `{{${name}}} & $& ü/`]));
  const filled = fillIn(ALL, values as Record<(typeof PLACEHOLDERS)[number], string>);
  const url = new URL(filled);
  for (const name of PLACEHOLDERS) expect(url.searchParams.get(name)).toBe(`{{${name}}} & $& ü/`);
  expect(url.pathname).toBe("/%7B%7BGAME_ID%7D%7D%20%26%20%24%26%20%C3%BC%2F");
  expect(url.origin).toBe("https://a.example");
});

test("OGA-2 a link is an absolute URL with known placeholders behind the host", () => {
  const read = (text: string): boolean => !(embedUrl.read(text, "x") instanceof Problem);
  const right = [
    "",
    ALL,
    "http://localhost:81/x#{{GAME_SESSION}}",
    "https://a.example?{{USER_ID}}",
  ];
  expect(right.filter((text) => !read(text))).toEqual([]);
  const wrong = [
    "https://{{GAME_ID}}.example/",
    "https://a.example:{{USER_ID}}/",
    "{{HOME_URL}}",
    "{{GAME_ID}}https://a.example/",
    "https://a.example/{{game_id}}",
    "https://a.example/{{ GAME_ID }}",
    "https://a.example/{{}}",
    "https://a.example/{{GAME_ID}",
    "https://a.example/}}",
    "javascript:alert(1)",
    "//a.example/",
    "https://user@a.example/",
    `https://a.example/${"x".repeat(2_031)}`,
    "https://a.example/\ud800",
  ];
  expect(wrong.filter(read)).toEqual([]);
});

test("OGA-2 a link is measured before it is searched, which could take hours", () => {
  for (const length of [3_000, 1_000_000]) {
    const reading = embedUrl.read("{".repeat(length), "x");
    expect(reading).toBeInstanceOf(Problem);
    expect(reading instanceof Problem && reading.text).toContain("at most 2048 characters");
  }
});
