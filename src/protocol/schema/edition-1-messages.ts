// Editions 1.0 and 1.1: dictionaries by id, money as numbers.
import { Type } from "typebox";
import { part } from "./definitions.ts";
import {
  activeGames,
  gameDetails,
  newGame,
  openedGame,
  upcomingGame,
  upcomingGames,
} from "./game-fields.ts";
import {
  asOfSeq,
  byUser,
  byUuid,
  closed,
  count,
  dictionary,
  flag,
  moneyNumber,
  orNull,
  text,
  timeMs,
  timeOrNone,
  timeText,
  userId,
  uuid,
  yes,
} from "./parts.ts";
import { SHARED_CHANGES, SHARED_MESSAGES } from "./shared-messages.ts";

const poolType = Type.Integer({ minimum: 1, maximum: 4 });
const multiplier = Type.Number({ minimum: 0, description: "what 1 on it would get back" });

const pool = {
  game_id: uuid,
  pool_id: uuid,
  description: text,
  pool_type: poolType,
  action: text,
  people_involved: count,
  money_at_stake: moneyNumber,
  target_level: count,
  targets: dictionary(
    closed({
      backing_people: count,
      to_win_if_backed: multiplier,
      display_name: closed({ symbol: text, display_name: text }),
      backing_money: moneyNumber,
    }),
  ),
  start_at: timeMs,
  finish_at: orNull(timeMs),
  stop_accepting_bets_at: orNull(timeMs),
  is_blocked: flag,
};

const listedPool = {
  start_at: timeText,
  money_at_stake: moneyNumber,
  finish_at: timeOrNone,
  distributions: part("Distribution1"),
  target_level: count,
  people_involved: count,
  pool_id: uuid,
  stop_accepting_bets_at: timeOrNone,
  type: poolType,
  action_id: text,
  description: text,
  is_blocked: flag,
};
const backed = dictionary(moneyNumber);

const resolvedPool = {
  total_winnings: moneyNumber,
  resolved_at: timeMs,
  start_at: timeMs,
  description: text,
  winning_target: orNull(text),
  distributions: part("Distribution1"),
  people_involved: count,
  pool_type: poolType,
  user_backed: backed,
  stop_accepting_bets_at: orNull(timeMs),
  game_name: text,
  money_at_stake: moneyNumber,
  game_id: uuid,
  target_level: count,
  action_id: text,
};

const lists = {
  winners: byUser(moneyNumber),
  losers: Type.Array(userId),
  invalidated_bettors: Type.Array(userId),
};
const counts = {
  truncated: yes,
  winner_count: count,
  loser_count: count,
  invalidated_count: count,
  total_paid: moneyNumber,
};

function resolution(time: "resolved_at" | "expired_at") {
  const result = {
    pool_id: uuid,
    game_id: uuid,
    winning_target: orNull(text),
    description: text,
    is_money_return: flag,
    [time]: timeMs,
  };
  return [
    { ...result, ...lists },
    { ...result, ...lists, personal: yes },
    { ...result, ...counts },
  ];
}

const ofGame = { game_id: uuid };

export function edition1Messages(dialect: "1.0" | "1.1") {
  return {
    ...SHARED_MESSAGES,
    ...SHARED_CHANGES,
    game_joined: ofGame,
    game_source_opened: { source_id: uuid },
    game_created_and_opened: newGame(dialect),
    game_created: upcomingGame(dialect),
    game_opened: openedGame(dialect),
    game_details: gameDetails(dialect),
    games_list_for_source: activeGames(dialect),
    upcoming_games_list_for_source: upcomingGames(dialect),
    betting_pool_created: pool,
    betting_pool_opened: pool,
    all_betting_pools_for_game: { ...ofGame, pools_list: byUuid(closed(listedPool)) },
    you_open_pools_list_for_game: { ...ofGame, pools_list: byUuid(closed(listedPool)) },
    your_running_pools_for_game: {
      ...ofGame,
      pools_list: byUuid(closed({ ...listedPool, name: text, user_backed: backed })),
    },
    your_resolved_pools_for_game: {
      ...ofGame,
      pools_list: byUuid(closed(resolvedPool)),
      as_of_seq: Type.Optional(asOfSeq),
    },
    bet_placed_in_betting_pool: {
      pool_id: uuid,
      bet_id: uuid,
      amount: Type.Union([text, Type.Number()], { description: "as it was sent" }),
      target: text,
      idempotent: Type.Optional(yes),
    },
    new_betting_pool_bets_distribution: {
      pool_id: uuid,
      target_level: count,
      distribution: part("NamedDistribution1"),
    },
    bet_pool_resolved: resolution("resolved_at"),
    bet_pool_expired: resolution("expired_at"),
    betting_in_pool_blocked: { blocked_at: timeMs, pool_id: uuid },
    betting_in_pool_allowed: { allowed_at: timeMs, pool_id: uuid },
    current_balance: { currency: text, current_balance: moneyNumber },
    available_balance: { currency: text, available_balance: moneyNumber },
    exposure: { currency: text, exposure: moneyNumber },
    balance_changed: {
      current_balance: moneyNumber,
      available_balance: moneyNumber,
      currency: text,
    },
  };
}
