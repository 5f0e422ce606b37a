// What goes into the archive, in the order of the log. Plain data, so that it can be posted to the
// worker; columns of bets are moved, not copied.
import type { FactOf } from "../engine/fact.ts";
import type { TransactionApi } from "../engine/hub/hub-fact.ts";
import type {
  GameId,
  GameSessionId,
  PoolId,
  PoolIndex,
  ProviderAccountId,
  SourceId,
  UserId,
} from "../engine/ids.ts";

/** Facts that are entered as they are. */
export type SmallFact = FactOf<
  | "DeploymentStarted"
  | "AccountOpened"
  | "Transferred"
  | "SourceOpened"
  | "SourceClosed"
  | "GameCreated"
  | "GameClosed"
  | "EventRegistered"
  | "GameSessionOpened"
>;

/** Facts that matter to the archive. */
export type NotedFact = SmallFact | FactOf<"PoolSettled" | "PoolVoided" | "TransactionBooked">;

export const BET_RESULTS = ["won", "lost", "late", "void", "returned"] as const;
export type BetResult = (typeof BET_RESULTS)[number];

/** Bets of one pool in the order placed; columns of equal length. */
export type BetSlice = {
  pool: PoolIndex;
  seqs: Float64Array<ArrayBuffer>;
  users: Uint32Array<ArrayBuffer>;
  targets: Uint32Array<ArrayBuffer>;
  stakesMinor: Float64Array<ArrayBuffer>;
  placedAtMs: Float64Array<ArrayBuffer>;
  /** Places in BET_RESULTS. */
  results: Uint8Array<ArrayBuffer>;
  paidMinor: Float64Array<ArrayBuffer>;
};

export type ArchivedTarget = {
  id: string;
  displayName: string;
  symbol: string;
  stakeMinor: number;
  people: number;
};

/** A resolved pool without its bets. */
export type PoolRow = {
  pool: PoolIndex;
  poolId: PoolId;
  gameId: GameId;
  /** Of the fact that resolved it. */
  seq: number;
  type: number;
  action: string;
  description: string;
  targets: ArchivedTarget[];
  createdAtMs: number;
  finishAtMs: number | null;
  stopAtMs: number | null;
  blockedAtMs: number | null;
  version: number;
  takeoutBps: number;
  ruleVersion: number;
  resolvedAtMs: number;
  outcome: "settled" | "voided";
  cause: string | null;
  voidReason: string | null;
  winner: string | null;
  happenedAtMs: number | null;
  moneyReturn: boolean;
  bets: number;
  validBets: number;
  people: number;
  /** All stakes = gross + late + void. */
  stakedMinor: number;
  grossMinor: number;
  winningMinor: number;
  takeoutMinor: number;
  /** On winning bets, their stakes included; gross = paid + takeout + returned. */
  paidMinor: number;
  lateMinor: number;
  voidMinor: number;
  /** Valid stakes given back because nobody had the winner. */
  returnedMinor: number;
};

/** Stakes or debits that count under one account and rate; negative where they are taken back. */
export type Turnover = {
  accountId: ProviderAccountId;
  royaltyBps: number;
  sourceId: SourceId;
  turnoverMinor: number;
};

/** Money of a provider's own game. */
export type TransactionRow = {
  seq: number;
  timeMs: number;
  sourceId: SourceId;
  accountId: ProviderAccountId;
  sessionId: GameSessionId;
  userId: UserId;
  api: TransactionApi;
  transactionId: string;
  currency: string;
  decimals: number;
  amountMinor: number;
  royaltyBps: number;
  round: string | null;
  balanceMinor: number;
};

export type ArchiveWrite =
  | { kind: "fact"; seq: number; fact: SmallFact }
  | { kind: "bets"; slice: BetSlice; betIdKey: string }
  /** Comes after all of the pool's bets; completes it. */
  | { kind: "pool"; row: PoolRow; currency: string; decimals: number; turnovers: Turnover[] }
  | { kind: "transaction"; row: TransactionRow; turnovers: Turnover[] };

/** Rough work of a write, for putting a bounded amount into one transaction. */
export function weightOf(write: ArchiveWrite): number {
  return write.kind === "bets" ? write.slice.seqs.length : 10;
}

/** What of a write moves to the worker. */
export function movedWith(write: ArchiveWrite): ArrayBuffer[] {
  if (write.kind !== "bets") return [];
  const { seqs, users, targets, stakesMinor, placedAtMs, results, paidMinor } = write.slice;
  return [seqs, users, targets, stakesMinor, placedAtMs, results, paidMinor].map(
    ({ buffer }) => buffer,
  );
}
