// Edition 2.0: lists of objects that name themselves, money as decimal text, times as numbers, and what
// a client needs to know whether it has missed anything. What is not named here is as in 1.1.
import { assertNever } from "../../engine/assert-never.ts";
import { formatDecimal } from "../../money/amount.ts";
import { renderEdition1 } from "../edition-1/render.ts";
import type { JsonObject } from "../server-message.ts";
import type { Stamp } from "../stamp.ts";
import type { BalanceView, View } from "../view.ts";
import {
  activeGameRow,
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
  resolvedPoolRow,
  runningPoolRow,
} from "./pool-fields.ts";
import { resolutionFields } from "./resolution-fields.ts";

export function renderEdition2(view: View, stamp: Stamp): JsonObject {
  return { ...viewFields(view), ...stampFields(stamp) };
}

function stampFields({ place, logSeq, purpose }: Stamp): JsonObject {
  return {
    ...(place === null ? {} : { seq: place.seq }),
    ...(logSeq === null ? {} : { log_seq: logSeq }),
    ...(purpose === "resync" ? { resync: true } : {}),
  };
}

function viewFields(view: View): JsonObject {
  switch (view.kind) {
    case "pong":
    case "connected":
    case "op_codes":
    case "logged_in":
    case "handshake_refused":
    case "error":
    case "game_source_closed":
    case "game_sources_i_am_admin_of_list":
    case "games_i_am_admin_of_list":
    case "game_left":
    case "game_closed":
    case "game_details_updated":
    case "game_heartbeat":
    case "become_an_admin_for_game_success":
    case "become_an_admin_for_game_fail":
    case "game_admin_appointed":
    case "user_joined_game":
    case "user_left_game":
    case "new_game_event":
    case "betting_for_game_and_action_blocked":
    case "betting_for_game_and_action_allowed":
    case "betting_for_game_resumed":
    case "betting_pool_voided":
    case "command_preview":
      return renderEdition1(view, "lists");
    case "game_source_opened":
      return { source_id: view.sourceId, provider_secret: view.providerSecret };
    case "game_created_and_opened":
      return newGameFields(view.game);
    case "game_created":
      return upcomingGameFields(view.game);
    case "game_opened":
      return openedGameFields(view.game);
    case "game_details":
      return gameDetailsFields(view.game, view.history);
    case "games_list_for_source":
      return { source_id: view.sourceId, games: view.games.map(activeGameRow) };
    case "upcoming_games_list_for_source":
      return { source_id: view.sourceId, games: view.games.map(upcomingGameRow) };
    case "game_joined":
      return { game_id: view.gameId, seq: view.seq };
    case "betting_pool_created":
    case "betting_pool_opened":
      return poolFields(view.pool);
    case "all_betting_pools_for_game":
    case "you_open_pools_list_for_game":
      return { game_id: view.gameId, pools_list: view.pools.map(openPoolRow) };
    case "your_running_pools_for_game":
      return { game_id: view.gameId, pools_list: view.pools.map(runningPoolRow) };
    case "your_resolved_pools_for_game":
      return {
        game_id: view.gameId,
        pools_list: view.pools.map(resolvedPoolRow),
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
    case "betting_in_pool_blocked": {
      const { atMs, reason } = view;
      const fields = { blocked_at: atMs, ...blockFields(view) };
      return reason === undefined ? fields : { ...fields, reason };
    }
    case "betting_in_pool_allowed":
      return { allowed_at: view.atMs, ...blockFields(view) };
    case "current_balance":
      return { currency: view.balance.currency, current_balance: current(view.balance) };
    case "available_balance":
      return { currency: view.balance.currency, available_balance: available(view.balance) };
    case "exposure": {
      const { currency, exposureMinor, decimals } = view.balance;
      return { currency, exposure: formatDecimal(exposureMinor, decimals) };
    }
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

type BlockView = Extract<View, { kind: "betting_in_pool_blocked" | "betting_in_pool_allowed" }>;

function blockFields({ poolId, version, block }: BlockView): JsonObject {
  return { pool_id: poolId, pool_version: version, is_blocked: block === "blocked" };
}

function available({ availableMinor, decimals }: BalanceView): string {
  return formatDecimal(availableMinor, decimals);
}

function current({ availableMinor, exposureMinor, decimals }: BalanceView): string {
  return formatDecimal(availableMinor + exposureMinor, decimals);
}
