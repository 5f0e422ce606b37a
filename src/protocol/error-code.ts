// Everything that may be answered instead of what was asked for: one closed, ordered list. Where several
// apply, the one that stands first is given. A code never changes its meaning.
import type { RefusalCode } from "../engine/refusal.ts";

type Row = {
  httpStatus: number;
  /** Set where the socket is closed with it. */
  closeCode?: number;
  meaning: string;
};

const rows = {
  // Connection and envelope.
  BINARY_FRAME: row(400, "only text frames are taken", 1003),
  MESSAGE_TOO_LARGE: row(413, "the frame is over the limit", 1009),
  BODY_TOO_LARGE: row(413, "the body is over the limit"),
  SHUTTING_DOWN: row(503, "the server is going down; connect again", 1001),
  SLOW_CLIENT: row(503, "the connection takes messages too slowly", 1008),
  ORIGIN_FORBIDDEN: row(403, "the Origin is not on the list"),
  CONNECTIONS_LIMITED: row(503, "the server has too many connections"),
  ADDRESS_CONNECTIONS_LIMITED: row(429, "the address has too many connections"),
  HANDSHAKES_LIMITED: row(429, "too many handshakes in too short a time"),
  UPGRADE_REQUIRED: row(426, "the path is for WebSocket connections"),
  EDITION_UNKNOWN: row(400, "no such edition of the protocol"),
  NOT_FOUND: row(404, "nothing lives at this path"),
  METHOD_NOT_ALLOWED: row(405, "the path takes other methods"),
  UNSUPPORTED_MEDIA: row(415, "the body is of another type than JSON"),
  BODY_INVALID: row(400, "the body is no JSON object as described"),
  MALFORMED_JSON: row(400, "the text is no JSON"),
  NOT_AN_OBJECT: row(400, "the message is JSON but no object"),
  HEADER_INVALID: row(400, "the header can't be read"),
  OP_INVALID: row(400, "op is absent or no number"),
  OP_UNKNOWN: row(400, "there is no such op"),
  RATE_LIMITED: row(429, "too many messages in too short a time", 1008),
  // Log-in and sign-up.
  SIGNUPS_LIMITED: row(429, "too many sign-ups in too short a time"),
  LOGINS_LIMITED: row(429, "too many log-ins in too short a time"),
  USERNAME_TAKEN: row(409, "another user has this name"),
  EMAIL_TAKEN: row(409, "another user has this address"),
  LOGIN_FAILED: row(401, "name and password do not fit"),
  SESSIONS_EXHAUSTED: row(429, "the user has too many login sessions"),
  SESSION_UNKNOWN: row(401, "no such live session", 1008),
  HANDSHAKE_FAILED: row(401, "the handshake's hash fits no live session", 1008),
  NONCE_USED: row(401, "the nonce was used before in this session", 1008),
  NONCES_EXHAUSTED: row(429, "the session has used all its nonces", 1008),
  USER_UNKNOWN: row(404, "no such user"),
  API_KEY_UNKNOWN: row(401, "no such API key", 1008),
  API_KEYS_EXHAUSTED: row(409, "the user has too many API keys"),
  ADMIN_DISABLED: row(403, "the operator's interface is off"),
  // The engine's, in its order.
  NOT_LOGGED_IN: row(401, "only players may ask this"),
  FIELD_INVALID: row(400, "a field is absent, unknown or can't be read"),
  SOURCE_NOT_FOUND: row(404, "no such source"),
  GAME_NOT_FOUND: row(404, "no such game"),
  POOL_NOT_FOUND: row(404, "no such pool"),
  USER_NOT_FOUND: row(404, "no such player"),
  PLATFORM_NOT_FOUND: row(404, "no such platform"),
  ACCOUNT_NOT_FOUND: row(404, "no such account of the provider"),
  GAME_SESSION_NOT_FOUND: row(404, "no such launched game, or it is over", 1008),
  NO_PRIVILEGE: row(403, "the right to do this is missing"),
  IDEMPOTENCY_MISMATCH: row(409, "the same id came before with other content"),
  ROLLED_BACK: row(409, "it was rolled back before it came"),
  SOURCE_CLOSED: row(409, "the source is closed"),
  GAME_CLOSED: row(409, "the game is closed"),
  POOL_CLOSED: row(409, "the pool is resolved or finished"),
  GAME_CLOSING: row(409, "the game is closing; only what ends it works"),
  GAME_NOT_OPEN: row(409, "the game is not open yet"),
  GAME_ALREADY_OPEN: row(409, "the game is open already"),
  POOL_STOPPED: row(409, "betting in the pool has stopped for good"),
  POOL_BLOCKED: row(409, "betting in the pool is blocked"),
  BETTING_SUSPENDED: row(409, "betting is suspended, the text says why"),
  POOL_CHANGED: row(409, "the pool is not the version expected"),
  ACTION_UNKNOWN: row(400, "the game has no such action"),
  TARGET_UNKNOWN: row(400, "the game or pool has no such target"),
  TIME_INVALID: row(400, "the time is out of its bounds"),
  CONFLICT_OF_INTEREST: row(403, "admins may not bet in their own games"),
  CURRENCY_NOT_AVAILABLE: row(403, "the provider offers the game in other currencies"),
  COUNTRY_NOT_AVAILABLE: row(403, "the provider does not offer the game in the player's country"),
  ADMINS_FULL: row(409, "the game has as many admins as it may have"),
  LIMIT_REACHED: row(409, "a size limit would be passed"),
  AMOUNT_LIMIT: row(400, "the amount is out of its bounds"),
  INSUFFICIENT_FUNDS: row(409, "the available balance is too small"),
  // The one error with effects: parimutuel pools are settled, these binary ones wait for a result.
  POOLS_NEED_RESOLUTION: row(409, "pools of the closing game wait for their results"),
  SUBSCRIPTIONS_LIMITED: row(429, "the connection has joined too many games"),
  CLOCK_UNSURE: row(503, "the server's clock has jumped; bets wait for an administrator"),
  ARCHIVE_UNAVAILABLE: row(503, "what is over can't be looked up now; betting goes on"),
  BUSY: row(503, "too much is waiting; nothing was touched, try again"),
  INTERNAL: row(500, "a fault of the server; nothing was changed"),
} satisfies Record<RefusalCode, Row> & Record<string, Row>;

export type ErrorCode = keyof typeof rows;

export type ErrorInfo = {
  /** Place in the list, from 0. */
  order: number;
  httpStatus: number;
  closeCode: number | null;
  meaning: string;
  /** Where it is explained, in docs/errors.md. */
  anchor: string;
};

export const ERROR_CODES: readonly ErrorCode[] = Object.keys(rows) as ErrorCode[];

export const ERRORS: Readonly<Record<ErrorCode, ErrorInfo>> = Object.fromEntries(
  ERROR_CODES.map((code, order) => {
    const { httpStatus, closeCode, meaning }: Row = rows[code];
    return [
      code,
      { order, httpStatus, closeCode: closeCode ?? null, meaning, anchor: anchorOf(code) },
    ];
  }),
) as Record<ErrorCode, ErrorInfo>;

function anchorOf(code: string): string {
  return code.toLowerCase().replaceAll("_", "-");
}

export function httpStatusOf(code: ErrorCode): number {
  return ERRORS[code].httpStatus;
}

function row(httpStatus: number, meaning: string, closeCode?: number): Row {
  return closeCode === undefined ? { httpStatus, meaning } : { httpStatus, meaning, closeCode };
}
