// Written by `npm run docs` from the routes of the server; changes belong into src/protocol.

import type { TargetNode, ActionList, Distribution } from "./messages.ts";

/** What each call takes (parts of its path, what stands behind the question mark, its body) and answers. */
export type HttpCalls = {
  /**
   * Make a user, open the account and log in. POST /r/signup/
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, SIGNUPS_LIMITED, USERNAME_TAKEN, EMAIL_TAKEN, SESSIONS_EXHAUSTED, FIELD_INVALID, BUSY, INTERNAL.
   */
  readonly signUp: {
    fields: {
      readonly username: string;
      readonly email: string;
      readonly password: string;
      /** ISO 3166-1 */
      readonly country?: string;
    };
    answer: {
      readonly username: string;
      /** id of a user */
      readonly id: number;
      /** also as cookie; proves the user at /ws */
      readonly user_session_key: string;
    };
  };
  /**
   * Open a session of 24 hours. POST /r/login/
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, LOGINS_LIMITED, LOGIN_FAILED, SESSIONS_EXHAUSTED, FIELD_INVALID, BUSY, INTERNAL.
   */
  readonly logIn: {
    fields: {
      readonly username: string;
      readonly password: string;
    };
    answer: {
      readonly username: string;
      /** id of a user */
      readonly id: number;
      /** also as cookie; proves the user at /ws */
      readonly user_session_key: string;
    };
  };
  /**
   * End the session of the cookies, or the one named; its connections close. POST /r/logout/
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, SESSION_UNKNOWN, FIELD_INVALID, INTERNAL.
   */
  readonly logOut: {
    fields: {
      readonly id: string;
      readonly user_session_key: string;
    };
    answer: {
      /** id of a user */
      readonly id: number;
      readonly logged_out: true;
    };
  };
  /**
   * My API keys, without the keys themselves. GET /r/api-keys/
   *
   * Refused with ORIGIN_FORBIDDEN, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, INTERNAL.
   */
  readonly listApiKeys: {
    fields: Record<string, never>;
    answer: {
      readonly api_keys: readonly {
        /** a UUID in lower case */
        readonly id: string;
        readonly label: string;
        /** epoch milliseconds */
        readonly created_at: number;
      }[];
    };
  };
  /**
   * Make an API key for a program that acts for me. POST /r/api-keys/
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, SESSION_UNKNOWN, USER_UNKNOWN, API_KEY_UNKNOWN, API_KEYS_EXHAUSTED, NOT_LOGGED_IN, FIELD_INVALID, INTERNAL.
   */
  readonly createApiKey: {
    fields: {
      readonly label: string;
    };
    answer: {
      /** a UUID in lower case */
      readonly id: string;
      readonly api_key: string;
    };
  };
  /**
   * Revoke an API key; its connections close. DELETE /r/api-keys/{id}/
   *
   * Refused with ORIGIN_FORBIDDEN, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, INTERNAL.
   */
  readonly revokeApiKey: {
    fields: {
      readonly id: string | number;
    };
    answer: {
      /** a UUID in lower case */
      readonly id: string;
      readonly revoked: true;
    };
  };
  /**
   * Games of a source that are active. GET /r/sources/{source}/games/active/
   *
   * Refused with ORIGIN_FORBIDDEN, SOURCE_NOT_FOUND, SOURCE_CLOSED, INTERNAL.
   */
  readonly listActiveGames: {
    fields: {
      readonly source: string | number;
    };
    answer: {
      readonly res: 345;
      /** a UUID in lower case */
      readonly source_id: string;
      readonly games: readonly {
        /** a UUID in lower case */
        readonly game_id: string;
        readonly status:
          | "betting_not_yet_active"
          | "pre_game_betting_active"
          | "game_in_progress_betting_active"
          | "game_in_progress_betting_closed"
          | "game_closed";
        readonly name: string;
        readonly type: string;
        /** the same for the same type name everywhere */
        readonly type_id: string;
        /** epoch milliseconds */
        readonly open_at: number;
        /** epoch milliseconds */
        readonly schedulted_at: number;
        readonly close_at: number | null;
        readonly actions: ActionList;
        readonly targets: readonly TargetNode[];
      }[];
    };
  };
  /**
   * Games of a source that are upcoming. GET /r/sources/{source}/games/upcoming/
   *
   * Refused with ORIGIN_FORBIDDEN, SOURCE_NOT_FOUND, SOURCE_CLOSED, INTERNAL.
   */
  readonly listUpcomingGames: {
    fields: {
      readonly source: string | number;
    };
    answer: {
      readonly res: 3461;
      /** a UUID in lower case */
      readonly source_id: string;
      readonly games: readonly {
        /** a UUID in lower case */
        readonly id: string;
        /** a UUID in lower case */
        readonly source_id: string;
        readonly game_name: string;
        readonly currency: string;
        /** the same for the same type name everywhere */
        readonly game_type_id: string;
        /** epoch milliseconds */
        readonly live_start_at: number;
        readonly hashtag: string;
        readonly type: string;
      }[];
    };
  };
  /**
   * Unresolved pools of a game; phase is active or upcoming. GET /r/sources/{source}/games/{phase}/{game}/pools/open/
   *
   * Refused with ORIGIN_FORBIDDEN, SOURCE_NOT_FOUND, GAME_NOT_FOUND, GAME_CLOSED, INTERNAL.
   */
  readonly listOpenPools: {
    fields: {
      readonly source: string | number;
      readonly phase: string | number;
      readonly game: string | number;
    };
    answer: {
      readonly res: 3535;
      /** a UUID in lower case */
      readonly game_id: string;
      readonly pools_list: readonly {
        /** a UUID in lower case */
        readonly pool_id: string;
        readonly type: number;
        readonly action_id: string;
        readonly description: string;
        /** epoch milliseconds */
        readonly start_at: number;
        readonly finish_at: number | null;
        readonly stop_accepting_bets_at: number | null;
        readonly is_blocked: boolean;
        readonly people_involved: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly money_at_stake: string;
        readonly target_level: number;
        readonly distributions: Distribution;
        /** counts changes of the pool's status, block and terms */
        readonly pool_version: number;
        readonly bets_count: number;
        readonly is_final: boolean;
      }[];
      /** place among the messages of the game that nobody may miss, without gaps */
      readonly seq?: number;
      /** the present state, in place of messages no longer kept */
      readonly resync?: true;
    };
  };
  /**
   * Unresolved pools of a game that the user has no bet in. GET /r/sources/{source}/games/{phase}/{game}/pools/open/{user}/
   *
   * Refused with ORIGIN_FORBIDDEN, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, SOURCE_NOT_FOUND, GAME_NOT_FOUND, USER_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, INTERNAL.
   */
  readonly listOpenPoolsOf: {
    fields: {
      readonly source: string | number;
      readonly phase: string | number;
      readonly game: string | number;
      readonly user: string | number;
    };
    answer: {
      readonly res: 353;
      /** a UUID in lower case */
      readonly game_id: string;
      readonly pools_list: readonly {
        /** a UUID in lower case */
        readonly pool_id: string;
        readonly type: number;
        readonly action_id: string;
        readonly description: string;
        /** epoch milliseconds */
        readonly start_at: number;
        readonly finish_at: number | null;
        readonly stop_accepting_bets_at: number | null;
        readonly is_blocked: boolean;
        readonly people_involved: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly money_at_stake: string;
        readonly target_level: number;
        readonly distributions: Distribution;
        /** counts changes of the pool's status, block and terms */
        readonly pool_version: number;
        readonly bets_count: number;
        readonly is_final: boolean;
      }[];
    };
  };
  /**
   * Place a bet, as op 392; client_bet_id makes it safe to send again. POST /r/sources/{source}/games/{phase}/{game}/pools/open/{pool}/predictions/
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, GAME_NOT_FOUND, POOL_NOT_FOUND, IDEMPOTENCY_MISMATCH, POOL_CLOSED, GAME_CLOSING, POOL_STOPPED, POOL_BLOCKED, BETTING_SUSPENDED, POOL_CHANGED, TARGET_UNKNOWN, CONFLICT_OF_INTEREST, CURRENCY_NOT_AVAILABLE, COUNTRY_NOT_AVAILABLE, AMOUNT_LIMIT, INSUFFICIENT_FUNDS, CLOCK_UNSURE, BUSY, INTERNAL.
   */
  readonly placeBet: {
    fields: {
      readonly source: string | number;
      readonly phase: string | number;
      readonly game: string | number;
      readonly pool: string | number;
      readonly target: string;
      readonly amount: string | number;
      readonly client_bet_id?: string;
    };
    answer: {
      readonly res: 356;
      /** a UUID in lower case */
      readonly pool_id: string;
      /** a UUID in lower case */
      readonly bet_id: string;
      /** as it was sent; what was a number is its text */
      readonly amount: string;
      readonly target: string;
      readonly idempotent?: true;
      /** place in the server's log of what was done */
      readonly log_seq: number;
    };
  };
  /**
   * Place a bet, as op 392; client_bet_id makes it safe to send again. PUT /r/sources/{source}/games/{phase}/{game}/pools/open/{pool}/predictions/
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, GAME_NOT_FOUND, POOL_NOT_FOUND, IDEMPOTENCY_MISMATCH, POOL_CLOSED, GAME_CLOSING, POOL_STOPPED, POOL_BLOCKED, BETTING_SUSPENDED, POOL_CHANGED, TARGET_UNKNOWN, CONFLICT_OF_INTEREST, CURRENCY_NOT_AVAILABLE, COUNTRY_NOT_AVAILABLE, AMOUNT_LIMIT, INSUFFICIENT_FUNDS, CLOCK_UNSURE, BUSY, INTERNAL.
   */
  readonly placeBetAgain: {
    fields: {
      readonly source: string | number;
      readonly phase: string | number;
      readonly game: string | number;
      readonly pool: string | number;
      readonly target: string;
      readonly amount: string | number;
      readonly client_bet_id?: string;
    };
    answer: {
      readonly res: 356;
      /** a UUID in lower case */
      readonly pool_id: string;
      /** a UUID in lower case */
      readonly bet_id: string;
      /** as it was sent; what was a number is its text */
      readonly amount: string;
      readonly target: string;
      readonly idempotent?: true;
      /** place in the server's log of what was done */
      readonly log_seq: number;
    };
  };
  /**
   * Games the user has bet in, newest first. GET /r/games/history/{user}/
   *
   * Refused with ORIGIN_FORBIDDEN, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, USER_NOT_FOUND, NO_PRIVILEGE, ARCHIVE_UNAVAILABLE, INTERNAL.
   */
  readonly gameHistory: {
    fields: {
      readonly user: string | number;
    };
    answer: {
      /** id of a user */
      readonly user_id: number;
      /** the answer is from the archive, which knows everything up to this place in the log */
      readonly as_of_seq: number;
      readonly games: readonly {
        /** a UUID in lower case */
        readonly game_id: string;
        /** a UUID in lower case */
        readonly source_id: string;
        readonly game_name: string;
        readonly type: string;
        readonly closed_at: number | null;
        readonly currency: string;
        readonly pools: number;
        readonly bets: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly winning_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly won: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly lost: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly returned: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly open: string;
      }[];
    };
  };
  /**
   * What the user has staked and won, by currency. GET /r/statistics/{user}/
   *
   * Refused with ORIGIN_FORBIDDEN, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, USER_NOT_FOUND, NO_PRIVILEGE, ARCHIVE_UNAVAILABLE, INTERNAL.
   */
  readonly statistics: {
    fields: {
      readonly user: string | number;
    };
    answer: {
      /** id of a user */
      readonly user_id: number;
      /** the answer is from the archive, which knows everything up to this place in the log */
      readonly as_of_seq: number;
      readonly currencies: {
        readonly [key: string]: {
          readonly games: number;
          readonly pools: number;
          readonly bets: number;
          /** a decimal in units of the currency, with all its decimals */
          readonly stakes: string;
          /** a decimal in units of the currency, with all its decimals */
          readonly winning_stakes: string;
          /** a decimal in units of the currency, with all its decimals */
          readonly won: string;
          /** a decimal in units of the currency, with all its decimals */
          readonly lost: string;
          /** a decimal in units of the currency, with all its decimals */
          readonly returned: string;
          /** a decimal in units of the currency, with all its decimals */
          readonly open: string;
        };
      };
    };
  };
  /**
   * Give a role to a user or take it. POST /admin/users/{id}/roles
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, USER_NOT_FOUND, NO_PRIVILEGE, BUSY, INTERNAL.
   */
  readonly setRole: {
    fields: {
      readonly id: string | number;
      readonly role: "developer" | "admin";
      readonly grant: boolean;
    };
    answer: {
      /** id of a user */
      readonly user_id: number;
      readonly role: "developer" | "admin";
      readonly grant: boolean;
      readonly idempotent?: true;
    };
  };
  /**
   * Book a deposit; the reference makes it safe to send again. POST /admin/users/{id}/deposits
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, USER_NOT_FOUND, NO_PRIVILEGE, IDEMPOTENCY_MISMATCH, AMOUNT_LIMIT, BUSY, INTERNAL.
   */
  readonly deposit: {
    fields: {
      readonly id: string | number;
      readonly currency: string;
      /** a positive decimal */
      readonly amount: string | number;
      readonly reference: string;
    };
    answer: {
      /** id of a user */
      readonly user_id: number;
      readonly direction: "deposit";
      readonly currency: string;
      readonly amount: string;
      readonly reference: string;
      readonly idempotent?: true;
    };
  };
  /**
   * Book a withdrawal; the reference makes it safe to send again. POST /admin/users/{id}/withdrawals
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, USER_NOT_FOUND, NO_PRIVILEGE, IDEMPOTENCY_MISMATCH, AMOUNT_LIMIT, INSUFFICIENT_FUNDS, BUSY, INTERNAL.
   */
  readonly withdrawal: {
    fields: {
      readonly id: string | number;
      readonly currency: string;
      /** a positive decimal */
      readonly amount: string | number;
      readonly reference: string;
    };
    answer: {
      /** id of a user */
      readonly user_id: number;
      readonly direction: "withdrawal";
      readonly currency: string;
      readonly amount: string;
      readonly reference: string;
      readonly idempotent?: true;
    };
  };
  /**
   * Give a source a new provider secret. POST /admin/sources/{id}/secret
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, SOURCE_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, BUSY, INTERNAL.
   */
  readonly rotateSecret: {
    fields: {
      readonly id: string | number;
    };
    answer: {
      /** a UUID in lower case */
      readonly source_id: string;
      readonly provider_secret: string;
      readonly generation: number;
    };
  };
  /**
   * The clock is right after its jump; take bets again. POST /admin/clock/confirm
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, NO_PRIVILEGE, BUSY, INTERNAL.
   */
  readonly confirmClock: {
    fields: Record<string, never>;
    answer: {
      readonly confirmed: true;
      readonly idempotent?: true;
    };
  };
  /**
   * Where betting is suspended. GET /admin/suspensions
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, NO_PRIVILEGE, INTERNAL.
   */
  readonly listSuspensions: {
    fields: Record<string, never>;
    answer: {
      readonly seq: number;
      readonly suspensions: readonly {
        readonly scope: "all" | "source" | "game" | "player" | "provider";
        /** id of the source, game or player; absent for all */
        readonly id?: string;
        readonly reason: string;
        /** epoch milliseconds */
        readonly since: number;
      }[];
    };
  };
  /**
   * Suspend betting: everywhere, in a source, in a game, or of a player. POST /admin/suspensions
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, GAME_NOT_FOUND, USER_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, BUSY, INTERNAL.
   */
  readonly suspend: {
    fields: {
      readonly scope: "all" | "source" | "game" | "player";
      /** id of the source, game or player; absent for all */
      readonly id?: string;
      readonly reason: string;
    };
    answer: {
      readonly scope: "all" | "source" | "game" | "player";
      /** id of the source, game or player; absent for all */
      readonly id?: string;
      readonly reason: string;
      readonly idempotent?: true;
    };
  };
  /**
   * Resume betting where the operator suspended it. POST /admin/resumptions
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, GAME_NOT_FOUND, USER_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, BUSY, INTERNAL.
   */
  readonly resume: {
    fields: {
      readonly scope: "all" | "source" | "game" | "player";
      /** id of the source, game or player; absent for all */
      readonly id?: string;
    };
    answer: {
      readonly scope: "all" | "source" | "game" | "player";
      /** id of the source, game or player; absent for all */
      readonly id?: string;
      readonly idempotent?: true;
    };
  };
  /**
   * Set the smallest and largest stake of a game; absent for none. POST /admin/games/{id}/stakes
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, BUSY, INTERNAL.
   */
  readonly limitStakes: {
    fields: {
      readonly id: string | number;
      /** a positive decimal */
      readonly minimum?: string | number;
      /** a positive decimal */
      readonly maximum?: string | number;
    };
    answer: {
      /** a UUID in lower case */
      readonly game_id: string;
      readonly minimum: string | null;
      readonly maximum: string | null;
    };
  };
  /**
   * Where all money of each currency is; each total is 0. GET /admin/ledger
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, NO_PRIVILEGE, INTERNAL.
   */
  readonly ledger: {
    fields: Record<string, never>;
    answer: {
      readonly seq: number;
      readonly currencies: {
        readonly [key: string]: {
          readonly players_available: string;
          readonly players_exposure: string;
          readonly takeout: string;
          readonly royalties: string;
          readonly games: string;
          readonly external: string;
          readonly total: string;
        };
      };
    };
  };
  /**
   * A game's stakes, takeout and payments. GET /admin/reports/games/{id}
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, ARCHIVE_UNAVAILABLE, INTERNAL.
   */
  readonly reportGame: {
    fields: {
      readonly id: string | number;
      readonly format?: "json" | "csv";
    };
    answer: {
      /** the answer is from the archive, which knows everything up to this place in the log */
      readonly as_of_seq: number;
      readonly rows: readonly {
        /** a UUID in lower case */
        readonly game_id: string;
        readonly game_name: string;
        readonly currency: string;
        readonly pools: number;
        readonly bets: number;
        readonly players: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly valid_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly late_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly void_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly returned_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly takeout: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly paid: string;
      }[];
    };
  };
  /**
   * The same of a source, over all time or some days. GET /admin/reports/sources/{id}
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, ARCHIVE_UNAVAILABLE, INTERNAL.
   */
  readonly reportSource: {
    fields: {
      readonly id: string | number;
      readonly from?: string;
      readonly to?: string;
      readonly format?: "json" | "csv";
    };
    answer: {
      /** the answer is from the archive, which knows everything up to this place in the log */
      readonly as_of_seq: number;
      readonly rows: readonly {
        /** a UUID in lower case */
        readonly source_id: string;
        readonly source_name: string;
        readonly currency: string;
        readonly pools: number;
        readonly bets: number;
        readonly players: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly valid_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly late_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly void_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly returned_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly takeout: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly paid: string;
      }[];
    };
  };
  /**
   * The same for each day, by the time of a pool's resolution. GET /admin/reports/days
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, ARCHIVE_UNAVAILABLE, INTERNAL.
   */
  readonly reportDays: {
    fields: {
      readonly from?: string;
      readonly to?: string;
      readonly format?: "json" | "csv";
    };
    answer: {
      /** the answer is from the archive, which knows everything up to this place in the log */
      readonly as_of_seq: number;
      readonly rows: readonly {
        /** in UTC */
        readonly day: string;
        readonly currency: string;
        readonly pools: number;
        readonly bets: number;
        readonly players: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly valid_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly late_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly void_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly returned_stakes: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly takeout: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly paid: string;
      }[];
    };
  };
  /**
   * What providers have earned on turnover, per account, rate and currency. GET /admin/royalties
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, ARCHIVE_UNAVAILABLE, INTERNAL.
   */
  readonly royalties: {
    fields: {
      readonly source?: string;
      readonly from?: number;
      readonly to?: number;
      readonly format?: "json" | "csv";
    };
    answer: {
      /** the answer is from the archive, which knows everything up to this place in the log */
      readonly as_of_seq: number;
      readonly rows: readonly {
        /** a UUID in lower case */
        readonly source_id: string;
        readonly source_name: string;
        readonly account_id: string;
        readonly royalty_bps: number;
        readonly currency: string;
        readonly bookings: number;
        readonly turnover: string;
        readonly royalty: string;
      }[];
    };
  };
  /**
   * Games of all sources that are or will be open; what is being played first. GET /r/games
   *
   * Refused with ORIGIN_FORBIDDEN, FIELD_INVALID, INTERNAL.
   */
  readonly listGames: {
    fields: {
      readonly limit?: number;
    };
    answer: {
      readonly games: readonly {
        /** a UUID in lower case */
        readonly game_id: string;
        /** a UUID in lower case */
        readonly source_id: string;
        readonly source_name: string;
        readonly game_name: string;
        readonly type: string;
        readonly currency: string;
        readonly phase: "active" | "upcoming";
        readonly status: string;
        readonly hashtag: string;
        readonly image_url: string | null;
        readonly open_at: number | null;
        readonly close_at: number | null;
        /** epoch milliseconds */
        readonly live_start_at: number;
        readonly live_finish_at: number | null;
        readonly open_pools: number;
      }[];
      readonly total: number;
    };
  };
  /**
   * Who the cookies or the API key belong to. GET /r/me
   *
   * Refused with ORIGIN_FORBIDDEN, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, INTERNAL.
   */
  readonly me: {
    fields: Record<string, never>;
    answer: {
      /** id of a user */
      readonly user_id: number;
      readonly username: string;
      readonly country: string | null;
      readonly roles: readonly ("developer" | "admin")[];
    };
  };
  /**
   * How the money on each target of a pool came about, oldest first. GET /r/pools/{id}/odds
   *
   * Refused with ORIGIN_FORBIDDEN, FIELD_INVALID, POOL_NOT_FOUND, POOL_CLOSED, INTERNAL.
   */
  readonly poolOdds: {
    fields: {
      readonly id: string | number;
      readonly points?: number;
    };
    answer: {
      /** a UUID in lower case */
      readonly pool_id: string;
      readonly currency: string;
      readonly takeout_bps: number;
      readonly targets: readonly string[];
      readonly history: readonly {
        /** epoch milliseconds */
        readonly at: number;
        /** in the order of targets */
        readonly money: readonly string[];
      }[];
    };
  };
  /**
   * All sources. GET /admin/sources
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, NO_PRIVILEGE, INTERNAL.
   */
  readonly listSources: {
    fields: Record<string, never>;
    answer: {
      readonly sources: readonly {
        /** a UUID in lower case */
        readonly source_id: string;
        readonly name: string;
        readonly description: string | null;
        /** id of a user */
        readonly admin_id: number;
        readonly status: "open" | "closing" | "closed";
        readonly signing: "md5" | "hmac-sha256";
        readonly games: number;
        readonly accounts: number;
      }[];
    };
  };
  /**
   * What providers offer on platforms. GET /admin/accounts
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, INTERNAL.
   */
  readonly listProviderAccounts: {
    fields: {
      readonly source?: string;
    };
    answer: {
      readonly accounts: readonly {
        readonly account_id: string;
        /** a UUID in lower case */
        readonly source_id: string;
        readonly client_id: string | null;
        readonly royalty_bps: number;
        readonly currencies: readonly string[];
        readonly countries_available: readonly string[];
        readonly countries_disabled: readonly string[];
        readonly launch_method: "GLM_DEFAULT" | "GLM_API";
        readonly games: readonly {
          readonly id: string;
          readonly name: string;
        }[];
      }[];
    };
  };
  /**
   * Users by id. GET /admin/users
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, INTERNAL.
   */
  readonly listUsers: {
    fields: {
      readonly q?: string;
      readonly after?: number;
      readonly limit?: number;
    };
    answer: {
      readonly users: readonly {
        /** id of a user */
        readonly user_id: number;
        readonly username: string;
        readonly country: string | null;
        readonly roles: readonly ("developer" | "admin")[];
        readonly state: "pending" | "active";
      }[];
      readonly next_after: number | null;
    };
  };
  /**
   * One user and what it has. GET /admin/users/{id}
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, USER_NOT_FOUND, NO_PRIVILEGE, INTERNAL.
   */
  readonly showUser: {
    fields: {
      readonly id: string | number;
    };
    answer: {
      /** id of a user */
      readonly user_id: number;
      readonly username: string;
      readonly country: string | null;
      readonly roles: readonly ("developer" | "admin")[];
      readonly state: "pending" | "active";
      readonly balances: readonly {
        readonly currency: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly available: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly exposure: string;
      }[];
    };
  };
  /**
   * Facts of the log, newest first; a look covers 5,000 of them, next_before goes on. GET /admin/log
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, INTERNAL.
   */
  readonly log: {
    fields: {
      readonly before?: number;
      readonly kind?: string;
      readonly text?: string;
      readonly limit?: number;
    };
    answer: {
      readonly facts: readonly {
        /** place in the log */
        readonly seq: number;
        /** the batch that holds it */
        readonly batch: number;
        /** of the batch, chained */
        readonly hash: string;
        /** as decided; amounts in minor units */
        readonly fact: {
          readonly kind: string;
          /** epoch milliseconds */
          readonly timeMs: number;
        };
      }[];
      readonly next_before: number | null;
    };
  };
  /**
   * Open a source, as op 365 does; the secret is shown this once. POST /r/sources
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, SESSION_UNKNOWN, API_KEY_UNKNOWN, NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, BUSY, INTERNAL.
   */
  readonly openSource: {
    fields: {
      readonly source_name: string;
      readonly description?: string;
    };
    answer: {
      /** a UUID in lower case */
      readonly source_id: string;
      readonly source_name: string;
      readonly provider_secret: string;
    };
  };
  /**
   * Register a platform; again with the same content it is answered without its secret. POST /admin/platforms
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, IDEMPOTENCY_MISMATCH, BUSY, INTERNAL.
   */
  readonly registerPlatform: {
    fields: {
      /** id of a platform */
      readonly clientId?: string;
      readonly name: string;
      readonly signing: "md5" | "hmac-sha256" | "unsigned";
      /** of the platform's pages, which may show the games it launched: https://casino.example */
      readonly origins?: readonly string[];
    };
    answer: {
      /** id of a platform */
      readonly clientId: string;
      readonly generation: number;
      /** shown this once */
      readonly secret?: string;
      readonly idempotent?: true;
    };
  };
  /**
   * The platforms, without their secrets. GET /admin/platforms
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, NO_PRIVILEGE, INTERNAL.
   */
  readonly listPlatforms: {
    fields: Record<string, never>;
    answer: {
      readonly seq: number;
      readonly platforms: readonly {
        /** id of a platform */
        readonly clientId: string;
        readonly name: string;
        readonly signing: "md5" | "hmac-sha256" | "unsigned";
        /** of the platform's pages, which may show the games it launched: https://casino.example */
        readonly origins: readonly string[];
        readonly status: "active" | "disabled";
        readonly generation: number;
      }[];
    };
  };
  /**
   * Give a platform a new secret; the one before is good for nothing at once. POST /admin/platforms/{id}/rotate
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, PLATFORM_NOT_FOUND, NO_PRIVILEGE, BUSY, INTERNAL.
   */
  readonly rotatePlatform: {
    fields: {
      readonly id: string | number;
    };
    answer: {
      /** id of a platform */
      readonly clientId: string;
      readonly generation: number;
      /** shown this once */
      readonly secret: string;
      readonly idempotent?: true;
    };
  };
  /**
   * Let a platform launch nothing and its sessions lose nothing any more. POST /admin/platforms/{id}/disable
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, PLATFORM_NOT_FOUND, NO_PRIVILEGE, BUSY, INTERNAL.
   */
  readonly disablePlatform: {
    fields: {
      readonly id: string | number;
    };
    answer: {
      /** id of a platform */
      readonly clientId: string;
      readonly status: "disabled";
      readonly idempotent?: true;
    };
  };
  /**
   * Let a disabled platform in again. POST /admin/platforms/{id}/enable
   *
   * Refused with ORIGIN_FORBIDDEN, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, PLATFORM_NOT_FOUND, NO_PRIVILEGE, BUSY, INTERNAL.
   */
  readonly enablePlatform: {
    fields: {
      readonly id: string | number;
    };
    answer: {
      /** id of a platform */
      readonly clientId: string;
      readonly status: "active";
      readonly idempotent?: true;
    };
  };
  /**
   * Set how a platform signs. POST /admin/platforms/{id}/signing
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, PLATFORM_NOT_FOUND, NO_PRIVILEGE, BUSY, INTERNAL.
   */
  readonly setPlatformSigning: {
    fields: {
      readonly id: string | number;
      readonly signing: "md5" | "hmac-sha256" | "unsigned";
    };
    answer: {
      /** id of a platform */
      readonly clientId: string;
      readonly signing: "md5" | "hmac-sha256" | "unsigned";
      readonly idempotent?: true;
    };
  };
  /**
   * Set where a platform shows the games it launched. POST /admin/platforms/{id}/origins
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, PLATFORM_NOT_FOUND, NO_PRIVILEGE, BUSY, INTERNAL.
   */
  readonly setPlatformOrigins: {
    fields: {
      readonly id: string | number;
      /** of the platform's pages, which may show the games it launched: https://casino.example */
      readonly origins: readonly string[];
    };
    answer: {
      /** id of a platform */
      readonly clientId: string;
      /** of the platform's pages, which may show the games it launched: https://casino.example */
      readonly origins: readonly string[];
      readonly idempotent?: true;
    };
  };
  /**
   * Set how a provider signs. POST /admin/sources/{id}/signing
   *
   * Refused with BODY_TOO_LARGE, ORIGIN_FORBIDDEN, UNSUPPORTED_MEDIA, BODY_INVALID, API_KEY_UNKNOWN, ADMIN_DISABLED, NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, BUSY, INTERNAL.
   */
  readonly setSourceSigning: {
    fields: {
      readonly id: string | number;
      readonly signing: "md5" | "hmac-sha256";
    };
    answer: {
      /** a UUID in lower case */
      readonly source_id: string;
      readonly signing: "md5" | "hmac-sha256";
      readonly idempotent?: true;
    };
  };
};
export type HttpCallName = keyof HttpCalls;

export const HTTP_ROUTES: {
  readonly [Name in HttpCallName]: readonly [method: string, path: string];
} = {
  signUp: ["POST", "/r/signup/"],
  logIn: ["POST", "/r/login/"],
  logOut: ["POST", "/r/logout/"],
  listApiKeys: ["GET", "/r/api-keys/"],
  createApiKey: ["POST", "/r/api-keys/"],
  revokeApiKey: ["DELETE", "/r/api-keys/{id}/"],
  listActiveGames: ["GET", "/r/sources/{source}/games/active/"],
  listUpcomingGames: ["GET", "/r/sources/{source}/games/upcoming/"],
  listOpenPools: ["GET", "/r/sources/{source}/games/{phase}/{game}/pools/open/"],
  listOpenPoolsOf: ["GET", "/r/sources/{source}/games/{phase}/{game}/pools/open/{user}/"],
  placeBet: ["POST", "/r/sources/{source}/games/{phase}/{game}/pools/open/{pool}/predictions/"],
  placeBetAgain: ["PUT", "/r/sources/{source}/games/{phase}/{game}/pools/open/{pool}/predictions/"],
  gameHistory: ["GET", "/r/games/history/{user}/"],
  statistics: ["GET", "/r/statistics/{user}/"],
  setRole: ["POST", "/admin/users/{id}/roles"],
  deposit: ["POST", "/admin/users/{id}/deposits"],
  withdrawal: ["POST", "/admin/users/{id}/withdrawals"],
  rotateSecret: ["POST", "/admin/sources/{id}/secret"],
  confirmClock: ["POST", "/admin/clock/confirm"],
  listSuspensions: ["GET", "/admin/suspensions"],
  suspend: ["POST", "/admin/suspensions"],
  resume: ["POST", "/admin/resumptions"],
  limitStakes: ["POST", "/admin/games/{id}/stakes"],
  ledger: ["GET", "/admin/ledger"],
  reportGame: ["GET", "/admin/reports/games/{id}"],
  reportSource: ["GET", "/admin/reports/sources/{id}"],
  reportDays: ["GET", "/admin/reports/days"],
  royalties: ["GET", "/admin/royalties"],
  listGames: ["GET", "/r/games"],
  me: ["GET", "/r/me"],
  poolOdds: ["GET", "/r/pools/{id}/odds"],
  listSources: ["GET", "/admin/sources"],
  listProviderAccounts: ["GET", "/admin/accounts"],
  listUsers: ["GET", "/admin/users"],
  showUser: ["GET", "/admin/users/{id}"],
  log: ["GET", "/admin/log"],
  openSource: ["POST", "/r/sources"],
  registerPlatform: ["POST", "/admin/platforms"],
  listPlatforms: ["GET", "/admin/platforms"],
  rotatePlatform: ["POST", "/admin/platforms/{id}/rotate"],
  disablePlatform: ["POST", "/admin/platforms/{id}/disable"],
  enablePlatform: ["POST", "/admin/platforms/{id}/enable"],
  setPlatformSigning: ["POST", "/admin/platforms/{id}/signing"],
  setPlatformOrigins: ["POST", "/admin/platforms/{id}/origins"],
  setSourceSigning: ["POST", "/admin/sources/{id}/signing"],
};
