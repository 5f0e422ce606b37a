// What answers of the Open Games API say besides success: one list for those who answer and for the
// documents.

/** Calls about what is offered; NO_ERROR is success. */
const OF_OFFER = ["SIGN_NOT_FOUND", "INVALID_BODY", "INVALID_SIGN", "INVALID_CLIENT_ID"] as const;
export const OFFER_CODES = [...OF_OFFER, "INTERNAL_ERROR"] as const;
export type OfferCode = (typeof OFFER_CODES)[number];

/** Calls that change what is offered. */
export const OFFER_CHANGE_CODES = [
  ...OF_OFFER,
  "UNKNOWN_ACCOUNT",
  "SOURCE_CLOSED",
  "LIMIT_REACHED",
  "INTERNAL_ERROR",
] as const;
export type OfferChangeCode = (typeof OFFER_CHANGE_CODES)[number];

/** Launches and the games processor; NO_ERRORS is success. */
export const LAUNCH_CODES = [
  "INVALID_BODY",
  "INVALID_CLIENT_ID",
  "SIGN_NOT_FOUND",
  "INVALID_SIGN",
  "WRONG_PLATFORM_ID",
  "UNKNOWN_ACCOUNT",
  "GAME_NOT_FOUND",
  "UNSPECIFIED_LAUNCH_METHOD",
  "CURRENCY_NOT_AVAILABLE",
  "COUNTRY_NOT_AVAILABLE",
  "INTERNAL_ERROR",
] as const;
export type LaunchCode = (typeof LAUNCH_CODES)[number];

export const PROCESSOR_CODES = [
  "SIGN_NOT_PROVIDED",
  "INVALID_BODY",
  "SESSION_NOT_FOUND",
  "INVALID_SIGN",
  "UNKNOWN_CURRENCY",
  "SESSION_CURRENCY",
  "ALREADY_PROCESSED",
  "BETTING_SUSPENDED",
  "INSUFFICIENT_BALANCE",
  "INTERNAL_ERROR",
] as const;
export type ProcessorCode = (typeof PROCESSOR_CODES)[number];
