// `npm run bench`: durable acknowledged bets per second through real WebSockets, beside one PostgreSQL
// transaction per bet in the same run; latency at full load and at a modest rate; a large pool.
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RoundResult } from "./bet-load.ts";
import { documentOf } from "./document.ts";
import type { LargePool } from "./large-pool.ts";
import {
  type Machine,
  describeMachine,
  directoryOnDisk,
  othersShare,
  processorTime,
} from "./machine.ts";
import { Measurement } from "./measurement.ts";
import { type MutuelRound, MutuelSubject } from "./mutuel-subject.ts";
import { PeerSubject } from "./peer-subject.ts";
import { type Plan, readPlan } from "./plan.ts";
import {
  type DelayResults,
  type PeerResults,
  type Results,
  disturbance,
  pacedTable,
  ratios,
  terminalTable,
  throughputTable,
  whole,
} from "./report.ts";

const plan = readPlan(process.argv.slice(2));
if (typeof plan === "string") {
  console.log(plan);
  process.exit(2);
}
const directory = directoryOnDisk();
process.on("exit", () => {
  // What was killed a moment ago may still be writing.
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

const machine = describeMachine(directory);
const startedAt = processorTime();
const measured = await measure(plan, machine);
const results = { ...measured, othersShare: othersShare(startedAt, processorTime()) };
show(results);
if (plan.reportPath !== null) writeFileSync(plan.reportPath, documentOf(results));

async function measure(plan: Plan, machine: Machine): Promise<Omit<Results, "othersShare">> {
  const largePool = measureLargePool();
  const peer = plan.peer === "with" ? await startPeer(plan) : "it was not asked for";
  const mutuel: DelayResults[] = [];
  let verifiedBets = 0;
  const peerResults = peer instanceof PeerSubject ? newPeerResults(plan) : null;
  try {
    for (const [number, syncDelayMs] of plan.syncDelaysMs.entries()) {
      const beside = number === 0 && peer instanceof PeerSubject ? peer : null;
      const { measured, verified } = await measureDelay(plan, syncDelayMs, async () => {
        if (beside !== null && peerResults !== null) await peerRound(plan, beside, peerResults);
      });
      mutuel.push(measured);
      verifiedBets += verified;
    }
    if (peer instanceof PeerSubject) await peer.verify();
  } finally {
    if (peer instanceof PeerSubject) await peer.stop();
  }
  const reason = typeof peer === "string" ? peer : "";
  return { plan, machine, mutuel, peer: peerResults ?? reason, largePool, verifiedBets };
}

/** Ours are shown alone where PostgreSQL can't be started. */
async function startPeer(plan: Plan): Promise<PeerSubject | string> {
  try {
    return await PeerSubject.start(directory, plan);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function measureLargePool(): LargePool {
  const path = join(import.meta.dir, "large-pool.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [path], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the large pool failed: ${stderr}`);
  return JSON.parse(stdout) as LargePool;
}

/** One server with so much added to each sync; `beside` runs after each of its rounds. */
async function measureDelay(
  plan: Plan,
  syncDelayMs: number,
  beside: () => Promise<void>,
): Promise<{ measured: DelayResults; verified: number }> {
  const label = syncDelayMs === 0 ? "Mutuel" : `Mutuel, sync +${syncDelayMs} ms`;
  const measured: DelayResults = {
    syncDelayMs,
    onePool: new Measurement<MutuelRound>(`${label}, one pool`),
    severalPools: new Measurement<MutuelRound>(`${label}, ${plan.pools} pools`),
    paced: new Measurement<MutuelRound>(label),
  };
  const subject = await MutuelSubject.start(directory, syncDelayMs, plan);
  try {
    for (let round = 0; round < plan.rounds; round++) {
      tell(measured.onePool, await subject.full(1));
      tell(measured.severalPools, await subject.full(plan.pools));
      measured.paced.add(await subject.paced());
      await beside();
    }
    const { acked } = await subject.verify();
    return { measured, verified: acked };
  } finally {
    await subject.stop();
  }
}

function newPeerResults({ pools }: Plan): PeerResults {
  return {
    onePool: new Measurement<RoundResult>("PostgreSQL, one pool row"),
    severalPools: new Measurement<RoundResult>(`PostgreSQL, ${pools} pool rows`),
    noPool: new Measurement<RoundResult>("PostgreSQL, no pool row"),
  };
}

async function peerRound(plan: Plan, peer: PeerSubject, results: PeerResults): Promise<void> {
  tell(results.onePool, await peer.full("pool-row", 1));
  tell(results.severalPools, await peer.full("pool-row", plan.pools));
  tell(results.noPool, await peer.full("no-pool-row", 1));
}

/** Adds a round and shows it, so that nobody waits for minutes before a silent screen. */
function tell<Round extends RoundResult>(measurement: Measurement<Round>, round: Round): void {
  measurement.add(round);
  const { betsPerSecond, p50Ms, p99Ms } = round;
  const more =
    "serverCpuUs" in round ? `, server ${Number(round.serverCpuUs).toFixed(1)} µs/bet` : "";
  console.error(
    `${measurement.name}: ${whole(betsPerSecond)} bets/s, p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms${more}`,
  );
}

function show(results: Results): void {
  const { machine, largePool, peer, verifiedBets } = results;
  const table = ratios(results);
  const parts = [
    `${machine.cores} cores, ${machine.processor}, ${machine.memoryGb} GB, ${machine.kernel}, ${machine.runtime}, sync ${machine.syncMs.toFixed(2)} ms`,
    disturbance(results) ?? "",
    terminalTable(throughputTable(results)),
    typeof peer === "string" ? `no PostgreSQL: ${peer}` : "",
    table === null ? "" : `Mutuel is faster by\n${terminalTable(table)}`,
    `at a modest rate\n${terminalTable(pacedTable(results))}`,
    `${whole(largePool.bets)} bets in a pool: ${largePool.bytesPerBet.toFixed(0)} bytes a bet, settled in ${largePool.settlementMs.toFixed(0)} ms`,
    `${whole(verifiedBets)} acknowledged bets, all found in their pools and in the ledger`,
  ];
  console.log(`\n${parts.filter((part) => part !== "").join("\n\n")}`);
}
