// Reports: sums over resolved pools, per game, source or day. Sums come as text: of many pools together
// they may pass what a number holds exactly.
import type { Database, SQLQueryBindings } from "bun:sqlite";
import type { ReportRow, ReportScope, TimeSpan } from "./archive.ts";

type Grouping = {
  /** Expressions over pools p, games g and sources s. */
  key: string;
  name: string;
  where: string;
  values: SQLQueryBindings[];
};

const DAY = "date(p.resolved_at_ms / 1000, 'unixepoch')";
const WITHIN = "p.resolved_at_ms >= ? AND p.resolved_at_ms < ?";

function groupingOf(scope: ReportScope): Grouping {
  switch (scope.kind) {
    case "game":
      return { key: "g.game_id", name: "g.name", where: "p.game_id = ?", values: [scope.gameId] };
    case "source":
      return {
        key: "s.source_id",
        name: "s.name",
        where: `s.source_id = ? AND ${WITHIN}`,
        values: [scope.sourceId, ...within(scope.span)],
      };
    case "days":
      return { key: DAY, name: "''", where: WITHIN, values: within(scope.span) };
  }
}

function within({ fromMs, untilMs }: TimeSpan): SQLQueryBindings[] {
  return [fromMs, untilMs];
}

type Sums = Omit<ReportRow, "players">;
type Heads = Pick<ReportRow, "key" | "currency" | "players">;

export function report(database: Database, scope: ReportScope): ReportRow[] {
  const { key, name, where, values } = groupingOf(scope);
  const from = `FROM pools p JOIN games g ON g.game_id = p.game_id
    JOIN sources s ON s.source_id = g.source_id`;
  const group = `WHERE ${where} GROUP BY ${key}, g.currency ORDER BY ${key}, g.currency`;
  const sum = (column: string): string => `CAST(sum(p.${column}_minor) AS TEXT)`;
  const sums = database
    .query<Sums, SQLQueryBindings[]>(
      `SELECT ${key} AS key, ${name} AS name, g.currency, g.decimals, count(*) AS pools,
         sum(p.bets) AS bets, ${sum("staked")} AS staked, ${sum("gross")} AS valid,
         ${sum("late")} AS late, ${sum("void")} AS void, ${sum("returned")} AS returned,
         ${sum("takeout")} AS takeout, ${sum("paid")} AS paid
       ${from} ${group}`,
    )
    .all(...values);
  const heads = database
    .query<Heads, SQLQueryBindings[]>(
      `SELECT ${key} AS key, g.currency, count(DISTINCT l.user_id) AS players
       ${from} JOIN ledger l ON l.pool = p.pool AND l.kind = 'stakes' ${group}`,
    )
    .all(...values);
  const players = new Map(heads.map((row) => [`${row.key} ${row.currency}`, row.players]));
  return sums.map((row) => ({ ...row, players: players.get(`${row.key} ${row.currency}`) ?? 0 }));
}
