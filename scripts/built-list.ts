// The list of what was built: its files with type and ETag, and the policy its pages need. Long texts get
// a compressed copy beside them. A server serves what stands here and nothing else.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { BUILT_LIST_NAME, type BuiltFile, type BuiltList } from "../src/gateway/http/built-list.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};
const PACKED = /^(text\/|application\/json|image\/svg)/;
/** Below, a packet is sent in any case. */
const PACKED_FROM_BYTES = 1_400;

export function writeBuiltList(directory: string): void {
  const files: Record<string, BuiltFile> = {};
  const scripts = new Set<string>();
  for (const name of filesOf(directory)) {
    const bytes = readFileSync(join(directory, name));
    const type = TYPES[extname(name)];
    if (type === undefined) throw new Error(`${name}: no type for files of its kind`);
    const isPacked = PACKED.test(type) && bytes.length >= PACKED_FROM_BYTES;
    if (isPacked) writeFileSync(join(directory, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
    files[name] = { type, hash, packed: isPacked ? "gzip" : "no" };
    if (name.endsWith(".html")) {
      for (const script of inlineScripts(bytes.toString())) scripts.add(script);
    }
  }
  const hashes = [...scripts].map((script) => `'sha256-${sha256(script)}'`).sort();
  const list: BuiltList = { scripts: hashes, files };
  writeFileSync(join(directory, BUILT_LIST_NAME), JSON.stringify(list));
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .filter((name) => name !== BUILT_LIST_NAME && !name.endsWith(".gz"))
    .sort();
}

export function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes = ""]) => !/\bsrc=/.test(attributes))
    .map(([, , script = ""]) => script);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
