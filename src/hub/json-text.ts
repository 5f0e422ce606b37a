// Bytes to JSON, strictly: UTF-8, one object, of bounded depth, no name twice in an object. Two programs
// that read a signed body must read the same.
import { Problem } from "../protocol/problem.ts";

const DEPTH_MAX = 16;

export type JsonObject = Readonly<Record<string, unknown>>;

export function readJsonObject(bytes: Uint8Array): JsonObject | Problem {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new Problem("the body is no UTF-8");
  }
  let json: unknown;
  try {
    json = JSON.parse(text) as unknown;
  } catch {
    return new Problem("the body is no JSON");
  }
  if (!isObject(json)) return new Problem("the body is no JSON object");
  return structureProblem(text) ?? json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// A text, or one of the characters that make up the structure; all else can't hold either.
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** Of a text that is known to be JSON: names that come twice, and too much depth. */
function structureProblem(text: string): Problem | null {
  // A set of names for each open object, null for each open list.
  const open: (Set<string> | null)[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      if (open.length === DEPTH_MAX) {
        return new Problem(`the body is more than ${DEPTH_MAX} levels deep`);
      }
      open.push(token === "{" ? new Set() : null);
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === ":") {
      const names = open.at(-1);
      const name = JSON.parse(last) as string;
      if (names?.has(name) === true) {
        return new Problem(`the name ${JSON.stringify(name.slice(0, 80))} is twice in an object`);
      }
      names?.add(name);
    }
    last = token;
  }
  return null;
}
