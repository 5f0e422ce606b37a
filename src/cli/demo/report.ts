// The result as a table for people, and as JSON for programs.
import { type MatchScript, displayNameOf } from "../match/match-script.ts";
import { pointsText, shownCount, shownPoints } from "../match/points.ts";
import type { MatchResult, PoolResult } from "./result.ts";
import { type Column, cut, tableLines } from "../terminal/table.ts";
import type { Tally } from "./tally.ts";

export type Figures = {
  readonly result: MatchResult;
  readonly tally: Tally;
  readonly score: string;
  readonly shootOut: string;
};

const RICHEST = 5;
const QUESTION_WIDTH = 22;
const WINNER_WIDTH = 9;

const POOL_COLUMNS: readonly Column[] = [
  { title: "pool", align: "left" },
  { title: "winner", align: "left" },
  { title: "bets", align: "right" },
  { title: "stakes", align: "right" },
  { title: "dividend", align: "right" },
  { title: "refunds", align: "right" },
  { title: "late", align: "right" },
];

const PLAYER_COLUMNS: readonly Column[] = [
  { title: "richest players", align: "left" },
  { title: "bets on", align: "left" },
  { title: "bets", align: "right" },
  { title: "points", align: "right" },
  { title: "gain", align: "right" },
];

export function reportLines({ result, tally }: Figures, script: MatchScript): string[] {
  const { pools, players, takeoutMinor } = result;
  const rows = pools.map((pool) => poolRow(pool, script));
  const total = (valueOf: (pool: PoolResult) => number): number =>
    pools.reduce((sum, pool) => sum + valueOf(pool), 0);
  const totals = [
    `${pools.length} pools`,
    "",
    shownCount(total((pool) => pool.bets)),
    shownPoints(total((pool) => pool.stakesMinor)),
    "",
    shownPoints(total(returnedMinor)),
    shownCount(total((pool) => pool.lateBets)),
  ];
  const richest = players
    .slice(0, RICHEST)
    .map(({ username, temper, bets, startMinor, endMinor }) => [
      username,
      temper,
      shownCount(bets),
      shownPoints(endMinor),
      signed(endMinor - startMinor),
    ]);
  return [
    ...tableLines(POOL_COLUMNS, [...rows, null, totals]),
    "",
    ...tableLines(PLAYER_COLUMNS, richest),
    "",
    `dividend: paid for 1 point on the winner; late: bets after the goal, returned.`,
    `takeout ${shownPoints(takeoutMinor)} of the stakes; refunds count late bets too.`,
    rateLine(tally),
    raceLine(tally),
  ];
}

function poolRow(pool: PoolResult, script: MatchScript): string[] {
  return [
    cut(pool.question, QUESTION_WIDTH),
    cut(pool.winner === null ? "void" : displayNameOf(script, pool.winner), WINNER_WIDTH),
    shownCount(pool.bets),
    shownPoints(pool.stakesMinor),
    dividendText(pool),
    shownPoints(returnedMinor(pool)),
    shownCount(pool.lateBets),
  ];
}

function returnedMinor({ refundedMinor, lateMinor }: PoolResult): number {
  return refundedMinor + lateMinor;
}

function dividendText({ winningMinor, paidMinor }: PoolResult): string {
  return winningMinor === 0 ? "-" : (paidMinor / winningMinor).toFixed(2);
}

function signed(minor: number): string {
  return minor > 0 ? `+${shownPoints(minor)}` : shownPoints(minor);
}

function rateLine(tally: Tally): string {
  const rate = shownCount(Math.round(tally.betsPerSecond()));
  const peak = shownCount(tally.betsInBusiestSecond());
  return `${shownCount(tally.bets)} bets, ${rate} a second, ${peak} in the busiest second`;
}

function raceLine({ refused }: Tally): string {
  if (refused.size === 0) return "no bet was refused";
  const parts = [...refused].map(([code, count]) => `${shownCount(count)} ${code}`);
  return `refused because things had changed: ${parts.join(", ")}`;
}

export type Verdict = { readonly audit: string; readonly problems: readonly string[] };

/** Amounts as decimal strings. */
export function reportJson(
  { result, tally, score, shootOut }: Figures,
  { audit, problems }: Verdict,
): unknown {
  return {
    ok: problems.length === 0,
    score,
    shoot_out: shootOut,
    bets: tally.bets,
    bets_per_second: Math.round(tally.betsPerSecond()),
    bets_in_busiest_second: tally.betsInBusiestSecond(),
    refused: Object.fromEntries(tally.refused),
    takeout: pointsText(result.takeoutMinor),
    pools: result.pools.map((pool) => ({
      question: pool.question,
      opened_at: pool.openedAt,
      winner: pool.winner,
      bets: pool.bets,
      stakes: pointsText(pool.stakesMinor),
      winning_stakes: pointsText(pool.winningMinor),
      takeout: pointsText(pool.takeoutMinor),
      paid: pointsText(pool.paidMinor),
      refunded: pointsText(pool.refundedMinor),
      late_bets: pool.lateBets,
      late_stakes: pointsText(pool.lateMinor),
    })),
    richest: result.players.slice(0, RICHEST).map(({ username, temper, bets, endMinor }) => ({
      username,
      temper,
      bets,
      points: pointsText(endMinor),
    })),
    audit,
    problems,
  };
}
