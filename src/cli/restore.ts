// `mutuel restore`: makes a data directory from a backup, up to its head or up to any fact before it.
// Verifies every file and the whole chain first, replays every fact it keeps, and writes log.json last,
// so that a restore that was not finished can't be started.
import { join } from "node:path";
import { evolve } from "../engine/evolve.ts";
import type { UserId } from "../engine/ids.ts";
import { brokenInvariants } from "../engine/invariants.ts";
import { stateHash } from "../engine/state-hash.ts";
import { type State, newState } from "../engine/state.ts";
import { databaseFile } from "../identity/database.ts";
import { serverKeyFile } from "../identity/server-key.ts";
import type { LogHead } from "../log/log.ts";
import { NodeDisk } from "../log/node-disk.ts";
import { readLog } from "../log/read-log.ts";
import { writeSuperblock } from "../log/superblock.ts";
import { factsOf } from "../sequencer/replay.ts";
import { readArguments } from "./arguments.ts";
import { type CopiedLog, copyLog } from "./backup/copy-log.ts";
import { copyFile, syncDirectory } from "./backup/file-copy.ts";
import { type Manifest, readManifest, verifyFiles } from "./backup/manifest.ts";
import { pendUsersWithout } from "./backup/pending-users.ts";
import { failure, OK, percentOf, printColumns, Progress, usageProblem } from "./backup/report.ts";
import { readSettledLog, type SettledLog } from "./backup/settled-log.ts";
import { copyDiary, copySnapshot } from "./backup/side-files.ts";
import { prepareTarget } from "./backup/target.ts";

const HELP = `mutuel restore: makes a data directory from a backup.
  --from DIR         the backup; it is only read
  --data DIR         a new or empty directory
  --until-seq N      leave out every fact after this one (default: none)
Facts that are left out are gone from the copy for good. Where the cut falls inside a batch, the part that
stays is a batch of its own hash. Users whose accounts were left out are pending; the next start opens
their accounts again. The archive of closed games is not in a backup: mutuel rebuild makes it.
`;

type Asked = { from: string; data: string; untilSeq: number | null };

export async function run(args: readonly string[]): Promise<number> {
  const reading = readArguments(args, ["--from", "--data", "--until-seq"]);
  if (reading.kind === "help") {
    process.stdout.write(HELP);
    return OK;
  }
  if (reading.kind === "wrong") return usageProblem("restore", reading.text);
  const { "--from": from, "--data": data, "--until-seq": until } = reading.values;
  if (from === undefined) return usageProblem("restore", "--from DIR is missing");
  if (data === undefined) return usageProblem("restore", "--data DIR is missing");
  if (until !== undefined && !/^[1-9]\d{0,14}$/.test(until)) {
    return usageProblem("restore", `--until-seq is ${JSON.stringify(until)}; accepted: 1 or more`);
  }
  return Promise.resolve(
    restore({ from, data, untilSeq: until === undefined ? null : Number(until) }),
  );
}

function restore({ from, data, untilSeq }: Asked): number {
  let target: string | null = null;
  try {
    const manifest = readManifest(from);
    if (untilSeq !== null && untilSeq > manifest.head.seq) {
      throw new Error(`--until-seq is ${untilSeq}, the backup ends at seq ${manifest.head.seq}`);
    }
    target = prepareTarget({ option: "--data", path: data }, { option: "--from", path: from });
    const restored = restoreAll(from, target, manifest, untilSeq ?? manifest.head.seq);
    const { head, cutBatch } = restored.log;
    const cut =
      cutBatch === null ? [] : [["cut", `batch ${cutBatch}, which has a new hash`] as const];
    printColumns([
      ["restored", from],
      ["in", data],
      ["head", `seq ${head.seq}, batch ${head.batch}`],
      ...cut,
      ["head hash", head.hash],
      ["state hash", restored.stateHash],
      ["users made pending", restored.pending],
    ]);
    return OK;
  } catch (error) {
    const after = target === null ? null : `${data} holds no whole data directory; empty it`;
    return failure("restore", error, after);
  }
}

type Restored = { log: CopiedLog; stateHash: string; pending: number };

function restoreAll(from: string, target: string, manifest: Manifest, untilSeq: number): Restored {
  const progress = new Progress("restore");
  verifyFiles(from, manifest, (name) => progress.tell(() => `verifying ${name}`));
  const source = readSettledLog(from);
  if (source.head.hash !== manifest.head.hash) {
    throw new Error(
      `${from} ends with hash ${source.head.hash}, its manifest says ${manifest.head.hash}`,
    );
  }
  const state = newState();
  const cutEpoch = source.superblock.epoch + 1;
  const log = copyLog(source, new NodeDisk(target), {
    untilSeq,
    cutEpoch,
    onBatch: (batch) => {
      for (const fact of factsOf(batch)) evolve(state, fact);
      progress.tell(() => `replayed up to seq ${state.seq}, ${percentOf(state.seq, untilSeq)}`);
    },
  });
  checkState(state, log.head);
  const pending = copyUsers(from, target, state);
  copyDiary(from, target, log.head);
  copySnapshot(from, target, { logId: manifest.logId, head: log.head });
  finish(source, target, log);
  return { log, stateHash: stateHash(state), pending };
}

function checkState(state: State, head: LogHead): void {
  if (state.seq !== head.seq)
    throw new Error(`the replay ends at seq ${state.seq}, not ${head.seq}`);
  const broken = brokenInvariants(state);
  if (broken.length > 0) throw new Error(`the state is broken: ${broken.slice(0, 5).join("; ")}`);
}

function copyUsers(from: string, target: string, state: State): number {
  copyFile(join(from, serverKeyFile), join(target, serverKeyFile));
  const users = join(target, databaseFile);
  copyFile(join(from, databaseFile), users);
  return pendUsersWithout(users, (id) => state.accounts.has(id as UserId));
}

/** From here on it is a log; read once more as it lies on the disk. */
function finish(source: SettledLog, target: string, { head, cutBatch }: CopiedLog): void {
  const disk = new NodeDisk(target);
  const epoch = source.superblock.epoch + (cutBatch === null ? 0 : 1);
  writeSuperblock(disk, { ...source.superblock, epoch, head });
  syncDirectory(target);
  const found = readLog(target).head;
  if (found.hash !== head.hash)
    throw new Error(`the copy's head is ${found.hash}, not ${head.hash}`);
}
