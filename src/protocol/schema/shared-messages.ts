// Messages that are the same in every edition. Fields beside `response_header` and `res`.
import { Type } from "typebox";
import { ERROR_CODES } from "../error-code.ts";
import { part } from "./definitions.ts";
import {
  closed,
  count,
  dictionary,
  moneyText,
  orNull,
  seq,
  text,
  timeMs,
  userId,
  uuid,
} from "./parts.ts";

const game = { game_id: uuid };
const visitor = { ...game, user_id: userId, user_name: text };
const codes = dictionary(Type.Integer(), "^[a-z0-9_]+$");

export const eventFields = {
  action_id: text,
  target_id: text,
  target_display_name: text,
  current_count: part("EventCount"),
  ...game,
  happened_at: timeMs,
};

const ofPool = { pool_id: uuid, description: text };
const SETTLED = closed({
  effect: Type.Literal("pool_settled"),
  ...ofPool,
  winning_target: text,
  bets: count,
  gross: moneyText,
  takeout: moneyText,
  net: Type.String({ description: "what the winners share, or all stakes where nobody won" }),
  winning_money: moneyText,
  money_return: Type.Boolean(),
  late_bets: count,
  late_money: moneyText,
});
const VOIDED = closed({
  effect: Type.Literal("pool_voided"),
  ...ofPool,
  bets: count,
  returned: moneyText,
});
const OTHER_EFFECT = closed({
  effect: Type.String({ description: "kind of the fact, as in the log" }),
  pool_id: orNull(uuid),
  description: text,
});

export const SHARED_MESSAGES = {
  pong: {},
  op_codes: { opcodes: codes, response_codes: codes },
  connected: {},
  handshake_refused: { text },
  logged_in: { user_id: userId, user_name: text },
  error: {
    text: Type.String({ description: "for people: what was wrong and what is accepted" }),
    code: Type.Enum([...ERROR_CODES]),
    op: orNull(Type.Integer()),
  },
  game_left: game,
  game_heartbeat: { ...game, seq },
  game_sources_i_am_admin_of_list: {
    sources: Type.Array(closed({ id: uuid, name: text, description: orNull(text) })),
  },
  games_i_am_admin_of_list: { games: Type.Array(closed({ id: uuid, name: text })) },
  become_an_admin_for_game_fail: { ...game, reason: text },
  user_joined_game: visitor,
  user_left_game: visitor,
  command_preview: {
    op: Type.Integer(),
    effects: Type.Array(Type.Union([SETTLED, VOIDED, OTHER_EFFECT])),
    awaiting_pools: Type.Array(uuid),
  },
};

/** Changes, told alike in every edition but for log_seq and seq in 2.0. */
export const SHARED_CHANGES = {
  game_source_closed: { source_id: uuid },
  game_closed: game,
  game_details_updated: game,
  become_an_admin_for_game_success: game,
  game_admin_appointed: { ...game, username: text },
  new_game_event: eventFields,
  betting_for_game_and_action_blocked: { ...game, action: text, blocked_at: timeMs },
  betting_for_game_and_action_allowed: { ...game, action: text, allowed_at: timeMs },
  betting_for_game_resumed: game,
  betting_pool_voided: { pool_id: uuid, reason: text },
};
