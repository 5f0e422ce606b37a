// The state: what all facts so far add up to. Only evolve changes it.
import { type BetBook } from "./bet-book.ts";
import { BetColumns } from "./bet-columns.ts";
import type { PoolType, Role, SuspensionScope } from "./command.ts";
import type { BetRoyalty, PoolTerms, SettlementCause, SettlementFigures } from "./fact.ts";
import { type Hub, newHub } from "./hub/hub-state.ts";
import type { Signing } from "./hub/hub-fact.ts";
import { IdSet } from "./id-set.ts";
import type { EventId, GameId, PoolId, PoolIndex, SourceId, UserId } from "./ids.ts";
import type { StakeTable } from "./stake-table.ts";
import type { TargetTree } from "./target-tree.ts";
import { TimerHeap } from "./timer-heap.ts";
import { Wallets } from "./wallets.ts";

export type Account = {
  userId: UserId;
  /** ISO 3166-1 alpha-2, where known. */
  country: string | null;
  roles: Set<Role>;
};

export type Source = {
  sourceId: SourceId;
  name: string;
  description: string | null;
  adminId: UserId;
  status: "open" | "closing" | "closed";
  /** Counts rotations of the provider secret, which itself derives from it and the server key. */
  secretGeneration: number;
  /** How requests in its name are signed; see SECURITY.md about md5. */
  signing: Signing;
  games: GameId[];
};

export type GameStatus =
  | { kind: "upcoming" }
  | { kind: "armed" }
  | { kind: "open"; openedAtMs: number }
  | { kind: "closing"; openedAtMs: number | null; finishes: "by-request" | "by-itself" }
  | { kind: "closed"; openedAtMs: number | null; closedAtMs: number };

export type GameEvent = {
  eventId: EventId;
  action: string;
  target: string;
  happenedAtMs: number;
  askedHappenedAtMs: number | null;
  clientEventId: string | null;
  pool: PoolIndex | null;
  /** Counts of the action after this event: the target, then its ancestors. */
  counts: { target: string; count: number }[];
};

/** Betting on one action of a game. */
export type ActionBlock = {
  blockedAtMs: number | null;
  allowedAtMs: number | null;
  pendingBlockAtMs: number | null;
  pendingAllowAtMs: number | null;
};

export type Game = {
  gameId: GameId;
  sourceId: SourceId;
  /** Seq of the fact that created it. */
  creation: number;
  name: string;
  type: string;
  currency: string;
  decimals: number;
  actions: Map<string, string>;
  targets: TargetTree;
  openAtMs: number;
  closeAtMs: number | null;
  liveStartAtMs: number;
  liveFinishAtMs: number | null;
  hashtag: string;
  imageUrl: string | null;
  minStakeMinor: number | null;
  maxStakeMinor: number | null;
  status: GameStatus;
  admins: Set<UserId>;
  pools: PoolIndex[];
  unresolved: Set<PoolIndex>;
  blocks: Map<string, ActionBlock>;
  events: GameEvent[];
  /** Identity of an event -> its place in `events`. */
  eventByKey: Map<string, number>;
  counts: Map<string, Map<string, number>>;
  /** Counts the facts of the game that clients must not miss. */
  seq: number;
};

export type PoolTarget = { id: string; displayName: string; symbol: string };

export type PoolPhase =
  | { kind: "open" }
  | { kind: "finished"; finishedAtMs: number; awaits: "result" | "decision" }
  | {
      kind: "settled";
      resolvedAtMs: number;
      cause: SettlementCause;
      figures: SettlementFigures;
      winnerIndex: number;
    }
  | { kind: "voided"; resolvedAtMs: number; reason: string };

export type Pool = {
  index: PoolIndex;
  poolId: PoolId;
  gameId: GameId;
  creation: number;
  type: PoolType;
  action: string;
  targets: PoolTarget[];
  description: string;
  createdAtMs: number;
  finishAtMs: number | null;
  stopAtMs: number | null;
  recreateOnEnd: boolean;
  manual: boolean;
  terms: PoolTerms;
  phase: PoolPhase;
  /** Betting stopped for good: stop_accepting_bets_at or finish_at has passed. */
  stoppedAtMs: number | null;
  blockedAtMs: number | null;
  allowedAtMs: number | null;
  pendingBlockAtMs: number | null;
  pendingAllowAtMs: number | null;
  /** Counts changes of status, block or terms; bets don't count. */
  version: number;
  bets: BetBook;
  /** Accounts and rates that bets count under, in the order in which they came up. */
  royalties: BetRoyalty[];
  /** Stakes of all bets while unresolved, of the valid ones afterwards. */
  stakes: StakeTable;
};

/** Why no bets are taken somewhere until it is resumed. */
export type Suspension = { scope: SuspensionScope; reason: string; sinceMs: number };

export type Transfer = {
  direction: "deposit" | "withdrawal";
  userId: UserId;
  currency: string;
  amountMinor: number;
  seq: number;
};

/** What is still known of games that have left the memory: enough to say that they are closed. */
export type Archived = {
  games: IdSet<GameId>;
  pools: IdSet<PoolId>;
  /** How many games of a source have left. */
  gamesOfSource: Map<SourceId, number>;
};

export type State = {
  /** Seq of the last fact. */
  seq: number;
  /** Time of the last fact; never runs backwards. */
  timeMs: number;
  deploymentId: string;
  betIdKey: string;
  betKeySalt: number;
  accounts: Map<UserId, Account>;
  wallets: Wallets;
  sources: Map<SourceId, Source>;
  games: Map<GameId, Game>;
  /** By index; undefined where the pool has left with its game. */
  pools: (Pool | undefined)[];
  poolIndexById: Map<PoolId, PoolIndex>;
  transfers: Map<string, Transfer>;
  /** By suspensionKey(scope). */
  suspensions: Map<string, Suspension>;
  /** Sources whose closing goes on in steps. */
  closingSources: SourceId[];
  timers: TimerHeap;
  archived: Archived;
  hub: Hub;
  newBetBook: () => BetBook;
};

export function newState(newBetBook: () => BetBook = () => new BetColumns()): State {
  return {
    seq: 0,
    timeMs: 0,
    deploymentId: "",
    betIdKey: "",
    betKeySalt: 0,
    accounts: new Map(),
    wallets: new Wallets(),
    sources: new Map(),
    games: new Map(),
    pools: [],
    poolIndexById: new Map(),
    transfers: new Map(),
    suspensions: new Map(),
    closingSources: [],
    timers: new TimerHeap(),
    hub: newHub(),
    archived: { games: new IdSet(), pools: new IdSet(), gamesOfSource: new Map() },
    newBetBook,
  };
}

export function poolOf(state: State, index: PoolIndex): Pool {
  const pool = state.pools[index];
  if (pool === undefined) throw new Error(`no pool with index ${index}`);
  return pool;
}

export function poolById(state: State, poolId: PoolId): Pool | undefined {
  const index = state.poolIndexById.get(poolId);
  return index === undefined ? undefined : state.pools[index];
}

/** The pools in memory, in order of creation. */
export function* poolsOf(state: State): Generator<Pool, void, undefined> {
  for (const pool of state.pools) if (pool !== undefined) yield pool;
}

export function gameOf(state: State, gameId: GameId): Game {
  const game = state.games.get(gameId);
  if (game === undefined) throw new Error(`no game ${gameId}`);
  return game;
}

export function sourceOf(state: State, sourceId: SourceId): Source {
  const source = state.sources.get(sourceId);
  if (source === undefined) throw new Error(`no source ${sourceId}`);
  return source;
}

export function isUnresolved(pool: Pool): boolean {
  return pool.phase.kind === "open" || pool.phase.kind === "finished";
}

export function isBinary(pool: { type: PoolType }): boolean {
  return pool.type === 3 || pool.type === 4;
}

/** Since when no bets are taken: the first of block, stop and finish that still holds. */
export function blockedSince(pool: Pool): number | null {
  if (pool.blockedAtMs === null) return pool.stoppedAtMs;
  return pool.stoppedAtMs === null
    ? pool.blockedAtMs
    : Math.min(pool.blockedAtMs, pool.stoppedAtMs);
}

export function isSourceAdmin(source: Source, userId: UserId): boolean {
  return source.adminId === userId;
}
