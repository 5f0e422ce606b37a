// Origins of a platform's pages. They go into a header that browsers act on, so that nothing passes
// that could be read as more than one origin.
import type { Refusal } from "../refusal.ts";
import { refuse } from "../refusal.ts";
import { PLATFORM_ORIGINS_MAX } from "../rules.ts";

const ORIGIN =
  /^https?:\/\/[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/;
const ORIGIN_CHARS_MAX = 200;
const ACCEPTED =
  "scheme, host in lower case and, where it is not the scheme's own, port: https://casino.example";

/** What is wrong with them, or null. */
export function invalidOrigins(origins: readonly string[]): Refusal | null {
  if (origins.length > PLATFORM_ORIGINS_MAX) {
    const text = `origins has ${origins.length} entries; accepted: up to ${PLATFORM_ORIGINS_MAX}`;
    return refuse("FIELD_INVALID", text);
  }
  for (const [at, origin] of origins.entries()) {
    const shown = JSON.stringify(origin.slice(0, ORIGIN_CHARS_MAX));
    if (origin.length > ORIGIN_CHARS_MAX || !ORIGIN.test(origin) || hasOwnPort(origin)) {
      return refuse("FIELD_INVALID", `origins[${at}] is ${shown}; accepted: ${ACCEPTED}`);
    }
    if (origins.indexOf(origin) < at) {
      return refuse("FIELD_INVALID", `origins[${at}] is ${shown} once more; accepted: each once`);
    }
  }
  return null;
}

/** Browsers leave it out. */
function hasOwnPort(origin: string): boolean {
  return /^(https:.*:443|http:.*:80)$/.test(origin);
}

export function sameOrigins(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((origin, at) => origin === right[at]);
}
