// Editions 1.0 and 1.1: fields named as in each message's own example, so the same thing has different
// names in different messages. Money is a JSON number.
import { assertNever } from "../../engine/assert-never.ts";
import { wireNumber } from "../../money/amount.ts";
import { OP_CODES, RESPONSE_CODES } from "../codes.ts";
import { previewFields } from "../preview-message.ts";
import type { JsonObject } from "../server-message.ts";
import type { BalanceView, View } from "../view.ts";
import {
  type Nesting,
  activeGameRow,
  eventFields,
  gameDetailsFields,
  newGameFields,
  openedGameFields,
  upcomingGameFields,
  upcomingGameRow,
} from "./game-fields.ts";
import {
  distributionFields,
  openPoolRow,
  placedBetFields,
  poolFields,
  poolsById,
  resolvedPoolRow,
  runningPoolRow,
} from "./pool-fields.ts";
import { resolutionFields } from "./resolution-fields.ts";

export function renderEdition1(view: View, nesting: Nesting): JsonObject {
  switch (view.kind) {
    case "pong":
    case "connected":
      return {};
    case "op_codes":
      return { opcodes: OP_CODES, response_codes: RESPONSE_CODES };
    case "logged_in":
      return { user_id: view.userId, user_name: view.userName };
    case "handshake_refused":
      return { text: view.text };
    case "error":
      return { text: view.text, code: view.code, op: view.op };
    case "game_source_opened":
    case "game_source_closed":
      return { source_id: view.sourceId };
    case "game_sources_i_am_admin_of_list":
      return {
        sources: view.sources.map(({ sourceId, name, description }) => ({
          id: sourceId,
          name,
          description,
        })),
      };
    case "game_created_and_opened":
      return newGameFields(view.game, nesting);
    case "game_created":
      return upcomingGameFields(view.game);
    case "game_opened":
      return openedGameFields(view.game, nesting);
    case "game_details":
      return gameDetailsFields(view.game, view.history, nesting);
    case "games_list_for_source":
      return {
        source_id: view.sourceId,
        games: view.games.map((game) => activeGameRow(game, nesting)),
      };
    case "upcoming_games_list_for_source":
      return { source_id: view.sourceId, games: view.games.map(upcomingGameRow) };
    case "games_i_am_admin_of_list":
      return { games: view.games.map(({ gameId, name }) => ({ id: gameId, name })) };
    case "game_left":
    case "game_closed":
    case "game_details_updated":
    case "become_an_admin_for_game_success":
    case "game_joined":
      return { game_id: view.gameId };
    case "game_heartbeat":
      return { game_id: view.gameId, seq: view.seq };
    case "become_an_admin_for_game_fail":
      return { game_id: view.gameId, reason: view.reason };
    case "game_admin_appointed":
      return { game_id: view.gameId, username: view.username };
    case "user_joined_game":
    case "user_left_game":
      return { game_id: view.gameId, user_id: view.userId, user_name: view.userName };
    case "betting_pool_created":
    case "betting_pool_opened":
      return poolFields(view.pool);
    case "all_betting_pools_for_game":
    case "you_open_pools_list_for_game":
      return { game_id: view.gameId, pools_list: poolsById(view.pools, openPoolRow) };
    case "your_running_pools_for_game":
      return { game_id: view.gameId, pools_list: poolsById(view.pools, runningPoolRow) };
    case "your_resolved_pools_for_game":
      return {
        pools_list: poolsById(view.pools, resolvedPoolRow),
        game_id: view.gameId,
        ...(view.asOfSeq === null ? {} : { as_of_seq: view.asOfSeq }),
      };
    case "bet_placed_in_betting_pool":
      return placedBetFields(view.bet);
    case "new_betting_pool_bets_distribution":
      return distributionFields(view.pool);
    case "bet_pool_resolved":
      return { ...resolutionFields(view.resolution), resolved_at: view.resolution.resolvedAtMs };
    case "bet_pool_expired":
      return { ...resolutionFields(view.resolution), expired_at: view.resolution.resolvedAtMs };
    case "new_game_event":
      return eventFields(view.event);
    case "betting_in_pool_blocked":
      return { blocked_at: view.atMs, pool_id: view.poolId };
    case "betting_in_pool_allowed":
      return { allowed_at: view.atMs, pool_id: view.poolId };
    case "betting_for_game_and_action_blocked":
      return { game_id: view.gameId, action: view.action, blocked_at: view.atMs };
    case "betting_for_game_and_action_allowed":
      return { game_id: view.gameId, action: view.action, allowed_at: view.atMs };
    case "betting_for_game_resumed":
      return { game_id: view.gameId };
    case "betting_pool_voided":
      return { pool_id: view.poolId, reason: view.reason };
    case "command_preview":
      return previewFields(view);
    case "current_balance":
      return { currency: view.balance.currency, current_balance: current(view.balance) };
    case "available_balance":
      return { currency: view.balance.currency, available_balance: available(view.balance) };
    case "exposure":
      return { currency: view.balance.currency, exposure: exposure(view.balance) };
    case "balance_changed":
      return {
        current_balance: current(view.balance),
        available_balance: available(view.balance),
        currency: view.balance.currency,
      };
    default:
      return assertNever(view);
  }
}

function available({ availableMinor, decimals }: BalanceView): number {
  return wireNumber(availableMinor, decimals);
}

function exposure({ exposureMinor, decimals }: BalanceView): number {
  return wireNumber(exposureMinor, decimals);
}

function current({ availableMinor, exposureMinor, decimals }: BalanceView): number {
  return wireNumber(availableMinor + exposureMinor, decimals);
}
