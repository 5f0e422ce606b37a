// What the engine may answer instead of facts. Closed and ordered: where several apply, the one that
// stands first here is given. A refusal changes nothing.

export const REFUSAL_CODES = [
  "NOT_LOGGED_IN",
  "FIELD_INVALID",
  "SOURCE_NOT_FOUND",
  "GAME_NOT_FOUND",
  "POOL_NOT_FOUND",
  "USER_NOT_FOUND",
  "PLATFORM_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
  "GAME_SESSION_NOT_FOUND",
  "NO_PRIVILEGE",
  "IDEMPOTENCY_MISMATCH",
  "ROLLED_BACK",
  "SOURCE_CLOSED",
  "GAME_CLOSED",
  "POOL_CLOSED",
  "GAME_CLOSING",
  "GAME_NOT_OPEN",
  "GAME_ALREADY_OPEN",
  "POOL_STOPPED",
  "POOL_BLOCKED",
  "BETTING_SUSPENDED",
  "POOL_CHANGED",
  "ACTION_UNKNOWN",
  "TARGET_UNKNOWN",
  "TIME_INVALID",
  "CONFLICT_OF_INTEREST",
  "CURRENCY_NOT_AVAILABLE",
  "COUNTRY_NOT_AVAILABLE",
  "ADMINS_FULL",
  "LIMIT_REACHED",
  "AMOUNT_LIMIT",
  "INSUFFICIENT_FUNDS",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export type Refusal = {
  kind: "refused";
  code: RefusalCode;
  /** For people: what was wrong, the offending value, what would be accepted. */
  text: string;
};

export function refuse(code: RefusalCode, text: string): Refusal {
  return { kind: "refused", code, text };
}
