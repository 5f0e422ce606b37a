// Edition 2.0: lists, money as decimal text, times as numbers, and what tells a client whether it has
// missed anything.
import { type TProperties, Type } from "typebox";
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
  closed,
  count,
  dictionary,
  flag,
  logSeq,
  moneyText,
  orNull,
  poolVersion,
  seq,
  text,
  timeMs,
  userId,
  uuid,
  yes,
} from "./parts.ts";
import { SHARED_CHANGES, SHARED_MESSAGES } from "./shared-messages.ts";

const poolType = Type.Integer({ minimum: 1, maximum: 4 });
const multiplier = moneyText;

const pool = {
  game_id: uuid,
  pool_id: uuid,
  description: text,
  pool_type: poolType,
  action: text,
  people_involved: count,
  money_at_stake: moneyText,
  target_level: count,
  targets: Type.Array(
    closed({
      target_id: text,
      backing_people: count,
      to_win_if_backed: multiplier,
      display_name: closed({ symbol: text, display_name: text }),
      backing_money: moneyText,
    }),
  ),
  start_at: timeMs,
  finish_at: orNull(timeMs),
  stop_accepting_bets_at: orNull(timeMs),
  is_blocked: flag,
  pool_version: poolVersion,
};

const versions = { pool_version: poolVersion, bets_count: count, is_final: flag };

const listedPool = {
  pool_id: uuid,
  type: poolType,
  action_id: text,
  description: text,
  start_at: timeMs,
  finish_at: orNull(timeMs),
  stop_accepting_bets_at: orNull(timeMs),
  is_blocked: flag,
  people_involved: count,
  money_at_stake: moneyText,
  target_level: count,
  distributions: part("Distribution2"),
  ...versions,
};
const backed = dictionary(moneyText);

const resolvedPool = {
  pool_id: uuid,
  game_id: uuid,
  game_name: text,
  pool_type: poolType,
  action_id: text,
  description: text,
  start_at: timeMs,
  stop_accepting_bets_at: orNull(timeMs),
  resolved_at: timeMs,
  winning_target: orNull(text),
  total_winnings: moneyText,
  user_backed: backed,
  people_involved: count,
  money_at_stake: moneyText,
  target_level: count,
  distributions: part("Distribution2"),
  ...versions,
};

const lists = {
  winners: byUser(moneyText),
  losers: byUser(moneyText),
  refunds: byUser(moneyText),
  invalidated_bettors: Type.Array(userId),
};
const counts = {
  truncated: yes,
  winner_count: count,
  loser_count: count,
  invalidated_count: count,
  total_paid: moneyText,
};

function resolution(time: "resolved_at" | "expired_at") {
  const result = {
    pool_id: uuid,
    game_id: uuid,
    winning_target: orNull(text),
    description: text,
    is_money_return: flag,
    pool_version: poolVersion,
    is_final: yes,
    [time]: timeMs,
  };
  return [
    told({ ...result, ...lists }),
    { ...result, ...lists, personal: yes },
    told({ ...result, ...counts }),
  ];
}

/** Answers to changes. */
function done<Fields extends TProperties>(fields: Fields) {
  return { ...fields, log_seq: logSeq };
}

/** Nobody who follows the game may miss it. */
function told<Fields extends TProperties>(fields: Fields) {
  return { ...fields, seq, log_seq: logSeq };
}

/** A broadcast of the game, or the answer to somebody who asked for what was done already. */
function toldOrAnswered<Fields extends TProperties>(fields: Fields) {
  return { ...fields, seq: Type.Optional(seq), log_seq: logSeq };
}

const resync = Type.Optional(
  Type.Literal(true, { description: "the present state, in place of messages no longer kept" }),
);
const ofGame = { game_id: uuid };
const block = { pool_id: uuid, pool_version: poolVersion, is_blocked: flag };

export const EDITION_2_MESSAGES = {
  ...SHARED_MESSAGES,
  error: { ...SHARED_MESSAGES.error, log_seq: Type.Optional(logSeq) },
  game_joined: { ...ofGame, seq },
  game_source_opened: done({
    source_id: uuid,
    provider_secret: Type.String({ description: "told this once; a new one by rotation only" }),
  }),
  game_source_closed: done(SHARED_CHANGES.game_source_closed),
  game_created_and_opened: told(newGame("2.0")),
  game_created: told(upcomingGame("2.0")),
  game_opened: toldOrAnswered(openedGame("2.0")),
  game_closed: toldOrAnswered(SHARED_CHANGES.game_closed),
  game_details: {
    ...gameDetails("2.0"),
    seq: Type.Optional(seq),
    log_seq: Type.Optional(logSeq),
    resync,
  },
  game_details_updated: done(SHARED_CHANGES.game_details_updated),
  games_list_for_source: activeGames("2.0"),
  upcoming_games_list_for_source: upcomingGames("2.0"),
  become_an_admin_for_game_success: done(SHARED_CHANGES.become_an_admin_for_game_success),
  game_admin_appointed: done(SHARED_CHANGES.game_admin_appointed),
  betting_pool_created: done(pool),
  betting_pool_opened: told(pool),
  all_betting_pools_for_game: {
    ...ofGame,
    pools_list: Type.Array(closed(listedPool)),
    seq: Type.Optional(seq),
    resync,
  },
  you_open_pools_list_for_game: { ...ofGame, pools_list: Type.Array(closed(listedPool)) },
  your_running_pools_for_game: {
    ...ofGame,
    pools_list: Type.Array(closed({ ...listedPool, name: text, user_backed: backed })),
  },
  your_resolved_pools_for_game: {
    ...ofGame,
    pools_list: Type.Array(closed(resolvedPool)),
    as_of_seq: Type.Optional(asOfSeq),
  },
  bet_placed_in_betting_pool: done({
    pool_id: uuid,
    bet_id: uuid,
    amount: Type.String({ description: "as it was sent; what was a number is its text" }),
    target: text,
    idempotent: Type.Optional(yes),
  }),
  new_betting_pool_bets_distribution: {
    pool_id: uuid,
    people_involved: count,
    money_at_stake: moneyText,
    target_level: count,
    distribution: part("NamedDistribution2"),
    ...versions,
  },
  bet_pool_resolved: resolution("resolved_at"),
  bet_pool_expired: resolution("expired_at"),
  new_game_event: toldOrAnswered(SHARED_CHANGES.new_game_event),
  betting_in_pool_blocked: toldOrAnswered({
    blocked_at: timeMs,
    ...block,
    reason: Type.Optional(Type.String({ description: "why the operator or the server did it" })),
  }),
  betting_in_pool_allowed: toldOrAnswered({ allowed_at: timeMs, ...block }),
  betting_for_game_and_action_blocked: toldOrAnswered(
    SHARED_CHANGES.betting_for_game_and_action_blocked,
  ),
  betting_for_game_and_action_allowed: toldOrAnswered(
    SHARED_CHANGES.betting_for_game_and_action_allowed,
  ),
  betting_for_game_resumed: done(SHARED_CHANGES.betting_for_game_resumed),
  betting_pool_voided: done(SHARED_CHANGES.betting_pool_voided),
  current_balance: { currency: text, current_balance: moneyText },
  available_balance: { currency: text, available_balance: moneyText },
  exposure: { currency: text, exposure: moneyText },
  balance_changed: { current_balance: moneyText, available_balance: moneyText, currency: text },
};
