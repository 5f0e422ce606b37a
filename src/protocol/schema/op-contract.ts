// What each op may be answered with: its answers, the messages that come with them, and its refusals.
// The documents show it, and tests hold every answer they receive against it.
import type { OpName, ResponseName } from "../codes.ts";
import type { ErrorCode } from "../error-code.ts";

export type OpContract = {
  readonly summary: string;
  /** What the sender is answered, with its request_id; `error` goes without saying. */
  readonly answers: readonly ResponseName[];
  /** What subscribers, the source, or other users are told because of it; the sender too if one of them. */
  readonly causes?: readonly ResponseName[];
  /** Beside those that come with every op, see refusalsOf in op-answers.ts. */
  readonly refusals: readonly ErrorCode[];
};

const GAME_OVER = ["GAME_CLOSED", "GAME_CLOSING"] as const;
const OF_GAME_ADMIN = ["GAME_NOT_FOUND", "NO_PRIVILEGE"] as const;
const OF_POOL_ADMIN = ["POOL_NOT_FOUND", "NO_PRIVILEGE"] as const;
const RESULTS = ["bet_pool_resolved", "betting_pool_opened", "balance_changed"] as const;

export const OP_CONTRACTS: Readonly<Record<OpName, OpContract>> = {
  ping: { summary: "Is anybody there?", answers: ["pong"], refusals: [] },
  op_codes: {
    summary: "All ops and responses with their numbers",
    answers: ["op_codes"],
    refusals: [],
  },
  handshake: {
    summary: "Who am I here; a guest may hand in id, n and h to log in. All three or none",
    answers: ["connected", "logged_in", "handshake_refused"],
    causes: ["user_joined_game"],
    refusals: [],
  },
  join_game: {
    summary: "Subscribe to a game; last_seq asks for what was missed",
    answers: ["game_joined"],
    causes: ["user_joined_game", "game_heartbeat"],
    refusals: [
      // In the session of a launched game, when that is over.
      "NOT_LOGGED_IN",
      "GAME_NOT_FOUND",
      "GAME_CLOSED",
      "CURRENCY_NOT_AVAILABLE",
      "COUNTRY_NOT_AVAILABLE",
      "SUBSCRIPTIONS_LIMITED",
    ],
  },
  leave_game: {
    summary: "Leave a game",
    answers: ["game_left"],
    causes: ["user_left_game"],
    refusals: ["GAME_NOT_FOUND"],
  },
  open_game_source: {
    summary: "Open a source of games; needs the developer role",
    answers: ["game_source_opened"],
    refusals: ["NO_PRIVILEGE"],
  },
  close_game_source: {
    summary: "Close a source and all its games",
    answers: ["game_source_closed"],
    causes: [...RESULTS, "game_closed"],
    refusals: ["SOURCE_NOT_FOUND", "NO_PRIVILEGE"],
  },
  create_and_open_game: {
    summary: "Create a game that opens now or at open_at",
    answers: ["game_created_and_opened"],
    causes: ["game_opened"],
    refusals: [
      "SOURCE_NOT_FOUND",
      "NO_PRIVILEGE",
      "SOURCE_CLOSED",
      "TIME_INVALID",
      "LIMIT_REACHED",
    ],
  },
  create_game: {
    summary: "Create a game that waits for op 3702",
    answers: ["game_created"],
    refusals: [
      "SOURCE_NOT_FOUND",
      "NO_PRIVILEGE",
      "SOURCE_CLOSED",
      "TIME_INVALID",
      "LIMIT_REACHED",
    ],
  },
  open_game: {
    summary: "Open an upcoming game, or arm it until its open_at",
    answers: ["game_opened"],
    refusals: [
      ...OF_GAME_ADMIN,
      "SOURCE_CLOSED",
      ...GAME_OVER,
      "GAME_ALREADY_OPEN",
      "LIMIT_REACHED",
    ],
  },
  get_game_details: {
    summary: "A game with its state and past events",
    answers: ["game_details"],
    refusals: ["GAME_NOT_FOUND", "GAME_CLOSED"],
  },
  update_game_details: {
    summary: "Add actions, targets or an image; without any, read the game",
    answers: ["game_details_updated", "game_details"],
    causes: ["game_details"],
    refusals: [...OF_GAME_ADMIN, ...GAME_OVER, "LIMIT_REACHED"],
  },
  close_game: {
    summary: "Close a game; sent again once its last binary pools have their results",
    answers: ["game_closed"],
    causes: ["betting_in_pool_blocked", ...RESULTS],
    refusals: [...OF_GAME_ADMIN, "GAME_CLOSED", "POOLS_NEED_RESOLUTION"],
  },
  list_games_for_source: {
    summary: "Games of a source that are open or closing; the connection follows the source then",
    answers: ["games_list_for_source"],
    refusals: ["SOURCE_NOT_FOUND", "SOURCE_CLOSED"],
  },
  list_upcoming_games_for_source: {
    summary: "Games of a source that are not open yet; the connection follows the source then",
    answers: ["upcoming_games_list_for_source"],
    refusals: ["SOURCE_NOT_FOUND", "SOURCE_CLOSED"],
  },
  create_betting_pool: {
    summary:
      "Open a pool. Types: 1 by event, 2 by event until finish_at, 3 binary, 4 binary by time",
    answers: ["betting_pool_created"],
    causes: ["betting_pool_opened", "betting_in_pool_blocked", "bet_pool_expired"],
    refusals: [
      ...OF_GAME_ADMIN,
      ...GAME_OVER,
      "GAME_NOT_OPEN",
      "ACTION_UNKNOWN",
      "TARGET_UNKNOWN",
      "TIME_INVALID",
      "LIMIT_REACHED",
    ],
  },
  list_all_betting_pools_for_game: {
    summary: "Unresolved pools of a game",
    answers: ["all_betting_pools_for_game"],
    refusals: ["GAME_NOT_FOUND", "GAME_CLOSED"],
  },
  list_my_open_betting_pools_for_game: {
    summary: "Unresolved pools of a game that I have no bet in",
    answers: ["you_open_pools_list_for_game"],
    refusals: ["GAME_NOT_FOUND", "GAME_CLOSED"],
  },
  list_my_running_pools_for_game: {
    summary: "Unresolved pools of a game that I have bets in",
    answers: ["your_running_pools_for_game"],
    refusals: ["GAME_NOT_FOUND", "GAME_CLOSED"],
  },
  list_my_resolved_pools_for_game: {
    summary: "Resolved pools of a game that I had bets in",
    answers: ["your_resolved_pools_for_game"],
    refusals: ["GAME_NOT_FOUND", "ARCHIVE_UNAVAILABLE"],
  },
  place_bet_in_betting_pool: {
    summary: "Place a bet; client_bet_id makes it safe to send again",
    answers: ["bet_placed_in_betting_pool"],
    causes: ["new_betting_pool_bets_distribution", "balance_changed"],
    refusals: [
      "POOL_NOT_FOUND",
      "IDEMPOTENCY_MISMATCH",
      "POOL_CLOSED",
      "GAME_CLOSING",
      "POOL_STOPPED",
      "POOL_BLOCKED",
      "BETTING_SUSPENDED",
      "POOL_CHANGED",
      "TARGET_UNKNOWN",
      "CONFLICT_OF_INTEREST",
      "CURRENCY_NOT_AVAILABLE",
      "COUNTRY_NOT_AVAILABLE",
      "AMOUNT_LIMIT",
      "INSUFFICIENT_FUNDS",
      "CLOCK_UNSURE",
    ],
  },
  get_betting_pool_bets_distribution: {
    summary: "The pool's stakes and multipliers now",
    answers: ["new_betting_pool_bets_distribution"],
    refusals: ["POOL_NOT_FOUND", "POOL_CLOSED"],
  },
  register_game_event: {
    summary: "An event happened, or a binary pool has its result; pools settle by it",
    answers: ["new_game_event"],
    causes: [...RESULTS, "betting_in_pool_blocked", "game_closed"],
    refusals: [
      ...OF_GAME_ADMIN,
      "IDEMPOTENCY_MISMATCH",
      ...GAME_OVER,
      "POOL_CLOSED",
      "GAME_NOT_OPEN",
      "ACTION_UNKNOWN",
      "TARGET_UNKNOWN",
      "TIME_INVALID",
    ],
  },
  block_betting_in_betting_pool: {
    summary: "Block a pool now or at block_at",
    answers: ["betting_in_pool_blocked"],
    refusals: [...OF_POOL_ADMIN, "POOL_CLOSED", "GAME_CLOSING"],
  },
  block_betting_for_game_and_action: {
    summary: "Block an action and its pools now or at block_at",
    answers: ["betting_for_game_and_action_blocked"],
    causes: ["betting_in_pool_blocked"],
    refusals: [...OF_GAME_ADMIN, ...GAME_OVER, "ACTION_UNKNOWN"],
  },
  allow_betting_in_betting_pool: {
    summary: "Allow bets in a blocked pool now or at allow_at",
    answers: ["betting_in_pool_allowed"],
    refusals: [...OF_POOL_ADMIN, "POOL_CLOSED", "GAME_CLOSING", "POOL_STOPPED"],
  },
  allow_betting_for_game_and_action: {
    summary: "Allow an action and its pools now or at allow_at",
    answers: ["betting_for_game_and_action_allowed"],
    causes: ["betting_in_pool_allowed"],
    refusals: [...OF_GAME_ADMIN, ...GAME_OVER, "ACTION_UNKNOWN"],
  },
  list_games_i_am_admin_of: {
    summary: "Games I am admin of",
    answers: ["games_i_am_admin_of_list"],
    refusals: [],
  },
  list_game_sources_i_am_admin_of: {
    summary: "Sources I am admin of",
    answers: ["game_sources_i_am_admin_of_list"],
    refusals: [],
  },
  become_an_admin_for_game: {
    summary:
      "Become admin of a game of my source; NO_PRIVILEGE and ADMINS_FULL are answered with 645",
    answers: ["become_an_admin_for_game_success", "become_an_admin_for_game_fail"],
    refusals: ["GAME_NOT_FOUND", "SOURCE_CLOSED", ...GAME_OVER],
  },
  appoint_admin_for_game_by_username: {
    summary: "Make somebody admin of a game of my source",
    answers: ["game_admin_appointed"],
    causes: ["become_an_admin_for_game_success"],
    refusals: [...OF_GAME_ADMIN, "USER_NOT_FOUND", "SOURCE_CLOSED", ...GAME_OVER, "ADMINS_FULL"],
  },
  get_current_balance: {
    summary: "Available balance and exposure together",
    answers: ["current_balance"],
    refusals: [],
  },
  get_available_balance: {
    summary: "What can be staked",
    answers: ["available_balance"],
    refusals: [],
  },
  get_exposure: { summary: "Stakes in unresolved pools", answers: ["exposure"], refusals: [] },
  void_betting_pool: {
    summary: "Void a pool: all stakes go back",
    answers: ["betting_pool_voided"],
    causes: ["bet_pool_resolved", "balance_changed", "game_closed"],
    refusals: [...OF_POOL_ADMIN, "POOL_CLOSED"],
  },
  resume_betting_for_game: {
    summary: "The provider is back: allow bets that the server suspended in its silence",
    answers: ["betting_for_game_resumed"],
    causes: ["betting_in_pool_allowed"],
    refusals: [...OF_GAME_ADMIN, "GAME_CLOSED"],
  },
};
