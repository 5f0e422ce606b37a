// Bytes to JSON, strictly: UTF-8, one object, of bounded depth, no name twice in an object. Two programs
// that read a signed body must read the same.
import { Problem } from "../protocol/problem.ts";

const DEPTH_MAX = 16;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

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

/** Of a text that is known to be JSON: names that come twice, and too much depth. In one pass over it. */
function structureProblem(text: string): Problem | null {
  // A set of names for each open object, null for each open list.
  const open: (Set<string> | null)[] = [];
  let lastText = { from: 0, to: 0 };
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '"': {
        const from = at;
        at = endOfText(text, from);
        lastText = { from, to: at + 1 };
        break;
      }
      case "{":
      case "[":
        if (open.length === DEPTH_MAX) {
          return new Problem(`the body is more than ${DEPTH_MAX} levels deep`);
        }
        open.push(text.charAt(at) === "{" ? new Set() : null);
        break;
      case "}":
      case "]":
        open.pop();
        break;
      case ":": {
        const names = open.at(-1);
        const name = JSON.parse(text.slice(lastText.from, lastText.to)) as string;
        if (names?.has(name) === true) {
          return new Problem(`the name ${JSON.stringify(name.slice(0, 80))} is twice in an object`);
        }
        names?.add(name);
        break;
      }
      default:
    }
  }
  return null;
}

/** Place of the quote that ends the one at `from`. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE || at >= text.length) return at;
    if (unit === BACKSLASH) at++;
  }
}
