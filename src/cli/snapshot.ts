// `mutuel snapshot`: writes a snapshot of the state beside the log, so that the next start is quick. The
// server runs it by itself; it only reads the log and keeps out of the server's way.
import { setPriority } from "node:os";
import packageJson from "../../package.json" with { type: "json" };
import type { LogHead } from "../log/log.ts";
import { makeSnapshot } from "../snapshot/make-snapshot.ts";
import { systemClock } from "../ops/clock.ts";
import { readArguments } from "./arguments.ts";
import { readSettledLog } from "./backup/settled-log.ts";

const OK = 0;
const FAILED = 1;
const USAGE = 2;
const LOWEST_PRIORITY = 19;

const HELP = `mutuel snapshot: writes a snapshot of a data directory. The server does so by itself.
  --data DIR             the data directory
  --head BATCH:SEQ:HASH  up to this batch, known to be durable (default: all, the whole log is verified)
  --parent PID           gives up when this process is gone
`;

export async function run(args: readonly string[]): Promise<number> {
  const reading = readArguments(args, ["--data", "--head", "--parent"]);
  if (reading.kind === "help") {
    process.stdout.write(HELP);
    return OK;
  }
  if (reading.kind === "wrong") return usage(reading.text);
  const { "--data": data, "--head": headText, "--parent": parent } = reading.values;
  if (data === undefined) return usage("--data DIR is missing");
  const head = headText === undefined ? null : headOf(headText);
  if (headText !== undefined && head === null) {
    return usage(`--head is ${JSON.stringify(headText)}; accepted: BATCH:SEQ:HASH`);
  }
  setPriority(LOWEST_PRIORITY);
  return Promise.resolve(make(data, head, parent === undefined ? null : Number(parent)));
}

function make(data: string, known: LogHead | null, parentPid: number | null): number {
  const startedMs = systemClock.monotonicMs();
  try {
    const made = makeSnapshot({
      dataDirectory: data,
      head: known ?? readSettledLog(data).head,
      software: packageJson.version,
      onStep: () => {
        if (parentPid !== null && process.ppid !== parentPid) {
          throw new Error(`process ${parentPid} is gone; nobody wants this snapshot any more`);
        }
      },
      onIgnored: (name, why) => process.stderr.write(`mutuel snapshot: ignored ${name}: ${why}\n`),
    });
    const { name, bytes, stateHash, from } = made;
    const tookMs = Math.round(systemClock.monotonicMs() - startedMs);
    const said = { name, bytes, stateHash, fromSeq: from?.seq ?? 0, tookMs };
    process.stdout.write(`${JSON.stringify(said)}\n`);
    return OK;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`mutuel snapshot: ${text}\n`);
    return FAILED;
  }
}

function headOf(text: string): LogHead | null {
  const [, batch, seq, hash] = /^(\d{1,15}):(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (hash === undefined) return null;
  return { batch: Number(batch), seq: Number(seq), hash };
}

function usage(text: string): number {
  process.stderr.write(`mutuel snapshot: ${text}\n(mutuel snapshot --help lists the options)\n`);
  return USAGE;
}
