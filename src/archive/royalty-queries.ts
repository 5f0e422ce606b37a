// What providers have earned, per account, rate and currency. Sums are made of two halves, because of
// many bookings together they may pass what an integer of SQLite holds.
import type { Database } from "bun:sqlite";
import type { RoyaltyRow, RoyaltyScope } from "./archive.ts";

const HALF = 1_000_000n;

type Halves = {
  turnoverHigh: number;
  turnoverLow: number;
  royaltyHigh: number;
  royaltyLow: number;
};

export function royalties(database: Database, { sourceId, span }: RoyaltyScope): RoyaltyRow[] {
  const rows = database
    .query<Omit<RoyaltyRow, "turnover" | "royalty"> & Halves, (string | number | null)[]>(
      `SELECT r.source_id AS sourceId, s.name AS sourceName, r.account_id AS accountId,
         r.royalty_bps AS royaltyBps, r.currency, r.decimals, count(*) AS bookings,
         ${halves("turnover")}, ${halves("royalty")}
       FROM royalties r JOIN sources s ON s.source_id = r.source_id
       WHERE (?1 IS NULL OR r.source_id = ?1) AND r.time_ms >= ?2 AND r.time_ms < ?3
       GROUP BY r.source_id, r.account_id, r.royalty_bps, r.currency
       ORDER BY s.seq, r.account_id, r.royalty_bps, r.currency`,
    )
    .all(sourceId, span.fromMs, span.untilMs);
  return rows.map(({ turnoverHigh, turnoverLow, royaltyHigh, royaltyLow, ...row }) => ({
    ...row,
    turnover: whole(turnoverHigh, turnoverLow),
    royalty: whole(royaltyHigh, royaltyLow),
  }));
}

function halves(name: "turnover" | "royalty"): string {
  const column = `r.${name}_minor`;
  return `sum(${column} / ${HALF}) AS ${name}High, sum(${column} % ${HALF}) AS ${name}Low`;
}

function whole(high: number, low: number): string {
  return String(BigInt(high) * HALF + BigInt(low));
}
