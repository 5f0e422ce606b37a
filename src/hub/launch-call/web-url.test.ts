import { expect, test } from "bun:test";
import { readWebUrl } from "./web-url.ts";

test("LCALL-1 an absolute http(s) URL is read, whatever its port, path and query", () => {
  const long = `https://a.example/${"x".repeat(2_030)}`;
  expect(long).toHaveLength(2_048);
  for (const text of [
    "https://games.example",
    "HTTP://Games.Example:8443/play?session=a|b*c_d=e&at=@me#top",
    "https://[2606:4700::1111]:444/",
    "https://bücher.example/ü",
    long,
  ]) {
    expect([text, readWebUrl(text)?.href]).toEqual([text, new URL(text).href]);
  }
});

test("LCALL-1 anything else is refused, not repaired", () => {
  for (const text of [
    "",
    "games.example/play",
    "//games.example/play",
    "/play",
    "http:/games.example",
    "http:games.example",
    "https:///games.example",
    "http://",
    "https://?x",
    "http:\\\\games.example",
    "https://games.example\\@10.0.0.1/",
    " https://games.example",
    "https://games.example/a b",
    "https://games.example/\r\nHost: x",
    "https://games.example/\u200b",
    "https://games.example/\ud800",
    "https://user@games.example/",
    "https://user:word@games.example/",
    "https://@games.example/",
    "https://games.example:99999/",
    "https://256.1.1.1/",
    "ftp://games.example/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ws://games.example/",
    `https://a.example/${"x".repeat(2_031)}`,
  ]) {
    expect([text, readWebUrl(text)]).toEqual([text, null]);
  }
});
