// A pool's multipliers over time, made of the money on each target over time.
import type { HttpCalls } from "../../client/src/http-routes.ts";
import { minorOf } from "../design/amount.ts";
import { takeoutOf } from "./payout.ts";

export type OddsAnswer = HttpCalls["poolOdds"]["answer"];

export type OddsHistory = {
  /** Seconds, as charts want them. */
  readonly times: readonly number[];
  /** Of those with the most money now. */
  readonly lines: readonly {
    readonly target: string;
    readonly values: readonly (number | null)[];
  }[];
  /** With money on them, but no line. */
  readonly others: number;
};

const LINES_MAX = 5;

export function oddsHistory({ history, targets, takeout_bps: bps }: OddsAnswer): OddsHistory {
  const money = history.map((point) => point.money.map(minorOf));
  const last = money.at(-1) ?? [];
  const ranked = targets
    .map((target, at) => ({ target, at, minor: last[at] ?? 0n }))
    .filter(({ minor }) => minor > 0n)
    .sort((a, b) => Number(b.minor - a.minor));
  // In the order of the pool, so that a line keeps its looks while the money moves.
  const shown = ranked.slice(0, LINES_MAX).sort((a, b) => a.at - b.at);
  return {
    times: history.map(({ at }) => at / 1_000),
    lines: shown.map(({ target, at }) => ({
      target,
      values: money.map((stakes) => multiplierOf(stakes, at, bps)),
    })),
    others: Math.max(0, ranked.length - LINES_MAX),
  };
}

/** null where nothing is on it. */
function multiplierOf(stakes: readonly bigint[], at: number, bps: number): number | null {
  const winning = stakes[at] ?? 0n;
  if (winning === 0n) return null;
  const gross = stakes.reduce((sum, stake) => sum + stake, 0n);
  const net = gross - takeoutOf(gross, winning, bps);
  return Number((net * 100n) / winning) / 100;
}
