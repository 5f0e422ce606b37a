// What the typed client calls the ops, and which of them it may send again when it does not know whether
// the first one arrived.
import type { OpName } from "../../src/protocol/codes.ts";

/**
 * `safe`: asking again can do no harm. `by-id`: not when it carries the named id, which the client makes
 * where it is absent. `unsafe`: a second one could do what the first did once more, or differently.
 */
export type Repeat = "safe" | "unsafe" | { readonly byId: string };

export type OperationName = { readonly method: string; readonly repeat: Repeat };

const safe = (method: string): OperationName => ({ method, repeat: "safe" });
const unsafe = (method: string): OperationName => ({ method, repeat: "unsafe" });
const byId = (method: string, field: string): OperationName => ({
  method,
  repeat: { byId: field },
});

export const OPERATION_NAMES: Readonly<Record<OpName, OperationName>> = {
  ping: safe("ping"),
  op_codes: safe("opCodes"),
  // A nonce is good once: the connection makes a new one.
  handshake: unsafe("handshake"),
  join_game: safe("joinGame"),
  leave_game: safe("leaveGame"),
  open_game_source: unsafe("openSource"),
  close_game_source: safe("closeSource"),
  create_and_open_game: unsafe("createAndOpenGame"),
  create_game: unsafe("createGame"),
  open_game: unsafe("openGame"),
  get_game_details: safe("getGame"),
  update_game_details: unsafe("updateGame"),
  close_game: safe("closeGame"),
  list_games_for_source: safe("listGames"),
  list_upcoming_games_for_source: safe("listUpcomingGames"),
  create_betting_pool: unsafe("createPool"),
  list_all_betting_pools_for_game: safe("listPools"),
  list_my_open_betting_pools_for_game: safe("listMyOpenPools"),
  list_my_running_pools_for_game: safe("listMyRunningPools"),
  list_my_resolved_pools_for_game: safe("listMyResolvedPools"),
  place_bet_in_betting_pool: byId("placeBet", "client_bet_id"),
  get_betting_pool_bets_distribution: safe("getDistribution"),
  register_game_event: byId("registerEvent", "client_event_id"),
  // Somebody else may have allowed it meanwhile.
  block_betting_in_betting_pool: unsafe("blockPool"),
  block_betting_for_game_and_action: unsafe("blockAction"),
  allow_betting_in_betting_pool: unsafe("allowPool"),
  allow_betting_for_game_and_action: unsafe("allowAction"),
  list_games_i_am_admin_of: safe("listMyGames"),
  list_game_sources_i_am_admin_of: safe("listMySources"),
  become_an_admin_for_game: safe("becomeGameAdmin"),
  appoint_admin_for_game_by_username: safe("appointGameAdmin"),
  get_current_balance: safe("getCurrentBalance"),
  get_available_balance: safe("getAvailableBalance"),
  get_exposure: safe("getExposure"),
  void_betting_pool: unsafe("voidPool"),
  resume_betting_for_game: unsafe("resumeBetting"),
};
