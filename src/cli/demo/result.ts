// What the match came to, from the players' own books: per pool, per player, in all; and whether it adds
// up. Amounts are minor units.
import { type Book, type BookedBet, sumOf } from "./book.ts";
import type { PoolRecord } from "./pool-register.ts";
import type { Temper } from "../bettors/temper.ts";

export type PoolResult = {
  readonly question: string;
  readonly openedAt: string;
  /** null: void or never resolved. */
  readonly winner: string | null;
  readonly bets: number;
  /** Valid stakes. */
  readonly stakesMinor: number;
  readonly winningMinor: number;
  readonly takeoutMinor: number;
  readonly paidMinor: number;
  /** Stakes given back because nobody had the winner, or because of a void. */
  readonly refundedMinor: number;
  readonly lateBets: number;
  readonly lateMinor: number;
};

export type PlayerResult = {
  readonly username: string;
  readonly temper: Temper;
  readonly startMinor: number;
  readonly endMinor: number;
  readonly bets: number;
};

export type Participant = {
  readonly username: string;
  readonly temper: Temper;
  readonly startMinor: number;
  readonly book: Book;
};

export type MatchResult = {
  readonly pools: readonly PoolResult[];
  /** Richest first. */
  readonly players: readonly PlayerResult[];
  readonly takeoutMinor: number;
  /** What does not add up. */
  readonly differences: readonly string[];
};

const WHOLE_BPS = 10_000;

export function matchResult(
  records: readonly PoolRecord[],
  participants: readonly Participant[],
  takeoutBps: number,
): MatchResult {
  const differences: string[] = [];
  const pools = records.map((record) => poolResult(record, participants, takeoutBps));
  for (const [index, pool] of pools.entries()) {
    const record = records[index];
    if (record?.resolution === null) differences.push(`pool ${record.poolId} was never resolved`);
    const expected = pool.winningMinor === 0 ? 0 : pool.stakesMinor - pool.takeoutMinor;
    if (pool.paidMinor !== expected) {
      differences.push(
        `pool ${record?.poolId} paid ${pool.paidMinor} instead of ${expected} minor units`,
      );
    }
  }
  const players = participants.map(playerResult).sort((a, b) => b.endMinor - a.endMinor);
  const takeoutMinor = sum(pools, (pool) => pool.takeoutMinor);
  const before = sum(players, ({ startMinor }) => startMinor);
  const after = sum(players, ({ endMinor }) => endMinor) + takeoutMinor;
  if (before !== after) {
    differences.push(`players started with ${before}; with the takeout they now have ${after}`);
  }
  return { pools, players, takeoutMinor, differences };
}

function poolResult(
  { poolId, question, openedAt, resolution }: PoolRecord,
  participants: readonly Participant[],
  takeoutBps: number,
): PoolResult {
  const books = participants.flatMap(({ book }) => book.pools.get(poolId) ?? []);
  const bets = books.flatMap((book) => book.bets);
  const winningMinor = sumOf(bets, "won");
  const stakesMinor = sum(bets.filter(isValid), ({ stakeMinor }) => stakeMinor);
  const late = bets.filter(({ fate }) => fate === "late");
  return {
    question,
    openedAt,
    winner: resolution?.winner ?? null,
    bets: bets.length,
    stakesMinor,
    winningMinor,
    takeoutMinor: takeout(stakesMinor, winningMinor, takeoutBps),
    paidMinor: sum(books, ({ paidMinor }) => paidMinor),
    refundedMinor: sumOf(bets, "back"),
    lateBets: late.length,
    lateMinor: sumOf(bets, "late"),
  };
}

/** None where nobody wins, and never so much that a winner would get less than the stake. */
function takeout(stakesMinor: number, winningMinor: number, bps: number): number {
  if (winningMinor === 0) return 0;
  return Math.min(Math.floor((stakesMinor * bps) / WHOLE_BPS), stakesMinor - winningMinor);
}

function isValid({ fate }: BookedBet): boolean {
  return fate !== "late";
}

function playerResult({ username, temper, startMinor, book }: Participant): PlayerResult {
  const endMinor = book.availableMinor + book.exposureMinor;
  const bets = sum([...book.pools.values()], (pool) => pool.bets.length);
  return { username, temper, startMinor, endMinor, bets };
}

function sum<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
