// Whether a message is exactly what the documents say. For tests and tools; servers don't check what
// they render.
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { type ResponseName, RESPONSE_CODES } from "../codes.ts";
import type { Edition } from "../edition.ts";
import { DEFINITIONS } from "./definitions.ts";
import { SERVER_SCHEMAS, responseName } from "./server-schema.ts";

type Check = (value: unknown) => string[];

const PROBLEMS_MAX = 5;
const checks = new Map<TSchema, Check>();

/** Sentences; empty where the value fits. */
export function problemsWith(value: unknown, schema: TSchema): string[] {
  let check = checks.get(schema);
  if (check === undefined) {
    check = compile(schema);
    checks.set(schema, check);
  }
  return check(value);
}

function compile(schema: TSchema): Check {
  const validator = Compile(DEFINITIONS, schema);
  return (value) => {
    if (validator.Check(value)) return [];
    return validator
      .Errors(value)
      .slice(0, PROBLEMS_MAX)
      .map(
        ({ instancePath, message, params }) =>
          `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
      );
  };
}

/** What is wrong with a message that somebody who speaks one of these editions was sent. */
export function problemsOfMessage(message: unknown, editions: Iterable<Edition>): string[] {
  const name = nameOf(message);
  if (name === null) return [`no response code: ${JSON.stringify(message)}`];
  const problems: string[] = [];
  for (const edition of editions) {
    const found = problemsWith(message, SERVER_SCHEMAS[edition][name]);
    if (found.length === 0) return [];
    const heading = `${name} (${RESPONSE_CODES[name]}) of ${edition}`;
    problems.push(...found.map((problem) => `${heading}: ${problem}`));
  }
  return problems;
}

function nameOf(message: unknown): ResponseName | null {
  if (typeof message !== "object" || message === null || !("res" in message)) return null;
  return typeof message.res === "number" ? responseName(message.res) : null;
}
