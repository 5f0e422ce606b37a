// Files that were built and listed, and nothing besides. A name is looked up in the list; it never
// becomes a path of the disk by itself.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { refusalAnswer, refuseHttp, SECURITY_HEADERS } from "./answer.ts";
import { BUILT_LIST_NAME, type BuiltFile, type BuiltList } from "./built-list.ts";

const A_YEAR_S = 31_536_000;
const ACCEPTED = "GET, HEAD";

/** What the answer has besides what every file has. */
export type BuiltAnswer = {
  readonly status?: 200 | 404;
  readonly headers?: Readonly<Record<string, string>>;
};

export class BuiltFiles {
  readonly #directory: string;
  #list: BuiltList | null = null;
  #listedAtMs = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** As it is on the disk now, since it may be built while the server runs; null where it was not. */
  async list(): Promise<BuiltList | null> {
    const path = join(this.#directory, BUILT_LIST_NAME);
    try {
      const { mtimeMs } = await stat(path);
      if (mtimeMs !== this.#listedAtMs) {
        this.#list = JSON.parse(await readFile(path, "utf8")) as BuiltList;
        this.#listedAtMs = mtimeMs;
      }
    } catch {
      this.#list = null;
      this.#listedAtMs = 0;
    }
    return this.#list;
  }

  /** The file of that name, or null where the list has none or the disk has lost it. */
  async answer(
    name: string,
    asked: Headers,
    { status = 200, headers: more = {} }: BuiltAnswer = {},
  ): Promise<Response | null> {
    const file = fileIn(await this.list(), name);
    if (file === null) return null;
    const isPacked = file.packed === "gzip" && takesGzip(asked);
    const headers = { ...headersOf(name, file, isPacked ? "gzip" : "plain"), ...more };
    const isKnown = (asked.get("if-none-match") ?? "").includes(headers["etag"] ?? "");
    if (isKnown && status === 200) return new Response(null, { status: 304, headers });
    try {
      const bytes = await readFile(join(this.#directory, isPacked ? `${name}.gz` : name));
      if (isPacked) headers["content-encoding"] = "gzip";
      return new Response(bytes, { status, headers });
    } catch {
      // Between two builds.
      return null;
    }
  }
}

export function fileIn(list: BuiltList | null, name: string): BuiltFile | null {
  if (list === null || !Object.hasOwn(list.files, name)) return null;
  return list.files[name] ?? null;
}

/** null where files may be asked for in that way. */
export function refusedMethod(method: string): Response | null {
  if (method === "GET" || method === "HEAD") return null;
  const text = `${method} does not work on this path; accepted: ${ACCEPTED}`;
  return refusalAnswer(refuseHttp("METHOD_NOT_ALLOWED", text), { allow: ACCEPTED });
}

export function nothingAt(path: string): Response {
  return refusalAnswer(refuseHttp("NOT_FOUND", `there is no ${path.slice(0, 80)}`));
}

/** A page of words in place of what was not built. */
export function notBuilt(html: string, status: 200 | 404): Response {
  const headers = { ...SECURITY_HEADERS, "content-type": "text/html; charset=utf-8" };
  return new Response(html, { status, headers });
}

function takesGzip(asked: Headers): boolean {
  return /\bgzip\b/.test(asked.get("accept-encoding") ?? "");
}

function headersOf(
  name: string,
  { type, hash }: BuiltFile,
  form: "gzip" | "plain",
): Record<string, string> {
  return {
    ...SECURITY_HEADERS,
    // What has its hash in its name never changes.
    "cache-control": name.startsWith("assets/")
      ? `public, max-age=${A_YEAR_S}, immutable`
      : "no-cache",
    "content-type": type,
    etag: form === "gzip" ? `"${hash}-gz"` : `"${hash}"`,
    vary: "accept-encoding",
  };
}
