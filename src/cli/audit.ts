// `mutuel audit`: proves that a data directory is whole and every settlement right. Reads only; a
// server may have the directory open meanwhile.
import { evolve } from "../engine/evolve.ts";
import type { UserId } from "../engine/ids.ts";
import { brokenInvariants } from "../engine/invariants.ts";
import { stateHash } from "../engine/state-hash.ts";
import { newState } from "../engine/state.ts";
import { type AuditResult, type Replica, audit } from "../audit/audit.ts";
import { type AuditContext, auditJson, auditText } from "../audit/audit-text.ts";
import { type ArchiveReader, readArchive } from "../archive/audited-archive.ts";
import { type ReadOnlyLog, readLog } from "../log/read-log.ts";
import { systemClock } from "../ops/clock.ts";
import { factsOf } from "../sequencer/replay.ts";

const OK = 0;
const FAILED = 1;
const USAGE = 2;
const PROGRESS_EVERY_MS = 2_000;
const DEFAULT_DATA = "./data";

const HELP = `mutuel audit: replays a log, settles every pool again by hand, and compares.
  --data DIR   directory of the log (default ${DEFAULT_DATA}); it is only read
  --json       one JSON object instead of text; amounts in minor units
The exit code is 0 where everything is right, 1 where anything differs or can't be read.
`;

/** Where an audit writes; standard output and error but for tests. */
export type AuditOutput = { out(text: string): void; err(text: string): void };

const standard: AuditOutput = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

type Asked = { data: string; format: "text" | "json" };
type Reading = { kind: "asked"; asked: Asked } | { kind: "help" } | { kind: "wrong"; text: string };

export async function run(
  args: readonly string[],
  output: AuditOutput = standard,
): Promise<number> {
  const reading = readArgs(args);
  switch (reading.kind) {
    case "help":
      output.out(HELP);
      return OK;
    case "wrong":
      output.err(`mutuel audit: ${reading.text}\n(mutuel audit --help lists the options)\n`);
      return USAGE;
    case "asked":
      return Promise.resolve(auditDirectory(reading.asked, output));
  }
}

function auditDirectory({ data, format }: Asked, output: AuditOutput): number {
  const startedMs = systemClock.monotonicMs();
  const tookMs = (): number => Math.round(systemClock.monotonicMs() - startedMs);
  let log: ReadOnlyLog;
  let result: AuditResult;
  let archive: ArchiveReader | null = null;
  try {
    // The archive first: a server at work may bring it past a head seen before.
    archive = readArchive(data);
    log = readLog(data);
    result = audit(log, engineReplica(), progress(log, output), archive);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    output.err(`mutuel audit: ${text}\n`);
    const json = `${JSON.stringify({ verdict: "FAILED", path: data, error: text })}\n`;
    output.out(format === "json" ? json : "audit: FAILED\n");
    return FAILED;
  } finally {
    archive?.close();
  }
  const { path, serverPid, unfinishedBytes } = log;
  const context = { path, serverPid, unfinishedBytes, archive: summary(archive), tookMs: tookMs() };
  output.out(format === "json" ? auditJson(result, context) : auditText(result, context));
  return result.findings.total === 0 ? OK : FAILED;
}

function summary(archive: ArchiveReader | null): AuditContext["archive"] {
  if (archive === null) return null;
  const { asOfSeq, poolCount, betCount } = archive;
  return { asOfSeq, poolCount, betCount };
}

function readArgs(args: readonly string[]): Reading {
  const asked: Asked = { data: DEFAULT_DATA, format: "text" };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--help") return { kind: "help" };
    if (arg === "--json") {
      asked.format = "json";
    } else if (arg === "--data" || arg.startsWith("--data=")) {
      const text = arg === "--data" ? args[++at] : arg.slice("--data=".length);
      if (text === undefined || text === "") {
        return { kind: "wrong", text: "--data needs a value: --data DIR" };
      }
      asked.data = text;
    } else {
      const text = `unknown option ${JSON.stringify(arg)}; known are --data, --json and --help`;
      return { kind: "wrong", text };
    }
  }
  return { kind: "asked", asked };
}

/** The engine of this release, from an empty state. */
export function engineReplica(): Replica {
  const state = newState();
  const { wallets } = state;
  return {
    factsOf,
    apply: (fact) => evolve(state, fact),
    currencies: () => wallets.currencies(),
    usersEnd: (currency) => wallets.rows(currency),
    balance: (currency, user) => wallets.balance(currency, user as UserId),
    house: (currency) => wallets.house(currency),
    royalties: () => state.hub.royalties.lines(),
    brokenInvariants: () => brokenInvariants(state),
    stateHash: () => stateHash(state),
  };
}

/** A line on standard error every other second, for long logs. */
function progress(log: ReadOnlyLog, output: AuditOutput): (ledger: { seq: number }) => void {
  let toldMs = systemClock.monotonicMs();
  return ({ seq }) => {
    const nowMs = systemClock.monotonicMs();
    if (nowMs - toldMs < PROGRESS_EVERY_MS) return;
    toldMs = nowMs;
    const percent = Math.floor((100 * seq) / Math.max(1, log.head.seq));
    output.err(`audit: ${seq} of ${log.head.seq} facts (${percent} %)\n`);
  };
}
