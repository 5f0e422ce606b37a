// What the audit remembers of the facts so far. Plain objects; a resolved pool keeps its terms and
// loses its bets, so that a long log needs room for its open pools only.
import type { BetRoyalty } from "../engine/fact.ts";
import type { GameId, PoolId, SourceId } from "../engine/ids.ts";
import { AccountBook } from "./account-book.ts";
import type { ArchiveCheck } from "./archive-check.ts";
import { ClientBetIds } from "./client-bet-ids.ts";
import type { Findings } from "./findings.ts";
import { type HubLedger, newHubLedger } from "./hub-ledger.ts";
import { type BetList, newBetList } from "./settlement-by-hand.ts";

export type PoolRecord = {
  poolId: PoolId;
  gameId: GameId;
  kind: "parimutuel" | "binary";
  action: string;
  targets: string[];
  takeoutBps: number;
  /** All terms as text, for comparing a pool with the one it repeats. */
  termsText: string;
  manual: boolean;
  createdAtMs: number;
  stopAtMs: number | null;
  finishAtMs: number | null;
  phase: "open" | "finished" | "resolved";
  stopped: "no" | "yes";
  blocked: "no" | "yes";
  pendingBlockAtMs: number | null;
  bets: BetList;
  /** Accounts and rates that bets count under. */
  royalties: BetRoyalty[];
  stakedMinor: number;
  clientBets: ClientBetIds;
};

export type LastEvent = {
  action: string;
  target: string;
  happenedAtMs: number;
  pool: number | null;
};

export type GameRecord = {
  sourceId: SourceId;
  currency: string;
  status: "waiting" | "open" | "closing" | "closed";
  closeAtMs: number | null;
  admins: Set<number>;
  unresolved: Set<number>;
  /** The operator's limits on a stake. */
  minStakeMinor: number | null;
  maxStakeMinor: number | null;
  /** Pending blocks of actions. */
  blocksAtMs: Map<string, number | null>;
  lastEvent: LastEvent | null;
};

export type Counts = {
  facts: number;
  bets: number;
  pools: number;
  settled: number;
  moneyReturned: number;
  voided: number;
  events: number;
  players: number;
  platforms: number;
  providerAccounts: number;
  gameSessions: number;
  transactions: number;
};

export type Ledger = {
  findings: Findings;
  /** Seq and time of the fact at hand. */
  seq: number;
  timeMs: number;
  firstTimeMs: number | null;
  /** Country, where known, by user. */
  players: Map<number, string | null>;
  references: Set<string>;
  sourceAdmins: Map<SourceId, number>;
  sourceStatus: Map<SourceId, "open" | "closing" | "closed">;
  games: Map<GameId, GameRecord>;
  pools: PoolRecord[];
  /** Where betting is suspended: `all`, `game ID` and so on. */
  suspensions: Set<string>;
  accounts: AccountBook;
  hub: HubLedger;
  /** null where there is no archive to compare with. */
  archive: ArchiveCheck | null;
  /** Pools that the event at hand settles, until they are. */
  dueByEvent: Set<number>;
  counts: Counts;
};

export function newLedger(findings: Findings, archive: ArchiveCheck | null = null): Ledger {
  return {
    findings,
    seq: 0,
    timeMs: 0,
    firstTimeMs: null,
    players: new Map(),
    references: new Set(),
    sourceAdmins: new Map(),
    sourceStatus: new Map(),
    games: new Map(),
    pools: [],
    suspensions: new Set(),
    accounts: new AccountBook(),
    hub: newHubLedger(),
    archive,
    dueByEvent: new Set(),
    counts: {
      facts: 0,
      bets: 0,
      pools: 0,
      settled: 0,
      moneyReturned: 0,
      voided: 0,
      events: 0,
      players: 0,
      platforms: 0,
      providerAccounts: 0,
      gameSessions: 0,
      transactions: 0,
    },
  };
}

/** Notes that the fact at hand breaks a rule. */
export function breach(
  ledger: Ledger,
  pool: PoolRecord | null,
  finding: { what: string; expected: string; found: string },
): void {
  ledger.findings.add({ seq: ledger.seq, pool: pool?.poolId ?? null, ...finding });
}

/** The record, or a finding and null: the fact at hand names something that is not there. */
export function poolAt(ledger: Ledger, index: number): PoolRecord | null {
  const pool = ledger.pools[index];
  if (pool !== undefined) return pool;
  const expected = `a pool created before, 0 to ${ledger.pools.length - 1}`;
  breach(ledger, null, { what: "pool of the fact", expected, found: String(index) });
  return null;
}

export function gameAt(ledger: Ledger, gameId: GameId): GameRecord | null {
  const game = ledger.games.get(gameId);
  if (game !== undefined) return game;
  const expected = "a game created before";
  breach(ledger, null, { what: "game of the fact", expected, found: String(gameId) });
  return null;
}

export function resolve(ledger: Ledger, index: number, pool: PoolRecord): void {
  pool.phase = "resolved";
  pool.bets = newBetList();
  pool.clientBets = new ClientBetIds();
  pool.royalties = [];
  ledger.games.get(pool.gameId)?.unresolved.delete(index);
  ledger.dueByEvent.delete(index);
}
