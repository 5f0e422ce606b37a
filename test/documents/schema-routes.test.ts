import { expect, test } from "bun:test";
import { httpApp } from "../../src/gateway/http/app.ts";
import type { HttpParts } from "../../src/gateway/http/http-parts.ts";
import { systemClock } from "../../src/ops/clock.ts";
import { limitsWith } from "../../src/ops/limits.ts";
import { HTTP_ROUTES } from "../../src/protocol/schema/http-contract.ts";
import { problemsOfAnswer } from "../support/http-check.ts";

test("DOC-4 the documents have the server's routes, all of them and no others", () => {
  // Only what is asked for while routes are added; nothing is called.
  const parts = { limits: limitsWith([]), clock: systemClock } as unknown as HttpParts;
  const served = httpApp(parts)
    .routes.filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${plain(path.replace(/:(\w+)\??/g, "{$1}"))}`);
  const documented = HTTP_ROUTES.map(({ method, path }) => `${method} ${plain(path)}`);
  expect(documented.sort()).toEqual([...new Set(served)].sort());
});

function plain(path: string): string {
  return path === "/" ? path : path.replace(/\/$/, "");
}

test("DOC-5 an answer over HTTP with a field too many, one too few or another status is noticed", () => {
  const right = { id: 7, logged_out: true };
  const problems = (status: number, body: object): number =>
    problemsOfAnswer("POST", "/r/logout", status, body).length;
  expect(problems(200, right)).toBe(0);
  expect(problems(200, { ...right, more: 1 })).toBeGreaterThan(0);
  expect(problems(200, { id: 7 })).toBeGreaterThan(0);
  expect(problems(201, right)).toBeGreaterThan(0);
  expect(problems(401, { error: "SESSION_UNKNOWN", text: "x" })).toBe(0);
  expect(problems(400, { error: "SESSION_UNKNOWN", text: "x" })).toBeGreaterThan(0);
  expect(problems(404, { error: "POOL_NOT_FOUND", text: "x" })).toBeGreaterThan(0);
  expect(problemsOfAnswer("GET", "/nowhere", 200, {})).toHaveLength(1);
});
