// Written by `npm run docs` from the tables of the server; changes belong into src/protocol.
// Requests and messages of edition 2.0. Amounts are decimal text, times epoch milliseconds.

export type ResponseHeader = {
  /** epoch milliseconds */
  readonly t: number;
  /** the request's own, in its answers only */
  readonly request_id?: string;
};

/** a target by its whole path, with those below it */
export type TargetNode = {
  readonly target_id: string;
  /** three letters or digits at most, for small screens */
  readonly symbol: string;
  readonly display_name: string;
  readonly targets: readonly TargetNode[];
};

export type ActionList = readonly {
  readonly action_id: string;
  readonly name: string;
}[];

/** how often, for the target and each above it */
export type EventCount = { readonly [key: string]: string };

export type Distribution = readonly {
  readonly target_id: string;
  readonly bets: readonly {
    /** a UUID in lower case */
    readonly bet_id: string;
    /** epoch milliseconds */
    readonly placed_at: number;
    /** id of a user */
    readonly user_id: number;
    /** a decimal in units of the currency, with all its decimals */
    readonly amount: string;
  }[];
  /** a decimal in units of the currency, with all its decimals */
  readonly multiplier: string;
  /** a decimal in units of the currency, with all its decimals */
  readonly amount_total: string;
}[];

export type NamedDistribution = readonly {
  readonly target_id: string;
  readonly bets: readonly {
    /** a UUID in lower case */
    readonly bet_id: string;
    /** epoch milliseconds */
    readonly placed_at: number;
    /** id of a user */
    readonly user_id: number;
    /** a decimal in units of the currency, with all its decimals */
    readonly amount: string;
  }[];
  /** a decimal in units of the currency, with all its decimals */
  readonly multiplier: string;
  readonly display_name: string;
  /** a decimal in units of the currency, with all its decimals */
  readonly amount_total: string;
}[];

/** Fields of op 1, ping. */
export type PingFields = Record<string, never>;

/** Fields of op 2, op_codes. */
export type OpCodesFields = Record<string, never>;

/** Fields of op 100, handshake. */
export type HandshakeFields = {
  /** a whole number from 1 */
  readonly id?: number;
  /** text of 1 to 128 characters */
  readonly n?: string;
  /** 64 hex digits */
  readonly h?: string;
};

/** Fields of op 363, join_game. */
export type JoinGameFields = {
  /** a UUID */
  readonly game_id: string;
  /** a whole number from 0 */
  readonly last_seq?: number;
  /** a whole number from 500 to 60000 */
  readonly heartbeat_ms?: number;
  /** one of 100, 250, 1000, 5000 */
  readonly conflate_ms?: 100 | 250 | 1000 | 5000;
};

/** Fields of op 364, leave_game. */
export type LeaveGameFields = {
  /** a UUID */
  readonly game_id: string;
};

/** Fields of op 365, open_game_source. */
export type OpenSourceFields = {
  /** text of 1 to 120 characters */
  readonly source_name: string;
  /** text of 1 to 512 characters */
  readonly description?: string;
};

/** Fields of op 366, close_game_source. */
export type CloseSourceFields = {
  /** a UUID */
  readonly source_id: string;
};

/** Fields of op 370, create_and_open_game. */
export type CreateAndOpenGameFields = {
  /** a UUID */
  readonly source_id: string;
  /** text of 1 to 120 characters */
  readonly game_name: string;
  /** text of 1 to 120 characters */
  readonly type: string;
  /** a currency code of ISO 4217 in capitals, DON or FUN */
  readonly currency?: string;
  /** a list or comma-separated text of up to 1000 action names */
  readonly actions?: readonly string[];
  /** a list or comma-separated text of up to 10000 targets */
  readonly targets?: readonly string[];
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly open_at?: number;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly close_at?: number;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly live_start_at?: number;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly live_finish_at?: number;
  /** text of 1 to 64 characters */
  readonly hashtag?: string;
  /** an absolute http or https URL of up to 2048 characters */
  readonly image_url?: string;
};

/** Fields of op 3701, create_game. */
export type CreateGameFields = {
  /** a UUID */
  readonly source_id: string;
  /** text of 1 to 120 characters */
  readonly game_name: string;
  /** text of 1 to 120 characters */
  readonly type: string;
  /** a currency code of ISO 4217 in capitals, DON or FUN */
  readonly currency?: string;
  /** a list or comma-separated text of up to 1000 action names */
  readonly actions?: readonly string[];
  /** a list or comma-separated text of up to 10000 targets */
  readonly targets?: readonly string[];
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly open_at?: number;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly close_at?: number;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly live_start_at?: number;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly live_finish_at?: number;
  /** text of 1 to 64 characters */
  readonly hashtag?: string;
  /** an absolute http or https URL of up to 2048 characters */
  readonly image_url?: string;
};

/** Fields of op 3702, open_game. */
export type OpenGameFields = {
  /** a UUID */
  readonly game_id: string;
  /** a list or comma-separated text of up to 1000 action names */
  readonly actions?: readonly string[];
  /** a list or comma-separated text of up to 10000 targets */
  readonly targets?: readonly string[];
};

/** Fields of op 372, get_game_details. */
export type GetGameFields = {
  /** a UUID */
  readonly game_id: string;
};

/** Fields of op 373, update_game_details. */
export type UpdateGameFields = {
  /** a UUID */
  readonly game_id: string;
  /** a list or comma-separated text of up to 1000 action names */
  readonly actions?: readonly string[];
  /** a list or comma-separated text of up to 10000 targets */
  readonly targets?: readonly string[];
  /** an absolute http or https URL of up to 2048 characters */
  readonly image_url?: string;
};

/** Fields of op 375, close_game. */
export type CloseGameFields = {
  /** a UUID */
  readonly game_id: string;
};

/** Fields of op 380, list_games_for_source. */
export type ListGamesFields = {
  /** a UUID */
  readonly source_id: string;
};

/** Fields of op 3811, list_upcoming_games_for_source. */
export type ListUpcomingGamesFields = {
  /** a UUID */
  readonly source_id: string;
};

/** Fields of op 385, create_betting_pool. */
export type CreatePoolFields = {
  /** a UUID */
  readonly game_id: string;
  /** a whole number from 1 to 4; also called type */
  readonly pool_type?: number;
  /** a name of 1 to 64 characters; also called action_id */
  readonly action?: string;
  /** a list or comma-separated text of up to 10000 targets */
  readonly targets?: readonly string[];
  /** text of 1 to 512 characters */
  readonly description?: string;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly finish_at?: number;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly stop_accepting_bets_at?: number;
  /** true or false */
  readonly recreate_on_end?: boolean;
  /** true or false */
  readonly manual?: boolean;
  /** a whole number from 0 to 5000 */
  readonly takeout_bps?: number;
};

/** Fields of op 387, list_all_betting_pools_for_game. */
export type ListPoolsFields = {
  /** a UUID */
  readonly game_id: string;
};

/** Fields of op 388, list_my_open_betting_pools_for_game. */
export type ListMyOpenPoolsFields = {
  /** a UUID */
  readonly game_id: string;
};

/** Fields of op 389, list_my_running_pools_for_game. */
export type ListMyRunningPoolsFields = {
  /** a UUID */
  readonly game_id: string;
};

/** Fields of op 390, list_my_resolved_pools_for_game. */
export type ListMyResolvedPoolsFields = {
  /** a UUID */
  readonly game_id: string;
};

/** Fields of op 392, place_bet_in_betting_pool. */
export type PlaceBetFields = {
  /** a UUID */
  readonly pool_id: string;
  /** 1 to 16 names of up to 64 characters joined with ":"; none has nothing below it; also called target_id */
  readonly target: string;
  /** a positive decimal, as number or text without sign or exponent */
  readonly amount: string | number;
  /** text of 1 to 64 characters */
  readonly client_bet_id?: string;
  /** a whole number from 1 */
  readonly expected_pool_version?: number;
};

/** Fields of op 393, get_betting_pool_bets_distribution. */
export type GetDistributionFields = {
  /** a UUID */
  readonly pool_id: string;
};

/** Fields of op 395, register_game_event. */
export type RegisterEventFields = {
  /** a UUID */
  readonly game_id: string;
  /** a name of 1 to 64 characters; also called action_id */
  readonly action: string;
  /** 1 to 16 names of up to 64 characters joined with ":"; none has nothing below it; also called target_id */
  readonly target: string;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly happened_at?: number;
  /** text of 1 to 64 characters */
  readonly client_event_id?: string;
};

/** Fields of op 397, block_betting_in_betting_pool. */
export type BlockPoolFields = {
  /** a UUID */
  readonly pool_id: string;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly block_at?: number;
};

/** Fields of op 3975, block_betting_for_game_and_action. */
export type BlockActionFields = {
  /** a UUID */
  readonly game_id: string;
  /** a name of 1 to 64 characters; also called action_id */
  readonly action: string;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly block_at?: number;
};

/** Fields of op 398, allow_betting_in_betting_pool. */
export type AllowPoolFields = {
  /** a UUID */
  readonly pool_id: string;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly allow_at?: number;
};

/** Fields of op 3985, allow_betting_for_game_and_action. */
export type AllowActionFields = {
  /** a UUID */
  readonly game_id: string;
  /** a name of 1 to 64 characters; also called action_id */
  readonly action: string;
  /** epoch milliseconds (or seconds, below 100000000000), a whole number at most 10 years ahead */
  readonly allow_at?: number;
};

/** Fields of op 610, list_games_i_am_admin_of. */
export type ListMyGamesFields = Record<string, never>;

/** Fields of op 611, list_game_sources_i_am_admin_of. */
export type ListMySourcesFields = Record<string, never>;

/** Fields of op 616, become_an_admin_for_game. */
export type BecomeGameAdminFields = {
  /** a UUID */
  readonly game_id: string;
};

/** Fields of op 617, appoint_admin_for_game_by_username. */
export type AppointGameAdminFields = {
  /** a UUID */
  readonly game_id: string;
  /** text of 1 to 120 characters */
  readonly username: string;
};

/** Fields of op 800, get_current_balance. */
export type GetCurrentBalanceFields = {
  /** a currency code of ISO 4217 in capitals, DON or FUN */
  readonly currency?: string;
};

/** Fields of op 810, get_available_balance. */
export type GetAvailableBalanceFields = {
  /** a currency code of ISO 4217 in capitals, DON or FUN */
  readonly currency?: string;
};

/** Fields of op 840, get_exposure. */
export type GetExposureFields = {
  /** a currency code of ISO 4217 in capitals, DON or FUN */
  readonly currency?: string;
};

/** Fields of op 5001, void_betting_pool. */
export type VoidPoolFields = {
  /** a UUID */
  readonly pool_id: string;
  /** text of 1 to 512 characters */
  readonly reason: string;
};

/** Fields of op 5002, resume_betting_for_game. */
export type ResumeBettingFields = {
  /** a UUID */
  readonly game_id: string;
};

/** 1, pong. */
export type Pong = {
  readonly response_header: ResponseHeader;
  readonly res: 1;
};

/** 2, op_codes. */
export type OpCodes = {
  readonly response_header: ResponseHeader;
  readonly res: 2;
  readonly opcodes: { readonly [key: string]: number };
  readonly response_codes: { readonly [key: string]: number };
};

/** 100, connected. */
export type Connected = {
  readonly response_header: ResponseHeader;
  readonly res: 100;
};

/** 110, handshake_refused. */
export type HandshakeRefused = {
  readonly response_header: ResponseHeader;
  readonly res: 110;
  readonly text: string;
};

/** 112, logged_in. */
export type LoggedIn = {
  readonly response_header: ResponseHeader;
  readonly res: 112;
  /** id of a user */
  readonly user_id: number;
  readonly user_name: string;
};

/** 333, game_joined. */
export type GameJoined = {
  readonly response_header: ResponseHeader;
  readonly res: 333;
  /** a UUID in lower case */
  readonly game_id: string;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq: number;
};

/** 3330, game_heartbeat. */
export type GameHeartbeat = {
  readonly response_header: ResponseHeader;
  readonly res: 3330;
  /** a UUID in lower case */
  readonly game_id: string;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq: number;
};

/** 334, game_left. */
export type GameLeft = {
  readonly response_header: ResponseHeader;
  readonly res: 334;
  /** a UUID in lower case */
  readonly game_id: string;
};

/** 335, game_source_opened. */
export type GameSourceOpened = {
  readonly response_header: ResponseHeader;
  readonly res: 335;
  /** a UUID in lower case */
  readonly source_id: string;
  /** told this once; a new one by rotation only */
  readonly provider_secret: string;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 336, game_source_closed. */
export type GameSourceClosed = {
  readonly response_header: ResponseHeader;
  readonly res: 336;
  /** a UUID in lower case */
  readonly source_id: string;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 340, game_created_and_opened. */
export type GameCreatedAndOpened = {
  readonly response_header: ResponseHeader;
  readonly res: 340;
  /** a UUID in lower case */
  readonly source_id: string;
  /** a UUID in lower case */
  readonly game_id: string;
  readonly actions: ActionList;
  readonly targets: readonly TargetNode[];
  readonly game_name: string;
  readonly type: string;
  /** the same for the same type name everywhere */
  readonly type_id: string;
  /** epoch milliseconds */
  readonly open_at: number;
  /** epoch milliseconds */
  readonly live_start_at: number;
  readonly live_finish_at: number | null;
  readonly close_at: number | null;
  readonly hashtag: string;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 3401, game_created. */
export type GameCreated = {
  readonly response_header: ResponseHeader;
  readonly res: 3401;
  /** a UUID in lower case */
  readonly source_id: string;
  /** a UUID in lower case */
  readonly game_id: string;
  readonly game_name: string;
  readonly type: string;
  /** the same for the same type name everywhere */
  readonly type_id: string;
  /** epoch milliseconds */
  readonly open_at: number;
  /** epoch milliseconds */
  readonly live_start_at: number;
  readonly live_finish_at: number | null;
  readonly close_at: number | null;
  readonly hashtag: string;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 3402, game_opened. */
export type GameOpened = {
  readonly response_header: ResponseHeader;
  readonly res: 3402;
  /** a UUID in lower case */
  readonly source_id: string;
  /** a UUID in lower case */
  readonly game_id: string;
  readonly actions: ActionList;
  readonly targets: readonly TargetNode[];
  readonly game_name: string;
  readonly type: string;
  /** the same for the same type name everywhere */
  readonly type_id: string;
  /** epoch milliseconds */
  readonly open_at: number;
  /** epoch milliseconds */
  readonly live_start_at: number;
  readonly live_finish_at: number | null;
  readonly close_at: number | null;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq?: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 341, game_closed. */
export type GameClosed = {
  readonly response_header: ResponseHeader;
  readonly res: 341;
  /** a UUID in lower case */
  readonly game_id: string;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq?: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 342, game_details. */
export type GameDetails = {
  readonly response_header: ResponseHeader;
  readonly res: 342;
  readonly status:
    | "betting_not_yet_active"
    | "pre_game_betting_active"
    | "game_in_progress_betting_active"
    | "game_in_progress_betting_closed"
    | "game_closed";
  /** a UUID in lower case */
  readonly game_id: string;
  readonly name: string;
  readonly game_name: string;
  readonly hashtag: string;
  readonly image_url: string | null;
  readonly game_state: readonly {
    readonly action_id: string;
    readonly [key: string]: string;
  }[];
  readonly past_events: readonly {
    /** a UUID in lower case */
    readonly event_id: string;
    /** epoch milliseconds */
    readonly happened_at: number;
    readonly target_id: string;
    readonly action_id: string;
  }[];
  readonly actions: ActionList;
  readonly targets: readonly TargetNode[];
  readonly currency: string;
  readonly type: string;
  /** the same for the same type name everywhere */
  readonly type_id: string;
  /** epoch milliseconds */
  readonly open_at: number;
  /** epoch milliseconds */
  readonly live_start_at: number;
  readonly live_finish_at: number | null;
  readonly close_at: number | null;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq?: number;
  /** place in the server's log of what was done */
  readonly log_seq?: number;
  /** the present state, in place of messages no longer kept */
  readonly resync?: true;
};

/** 343, game_details_updated. */
export type GameDetailsUpdated = {
  readonly response_header: ResponseHeader;
  readonly res: 343;
  /** a UUID in lower case */
  readonly game_id: string;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 345, games_list_for_source. */
export type GamesListForSource = {
  readonly response_header: ResponseHeader;
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

/** 3461, upcoming_games_list_for_source. */
export type UpcomingGamesListForSource = {
  readonly response_header: ResponseHeader;
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

/** 350, betting_pool_created. */
export type BettingPoolCreated = {
  readonly response_header: ResponseHeader;
  readonly res: 350;
  /** a UUID in lower case */
  readonly game_id: string;
  /** a UUID in lower case */
  readonly pool_id: string;
  readonly description: string;
  readonly pool_type: number;
  readonly action: string;
  readonly people_involved: number;
  /** a decimal in units of the currency, with all its decimals */
  readonly money_at_stake: string;
  readonly target_level: number;
  readonly targets: readonly {
    readonly target_id: string;
    readonly backing_people: number;
    /** a decimal in units of the currency, with all its decimals */
    readonly to_win_if_backed: string;
    readonly display_name: {
      readonly symbol: string;
      readonly display_name: string;
    };
    /** a decimal in units of the currency, with all its decimals */
    readonly backing_money: string;
  }[];
  /** epoch milliseconds */
  readonly start_at: number;
  readonly finish_at: number | null;
  readonly stop_accepting_bets_at: number | null;
  readonly is_blocked: boolean;
  /** counts changes of the pool's status, block and terms */
  readonly pool_version: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 352, betting_pool_opened. */
export type BettingPoolOpened = {
  readonly response_header: ResponseHeader;
  readonly res: 352;
  /** a UUID in lower case */
  readonly game_id: string;
  /** a UUID in lower case */
  readonly pool_id: string;
  readonly description: string;
  readonly pool_type: number;
  readonly action: string;
  readonly people_involved: number;
  /** a decimal in units of the currency, with all its decimals */
  readonly money_at_stake: string;
  readonly target_level: number;
  readonly targets: readonly {
    readonly target_id: string;
    readonly backing_people: number;
    /** a decimal in units of the currency, with all its decimals */
    readonly to_win_if_backed: string;
    readonly display_name: {
      readonly symbol: string;
      readonly display_name: string;
    };
    /** a decimal in units of the currency, with all its decimals */
    readonly backing_money: string;
  }[];
  /** epoch milliseconds */
  readonly start_at: number;
  readonly finish_at: number | null;
  readonly stop_accepting_bets_at: number | null;
  readonly is_blocked: boolean;
  /** counts changes of the pool's status, block and terms */
  readonly pool_version: number;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 3535, all_betting_pools_for_game. */
export type AllBettingPoolsForGame = {
  readonly response_header: ResponseHeader;
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

/** 353, you_open_pools_list_for_game. */
export type YouOpenPoolsListForGame = {
  readonly response_header: ResponseHeader;
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

/** 354, your_running_pools_for_game. */
export type YourRunningPoolsForGame = {
  readonly response_header: ResponseHeader;
  readonly res: 354;
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
    readonly name: string;
    readonly user_backed: { readonly [key: string]: string };
  }[];
};

/** 355, your_resolved_pools_for_game. */
export type YourResolvedPoolsForGame = {
  readonly response_header: ResponseHeader;
  readonly res: 355;
  /** a UUID in lower case */
  readonly game_id: string;
  readonly pools_list: readonly {
    /** a UUID in lower case */
    readonly pool_id: string;
    /** a UUID in lower case */
    readonly game_id: string;
    readonly game_name: string;
    readonly pool_type: number;
    readonly action_id: string;
    readonly description: string;
    /** epoch milliseconds */
    readonly start_at: number;
    readonly stop_accepting_bets_at: number | null;
    /** epoch milliseconds */
    readonly resolved_at: number;
    readonly winning_target: string | null;
    /** a decimal in units of the currency, with all its decimals */
    readonly total_winnings: string;
    readonly user_backed: { readonly [key: string]: string };
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
  /** the answer is from the archive, which knows everything up to this place in the log */
  readonly as_of_seq?: number;
};

/** 356, bet_placed_in_betting_pool. */
export type BetPlacedInBettingPool = {
  readonly response_header: ResponseHeader;
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

/** 360, new_betting_pool_bets_distribution. */
export type NewBettingPoolBetsDistribution = {
  readonly response_header: ResponseHeader;
  readonly res: 360;
  /** a UUID in lower case */
  readonly pool_id: string;
  readonly people_involved: number;
  /** a decimal in units of the currency, with all its decimals */
  readonly money_at_stake: string;
  readonly target_level: number;
  readonly distribution: NamedDistribution;
  /** counts changes of the pool's status, block and terms */
  readonly pool_version: number;
  readonly bets_count: number;
  readonly is_final: boolean;
};

/** 362, bet_pool_resolved. */
export type BetPoolResolved =
  | {
      readonly response_header: ResponseHeader;
      readonly res: 362;
      /** a UUID in lower case */
      readonly pool_id: string;
      /** a UUID in lower case */
      readonly game_id: string;
      readonly winning_target: string | null;
      readonly description: string;
      readonly is_money_return: boolean;
      /** counts changes of the pool's status, block and terms */
      readonly pool_version: number;
      readonly is_final: true;
      /** epoch milliseconds */
      readonly resolved_at: number;
      readonly winners: { readonly [key: string]: string };
      readonly losers: { readonly [key: string]: string };
      readonly refunds: { readonly [key: string]: string };
      readonly invalidated_bettors: readonly number[];
      /** place among the messages of the game that nobody may miss, without gaps */
      readonly seq: number;
      /** place in the server's log of what was done */
      readonly log_seq: number;
    }
  | {
      readonly response_header: ResponseHeader;
      readonly res: 362;
      /** a UUID in lower case */
      readonly pool_id: string;
      /** a UUID in lower case */
      readonly game_id: string;
      readonly winning_target: string | null;
      readonly description: string;
      readonly is_money_return: boolean;
      /** counts changes of the pool's status, block and terms */
      readonly pool_version: number;
      readonly is_final: true;
      /** epoch milliseconds */
      readonly resolved_at: number;
      readonly winners: { readonly [key: string]: string };
      readonly losers: { readonly [key: string]: string };
      readonly refunds: { readonly [key: string]: string };
      readonly invalidated_bettors: readonly number[];
      readonly personal: true;
    }
  | {
      readonly response_header: ResponseHeader;
      readonly res: 362;
      /** a UUID in lower case */
      readonly pool_id: string;
      /** a UUID in lower case */
      readonly game_id: string;
      readonly winning_target: string | null;
      readonly description: string;
      readonly is_money_return: boolean;
      /** counts changes of the pool's status, block and terms */
      readonly pool_version: number;
      readonly is_final: true;
      /** epoch milliseconds */
      readonly resolved_at: number;
      readonly truncated: true;
      readonly winner_count: number;
      readonly loser_count: number;
      readonly invalidated_count: number;
      /** a decimal in units of the currency, with all its decimals */
      readonly total_paid: string;
      /** place among the messages of the game that nobody may miss, without gaps */
      readonly seq: number;
      /** place in the server's log of what was done */
      readonly log_seq: number;
    };

/** 363, bet_pool_expired. */
export type BetPoolExpired =
  | {
      readonly response_header: ResponseHeader;
      readonly res: 363;
      /** a UUID in lower case */
      readonly pool_id: string;
      /** a UUID in lower case */
      readonly game_id: string;
      readonly winning_target: string | null;
      readonly description: string;
      readonly is_money_return: boolean;
      /** counts changes of the pool's status, block and terms */
      readonly pool_version: number;
      readonly is_final: true;
      /** epoch milliseconds */
      readonly expired_at: number;
      readonly winners: { readonly [key: string]: string };
      readonly losers: { readonly [key: string]: string };
      readonly refunds: { readonly [key: string]: string };
      readonly invalidated_bettors: readonly number[];
      /** place among the messages of the game that nobody may miss, without gaps */
      readonly seq: number;
      /** place in the server's log of what was done */
      readonly log_seq: number;
    }
  | {
      readonly response_header: ResponseHeader;
      readonly res: 363;
      /** a UUID in lower case */
      readonly pool_id: string;
      /** a UUID in lower case */
      readonly game_id: string;
      readonly winning_target: string | null;
      readonly description: string;
      readonly is_money_return: boolean;
      /** counts changes of the pool's status, block and terms */
      readonly pool_version: number;
      readonly is_final: true;
      /** epoch milliseconds */
      readonly expired_at: number;
      readonly winners: { readonly [key: string]: string };
      readonly losers: { readonly [key: string]: string };
      readonly refunds: { readonly [key: string]: string };
      readonly invalidated_bettors: readonly number[];
      readonly personal: true;
    }
  | {
      readonly response_header: ResponseHeader;
      readonly res: 363;
      /** a UUID in lower case */
      readonly pool_id: string;
      /** a UUID in lower case */
      readonly game_id: string;
      readonly winning_target: string | null;
      readonly description: string;
      readonly is_money_return: boolean;
      /** counts changes of the pool's status, block and terms */
      readonly pool_version: number;
      readonly is_final: true;
      /** epoch milliseconds */
      readonly expired_at: number;
      readonly truncated: true;
      readonly winner_count: number;
      readonly loser_count: number;
      readonly invalidated_count: number;
      /** a decimal in units of the currency, with all its decimals */
      readonly total_paid: string;
      /** place among the messages of the game that nobody may miss, without gaps */
      readonly seq: number;
      /** place in the server's log of what was done */
      readonly log_seq: number;
    };

/** 366, new_game_event. */
export type NewGameEvent = {
  readonly response_header: ResponseHeader;
  readonly res: 366;
  readonly action_id: string;
  readonly target_id: string;
  readonly target_display_name: string;
  readonly current_count: EventCount;
  /** a UUID in lower case */
  readonly game_id: string;
  /** epoch milliseconds */
  readonly happened_at: number;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq?: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 368, betting_in_pool_blocked. */
export type BettingInPoolBlocked = {
  readonly response_header: ResponseHeader;
  readonly res: 368;
  /** epoch milliseconds */
  readonly blocked_at: number;
  /** a UUID in lower case */
  readonly pool_id: string;
  /** counts changes of the pool's status, block and terms */
  readonly pool_version: number;
  readonly is_blocked: boolean;
  /** why the operator or the server did it */
  readonly reason?: string;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq?: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 369, betting_in_pool_allowed. */
export type BettingInPoolAllowed = {
  readonly response_header: ResponseHeader;
  readonly res: 369;
  /** epoch milliseconds */
  readonly allowed_at: number;
  /** a UUID in lower case */
  readonly pool_id: string;
  /** counts changes of the pool's status, block and terms */
  readonly pool_version: number;
  readonly is_blocked: boolean;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq?: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 370, betting_for_game_and_action_blocked. */
export type BettingForGameAndActionBlocked = {
  readonly response_header: ResponseHeader;
  readonly res: 370;
  /** a UUID in lower case */
  readonly game_id: string;
  readonly action: string;
  /** epoch milliseconds */
  readonly blocked_at: number;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq?: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 371, betting_for_game_and_action_allowed. */
export type BettingForGameAndActionAllowed = {
  readonly response_header: ResponseHeader;
  readonly res: 371;
  /** a UUID in lower case */
  readonly game_id: string;
  readonly action: string;
  /** epoch milliseconds */
  readonly allowed_at: number;
  /** place among the messages of the game that nobody may miss, without gaps */
  readonly seq?: number;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 470, user_joined_game. */
export type UserJoinedGame = {
  readonly response_header: ResponseHeader;
  readonly res: 470;
  /** a UUID in lower case */
  readonly game_id: string;
  /** id of a user */
  readonly user_id: number;
  readonly user_name: string;
};

/** 480, user_left_game. */
export type UserLeftGame = {
  readonly response_header: ResponseHeader;
  readonly res: 480;
  /** a UUID in lower case */
  readonly game_id: string;
  /** id of a user */
  readonly user_id: number;
  readonly user_name: string;
};

/** 617, game_admin_appointed. */
export type GameAdminAppointed = {
  readonly response_header: ResponseHeader;
  readonly res: 617;
  /** a UUID in lower case */
  readonly game_id: string;
  readonly username: string;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 620, games_i_am_admin_of_list. */
export type GamesIAmAdminOfList = {
  readonly response_header: ResponseHeader;
  readonly res: 620;
  readonly games: readonly {
    /** a UUID in lower case */
    readonly id: string;
    readonly name: string;
  }[];
};

/** 621, game_sources_i_am_admin_of_list. */
export type GameSourcesIAmAdminOfList = {
  readonly response_header: ResponseHeader;
  readonly res: 621;
  readonly sources: readonly {
    /** a UUID in lower case */
    readonly id: string;
    readonly name: string;
    readonly description: string | null;
  }[];
};

/** 640, become_an_admin_for_game_success. */
export type BecomeAnAdminForGameSuccess = {
  readonly response_header: ResponseHeader;
  readonly res: 640;
  /** a UUID in lower case */
  readonly game_id: string;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 645, become_an_admin_for_game_fail. */
export type BecomeAnAdminForGameFail = {
  readonly response_header: ResponseHeader;
  readonly res: 645;
  /** a UUID in lower case */
  readonly game_id: string;
  readonly reason: string;
};

/** 666, error. */
export type ErrorMessage = {
  readonly response_header: ResponseHeader;
  readonly res: 666;
  /** for people: what was wrong and what is accepted */
  readonly text: string;
  readonly code:
    | "BINARY_FRAME"
    | "MESSAGE_TOO_LARGE"
    | "BODY_TOO_LARGE"
    | "SHUTTING_DOWN"
    | "SLOW_CLIENT"
    | "ORIGIN_FORBIDDEN"
    | "CONNECTIONS_LIMITED"
    | "ADDRESS_CONNECTIONS_LIMITED"
    | "HANDSHAKES_LIMITED"
    | "UPGRADE_REQUIRED"
    | "EDITION_UNKNOWN"
    | "NOT_FOUND"
    | "METHOD_NOT_ALLOWED"
    | "UNSUPPORTED_MEDIA"
    | "BODY_INVALID"
    | "MALFORMED_JSON"
    | "NOT_AN_OBJECT"
    | "HEADER_INVALID"
    | "OP_INVALID"
    | "OP_UNKNOWN"
    | "RATE_LIMITED"
    | "SIGNUPS_LIMITED"
    | "LOGINS_LIMITED"
    | "USERNAME_TAKEN"
    | "EMAIL_TAKEN"
    | "LOGIN_FAILED"
    | "SESSIONS_EXHAUSTED"
    | "SESSION_UNKNOWN"
    | "HANDSHAKE_FAILED"
    | "NONCE_USED"
    | "NONCES_EXHAUSTED"
    | "USER_UNKNOWN"
    | "API_KEY_UNKNOWN"
    | "API_KEYS_EXHAUSTED"
    | "ADMIN_DISABLED"
    | "NOT_LOGGED_IN"
    | "FIELD_INVALID"
    | "SOURCE_NOT_FOUND"
    | "GAME_NOT_FOUND"
    | "POOL_NOT_FOUND"
    | "USER_NOT_FOUND"
    | "PLATFORM_NOT_FOUND"
    | "ACCOUNT_NOT_FOUND"
    | "GAME_SESSION_NOT_FOUND"
    | "NO_PRIVILEGE"
    | "IDEMPOTENCY_MISMATCH"
    | "ROLLED_BACK"
    | "SOURCE_CLOSED"
    | "GAME_CLOSED"
    | "POOL_CLOSED"
    | "GAME_CLOSING"
    | "GAME_NOT_OPEN"
    | "GAME_ALREADY_OPEN"
    | "POOL_STOPPED"
    | "POOL_BLOCKED"
    | "BETTING_SUSPENDED"
    | "POOL_CHANGED"
    | "ACTION_UNKNOWN"
    | "TARGET_UNKNOWN"
    | "TIME_INVALID"
    | "CONFLICT_OF_INTEREST"
    | "CURRENCY_NOT_AVAILABLE"
    | "COUNTRY_NOT_AVAILABLE"
    | "ADMINS_FULL"
    | "LIMIT_REACHED"
    | "AMOUNT_LIMIT"
    | "INSUFFICIENT_FUNDS"
    | "POOLS_NEED_RESOLUTION"
    | "SUBSCRIPTIONS_LIMITED"
    | "CLOCK_UNSURE"
    | "ARCHIVE_UNAVAILABLE"
    | "BUSY"
    | "INTERNAL";
  readonly op: number | null;
  /** place in the server's log of what was done */
  readonly log_seq?: number;
};

/** 800, current_balance. */
export type CurrentBalance = {
  readonly response_header: ResponseHeader;
  readonly res: 800;
  readonly currency: string;
  /** a decimal in units of the currency, with all its decimals */
  readonly current_balance: string;
};

/** 810, available_balance. */
export type AvailableBalance = {
  readonly response_header: ResponseHeader;
  readonly res: 810;
  readonly currency: string;
  /** a decimal in units of the currency, with all its decimals */
  readonly available_balance: string;
};

/** 815, balance_changed. */
export type BalanceChanged = {
  readonly response_header: ResponseHeader;
  readonly res: 815;
  /** a decimal in units of the currency, with all its decimals */
  readonly current_balance: string;
  /** a decimal in units of the currency, with all its decimals */
  readonly available_balance: string;
  readonly currency: string;
};

/** 840, exposure. */
export type Exposure = {
  readonly response_header: ResponseHeader;
  readonly res: 840;
  readonly currency: string;
  /** a decimal in units of the currency, with all its decimals */
  readonly exposure: string;
};

/** 5001, betting_pool_voided. */
export type BettingPoolVoided = {
  readonly response_header: ResponseHeader;
  readonly res: 5001;
  /** a UUID in lower case */
  readonly pool_id: string;
  readonly reason: string;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 5002, betting_for_game_resumed. */
export type BettingForGameResumed = {
  readonly response_header: ResponseHeader;
  readonly res: 5002;
  /** a UUID in lower case */
  readonly game_id: string;
  /** place in the server's log of what was done */
  readonly log_seq: number;
};

/** 5003, command_preview. */
export type CommandPreview = {
  readonly response_header: ResponseHeader;
  readonly res: 5003;
  readonly op: number;
  readonly effects: readonly (
    | {
        readonly effect: "pool_settled";
        /** a UUID in lower case */
        readonly pool_id: string;
        readonly description: string;
        readonly winning_target: string;
        readonly bets: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly gross: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly takeout: string;
        /** what the winners share, or all stakes where nobody won */
        readonly net: string;
        /** a decimal in units of the currency, with all its decimals */
        readonly winning_money: string;
        readonly money_return: boolean;
        readonly late_bets: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly late_money: string;
      }
    | {
        readonly effect: "pool_voided";
        /** a UUID in lower case */
        readonly pool_id: string;
        readonly description: string;
        readonly bets: number;
        /** a decimal in units of the currency, with all its decimals */
        readonly returned: string;
      }
    | {
        /** kind of the fact, as in the log */
        readonly effect: string;
        readonly pool_id: string | null;
        readonly description: string;
      }
  )[];
  readonly awaiting_pools: readonly string[];
};

/** Every message of the server by its name. */
export type Messages = {
  readonly pong: Pong;
  readonly op_codes: OpCodes;
  readonly connected: Connected;
  readonly handshake_refused: HandshakeRefused;
  readonly logged_in: LoggedIn;
  readonly game_joined: GameJoined;
  readonly game_heartbeat: GameHeartbeat;
  readonly game_left: GameLeft;
  readonly game_source_opened: GameSourceOpened;
  readonly game_source_closed: GameSourceClosed;
  readonly game_created_and_opened: GameCreatedAndOpened;
  readonly game_created: GameCreated;
  readonly game_opened: GameOpened;
  readonly game_closed: GameClosed;
  readonly game_details: GameDetails;
  readonly game_details_updated: GameDetailsUpdated;
  readonly games_list_for_source: GamesListForSource;
  readonly upcoming_games_list_for_source: UpcomingGamesListForSource;
  readonly betting_pool_created: BettingPoolCreated;
  readonly betting_pool_opened: BettingPoolOpened;
  readonly all_betting_pools_for_game: AllBettingPoolsForGame;
  readonly you_open_pools_list_for_game: YouOpenPoolsListForGame;
  readonly your_running_pools_for_game: YourRunningPoolsForGame;
  readonly your_resolved_pools_for_game: YourResolvedPoolsForGame;
  readonly bet_placed_in_betting_pool: BetPlacedInBettingPool;
  readonly new_betting_pool_bets_distribution: NewBettingPoolBetsDistribution;
  readonly bet_pool_resolved: BetPoolResolved;
  readonly bet_pool_expired: BetPoolExpired;
  readonly new_game_event: NewGameEvent;
  readonly betting_in_pool_blocked: BettingInPoolBlocked;
  readonly betting_in_pool_allowed: BettingInPoolAllowed;
  readonly betting_for_game_and_action_blocked: BettingForGameAndActionBlocked;
  readonly betting_for_game_and_action_allowed: BettingForGameAndActionAllowed;
  readonly user_joined_game: UserJoinedGame;
  readonly user_left_game: UserLeftGame;
  readonly game_admin_appointed: GameAdminAppointed;
  readonly games_i_am_admin_of_list: GamesIAmAdminOfList;
  readonly game_sources_i_am_admin_of_list: GameSourcesIAmAdminOfList;
  readonly become_an_admin_for_game_success: BecomeAnAdminForGameSuccess;
  readonly become_an_admin_for_game_fail: BecomeAnAdminForGameFail;
  readonly error: ErrorMessage;
  readonly current_balance: CurrentBalance;
  readonly available_balance: AvailableBalance;
  readonly balance_changed: BalanceChanged;
  readonly exposure: Exposure;
  readonly betting_pool_voided: BettingPoolVoided;
  readonly betting_for_game_resumed: BettingForGameResumed;
  readonly command_preview: CommandPreview;
};
export type MessageName = keyof Messages;
export type ServerMessage = Messages[MessageName];

/** What each op takes and answers. */
export type Operations = {
  /**
   * Is anybody there?. Op 1, ping.
   *
   * Refused with FIELD_INVALID.
   */
  readonly ping: { fields: PingFields; answer: Pong };
  /**
   * All ops and responses with their numbers. Op 2, op_codes.
   *
   * Refused with FIELD_INVALID.
   */
  readonly opCodes: { fields: OpCodesFields; answer: OpCodes };
  /**
   * Who am I here; a guest may hand in id, n and h to log in. All three or none. Op 100, handshake.
   *
   * Refused with FIELD_INVALID, NO_PRIVILEGE, BUSY.
   */
  readonly handshake: { fields: HandshakeFields; answer: Connected | LoggedIn | HandshakeRefused };
  /**
   * Subscribe to a game; last_seq asks for what was missed. Op 363, join_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, CURRENCY_NOT_AVAILABLE, COUNTRY_NOT_AVAILABLE, SUBSCRIPTIONS_LIMITED, BUSY.
   */
  readonly joinGame: { fields: JoinGameFields; answer: GameJoined };
  /**
   * Leave a game. Op 364, leave_game.
   *
   * Refused with FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, BUSY.
   */
  readonly leaveGame: { fields: LeaveGameFields; answer: GameLeft };
  /**
   * Open a source of games; needs the developer role. Op 365, open_game_source.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, BUSY.
   */
  readonly openSource: { fields: OpenSourceFields; answer: GameSourceOpened };
  /**
   * Close a source and all its games. Op 366, close_game_source.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, BUSY.
   */
  readonly closeSource: { fields: CloseSourceFields; answer: GameSourceClosed };
  /**
   * Create a game that opens now or at open_at. Op 370, create_and_open_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, TIME_INVALID, LIMIT_REACHED, BUSY.
   */
  readonly createAndOpenGame: { fields: CreateAndOpenGameFields; answer: GameCreatedAndOpened };
  /**
   * Create a game that waits for op 3702. Op 3701, create_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, TIME_INVALID, LIMIT_REACHED, BUSY.
   */
  readonly createGame: { fields: CreateGameFields; answer: GameCreated };
  /**
   * Open an upcoming game, or arm it until its open_at. Op 3702, open_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, GAME_CLOSED, GAME_CLOSING, GAME_ALREADY_OPEN, LIMIT_REACHED, BUSY.
   */
  readonly openGame: { fields: OpenGameFields; answer: GameOpened };
  /**
   * A game with its state and past events. Op 372, get_game_details.
   *
   * Refused with FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, BUSY.
   */
  readonly getGame: { fields: GetGameFields; answer: GameDetails };
  /**
   * Add actions, targets or an image; without any, read the game. Op 373, update_game_details.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, GAME_CLOSING, LIMIT_REACHED, BUSY.
   */
  readonly updateGame: { fields: UpdateGameFields; answer: GameDetailsUpdated | GameDetails };
  /**
   * Close a game; sent again once its last binary pools have their results. Op 375, close_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, POOLS_NEED_RESOLUTION, BUSY.
   */
  readonly closeGame: { fields: CloseGameFields; answer: GameClosed };
  /**
   * Games of a source that are open or closing; the connection follows the source then. Op 380, list_games_for_source.
   *
   * Refused with FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, BUSY.
   */
  readonly listGames: { fields: ListGamesFields; answer: GamesListForSource };
  /**
   * Games of a source that are not open yet; the connection follows the source then. Op 3811, list_upcoming_games_for_source.
   *
   * Refused with FIELD_INVALID, SOURCE_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, BUSY.
   */
  readonly listUpcomingGames: {
    fields: ListUpcomingGamesFields;
    answer: UpcomingGamesListForSource;
  };
  /**
   * Open a pool. Types: 1 by event, 2 by event until finish_at, 3 binary, 4 binary by time. Op 385, create_betting_pool.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, GAME_CLOSING, GAME_NOT_OPEN, ACTION_UNKNOWN, TARGET_UNKNOWN, TIME_INVALID, LIMIT_REACHED, BUSY.
   */
  readonly createPool: { fields: CreatePoolFields; answer: BettingPoolCreated };
  /**
   * Unresolved pools of a game. Op 387, list_all_betting_pools_for_game.
   *
   * Refused with FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, BUSY.
   */
  readonly listPools: { fields: ListPoolsFields; answer: AllBettingPoolsForGame };
  /**
   * Unresolved pools of a game that I have no bet in. Op 388, list_my_open_betting_pools_for_game.
   *
   * Refused with FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, BUSY.
   */
  readonly listMyOpenPools: { fields: ListMyOpenPoolsFields; answer: YouOpenPoolsListForGame };
  /**
   * Unresolved pools of a game that I have bets in. Op 389, list_my_running_pools_for_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, BUSY.
   */
  readonly listMyRunningPools: {
    fields: ListMyRunningPoolsFields;
    answer: YourRunningPoolsForGame;
  };
  /**
   * Resolved pools of a game that I had bets in. Op 390, list_my_resolved_pools_for_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, ARCHIVE_UNAVAILABLE, BUSY.
   */
  readonly listMyResolvedPools: {
    fields: ListMyResolvedPoolsFields;
    answer: YourResolvedPoolsForGame;
  };
  /**
   * Place a bet; client_bet_id makes it safe to send again. Op 392, place_bet_in_betting_pool.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, POOL_NOT_FOUND, NO_PRIVILEGE, IDEMPOTENCY_MISMATCH, POOL_CLOSED, GAME_CLOSING, POOL_STOPPED, POOL_BLOCKED, BETTING_SUSPENDED, POOL_CHANGED, TARGET_UNKNOWN, CONFLICT_OF_INTEREST, CURRENCY_NOT_AVAILABLE, COUNTRY_NOT_AVAILABLE, AMOUNT_LIMIT, INSUFFICIENT_FUNDS, CLOCK_UNSURE, BUSY.
   */
  readonly placeBet: { fields: PlaceBetFields; answer: BetPlacedInBettingPool };
  /**
   * The pool's stakes and multipliers now. Op 393, get_betting_pool_bets_distribution.
   *
   * Refused with FIELD_INVALID, POOL_NOT_FOUND, NO_PRIVILEGE, POOL_CLOSED, BUSY.
   */
  readonly getDistribution: {
    fields: GetDistributionFields;
    answer: NewBettingPoolBetsDistribution;
  };
  /**
   * An event happened, or a binary pool has its result; pools settle by it. Op 395, register_game_event.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, IDEMPOTENCY_MISMATCH, GAME_CLOSED, POOL_CLOSED, GAME_CLOSING, GAME_NOT_OPEN, ACTION_UNKNOWN, TARGET_UNKNOWN, TIME_INVALID, BUSY.
   */
  readonly registerEvent: { fields: RegisterEventFields; answer: NewGameEvent };
  /**
   * Block a pool now or at block_at. Op 397, block_betting_in_betting_pool.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, POOL_NOT_FOUND, NO_PRIVILEGE, POOL_CLOSED, GAME_CLOSING, BUSY.
   */
  readonly blockPool: { fields: BlockPoolFields; answer: BettingInPoolBlocked };
  /**
   * Block an action and its pools now or at block_at. Op 3975, block_betting_for_game_and_action.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, GAME_CLOSING, ACTION_UNKNOWN, BUSY.
   */
  readonly blockAction: { fields: BlockActionFields; answer: BettingForGameAndActionBlocked };
  /**
   * Allow bets in a blocked pool now or at allow_at. Op 398, allow_betting_in_betting_pool.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, POOL_NOT_FOUND, NO_PRIVILEGE, POOL_CLOSED, GAME_CLOSING, POOL_STOPPED, BUSY.
   */
  readonly allowPool: { fields: AllowPoolFields; answer: BettingInPoolAllowed };
  /**
   * Allow an action and its pools now or at allow_at. Op 3985, allow_betting_for_game_and_action.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, GAME_CLOSING, ACTION_UNKNOWN, BUSY.
   */
  readonly allowAction: { fields: AllowActionFields; answer: BettingForGameAndActionAllowed };
  /**
   * Games I am admin of. Op 610, list_games_i_am_admin_of.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, BUSY.
   */
  readonly listMyGames: { fields: ListMyGamesFields; answer: GamesIAmAdminOfList };
  /**
   * Sources I am admin of. Op 611, list_game_sources_i_am_admin_of.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, BUSY.
   */
  readonly listMySources: { fields: ListMySourcesFields; answer: GameSourcesIAmAdminOfList };
  /**
   * Become admin of a game of my source; NO_PRIVILEGE and ADMINS_FULL are answered with 645. Op 616, become_an_admin_for_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, GAME_CLOSED, GAME_CLOSING, BUSY.
   */
  readonly becomeGameAdmin: {
    fields: BecomeGameAdminFields;
    answer: BecomeAnAdminForGameSuccess | BecomeAnAdminForGameFail;
  };
  /**
   * Make somebody admin of a game of my source. Op 617, appoint_admin_for_game_by_username.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, USER_NOT_FOUND, NO_PRIVILEGE, SOURCE_CLOSED, GAME_CLOSED, GAME_CLOSING, ADMINS_FULL, BUSY.
   */
  readonly appointGameAdmin: { fields: AppointGameAdminFields; answer: GameAdminAppointed };
  /**
   * Available balance and exposure together. Op 800, get_current_balance.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, BUSY.
   */
  readonly getCurrentBalance: { fields: GetCurrentBalanceFields; answer: CurrentBalance };
  /**
   * What can be staked. Op 810, get_available_balance.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, BUSY.
   */
  readonly getAvailableBalance: { fields: GetAvailableBalanceFields; answer: AvailableBalance };
  /**
   * Stakes in unresolved pools. Op 840, get_exposure.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, NO_PRIVILEGE, BUSY.
   */
  readonly getExposure: { fields: GetExposureFields; answer: Exposure };
  /**
   * Void a pool: all stakes go back. Op 5001, void_betting_pool.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, POOL_NOT_FOUND, NO_PRIVILEGE, POOL_CLOSED, BUSY.
   */
  readonly voidPool: { fields: VoidPoolFields; answer: BettingPoolVoided };
  /**
   * The provider is back: allow bets that the server suspended in its silence. Op 5002, resume_betting_for_game.
   *
   * Refused with NOT_LOGGED_IN, FIELD_INVALID, GAME_NOT_FOUND, NO_PRIVILEGE, GAME_CLOSED, BUSY.
   */
  readonly resumeBetting: { fields: ResumeBettingFields; answer: BettingForGameResumed };
};
export type OperationName = keyof Operations;

/** Why the server refuses, see docs/errors.md. */
export type ErrorCode =
  /** only text frames are taken */
  | "BINARY_FRAME"
  /** the frame is over the limit */
  | "MESSAGE_TOO_LARGE"
  /** the body is over the limit */
  | "BODY_TOO_LARGE"
  /** the server is going down; connect again */
  | "SHUTTING_DOWN"
  /** the connection takes messages too slowly */
  | "SLOW_CLIENT"
  /** the Origin is not on the list */
  | "ORIGIN_FORBIDDEN"
  /** the server has too many connections */
  | "CONNECTIONS_LIMITED"
  /** the address has too many connections */
  | "ADDRESS_CONNECTIONS_LIMITED"
  /** too many handshakes in too short a time */
  | "HANDSHAKES_LIMITED"
  /** the path is for WebSocket connections */
  | "UPGRADE_REQUIRED"
  /** no such edition of the protocol */
  | "EDITION_UNKNOWN"
  /** nothing lives at this path */
  | "NOT_FOUND"
  /** the path takes other methods */
  | "METHOD_NOT_ALLOWED"
  /** the body is of another type than JSON */
  | "UNSUPPORTED_MEDIA"
  /** the body is no JSON object as described */
  | "BODY_INVALID"
  /** the text is no JSON */
  | "MALFORMED_JSON"
  /** the message is JSON but no object */
  | "NOT_AN_OBJECT"
  /** the header can't be read */
  | "HEADER_INVALID"
  /** op is absent or no number */
  | "OP_INVALID"
  /** there is no such op */
  | "OP_UNKNOWN"
  /** too many messages in too short a time */
  | "RATE_LIMITED"
  /** too many sign-ups in too short a time */
  | "SIGNUPS_LIMITED"
  /** too many log-ins in too short a time */
  | "LOGINS_LIMITED"
  /** another user has this name */
  | "USERNAME_TAKEN"
  /** another user has this address */
  | "EMAIL_TAKEN"
  /** name and password do not fit */
  | "LOGIN_FAILED"
  /** the user has too many login sessions */
  | "SESSIONS_EXHAUSTED"
  /** no such live session */
  | "SESSION_UNKNOWN"
  /** the handshake's hash fits no live session */
  | "HANDSHAKE_FAILED"
  /** the nonce was used before in this session */
  | "NONCE_USED"
  /** the session has used all its nonces */
  | "NONCES_EXHAUSTED"
  /** no such user */
  | "USER_UNKNOWN"
  /** no such API key */
  | "API_KEY_UNKNOWN"
  /** the user has too many API keys */
  | "API_KEYS_EXHAUSTED"
  /** the operator's interface is off */
  | "ADMIN_DISABLED"
  /** only players may ask this */
  | "NOT_LOGGED_IN"
  /** a field is absent, unknown or can't be read */
  | "FIELD_INVALID"
  /** no such source */
  | "SOURCE_NOT_FOUND"
  /** no such game */
  | "GAME_NOT_FOUND"
  /** no such pool */
  | "POOL_NOT_FOUND"
  /** no such player */
  | "USER_NOT_FOUND"
  /** no such platform */
  | "PLATFORM_NOT_FOUND"
  /** no such account of the provider */
  | "ACCOUNT_NOT_FOUND"
  /** no such launched game, or it is over */
  | "GAME_SESSION_NOT_FOUND"
  /** the right to do this is missing */
  | "NO_PRIVILEGE"
  /** the same id came before with other content */
  | "IDEMPOTENCY_MISMATCH"
  /** it was rolled back before it came */
  | "ROLLED_BACK"
  /** the source is closed */
  | "SOURCE_CLOSED"
  /** the game is closed */
  | "GAME_CLOSED"
  /** the pool is resolved or finished */
  | "POOL_CLOSED"
  /** the game is closing; only what ends it works */
  | "GAME_CLOSING"
  /** the game is not open yet */
  | "GAME_NOT_OPEN"
  /** the game is open already */
  | "GAME_ALREADY_OPEN"
  /** betting in the pool has stopped for good */
  | "POOL_STOPPED"
  /** betting in the pool is blocked */
  | "POOL_BLOCKED"
  /** betting is suspended, the text says why */
  | "BETTING_SUSPENDED"
  /** the pool is not the version expected */
  | "POOL_CHANGED"
  /** the game has no such action */
  | "ACTION_UNKNOWN"
  /** the game or pool has no such target */
  | "TARGET_UNKNOWN"
  /** the time is out of its bounds */
  | "TIME_INVALID"
  /** admins may not bet in their own games */
  | "CONFLICT_OF_INTEREST"
  /** the provider offers the game in other currencies */
  | "CURRENCY_NOT_AVAILABLE"
  /** the provider does not offer the game in the player's country */
  | "COUNTRY_NOT_AVAILABLE"
  /** the game has as many admins as it may have */
  | "ADMINS_FULL"
  /** a size limit would be passed */
  | "LIMIT_REACHED"
  /** the amount is out of its bounds */
  | "AMOUNT_LIMIT"
  /** the available balance is too small */
  | "INSUFFICIENT_FUNDS"
  /** pools of the closing game wait for their results */
  | "POOLS_NEED_RESOLUTION"
  /** the connection has joined too many games */
  | "SUBSCRIPTIONS_LIMITED"
  /** the server's clock has jumped; bets wait for an administrator */
  | "CLOCK_UNSURE"
  /** what is over can't be looked up now; betting goes on */
  | "ARCHIVE_UNAVAILABLE"
  /** too much is waiting; nothing was touched, try again */
  | "BUSY"
  /** a fault of the server; nothing was changed */
  | "INTERNAL";

/**
 * By op: its number; whether it may be sent again when its answer got lost ("safe", "unsafe", or by the
 * field that makes it safe); the messages that answer it.
 */
export type OperationRow = readonly [op: number, again: string, ...answers: number[]];
export const OPERATIONS: { readonly [Name in OperationName]: OperationRow } = {
  ping: [1, "safe", 1],
  opCodes: [2, "safe", 2],
  handshake: [100, "unsafe", 100, 112, 110],
  joinGame: [363, "safe", 333],
  leaveGame: [364, "safe", 334],
  openSource: [365, "unsafe", 335],
  closeSource: [366, "safe", 336],
  createAndOpenGame: [370, "unsafe", 340],
  createGame: [3701, "unsafe", 3401],
  openGame: [3702, "unsafe", 3402],
  getGame: [372, "safe", 342],
  updateGame: [373, "unsafe", 343, 342],
  closeGame: [375, "safe", 341],
  listGames: [380, "safe", 345],
  listUpcomingGames: [3811, "safe", 3461],
  createPool: [385, "unsafe", 350],
  listPools: [387, "safe", 3535],
  listMyOpenPools: [388, "safe", 353],
  listMyRunningPools: [389, "safe", 354],
  listMyResolvedPools: [390, "safe", 355],
  placeBet: [392, "client_bet_id", 356],
  getDistribution: [393, "safe", 360],
  registerEvent: [395, "client_event_id", 366],
  blockPool: [397, "unsafe", 368],
  blockAction: [3975, "unsafe", 370],
  allowPool: [398, "unsafe", 369],
  allowAction: [3985, "unsafe", 371],
  listMyGames: [610, "safe", 620],
  listMySources: [611, "safe", 621],
  becomeGameAdmin: [616, "safe", 640, 645],
  appointGameAdmin: [617, "safe", 617],
  getCurrentBalance: [800, "safe", 800],
  getAvailableBalance: [810, "safe", 810],
  getExposure: [840, "safe", 840],
  voidPool: [5001, "unsafe", 5001],
  resumeBetting: [5002, "unsafe", 5002],
};

/** Names of messages by their number. */
export const RESPONSES: { readonly [res: number]: MessageName } = {
  1: "pong",
  2: "op_codes",
  100: "connected",
  110: "handshake_refused",
  112: "logged_in",
  333: "game_joined",
  3330: "game_heartbeat",
  334: "game_left",
  335: "game_source_opened",
  336: "game_source_closed",
  340: "game_created_and_opened",
  3401: "game_created",
  3402: "game_opened",
  341: "game_closed",
  342: "game_details",
  343: "game_details_updated",
  345: "games_list_for_source",
  3461: "upcoming_games_list_for_source",
  350: "betting_pool_created",
  352: "betting_pool_opened",
  3535: "all_betting_pools_for_game",
  353: "you_open_pools_list_for_game",
  354: "your_running_pools_for_game",
  355: "your_resolved_pools_for_game",
  356: "bet_placed_in_betting_pool",
  360: "new_betting_pool_bets_distribution",
  362: "bet_pool_resolved",
  363: "bet_pool_expired",
  366: "new_game_event",
  368: "betting_in_pool_blocked",
  369: "betting_in_pool_allowed",
  370: "betting_for_game_and_action_blocked",
  371: "betting_for_game_and_action_allowed",
  470: "user_joined_game",
  480: "user_left_game",
  617: "game_admin_appointed",
  620: "games_i_am_admin_of_list",
  621: "game_sources_i_am_admin_of_list",
  640: "become_an_admin_for_game_success",
  645: "become_an_admin_for_game_fail",
  666: "error",
  800: "current_balance",
  810: "available_balance",
  815: "balance_changed",
  840: "exposure",
  5001: "betting_pool_voided",
  5002: "betting_for_game_resumed",
  5003: "command_preview",
};
