// Reads of people's own history. A pool counts only when its row is there: before that its bets are on
// their way.
import type { Database } from "bun:sqlite";
import type { GameId, PoolIndex, UserId } from "../engine/ids.ts";
import type { ArchivedBet, ArchivedPool, GameTally } from "./archive.ts";
import type { ArchivedTarget } from "./archive-write.ts";

/** Bets listed with a pool. */
const NEWEST_BETS = 100;

type StoredTarget = {
  id: string;
  display_name: string;
  symbol: string;
  stake_minor: number;
  people: number;
};
type PoolColumns = Omit<ArchivedPool, "targets" | "newestBets" | "backed" | "winningsMinor"> & {
  targets: string;
};

const POOL_COLUMNS = `
  p.pool, p.pool_id AS poolId, p.game_id AS gameId, g.name AS gameName, g.decimals, p.type,
  p.action, p.description, p.targets, p.created_at_ms AS createdAtMs, p.finish_at_ms AS finishAtMs,
  p.stop_at_ms AS stopAtMs, p.blocked_at_ms AS blockedAtMs, p.version, p.takeout_bps AS takeoutBps,
  p.resolved_at_ms AS resolvedAtMs, p.outcome, p.winner, p.valid_bets AS validBets, p.people,
  p.gross_minor + p.void_minor AS totalMinor`;

export function resolvedPools(database: Database, gameId: GameId, userId: UserId): ArchivedPool[] {
  const pools = database
    .query<PoolColumns, [string, number]>(
      `SELECT ${POOL_COLUMNS} FROM pools p JOIN games g ON g.game_id = p.game_id
       WHERE p.game_id = ? AND EXISTS (SELECT 1 FROM bets b WHERE b.user_id = ? AND b.pool = p.pool)
       ORDER BY p.pool`,
    )
    .all(gameId, userId);
  return pools.map((pool) => ({
    ...pool,
    targets: targetsOf(pool.targets),
    newestBets: newestBets(database, pool),
    ...ownPart(database, pool.pool, userId),
  }));
}

function targetsOf(json: string): ArchivedTarget[] {
  // Written by us, with exactly these fields.
  const stored = JSON.parse(json) as StoredTarget[];
  return stored.map(({ id, display_name, symbol, stake_minor, people }) => ({
    id,
    displayName: display_name,
    symbol,
    stakeMinor: stake_minor,
    people,
  }));
}

/** Late bets are no part of the pool. */
function newestBets(database: Database, { pool }: { pool: PoolIndex }): ArchivedBet[] {
  return database
    .query<ArchivedBet, [number, number]>(
      `SELECT bet_id AS betId, user_id AS userId, target, stake_minor AS stakeMinor,
         placed_at_ms AS placedAtMs
       FROM bets WHERE pool = ? AND result <> 'late' ORDER BY seq DESC LIMIT ?`,
    )
    .all(pool, NEWEST_BETS);
}

function ownPart(
  database: Database,
  pool: PoolIndex,
  userId: UserId,
): Pick<ArchivedPool, "backed" | "winningsMinor"> {
  const rows = database
    .query<{ target: number; stakeMinor: number; winningsMinor: number }, [number, number]>(
      `SELECT target, sum(stake_minor) AS stakeMinor,
         sum(CASE result WHEN 'won' THEN paid_minor - stake_minor ELSE 0 END) AS winningsMinor
       FROM bets WHERE user_id = ? AND pool = ? AND result <> 'late' GROUP BY target ORDER BY target`,
    )
    .all(userId, pool);
  return {
    backed: rows.map(({ target, stakeMinor }) => ({ target, stakeMinor })),
    winningsMinor: rows.reduce((sum, row) => sum + row.winningsMinor, 0),
  };
}

export function gamesOf(database: Database, userId: UserId): GameTally[] {
  return database
    .query<GameTally, [number]>(
      `SELECT g.game_id AS gameId, g.source_id AS sourceId, g.seq, g.name, g.type, g.currency,
         g.decimals, g.closed_at_ms AS closedAtMs, count(DISTINCT b.pool) AS pools,
         count(*) AS bets, sum(b.stake_minor) AS stakedMinor,
         sum(CASE b.result WHEN 'won' THEN b.stake_minor ELSE 0 END) AS winningStakeMinor,
         sum(CASE b.result WHEN 'won' THEN b.paid_minor ELSE 0 END) AS wonMinor,
         sum(CASE b.result WHEN 'lost' THEN b.stake_minor ELSE 0 END) AS lostMinor,
         sum(CASE WHEN b.result IN ('late', 'void', 'returned') THEN b.paid_minor ELSE 0 END)
           AS returnedMinor,
         0 AS openMinor
       FROM ledger l JOIN bets b ON b.pool = l.pool AND b.user_id = l.user_id
         JOIN pools p ON p.pool = l.pool JOIN games g ON g.game_id = p.game_id
       WHERE l.user_id = ? AND l.kind = 'stakes' GROUP BY g.game_id ORDER BY g.seq`,
    )
    .all(userId);
}
