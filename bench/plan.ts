// What is measured and for how long, from the command line.

import { UNANSWERED_MAX } from "./bettor.ts";

export type Plan = {
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly connections: number;
  readonly unanswered: number;
  readonly watchers: number;
  readonly pools: number;
  readonly pacedBetsPerSecond: number;
  /** Milliseconds added to each sync; each has a server of its own. The first one faces the peer. */
  readonly syncDelaysMs: readonly number[];
  readonly peer: "with" | "without";
  readonly peerConnections: number;
  /** Where the report goes, besides the terminal. */
  readonly reportPath: string | null;
};

const USAGE = `npm run bench -- [options]
  --rounds N             rounds of each measurement, of which the median is told (default 3)
  --seconds S            length of each, after a warm-up (default 5)
  --connections N        players' connections (default 50)
  --unanswered N         bets each keeps unanswered (default 20, at most ${UNANSWERED_MAX})
  --pools N              pools of the variant with several (default 16)
  --rate N               bets a second of the measurement at a modest rate (default 1000)
  --sync-delay LIST      milliseconds added to each sync (default 0,1,5)
  --peer with|without    PostgreSQL beside it (default with)
  --write PATH           writes the report as Markdown too, for example to docs/benchmarks.md`;

const DEFAULTS = new Map([
  ["rounds", "3"],
  ["seconds", "5"],
  ["connections", "50"],
  ["unanswered", "20"],
  ["pools", "16"],
  ["rate", "1000"],
  ["sync-delay", "0,1,5"],
  ["peer", "with"],
  ["write", ""],
]);

/** The plan, or what to tell instead. */
export function readPlan(args: readonly string[]): Plan | string {
  if (args.includes("--help")) return USAGE;
  const values = new Map(DEFAULTS);
  for (let at = 0; at < args.length; at += 2) {
    const name = (args[at] ?? "").replace(/^--/, "");
    const value = args[at + 1];
    if (!values.has(name) || value === undefined) return `${args[at]} is not understood\n${USAGE}`;
    values.set(name, value);
  }
  const text = (name: string): string => values.get(name) ?? "";
  const numbers = ["rounds", "seconds", "connections", "unanswered", "pools", "rate"].map((name) =>
    Number(text(name)),
  );
  const [rounds = 0, seconds = 0, connections = 0, unanswered = 0, pools = 0, rate = 0] = numbers;
  const syncDelaysMs = text("sync-delay").split(",").map(Number);
  const peer = text("peer");
  const areFine =
    numbers.every((number) => number > 0) &&
    unanswered <= UNANSWERED_MAX &&
    syncDelaysMs.every((delay) => delay >= 0);
  if (!areFine || (peer !== "with" && peer !== "without")) return USAGE;
  return {
    rounds,
    warmUpMs: 1_500,
    measureMs: seconds * 1_000,
    connections,
    unanswered,
    watchers: 10,
    pools,
    pacedBetsPerSecond: rate,
    syncDelaysMs,
    peer,
    peerConnections: 16,
    reportPath: text("write") === "" ? null : text("write"),
  };
}
