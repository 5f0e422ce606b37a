// What can be asked of the archive. Every answer says up to which seq it knows everything.
import type { GameId, PoolId, PoolIndex, SourceId, UserId } from "../engine/ids.ts";
import type { ArchivedTarget, ArchiveWrite } from "./archive-write.ts";
import type { Cursor } from "./archive-tables.ts";

export type AsOf<Answer> = { readonly asOfSeq: number; readonly answer: Answer };

export type ArchivedBet = {
  readonly betId: string;
  readonly userId: UserId;
  /** Place in the pool's targets. */
  readonly target: number;
  readonly stakeMinor: number;
  readonly placedAtMs: number;
};

/** A resolved pool as one of its participants sees it. */
export type ArchivedPool = {
  readonly pool: PoolIndex;
  readonly poolId: PoolId;
  readonly gameId: GameId;
  readonly gameName: string;
  readonly decimals: number;
  readonly type: number;
  readonly action: string;
  readonly description: string;
  readonly targets: readonly ArchivedTarget[];
  readonly createdAtMs: number;
  readonly finishAtMs: number | null;
  readonly stopAtMs: number | null;
  readonly blockedAtMs: number | null;
  readonly version: number;
  readonly takeoutBps: number;
  readonly resolvedAtMs: number;
  readonly outcome: "settled" | "voided";
  readonly winner: string | null;
  readonly validBets: number;
  readonly people: number;
  /** Stakes that are part of it: the valid ones, all of them where it was voided. */
  readonly totalMinor: number;
  /** Newest first. */
  readonly newestBets: readonly ArchivedBet[];
  /** The participant's own valid stakes. */
  readonly backed: readonly { readonly target: number; readonly stakeMinor: number }[];
  /** Payouts of the participant's winning bets, less their stakes. */
  readonly winningsMinor: number;
};

/** What one user did in one game. */
export type GameTally = {
  readonly gameId: GameId;
  readonly sourceId: SourceId;
  /** Seq of the game's creation. */
  readonly seq: number;
  readonly name: string;
  readonly type: string;
  readonly currency: string;
  readonly decimals: number;
  readonly closedAtMs: number | null;
  readonly pools: number;
  readonly bets: number;
  /** All stakes = on winning bets + lost + returned + open. */
  readonly stakedMinor: number;
  readonly winningStakeMinor: number;
  /** Paid on winning bets, their stakes included. */
  readonly wonMinor: number;
  readonly lostMinor: number;
  readonly returnedMinor: number;
  readonly openMinor: number;
};

export type ReportScope =
  | { readonly kind: "game"; readonly gameId: GameId }
  | { readonly kind: "source"; readonly sourceId: SourceId; readonly span: TimeSpan }
  | { readonly kind: "days"; readonly span: TimeSpan };

/** Of the pools' resolution: from inclusive, until exclusive. */
export type TimeSpan = { readonly fromMs: number; readonly untilMs: number };

/** Sums over resolved pools; whole minor units as text, because they may pass 2^53. */
export type ReportRow = {
  /** Id of the game or source, or the day as YYYY-MM-DD in UTC. */
  readonly key: string;
  /** Name of the game or source; empty for days. */
  readonly name: string;
  readonly currency: string;
  readonly decimals: number;
  readonly pools: number;
  readonly bets: number;
  readonly players: number;
  readonly staked: string;
  readonly valid: string;
  readonly late: string;
  readonly void: string;
  readonly returned: string;
  readonly takeout: string;
  readonly paid: string;
};

export type RoyaltyScope = {
  /** null: all of them. */
  readonly sourceId: SourceId | null;
  /** Of the bookings. */
  readonly span: TimeSpan;
};

/** What one account has earned at one rate; whole minor units as text, because they may pass 2^53. */
export type RoyaltyRow = {
  readonly sourceId: SourceId;
  readonly sourceName: string;
  readonly accountId: number;
  readonly royaltyBps: number;
  readonly currency: string;
  readonly decimals: number;
  /** Settled pools and transactions. */
  readonly bookings: number;
  /** Negative where more was taken back than came in within the span. */
  readonly turnover: string;
  readonly royalty: string;
};

export interface ArchiveReads {
  resolvedPools(gameId: GameId, userId: UserId): Promise<AsOf<readonly ArchivedPool[]>>;
  /** Games with a resolved pool the user had bets in. */
  gamesOf(userId: UserId): Promise<AsOf<readonly GameTally[]>>;
  report(scope: ReportScope): Promise<AsOf<readonly ReportRow[]>>;
  royalties(scope: RoyaltyScope): Promise<AsOf<readonly RoyaltyRow[]>>;
}

/** Rejects with this for as long as the archive can't be used. */
export class ArchiveUnavailable extends Error {
  constructor(why: string) {
    super(`the archive can't be used: ${why}`);
    this.name = "ArchiveUnavailable";
  }
}

/** Refuses every read. */
export function noArchive(failure: ArchiveUnavailable): ArchiveReads {
  const refuse = (): Promise<never> => Promise.reject(failure);
  return { resolvedPools: refuse, gamesOf: refuse, report: refuse, royalties: refuse };
}

/** The archive in its worker. */
export interface Archive extends ArchiveReads {
  /** As found at the opening. */
  readonly found: Cursor & { readonly deploymentId: string };
  /** Resolves when all of it is durable. Moves the columns away from the caller. */
  enter(writes: readonly ArchiveWrite[]): Promise<void>;
  close(): Promise<void>;
}
