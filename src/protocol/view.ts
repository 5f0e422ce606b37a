// What there is to say, before any edition names its fields: a view for every response, named as the
// response is. Amounts are minor units, times epoch ms. A view never changes once it is made.
import type { PoolType } from "../engine/command.ts";
import type { FactKind, SettlementFigures } from "../engine/fact.ts";
import type { EventId, GameId, PoolId, SourceId, UserId } from "../engine/ids.ts";
import type { ErrorCode } from "./error-code.ts";

export type TargetView = {
  id: string;
  symbol: string;
  displayName: string;
  targets: TargetView[];
};

export type ActionView = { id: string; name: string };

export type GameStatusName =
  | "betting_not_yet_active"
  | "pre_game_betting_active"
  | "game_in_progress_betting_active"
  | "game_in_progress_betting_closed"
  | "game_closed";

export type GameView = {
  gameId: GameId;
  sourceId: SourceId;
  name: string;
  type: string;
  /** Same for the same type name everywhere. */
  typeId: string;
  currency: string;
  status: GameStatusName;
  hashtag: string;
  imageUrl: string | null;
  openAtMs: number;
  closeAtMs: number | null;
  liveStartAtMs: number;
  liveFinishAtMs: number | null;
  actions: ActionView[];
  targets: TargetView[];
};

export type CountView = { target: string; count: number };

export type EventView = {
  eventId: EventId;
  gameId: GameId;
  action: string;
  target: string;
  targetDisplayName: string;
  happenedAtMs: number;
  /** After the event: the target, then its ancestors. */
  counts: CountView[];
};

export type GameHistoryView = {
  /** One row per action that happened, in the order to show. */
  counts: { action: string; counts: CountView[] }[];
  /** Newest first. */
  events: EventView[];
};

export type PoolTargetView = {
  id: string;
  symbol: string;
  displayName: string;
  people: number;
  stakeMinor: number;
  /** What one unit on it gets back, in hundredths. */
  multiplierHundredths: number;
};

export type BetView = {
  betId: string;
  target: string;
  userId: UserId;
  stakeMinor: number;
  placedAtMs: number;
};

export type PoolView = {
  poolId: PoolId;
  gameId: GameId;
  type: PoolType;
  action: string;
  description: string;
  targetLevel: number;
  decimals: number;
  people: number;
  grossMinor: number;
  targets: PoolTargetView[];
  startAtMs: number;
  finishAtMs: number | null;
  stopAtMs: number | null;
  block: "blocked" | "free";
  /** Counts changes of status, block and terms. */
  version: number;
  /** final: resolved, its figures stay as they are. */
  standing: "open" | "final";
};

/** A pool with its newest bets, newest first. */
export type DistributionView = PoolView & {
  bets: BetView[];
  /** Bets that are part of the pool, listed or not. */
  betsCount: number;
};

export type BackedView = { target: string; stakeMinor: number }[];

export type RunningPoolView = DistributionView & { backed: BackedView };

export type ResolvedPoolView = DistributionView & {
  backed: BackedView;
  gameName: string;
  winningsMinor: number;
  winningTarget: string | null;
  resolvedAtMs: number;
};

export type UserAmount = { userId: UserId; amountMinor: number };

export type ParticipantsView =
  /** personal: only one participant's entries. User ids ascend. */
  | {
      kind: "everyone" | "personal";
      winners: UserAmount[];
      losers: UserAmount[];
      refunds: UserAmount[];
      invalidated: UserId[];
    }
  /** Too many to list. */
  | {
      kind: "counted";
      winnerCount: number;
      loserCount: number;
      invalidatedCount: number;
      totalPaidMinor: number;
    };

export type ResolutionView = {
  poolId: PoolId;
  gameId: GameId;
  description: string;
  decimals: number;
  /** null for a void. */
  winningTarget: string | null;
  moneyReturn: "returned" | "none";
  resolvedAtMs: number;
  version: number;
  participants: ParticipantsView;
};

export type PlacedBetView = {
  poolId: PoolId;
  betId: string;
  target: string;
  /** As the request had it. */
  amountAsSent: string | number;
  repeat: "first" | "idempotent";
};

export type BalanceView = {
  currency: string;
  decimals: number;
  availableMinor: number;
  exposureMinor: number;
};

type About<Kind extends string, Subject = unknown> = { kind: Kind } & Subject;
type OfGame<Kind extends string> = About<Kind, { gameId: GameId }>;
type OfUser<Kind extends string> = About<
  Kind,
  { gameId: GameId; userId: UserId; userName: string }
>;

export type View =
  | About<"pong" | "op_codes" | "connected">
  | About<"logged_in", { userId: UserId; userName: string }>
  | About<"handshake_refused", { text: string }>
  | About<"error", { text: string; code: ErrorCode; op: number | null }>
  | About<"game_source_opened", { sourceId: SourceId; providerSecret: string }>
  | About<"game_source_closed", { sourceId: SourceId }>
  | About<
      "game_sources_i_am_admin_of_list",
      { sources: { sourceId: SourceId; name: string; description: string | null }[] }
    >
  | About<"game_created_and_opened" | "game_created" | "game_opened", { game: GameView }>
  | About<"game_details", { game: GameView; history: GameHistoryView }>
  | About<
      "games_list_for_source" | "upcoming_games_list_for_source",
      { sourceId: SourceId; games: GameView[] }
    >
  | About<"games_i_am_admin_of_list", { games: { gameId: GameId; name: string }[] }>
  | About<"game_joined" | "game_heartbeat", { gameId: GameId; seq: number }>
  | OfGame<"game_left" | "game_closed" | "game_details_updated">
  | OfGame<"become_an_admin_for_game_success">
  | About<"become_an_admin_for_game_fail", { gameId: GameId; reason: string }>
  | About<"game_admin_appointed", { gameId: GameId; username: string }>
  | OfUser<"user_joined_game" | "user_left_game">
  | About<"betting_pool_created" | "betting_pool_opened", { pool: PoolView }>
  | About<
      "all_betting_pools_for_game" | "you_open_pools_list_for_game",
      { gameId: GameId; pools: DistributionView[] }
    >
  | About<"your_running_pools_for_game", { gameId: GameId; pools: RunningPoolView[] }>
  | About<
      "your_resolved_pools_for_game",
      {
        gameId: GameId;
        pools: ResolvedPoolView[];
        /** Where it is from the archive: up to which seq that knows everything. */
        asOfSeq: number | null;
      }
    >
  | About<"bet_placed_in_betting_pool", { bet: PlacedBetView }>
  | About<"new_betting_pool_bets_distribution", { pool: DistributionView }>
  | About<"bet_pool_resolved" | "bet_pool_expired", { resolution: ResolutionView }>
  | About<"new_game_event", { event: EventView }>
  | About<
      "betting_in_pool_blocked" | "betting_in_pool_allowed",
      {
        poolId: PoolId;
        version: number;
        atMs: number;
        /** Whether bets are taken now, whatever else keeps them out. */
        block: "blocked" | "free";
        /** Why, where the operator or the system did it. */ reason?: string;
      }
    >
  | About<
      "betting_for_game_and_action_blocked" | "betting_for_game_and_action_allowed",
      { gameId: GameId; action: string; atMs: number }
    >
  | About<"betting_for_game_resumed", { gameId: GameId }>
  | About<
      "command_preview",
      { op: number; effects: EffectView[]; /** They wait for a decision. */ awaiting: PoolId[] }
    >
  | About<"betting_pool_voided", { poolId: PoolId; reason: string }>
  | About<
      "current_balance" | "available_balance" | "exposure" | "balance_changed",
      { balance: BalanceView }
    >;

/** One thing that a command would do, had it been meant. */
export type EffectView =
  | {
      effect: "pool_settled";
      poolId: PoolId;
      description: string;
      winner: string;
      figures: SettlementFigures;
      bets: number;
      decimals: number;
    }
  | {
      effect: "pool_voided";
      poolId: PoolId;
      description: string;
      returnedMinor: number;
      bets: number;
      decimals: number;
    }
  | { effect: "other"; fact: FactKind; poolId: PoolId | null; description: string };

export type ViewKind = View["kind"];
