// What the operator sets. Where it decides money it is frozen into facts, never read back from here.

export type Rules = {
  /** Anyone may open sources, or only users who were given the developer role. */
  developers: "open" | "approved";
  /** Balance of a new player, minor units of DON. */
  welcomeDonMinor: number;
  /** Takeout of pools that do not name their own, in 1/100 of a percent. */
  takeoutBps: number;
  /** How long after finish_at a time-based pool waits for late reports before it is settled. */
  resultDelayMs: number;
};

export const DEFAULT_RULES: Rules = {
  developers: "approved",
  welcomeDonMinor: 100_000,
  takeoutBps: 0,
  resultDelayMs: 0,
};

/** Version of the settlement rules frozen into every pool; a change of a rule is a new number. */
export const RULE_VERSION = 1;

export const TAKEOUT_MAX_BPS = 5_000;
/** An event may be reported this far ahead of the server's clock; it is taken as now. */
export const HAPPENED_AHEAD_MAX_MS = 2_000;

/**
 * A pool that opens again by itself runs at least this long: a shorter one would fill the log by itself,
 * and after a day of standstill its missed rounds would keep the start busy for hours.
 */
export const RECREATED_POOL_MIN_MS = 1_000;

// Sizes. All facts of one command go into one batch, so what one command can touch is bounded.
export const GAME_ADMINS_MAX = 10;
export const TARGETS_MAX = 10_000;
export const TARGET_LEVELS_MAX = 16;
export const ACTIONS_MAX = 1_000;
/**
 * An event settles every pool it hits, recreates it and, while its action is blocked, blocks it again:
 * three facts each beside its own, and at most 1,000 in a command.
 */
export const UNRESOLVED_POOLS_MAX = 333;
/** A fact each, of up to three URLs and all currencies and countries: 100 of them stay below 5 MB. */
export const ACCOUNTS_PER_CALL_MAX = 100;
/** A bet without a session looks through all accounts of its source. */
export const ACCOUNTS_PER_SOURCE_MAX = 1_000;
export const GAMES_PER_ACCOUNT_MAX = 1_000;
/** Characters of JSON, three bytes each at most: the list is one line of the log. */
export const GAME_LIST_CHARS_MAX = 1_000_000;
/** Of all accounts of a source together: every platform is told all of them in one answer. */
export const SOURCE_LISTS_CHARS_MAX = 4_000_000;
export const OFFERED_GAME_ID_MAX = 60;
export const OFFER_URL_MAX = 2_048;
export const PLATFORM_NAME_MAX = 120;
/** They stand in a header of every page that a platform shows. */
export const PLATFORM_ORIGINS_MAX = 20;
/** Characters of a transaction's id, and of a round's. */
export const TRANSACTION_TEXT_MAX = 255;
/** Debits in the open rounds of a session: all are looked through when one goes back. */
export const OPEN_DEBITS_MAX = 10_000;

/** How long a launched game may be played; what was staked in it is paid also later. */
export const GAME_SESSION_MS = 24 * 60 * 60 * 1_000;
/** Play money that comes with a session in FUN. */
export const FUN_GRANT_MINOR = 100_000;
