// What one HTTP route takes, answers and refuses.
import type { TSchema } from "typebox";
import type { ErrorCode } from "../error-code.ts";
import { inOrder } from "./op-answers.ts";

export type HttpMethod = "GET" | "POST" | "PUT" | "DELETE";

/**
 * operator: the operator's key, or the API key of a user with the admin role. reader: the user the path
 * names, or an operator. provider, platform: by a signature, whose refusals are answers of their own.
 */
export type Credential =
  "none" | "session" | "user" | "reader" | "operator" | "provider" | "platform";

export type HttpAnswer = {
  readonly status: number;
  readonly description: string;
  /** null: text that is not JSON, of that type. */
  readonly body:
    { readonly json: TSchema; readonly otherType?: string } | { readonly mediaType: string };
};

export type HttpRoute = {
  readonly method: HttpMethod;
  /** With {names} for its parts that vary. */
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly credential: Credential;
  readonly request?: TSchema;
  /** Optional parameters behind the question mark. */
  readonly query?: Readonly<Record<string, TSchema>>;
  readonly answers: readonly HttpAnswer[];
  /** Beside those that come with every route, see httpRefusalsOf. */
  readonly refusals: readonly ErrorCode[];
  /** Where a code may come with another status than that of the list: the path names nothing. */
  readonly refusalStatus?: Readonly<Partial<Record<ErrorCode, number>>>;
};

export function ok(json: TSchema, description = "Done"): HttpAnswer {
  return { status: 200, description, body: { json } };
}

/** Whatever the path. */
export const ANY_ROUTE_REFUSALS: readonly ErrorCode[] = [
  "ORIGIN_FORBIDDEN",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "INTERNAL",
];

const OF_BODY = ["UNSUPPORTED_MEDIA", "BODY_TOO_LARGE", "BODY_INVALID", "FIELD_INVALID"] as const;
const OF_SIGNED_BODY = ["UNSUPPORTED_MEDIA", "BODY_TOO_LARGE"] as const;
const OF_CREDENTIAL: Readonly<Record<Credential, readonly ErrorCode[]>> = {
  none: [],
  session: ["SESSION_UNKNOWN"],
  user: ["NOT_LOGGED_IN", "SESSION_UNKNOWN", "API_KEY_UNKNOWN"],
  reader: ["NOT_LOGGED_IN", "SESSION_UNKNOWN", "API_KEY_UNKNOWN", "NO_PRIVILEGE", "USER_NOT_FOUND"],
  operator: ["ADMIN_DISABLED", "NOT_LOGGED_IN", "API_KEY_UNKNOWN", "NO_PRIVILEGE"],
  provider: ["RATE_LIMITED"],
  platform: ["RATE_LIMITED"],
};

/** All that the route may be refused with, in the order of the list. */
export function httpRefusalsOf({ credential, request, refusals }: HttpRoute): ErrorCode[] {
  const isSigned = credential === "provider" || credential === "platform";
  const ofBody = request === undefined ? [] : isSigned ? OF_SIGNED_BODY : OF_BODY;
  return inOrder([
    ...OF_CREDENTIAL[credential],
    ...ofBody,
    ...refusals,
    "ORIGIN_FORBIDDEN",
    "INTERNAL",
  ]);
}

/** Refusals at the door of /ws, answered as HTTP errors. */
export const UPGRADE_REFUSALS: readonly ErrorCode[] = inOrder([
  "UPGRADE_REQUIRED",
  "ORIGIN_FORBIDDEN",
  "HANDSHAKES_LIMITED",
  "EDITION_UNKNOWN",
  "FIELD_INVALID",
  "SOURCE_NOT_FOUND",
  "CONNECTIONS_LIMITED",
  "ADDRESS_CONNECTIONS_LIMITED",
]);

/** Refusals of credentials there: the connection opens and is closed with them at once. */
export const CREDENTIAL_REFUSALS: readonly ErrorCode[] = inOrder([
  "API_KEY_UNKNOWN",
  "HANDSHAKE_FAILED",
  "NONCE_USED",
  "NONCES_EXHAUSTED",
  "SESSION_UNKNOWN",
  "GAME_SESSION_NOT_FOUND",
]);

/** Refusals with which an open connection is closed, or told that something was not taken. */
export const CONNECTION_REFUSALS: readonly ErrorCode[] = inOrder([
  "BINARY_FRAME",
  "MESSAGE_TOO_LARGE",
  "SHUTTING_DOWN",
  "SLOW_CLIENT",
  "RATE_LIMITED",
  "SESSION_UNKNOWN",
  "GAME_SESSION_NOT_FOUND",
]);
