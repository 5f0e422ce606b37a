// What calls are rejected with.
import type { ErrorCode, ErrorMessage } from "./messages.ts";

/**
 * Reasons of the client's own.
 *
 * - `TIMEOUT`: no answer in time; nothing was changed.
 * - `OUTCOME_UNKNOWN`: the answer got lost and asking again could do it twice. Look, then decide. A bet or
 *   event may be sent again as it stands in `request`, which holds its id.
 * - `CLOSED`: the client was closed, or its credentials were refused in answer to the handshake. Where the
 *   connection itself ends for good it is the server's code: SESSION_UNKNOWN (logged out, key revoked),
 *   API_KEY_UNKNOWN, GAME_SESSION_NOT_FOUND (the launch is over).
 * - `REFUSED`: the server said no in its own message (ops 100 and 616), see `message`.
 */
export type ClientErrorCode = "TIMEOUT" | "OUTCOME_UNKNOWN" | "CLOSED" | "REFUSED";

/** Fields as on the wire. */
export type Request = { op: number; [field: string]: unknown };

const RETRYABLE: ReadonlySet<string> = new Set([
  "TIMEOUT",
  "BUSY",
  "INTERNAL",
  "RATE_LIMITED",
  "SHUTTING_DOWN",
  "CLOCK_UNSURE",
  "ARCHIVE_UNAVAILABLE",
]);

/** With these a connection ends, and so would the next one. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  "API_KEY_UNKNOWN",
  "HANDSHAKE_FAILED",
  "NONCE_USED",
  "NONCES_EXHAUSTED",
  "SESSION_UNKNOWN",
  "GAME_SESSION_NOT_FOUND",
]);

/** A call that did not do what was asked. */
export class MutuelError extends Error {
  override readonly name = "MutuelError";
  readonly code: ErrorCode | ClientErrorCode;
  /** The field of the request that was wrong, where it was one and is known. */
  readonly field: string | null;
  /** Whether the same call may do later. */
  readonly retryable: boolean;
  /** What was sent, with the ids the client made; null where nothing was. */
  readonly request: Request | null;

  constructor(
    code: ErrorCode | ClientErrorCode,
    text: string,
    request: Request | null = null,
    field: string | null = null,
  ) {
    super(`${code}: ${text}`);
    this.code = code;
    this.text = text;
    this.field = field ?? (code === "FIELD_INVALID" ? fieldOf(text, request) : null);
    this.retryable = RETRYABLE.has(code);
    this.request = request;
  }

  /** What was wrong, for people. */
  readonly text: string;
}

export function refusalOf(message: ErrorMessage, request: Request | null): MutuelError {
  return new MutuelError(message.code, message.text, request);
}

/** Why the server will not have these credentials, now or later; null where it may. */
export function finalError(closeCode: number, reason: string): MutuelError | null {
  const [, code, text = ""] = /^([A-Z_]+): (.*)/s.exec(reason) ?? [];
  const isFinal = closeCode === 1008 && FINAL.has(code as ErrorCode);
  return isFinal ? new MutuelError(code as ErrorCode, text) : null;
}

/** Texts about a field begin with its name, or quote it where there is none of that name. */
function fieldOf(text: string, request: Request | null): string | null {
  const named = /^([a-z_]+) /.exec(text)?.[1] ?? "";
  const quoted = /^there is no field "([^"]+)"/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  const isField = named.includes("_") || (request !== null && named in request);
  return isField || / or [a-z_]+ is missing/.test(text) ? named : null;
}
