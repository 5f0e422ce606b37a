// The outside of a client's message: JSON, header, op. Never throws, whatever the text.
import { OP_CODES } from "./codes.ts";
import { type Edition, EDITIONS, editionOf } from "./edition.ts";
import type { ErrorCode } from "./error-code.ts";
import { type Body, isAbsent } from "./field-set.ts";
import { OPERATIONS } from "./operations.ts";
import { shown } from "./problem.ts";

export type ReadError = {
  kind: "read-error";
  code: ErrorCode;
  text: string;
  op: number | null;
  requestId: string | null;
};

export type Envelope = {
  kind: "envelope";
  op: number;
  requestId: string | null;
  /** The edition the header asks for; null where it names none. */
  edition: Edition | null;
  /** preview: what it would come to is to be told, and nothing done. */
  intent: "do" | "preview";
  body: Body;
};

const REQUEST_ID_MAX = 64;
const HEADER_FIELDS = "t, api_version, request_id and preview";
const OP_TEXT = /^\d{1,9}$/;

export function readEnvelope(text: string): Envelope | ReadError {
  const body = parse(text);
  if (body === undefined)
    return readError("MALFORMED_JSON", `the message is no JSON: ${shown(text)}`);
  if (!isObject(body)) {
    return readError("NOT_AN_OBJECT", `the message is ${shown(body)}; accepted: a JSON object`);
  }
  const header = readHeader(body["header"]);
  const op = readOp(body["op"]);
  const { requestId } = header;
  if (header.problem !== null) {
    return readError("HEADER_INVALID", header.problem, op, requestId);
  }
  if (op === null) {
    const found = "op" in body ? `is ${shown(body["op"])}` : "is missing";
    return readError("OP_INVALID", `op ${found}; accepted: the number of an op`, null, requestId);
  }
  if (!OPERATIONS.has(op)) {
    const hint = `op ${OP_CODES.op_codes} lists them all`;
    return readError("OP_UNKNOWN", `there is no op ${op}; ${hint}`, op, requestId);
  }
  return { kind: "envelope", op, requestId, edition: header.edition, intent: header.intent, body };
}

export function readError(
  code: ErrorCode,
  text: string,
  op: number | null = null,
  requestId: string | null = null,
): ReadError {
  return { kind: "read-error", code, text, op, requestId };
}

/** undefined is no JSON value, so it can stand for "no JSON". */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readOp(value: unknown): number | null {
  const op = typeof value === "string" && OP_TEXT.test(value) ? Number(value) : value;
  return typeof op === "number" && Number.isSafeInteger(op) && op >= 0 ? op : null;
}

type Header = {
  requestId: string | null;
  edition: Edition | null;
  intent: "do" | "preview";
  problem: string | null;
};

const NO_HEADER: Header = { requestId: null, edition: null, intent: "do", problem: null };

function readHeader(value: unknown): Header {
  if (isAbsent(value)) return NO_HEADER;
  if (!isObject(value)) {
    const problem = `header is ${shown(value)}; accepted: an object with ${HEADER_FIELDS}`;
    return { ...NO_HEADER, problem };
  }
  // A readable request_id is echoed even when something else is wrong.
  const requestId = readRequestId(value["request_id"]);
  const header: Header = { ...NO_HEADER, requestId: requestId ?? null };
  for (const name in value) {
    const field = value[name];
    if (name === "request_id") {
      if (requestId !== undefined) continue;
      header.problem = `header.request_id is ${shown(field)}; accepted: text of up to ${REQUEST_ID_MAX} characters`;
    } else if (name === "api_version") {
      if (isAbsent(field)) continue;
      header.edition = typeof field === "string" ? editionOf(field) : null;
      if (header.edition !== null) continue;
      header.problem = `header.api_version is ${shown(field)}; accepted: "${EDITIONS.join('" or "')}"`;
    } else if (name === "preview") {
      if (isAbsent(field) || field === false) continue;
      header.intent = "preview";
      if (field === true) continue;
      header.problem = `header.preview is ${shown(field)}; accepted: true or false`;
    } else if (name === "t") {
      if (isAbsent(field) || typeof field === "number" || typeof field === "string") continue;
      header.problem = `header.t is ${shown(field)}; accepted: epoch milliseconds`;
    } else {
      header.problem = `there is no field ${shown(name)} in the header; accepted: ${HEADER_FIELDS}`;
    }
    return header;
  }
  return header;
}

/** undefined where it can't be read, null where there is none. */
function readRequestId(value: unknown): string | null | undefined {
  if (isAbsent(value)) return null;
  const readable =
    typeof value === "string" && value.length <= REQUEST_ID_MAX && value.isWellFormed();
  return readable ? value : undefined;
}
