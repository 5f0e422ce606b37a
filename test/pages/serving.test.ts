import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import type { HttpEnvironment } from "../../src/gateway/http/http-parts.ts";
import { addPages, type PageParts } from "../../src/gateway/http/pages.ts";
import { BUILT_LIST_NAME, type BuiltList } from "../../src/gateway/http/built-list.ts";

const HTML = "text/html; charset=utf-8";
const LIST: BuiltList = {
  scripts: [],
  files: {
    "player.html": { type: HTML, hash: "h1", packed: "no" },
    "widget.html": { type: HTML, hash: "h2", packed: "gzip" },
    "console.html": { type: HTML, hash: "h3", packed: "no" },
    "assets/player-Xy12.js": { type: "text/javascript; charset=utf-8", hash: "h4", packed: "no" },
    "assets/gone.js": { type: "text/javascript; charset=utf-8", hash: "h5", packed: "no" },
  },
};

let directory = "";
let app = new Hono<HttpEnvironment>();

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-pages-"));
  const built = join(directory, "built");
  mkdirSync(join(built, "assets"), { recursive: true });
  for (const name of Object.keys(LIST.files)) {
    if (name !== "assets/gone.js") writeFileSync(join(built, name), `content of ${name}`);
  }
  writeFileSync(join(built, "widget.html.gz"), gzipSync("content of widget.html"));
  writeFileSync(join(built, BUILT_LIST_NAME), JSON.stringify(LIST));
  writeFileSync(join(directory, "secret.txt"), "not for the world");
  writeFileSync(join(built, "assets/unlisted.js"), "not for the world");
  app = pagesOf({ directory: built });
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function pagesOf(parts: PageParts): Hono<HttpEnvironment> {
  const made = new Hono<HttpEnvironment>({ strict: false });
  addPages(made, parts);
  return made;
}

function get(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { host: "play.example:8080", ...(init.headers as Record<string, string>) };
  return Promise.resolve(app.request(`http://play.example:8080${path}`, { ...init, headers }));
}

function ruleOf(answer: Response, name: string): string | undefined {
  const policy = answer.headers.get("content-security-policy") ?? "";
  return policy.split("; ").find((rule) => rule.startsWith(`${name} `));
}

describe("PAGE-1 pages and what they load", () => {
  test("PAGE-1 each page at its address, always asked for anew", async () => {
    for (const [path, name] of [
      ["/", "player.html"],
      ["/play/b3f8", "player.html"],
      ["/embed/b3f8", "widget.html"],
      ["/console", "console.html"],
      ["/console/games/b3f8", "console.html"],
    ] as const) {
      const answer = await get(path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, `content of ${name}`]);
      expect(answer.headers.get("content-type")).toBe(HTML);
      const cache = name === "widget.html" ? "no-store" : "no-cache";
      expect(answer.headers.get("cache-control")).toBe(cache);
    }
  });

  test("PAGE-1 what is named by its content is kept for good; HEAD, ETags and packing work", async () => {
    const asset = await get("/assets/player-Xy12.js");
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(asset.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const etag = asset.headers.get("etag") ?? "";
    const again = await get("/assets/player-Xy12.js", { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const head = await get("/", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const packed = await get("/embed/b3f8", { headers: { "accept-encoding": "br, gzip" } });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    const text = gunzipSync(new Uint8Array(await packed.arrayBuffer())).toString();
    expect(text).toBe("content of widget.html");
    const posted = await get("/", { method: "POST" });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("PAGE-1 no path leads out of what was built", async () => {
    for (const path of [
      "/assets/../secret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "/assets/%2e%2e%2fsecret.txt",
      "/assets/unlisted.js",
      "/assets/gone.js",
      "/assets/constructor",
      "/assets/__proto__",
      "/assets/%00",
      `/assets/..%2f${BUILT_LIST_NAME}`,
    ]) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).not.toContain("not for the world");
    }
  });
});

describe("PAGE-2 what a page may do", () => {
  test("PAGE-2 scripts, styles and connections of the server's own, nothing inline", async () => {
    const answer = await get("/");
    expect(ruleOf(answer, "default-src")).toBe("default-src 'none'");
    expect(ruleOf(answer, "script-src")).toBe("script-src 'self'");
    expect(ruleOf(answer, "style-src")).toBe("style-src 'self'");
    expect(ruleOf(answer, "connect-src")).toBe(
      "connect-src 'self' ws://play.example:8080 wss://play.example:8080",
    );
    expect(answer.headers.get("content-security-policy")).not.toContain("unsafe");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("PAGE-2 a Host that is none does not get into the policy", async () => {
    for (const host of ["a.example; script-src *", "a b", "*", "", "a.example/x"]) {
      const answer = await get("/", { headers: { host } });
      expect([host, ruleOf(answer, "connect-src")]).toEqual([host, "connect-src 'self'"]);
      expect(ruleOf(answer, "script-src")).toBe("script-src 'self'");
    }
  });

  test("PAGE-2 no page may be framed by others, but for the widget as it is told", async () => {
    for (const path of ["/", "/play/b3f8", "/console"]) {
      const answer = await get(path);
      expect(ruleOf(answer, "frame-ancestors")).toBe("frame-ancestors 'none'");
      expect(answer.headers.get("x-frame-options")).toBe("DENY");
    }
    const own = await get("/embed/b3f8");
    expect(ruleOf(own, "frame-ancestors")).toBe("frame-ancestors 'self'");
    app = pagesOf({
      directory: join(directory, "built"),
      ancestorsOf: (page) => (page === "widget" ? "https://casino.example" : "'none'"),
    });
    const framed = await get("/embed/b3f8");
    expect(ruleOf(framed, "frame-ancestors")).toBe("frame-ancestors https://casino.example");
    expect(framed.headers.get("x-frame-options")).toBeNull();
  });
});

test("PAGE-3 where nothing was built the pages say how to, and show once it is done", async () => {
  const later = join(directory, "later");
  app = pagesOf({ directory: later });
  for (const [path, status] of [
    ["/", 200],
    ["/play/b3f8", 404],
    ["/console", 404],
  ] as const) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, status]);
    expect(await answer.text()).toContain("npm run build");
  }
  mkdirSync(later);
  writeFileSync(join(later, "player.html"), readFileSync(join(directory, "built/player.html")));
  writeFileSync(join(later, BUILT_LIST_NAME), JSON.stringify(LIST));
  expect(await (await get("/play/b3f8")).text()).toBe("content of player.html");
});
