// The web pages and what they load: the files that `npm run build` made. Each page gets the policy that
// its browser holds it to: scripts, styles and connections of this server, and nothing else.
import { join } from "node:path";
import type { Hono } from "hono";
import { BuiltFiles, notBuilt, nothingAt, refusedMethod } from "./built-files.ts";
import type { HttpEnvironment } from "./http-parts.ts";
import type { PageName } from "./page-names.ts";
import type { HttpContext } from "./routes.ts";

const BUILT = join(import.meta.dirname, "../../../dist/web");

/** Who may show a page inside of one of theirs, as a Content-Security-Policy names them. */
export type FrameAncestors = (page: PageName, request: Request) => string | Promise<string>;

export type PageParts = {
  /** Where they were built. */
  readonly directory?: string | undefined;
  readonly ancestorsOf?: FrameAncestors;
};

export function addPages(app: Hono<HttpEnvironment>, parts: PageParts = {}): void {
  const pages = new Pages(parts);
  // Not among the routes of the API, but for the first, where one begins to look.
  app.get("/", (context) => pages.page("player", context));
  app.all("/", (context) => pages.page("player", context));
  app.all("/play/:game", (context) => pages.page("player", context));
  app.all("/embed/:game", (context) => pages.page("widget", context));
  app.all("/console", (context) => pages.page("console", context));
  app.all("/console/*", (context) => pages.page("console", context));
  app.all("/assets/:name", (context) => pages.asset(context));
}

class Pages {
  readonly #files: BuiltFiles;
  readonly #ancestorsOf: FrameAncestors;

  constructor({ directory = BUILT, ancestorsOf = ownOrNone }: PageParts) {
    this.#files = new BuiltFiles(directory);
    this.#ancestorsOf = ancestorsOf;
  }

  async page(page: PageName, { req }: HttpContext): Promise<Response> {
    const { method, headers } = req.raw;
    const refused = refusedMethod(method);
    if (refused !== null) return refused;
    const ancestors = await this.#ancestorsOf(page, req.raw);
    const policy = policyOf(headers.get("host"), ancestors);
    const answer = await this.#files.answer(`${page}.html`, headers, {
      headers: {
        "content-security-policy": policy,
        // Browsers keep the policy of a page they are told has not changed, and this one's may have.
        ...(page === "widget" ? { "cache-control": "no-store" } : {}),
        // What older browsers go by; the policy says it finer.
        "x-frame-options": ancestors === "'none'" ? "DENY" : "SAMEORIGIN",
      },
    });
    if (answer === null) return notBuilt(NOT_BUILT, req.path === "/" ? 200 : 404);
    if (ancestors !== "'none'" && ancestors !== "'self'") answer.headers.delete("x-frame-options");
    return answer;
  }

  async asset({ req }: HttpContext): Promise<Response> {
    const { method, headers } = req.raw;
    const refused = refusedMethod(method);
    if (refused !== null) return refused;
    const answer = await this.#files.answer(`assets/${req.param("name") ?? ""}`, headers);
    return answer ?? nothingAt(req.path);
  }
}

function ownOrNone(page: PageName): string {
  return page === "widget" ? "'self'" : "'none'";
}

/** Older browsers take `'self'` for HTTP only, so that the socket's address is named besides. */
function policyOf(host: string | null, ancestors: string): string {
  const isPlain = host !== null && /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host);
  const sockets = isPlain ? ` ws://${host} wss://${host}` : "";
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self'${sockets}`,
    "img-src 'self' data: https:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mutuel</title>
<h1>Mutuel</h1>
<p>A server for real-time, in-play pool betting. It runs, but its web pages are not built here.</p>
<p>Run <code>npm run build</code> where it was installed, then load this page again; the server need not be
restarted.</p>
<p>Meanwhile: the WebSocket API at <code>/ws</code>, accounts at <code>/r/</code>, operators at <code>/admin/</code>,
<a href="/docs/">the documentation</a>, <a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>.</p>
</html>
`;
