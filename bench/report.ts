// The figures as a table for the terminal and as the document. Says how and on what was measured,
// nothing about where or when.
import type { MutuelRound } from "./mutuel-subject.ts";
import type { RoundResult } from "./bet-load.ts";
import type { LargePool } from "./large-pool.ts";
import type { Machine } from "./machine.ts";
import type { Measurement } from "./measurement.ts";
import type { Plan } from "./plan.ts";

export type DelayResults = {
  readonly syncDelayMs: number;
  readonly onePool: Measurement<MutuelRound>;
  readonly severalPools: Measurement<MutuelRound>;
  readonly paced: Measurement<MutuelRound>;
};
export type PeerResults = {
  readonly onePool: Measurement<RoundResult>;
  readonly severalPools: Measurement<RoundResult>;
  readonly noPool: Measurement<RoundResult>;
};
export type Results = {
  readonly plan: Plan;
  readonly machine: Machine;
  readonly mutuel: readonly DelayResults[];
  /** Or why there is none. */
  readonly peer: PeerResults | string;
  readonly largePool: LargePool;
  readonly verifiedBets: number;
  /** Share of the cores that other programs used meanwhile; NaN where that can't be known. */
  readonly othersShare: number;
};

const OTHERS_SHARE_MAX = 0.05;

type Table = readonly (readonly string[])[];

const HEAD = ["", "bets/s", "lowest - highest", "p50 ms", "p99 ms", "bets/sync", "pushes/s"];

export function throughputTable({ mutuel, peer }: Results): Table {
  const rows: string[][] = [HEAD];
  for (const { onePool, severalPools } of mutuel) {
    for (const measured of [onePool, severalPools]) {
      rows.push(ownRowOf(measured));
    }
  }
  if (typeof peer !== "string") {
    for (const measured of [peer.onePool, peer.severalPools, peer.noPool]) {
      rows.push([...rowOf(measured), "", ""]);
    }
  }
  return rows;
}

export function pacedTable({ mutuel }: Results): Table {
  return [HEAD, ...mutuel.map(({ paced }) => ownRowOf(paced))];
}

function ownRowOf(measured: Measurement<MutuelRound>): string[] {
  const betsPerSync = measured.median("betsPerSync");
  return [
    ...rowOf(measured),
    betsPerSync.toFixed(betsPerSync < 10 ? 1 : 0),
    whole(measured.median("pushesPerSecond")),
  ];
}

function rowOf<Round extends RoundResult>(measured: Measurement<Round>): string[] {
  const [lowest, highest] = measured.range("betsPerSecond");
  return [
    measured.name,
    whole(measured.median("betsPerSecond")),
    `${whole(lowest)} - ${whole(highest)}`,
    measured.median("p50Ms").toFixed(2),
    measured.median("p99Ms").toFixed(2),
  ];
}

/** How many times the peer; null without one. */
export function ratios({ mutuel, peer }: Results): Table | null {
  const [first] = mutuel;
  if (typeof peer === "string" || first === undefined) return null;
  const pairs = [
    ["one pool against one pool row", first.onePool, peer.onePool],
    ["several pools against several pool rows", first.severalPools, peer.severalPools],
    ["one pool against no pool row", first.onePool, peer.noPool],
  ] as const;
  return [
    ["", "median against median", "best against best"],
    ...pairs.map(([name, ours, theirs]) => [
      name,
      (ours.median("betsPerSecond") / theirs.median("betsPerSecond")).toFixed(1),
      (ours.range("betsPerSecond")[1] / theirs.range("betsPerSecond")[1]).toFixed(1),
    ]),
  ];
}

/** What spoils the figures; null where nothing does. */
export function disturbance({ othersShare }: Results): string | null {
  if (!(othersShare > OTHERS_SHARE_MAX)) return null;
  return `Other programs used ${Math.round(othersShare * 100)} % of the cores during this run: figures of both sides are too low and scatter, and ratios with them.`;
}

export function terminalTable(table: Table): string {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  return table.map(line).join("\n");
}

export function markdownTable(table: Table): string {
  const [head = [], ...rows] = table;
  const line = (row: readonly string[]): string => `| ${row.join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 ? "---" : "--:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
