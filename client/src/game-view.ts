// What is known of a game here: the shapes that pages look at.
import type { MutuelError } from "./errors.ts";
import type {
  AllBettingPoolsForGame,
  BalanceChanged,
  GameDetails,
  NewGameEvent,
} from "./messages.ts";

/** An open pool as op 387 tells it: terms, whether bets are taken, and the money on each target. */
export type PoolView = AllBettingPoolsForGame["pools_list"][number];

/** A game as op 372 tells it, kept up to date. */
export type GameInfo = Omit<GameDetails, "res" | "response_header" | "seq" | "log_seq" | "resync">;

export type EventView = Pick<
  NewGameEvent,
  "action_id" | "target_id" | "target_display_name" | "happened_at" | "current_count"
>;

/** What a resolved pool brought me: amounts, "0" where nothing. */
export type Outcome = {
  /** Paid for winning bets, their stakes included. */
  readonly paid: string;
  readonly lost: string;
  /** Stakes given back: bets that came too late, a void, nobody on the winner. */
  readonly returned: string;
};

export type ResultView = {
  readonly pool_id: string;
  readonly description: string;
  /** null for a void. */
  readonly winning_target: string | null;
  readonly resolved_at: number;
  /** My stakes by target. */
  readonly backed: Backed;
  /** What my winning bets were paid beyond their stakes, where only that is known. */
  readonly winnings: string | null;
  /** null where I had no bet, or it was resolved while there was no connection. */
  readonly outcome: Outcome | null;
};

/** Stakes by target. */
export type Backed = { readonly [target: string]: string };

export type Balance = Pick<BalanceChanged, "currency" | "current_balance" | "available_balance">;

/**
 * - `loading`: nothing is known yet
 * - `live`: as the server has it
 * - `stale`: as it was when the connection was lost; it is brought up to date when it is back
 * - `closed`: the game is over
 * - `refused`: it can't be followed, see `error`
 */
export type Following = "loading" | "live" | "stale" | "closed" | "refused";

export type GameView = {
  readonly gameId: string;
  readonly following: Following;
  /** Why it is refused. */
  readonly error: MutuelError | null;
  /** The last message of the game that is part of this; everything before it is as well. */
  readonly seq: number;
  readonly game: GameInfo | null;
  /** Open pools, oldest first. */
  readonly pools: readonly PoolView[];
  /** What happened since it is followed, newest first, the last 50. */
  readonly events: readonly EventView[];
  /** Pools that were resolved, newest first, the last 100. */
  readonly results: readonly ResultView[];
  /** My stakes in open pools: by pool, by target. */
  readonly backed: { readonly [poolId: string]: Backed };
  /** Mine in the game's currency; null for guests and until it is known. */
  readonly balance: Balance | null;
};
