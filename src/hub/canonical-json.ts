// One text for every JSON value, however its objects are ordered and spaced, and its hash: whether two
// requests with one transactionId ask for the same.
import { createHash } from "node:crypto";
import { isObject } from "./json-text.ts";

/** SHA-256, hex. */
export function contentHashOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
  return `{${members.join(",")}}`;
}
