// The documentation under /docs: the files that `npm run docs` built and listed, and nothing besides.
import { join } from "node:path";
import type { Hono } from "hono";
import { SECURITY_HEADERS } from "./answer.ts";
import { BuiltFiles, fileIn, notBuilt, nothingAt, refusedMethod } from "./built-files.ts";
import type { BuiltList } from "./built-list.ts";
import type { HttpEnvironment } from "./http-parts.ts";
import type { HttpContext } from "./routes.ts";

const BASE = "/docs";
const BUILT = join(import.meta.dirname, "../../../dist/docs");
const UNKNOWN_PAGE = "404.html";

export function addSite(app: Hono<HttpEnvironment>, directory: string = BUILT): void {
  const files = new BuiltFiles(directory);
  // Not among the routes of the API: these are pages.
  app.all(BASE, (context) => answer(files, context));
  app.all(`${BASE}/*`, (context) => answer(files, context));
}

async function answer(files: BuiltFiles, { req }: HttpContext): Promise<Response> {
  const { method, url, headers } = req.raw;
  const refused = refusedMethod(method);
  if (refused !== null) return refused;
  const { pathname } = new URL(url);
  if (pathname === BASE) return moved(`${BASE}/`);
  const list = await files.list();
  if (list === null) return notBuilt(NOT_BUILT, 404);
  const name = nameOf(list, pathname.slice(BASE.length + 1));
  const found = await files.answer(name ?? UNKNOWN_PAGE, headers, {
    status: name === null ? 404 : 200,
    headers: { "content-security-policy": policyOf(list) },
  });
  return found ?? nothingAt(pathname);
}

/** Pages are found without their ending, folders by their index. */
function nameOf(list: BuiltList, rest: string): string | null {
  const names = [rest, `${rest}.html`, `${rest}index.html`, `${rest}/index.html`];
  return names.find((name) => fileIn(list, name) !== null) ?? null;
}

/** Its scripts only; styles inside of pages colour the code, and can't run anything. */
function policyOf({ scripts }: BuiltList): string {
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
