import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import type { HttpEnvironment } from "./http-parts.ts";
import { BUILT_LIST_NAME, type BuiltList } from "./built-list.ts";
import { addSite } from "./site.ts";

const PAGE = "<!doctype html><title>Bets</title>";
const LIST: BuiltList = {
  scripts: ["'sha256-abc='"],
  files: {
    "index.html": { type: "text/html; charset=utf-8", hash: "h1", packed: "no" },
    "404.html": { type: "text/html; charset=utf-8", hash: "h2", packed: "no" },
    "protocol/bets.html": { type: "text/html; charset=utf-8", hash: "h3", packed: "gzip" },
    "http/index.html": { type: "text/html; charset=utf-8", hash: "h4", packed: "no" },
    "assets/app.Xy12.js": { type: "text/javascript; charset=utf-8", hash: "h5", packed: "no" },
    "gone.html": { type: "text/html; charset=utf-8", hash: "h6", packed: "no" },
  },
};

let directory = "";
let app = new Hono<HttpEnvironment>();

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-site-"));
  const site = join(directory, "site");
  for (const folder of ["protocol", "http", "assets"]) {
    mkdirSync(join(site, folder), { recursive: true });
  }
  for (const name of Object.keys(LIST.files)) {
    if (name !== "gone.html") writeFileSync(join(site, name), `${PAGE}${name}`);
  }
  writeFileSync(join(site, "protocol/bets.html.gz"), gzipSync(`${PAGE}protocol/bets.html`));
  writeFileSync(join(site, BUILT_LIST_NAME), JSON.stringify(LIST));
  writeFileSync(join(directory, "secret.txt"), "not for the world");
  writeFileSync(join(site, "unlisted.html"), "not for the world");
  app = siteAt(site);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function siteAt(place: string): Hono<HttpEnvironment> {
  const made = new Hono<HttpEnvironment>({ strict: false });
  addSite(made, place);
  return made;
}

function get(path: string, init: RequestInit = {}): Promise<Response> {
  return Promise.resolve(app.request(`http://server.example${path}`, init));
}

describe("SITE-2 a built site is served under /docs", () => {
  test("SITE-2 pages by their names, with and without .html, and folders by their index", async () => {
    for (const [path, name] of [
      ["/docs/", "index.html"],
      ["/docs/index.html", "index.html"],
      ["/docs/protocol/bets.html", "protocol/bets.html"],
      ["/docs/protocol/bets", "protocol/bets.html"],
      ["/docs/http/", "http/index.html"],
      ["/docs/http", "http/index.html"],
    ] as const) {
      const answer = await get(path);
      expect(`${path} ${answer.status}`).toBe(`${path} 200`);
      expect(await answer.text()).toBe(`${PAGE}${name}`);
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("no-cache");
    }
    const moved = await get("/docs");
    expect([moved.status, moved.headers.get("location")]).toEqual([308, "/docs/"]);
  });

  test("SITE-2 what is named by its content is kept by browsers for good", async () => {
    const answer = await get("/docs/assets/app.Xy12.js");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  });

  test("SITE-2 a known ETag is answered 304, HEAD has no body", async () => {
    const etag = (await get("/docs/")).headers.get("etag") ?? "";
    const again = await get("/docs/", { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const other = await get("/docs/", { headers: { "if-none-match": '"other"' } });
    expect(other.status).toBe(200);
    const head = await get("/docs/", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("SITE-2 packed where the reader can unpack it", async () => {
    const packed = await get("/docs/protocol/bets", { headers: { "accept-encoding": "gzip, br" } });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    const text = gunzipSync(new Uint8Array(await packed.arrayBuffer())).toString();
    expect(text).toBe(`${PAGE}protocol/bets.html`);
    const plain = await get("/docs/protocol/bets");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("etag")).not.toBe(packed.headers.get("etag"));
  });

  test("SITE-2 other methods are refused", async () => {
    const answer = await get("/docs/", { method: "POST" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("SITE-3 nothing but what was built", () => {
  test("SITE-3 no path leads out of the site or to what is not listed", async () => {
    for (const path of [
      "/docs/../secret.txt",
      "/docs/%2e%2e/secret.txt",
      "/docs/..%2fsecret.txt",
      "/docs/%2e%2e%2fsecret.txt",
      "/docs/....//secret.txt",
      "/docs//etc/passwd",
      "/docs/protocol/..%5c..%5csecret.txt",
      "/docs/unlisted.html",
      `/docs/${BUILT_LIST_NAME}`,
      "/docs/protocol/bets.html.gz",
      "/docs/constructor",
      "/docs/__proto__",
      "/docs/%00",
    ]) {
      const answer = await get(path);
      expect(`${path} ${answer.status}`).toBe(`${path} 404`);
      expect(await answer.text()).not.toContain("not for the world");
    }
  });

  test("SITE-3 an unknown page is answered with the site's own 404, a lost file as not found", async () => {
    expect(await (await get("/docs/nothing")).text()).toContain("404.html");
    const lost = await get("/docs/gone.html");
    expect([lost.status, await lost.json()]).toMatchObject([404, { error: "NOT_FOUND" }]);
  });

  test("SITE-4 the policy names the scripts by their hashes and allows no other origin", async () => {
    const policy = (await get("/docs/")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self' 'sha256-abc=';");
    expect(policy).toContain("default-src 'none'");
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain("unsafe");
    expect(policy).not.toMatch(/https?:|\*/);
  });
});

test("SITE-5 where it was not built, /docs says how to build it, and shows it once that is done", async () => {
  const place = join(directory, "later");
  app = siteAt(place);
  const before = await get("/docs/protocol/bets");
  expect(before.status).toBe(404);
  expect(await before.text()).toContain("npm run docs");
  mkdirSync(place);
  writeFileSync(join(place, "index.html"), PAGE);
  writeFileSync(join(place, BUILT_LIST_NAME), JSON.stringify(LIST));
  expect(await (await get("/docs/")).text()).toBe(PAGE);
});
