// `mutuel rebuild`: makes the archive of a data directory anew from its log. Only while no server runs on
// it; the log is only read.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { rebuildArchive } from "../archive/rebuild.ts";
import type { Fact } from "../engine/fact.ts";
import { type ReadOnlyLog, readLog } from "../log/read-log.ts";
import { lockDirectory } from "../log/sqlite-lock.ts";
import { SUPERBLOCK_NAME } from "../log/superblock.ts";
import { systemClock } from "../ops/clock.ts";
import { factsOf } from "../sequencer/replay.ts";
import { readArguments } from "./arguments.ts";

const OK = 0;
const FAILED = 1;
const USAGE = 2;
const PROGRESS_EVERY_MS = 2_000;
const DEFAULT_DATA = "./data";

const HELP = `mutuel rebuild: makes archive.sqlite anew from the log.
  --data DIR   directory of the log (default ${DEFAULT_DATA}); no server may run on it
The old archive is replaced when the new one is complete. The exit code is 0 then, otherwise 1.
`;

export function run(args: readonly string[]): Promise<number> {
  const reading = readArguments(args, ["--data"]);
  switch (reading.kind) {
    case "help":
      process.stdout.write(HELP);
      return Promise.resolve(OK);
    case "wrong":
      complain(`${reading.text}\n(mutuel rebuild --help lists the options)`);
      return Promise.resolve(USAGE);
    case "values":
      return Promise.resolve(rebuild(reading.values["--data"] ?? DEFAULT_DATA));
  }
}

function rebuild(data: string): number {
  const path = resolve(data);
  try {
    if (!existsSync(join(path, SUPERBLOCK_NAME))) {
      throw new Error(`${path} holds no ${SUPERBLOCK_NAME}: it is no log of Mutuel`);
    }
    const unlock = lockDirectory(path);
    try {
      const startedMs = systemClock.monotonicMs();
      const { asOfSeq, poolsComplete, gamesComplete } = rebuildArchive(path, told(readLog(path)));
      const tookS = ((systemClock.monotonicMs() - startedMs) / 1000).toFixed(1);
      process.stdout.write(
        `archive rebuilt: ${poolsComplete} resolved pools, ${gamesComplete} closed games, as of seq ${asOfSeq}, in ${tookS} s\n`,
      );
      return OK;
    } finally {
      unlock();
    }
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return FAILED;
  }
}

/** All facts of the log, with a line on standard error every other second. */
function* told(log: ReadOnlyLog): Generator<Fact> {
  let toldMs = systemClock.monotonicMs();
  for (const batch of log.read(1)) {
    yield* factsOf(batch);
    const nowMs = systemClock.monotonicMs();
    if (nowMs - toldMs < PROGRESS_EVERY_MS) continue;
    toldMs = nowMs;
    const seq = batch.firstSeq + batch.count - 1;
    const percent = Math.floor((100 * seq) / log.head.seq);
    process.stderr.write(`rebuild: ${seq} of ${log.head.seq} facts (${percent} %)\n`);
  }
}

function complain(text: string): void {
  process.stderr.write(`mutuel rebuild: ${text}\n`);
}
