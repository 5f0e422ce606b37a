// Files that were built and listed, and nothing besides. A name is looked up in the list; it never
// becomes a path of the disk by itself.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { SECURITY_HEADERS } from "./answer.ts";
import { SITE_LIST_NAME, type SiteFile, type SiteList } from "./site-list.ts";

const A_YEAR_S = 31_536_000;

export class BuiltFiles {
  readonly #directory: string;
  #list: SiteList | null = null;
  #listedAtMs = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** As it is on the disk now, since it may be built while the server runs; null where it was not. */
  async list(): Promise<SiteList | null> {
    const path = join(this.#directory, SITE_LIST_NAME);
    try {
      const { mtimeMs } = await stat(path);
      if (mtimeMs !== this.#listedAtMs) {
        this.#list = JSON.parse(await readFile(path, "utf8")) as SiteList;
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
    more: Readonly<Record<string, string>> = {},
  ): Promise<Response | null> {
    const files = (await this.list())?.files ?? {};
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (file === undefined) return null;
    const isPacked = file.packed === "gzip" && takesGzip(asked);
    const headers = headersOf(name, file, isPacked ? "gzip" : "plain", more);
    if ((asked.get("if-none-match") ?? "").includes(headers["etag"] ?? "")) {
      return new Response(null, { status: 304, headers });
    }
    try {
      const bytes = await readFile(join(this.#directory, isPacked ? `${name}.gz` : name));
      if (isPacked) headers["content-encoding"] = "gzip";
      return new Response(bytes, { headers });
    } catch {
      // Between two builds.
      return null;
    }
  }
}

function takesGzip(asked: Headers): boolean {
  return /\bgzip\b/.test(asked.get("accept-encoding") ?? "");
}

function headersOf(
  name: string,
  { type, hash }: SiteFile,
  form: "gzip" | "plain",
  more: Readonly<Record<string, string>>,
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
    ...more,
  };
}
