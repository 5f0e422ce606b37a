// The documentation under /docs: the files that `npm run docs` built and listed, and nothing besides.
// A path is looked up in that list; it never becomes a path of the disk by itself.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Hono } from "hono";
import { refusalAnswer, refuseHttp, SECURITY_HEADERS } from "./answer.ts";
import type { HttpEnvironment } from "./http-parts.ts";
import type { HttpContext } from "./routes.ts";
import { SITE_LIST_NAME, type SiteFile, type SiteList } from "./site-list.ts";

const BASE = "/docs";
const BUILT = join(import.meta.dirname, "../../../dist/docs");
const A_YEAR_S = 31_536_000;
const ACCEPTED = "GET, HEAD";

type Found = { readonly name: string; readonly file: SiteFile; readonly status: 200 | 404 };

export function addSite(app: Hono<HttpEnvironment>, directory: string = BUILT): void {
  const site = new Site(directory);
  // Not among the routes of the API: these are pages.
  app.all(BASE, (context) => site.answer(context));
  app.all(`${BASE}/*`, (context) => site.answer(context));
}

class Site {
  readonly #directory: string;
  #list: SiteList | null = null;
  #listedAtMs = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async answer({ req }: HttpContext): Promise<Response> {
    const { method, url, headers } = req.raw;
    if (method !== "GET" && method !== "HEAD") {
      const text = `${method} does not work on this path; accepted: ${ACCEPTED}`;
      return refusalAnswer(refuseHttp("METHOD_NOT_ALLOWED", text), { allow: ACCEPTED });
    }
    const { pathname } = new URL(url);
    if (pathname === BASE) return moved(`${BASE}/`);
    const list = await this.#current();
    if (list === null) return notBuilt();
    const found = lookUp(list, pathname.slice(BASE.length + 1));
    return found === null ? nothingAt(pathname) : this.#file(list, found, headers);
  }

  /** As it is on the disk now: the site may be built while the server runs. */
  async #current(): Promise<SiteList | null> {
    const path = join(this.#directory, SITE_LIST_NAME);
    try {
      const { mtimeMs } = await stat(path);
      if (mtimeMs !== this.#listedAtMs) {
        this.#list = JSON.parse(await readFile(path, "utf8")) as SiteList;
        this.#listedAtMs = mtimeMs;
      }
    } catch {
      this.#list = null;
    }
    return this.#list;
  }

  async #file(list: SiteList, { name, file, status }: Found, asked: Headers): Promise<Response> {
    const isPacked = file.packed === "gzip" && /\bgzip\b/.test(asked.get("accept-encoding") ?? "");
    const etag = `"${file.hash}${isPacked ? "-gz" : ""}"`;
    const headers: Record<string, string> = {
      ...SECURITY_HEADERS,
      "cache-control": cacheRule(name),
      "content-security-policy": policyOf(list),
      "content-type": file.type,
      etag,
      vary: "accept-encoding",
    };
    if (status === 200 && (asked.get("if-none-match") ?? "").includes(etag)) {
      return new Response(null, { status: 304, headers });
    }
    const path = join(this.#directory, isPacked ? `${name}.gz` : name);
    try {
      const bytes = await readFile(path);
      if (isPacked) headers["content-encoding"] = "gzip";
      return new Response(bytes, { status, headers });
    } catch {
      // Between two builds.
      return nothingAt(`${BASE}/${name}`);
    }
  }
}

function lookUp({ files }: SiteList, rest: string): Found | null {
  const names = [rest, `${rest}.html`, `${rest}index.html`, `${rest}/index.html`];
  for (const name of names) {
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (file !== undefined) return { name, file, status: 200 };
  }
  const page = files["404.html"];
  return page === undefined ? null : { name: "404.html", file: page, status: 404 };
}

/** What has its hash in its name never changes. */
function cacheRule(name: string): string {
  return name.startsWith("assets/") ? `public, max-age=${A_YEAR_S}, immutable` : "no-cache";
}

/** Its scripts only; styles inside of pages colour the code, and can't run anything. */
function policyOf({ scripts }: SiteList): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(" ")}`.trimEnd(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function moved(location: string): Response {
  return new Response(null, { status: 308, headers: { ...SECURITY_HEADERS, location } });
}

function nothingAt(path: string): Response {
  return refusalAnswer(refuseHttp("NOT_FOUND", `there is no ${path.slice(0, 80)}`));
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mutuel: documentation</title>
<h1>The documentation is not built here</h1>
<p>Run <code>npm run docs</code> where the server was installed, then load this page again; the server need not be
restarted. It needs the development dependencies: <code>npm ci</code> without <code>--omit=dev</code>.</p>
</html>
`;

function notBuilt(): Response {
  const headers = { ...SECURITY_HEADERS, "content-type": "text/html; charset=utf-8" };
  return new Response(NOT_BUILT, { status: 404, headers });
}
