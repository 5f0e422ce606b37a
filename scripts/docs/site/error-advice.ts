// What to do about an error, where its meaning does not say so already. Shown in the documentation only.
import type { ErrorCode } from "../../../src/protocol/error-code.ts";

export const ERROR_ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  BINARY_FRAME: "Send JSON as text.",
  MESSAGE_TOO_LARGE: "Declare large games in several steps with op 373.",
  SHUTTING_DOWN:
    "Connect again after a second or two, with a random delay, and join with last_seq.",
  SLOW_CLIENT: "Read faster or ask for fewer distributions with conflate_ms; then connect again.",
  ORIGIN_FORBIDDEN: "The operator adds the page with --origin.",
  CONNECTIONS_LIMITED: "Wait and try again.",
  ADDRESS_CONNECTIONS_LIMITED: "One connection can join many games.",
  HANDSHAKES_LIMITED: "Back off, with a random delay.",
  EDITION_UNKNOWN: "Editions are 1.0, 1.1 and 2.0.",
  FIELD_INVALID: "The text names the field, the value and what would be accepted.",
  RATE_LIMITED: "Send less; nothing was done, so the same message may be sent again later.",
  HANDSHAKE_FAILED: "h is the hex SHA-256 of the texts id, n and user_session_key put together.",
  NONCE_USED: "Take a new random nonce for each connection.",
  SESSION_UNKNOWN: "Log in again: sessions end after 24 hours and at log-out.",
  NOT_LOGGED_IN: "Connect with a session or an API key.",
  NO_PRIVILEGE:
    "The text says which right it is: the developer role, the source's admin, or a game's.",
  IDEMPOTENCY_MISMATCH: "Take a new id for a new bet, event or transfer.",
  GAME_CLOSING: "Only results of its last binary pools, voids and op 375 work now.",
  POOL_BLOCKED: "Bet again when 369 says that bets are taken.",
  POOL_STOPPED: "Bet in another pool.",
  BETTING_SUSPENDED: "Bet again when 369 says that bets are taken.",
  POOL_CHANGED: "Look at the pool again (op 387) and decide anew.",
  TIME_INVALID: "The text says what is accepted. Times are epoch milliseconds.",
  CONFLICT_OF_INTEREST: "Who decides results must not profit from them.",
  POOLS_NEED_RESOLUTION: "Send results (op 395) or voids (op 5001) for them, then op 375 again.",
  CLOCK_UNSURE: "The operator checks the clock and confirms it: POST /admin/clock/confirm.",
  ARCHIVE_UNAVAILABLE: "See the runbook: betting goes on, history has to wait.",
  BUSY: "Send the same again after a moment; with a client_bet_id nothing counts twice.",
  INTERNAL: "The operator finds the reason in the server's log.",
};
