// `mutuel backup`: copies the data of a server, running or not, into a directory of its own. Only reads
// where it copies from, takes no lock, and never opens the server's databases.
//
// The log goes first and the users second. A row of a user is there before the account is in the log, and
// never goes, so every account that was copied has its row: nobody's id is given out again. The other
// way round holds only for the users' state: whoever became active in between has no account in the
// copied log, and is made pending in the copy, as after a crash; the next start opens the account.
import { existsSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { decodeFact } from "../engine/fact-codec.ts";
import { databaseFile } from "../identity/database.ts";
import { serverKeyFile } from "../identity/server-key.ts";
import type { StoredBatch } from "../log/log.ts";
import { NodeDisk } from "../log/node-disk.ts";
import { readLog } from "../log/read-log.ts";
import { SUPERBLOCK_NAME, writeSuperblock } from "../log/superblock.ts";
import { systemClock } from "../ops/clock.ts";
import { readArguments } from "./arguments.ts";
import { copyDatabase } from "./backup/copy-database.ts";
import { type CopiedLog, copyLog } from "./backup/copy-log.ts";
import { copyFile, sumOf, syncDirectory } from "./backup/file-copy.ts";
import { type Manifest, writeManifest } from "./backup/manifest.ts";
import { pendUsersWithout } from "./backup/pending-users.ts";
import { failure, OK, percentOf, printColumns, Progress, usageProblem } from "./backup/report.ts";
import { readSettledLog, type SettledLog } from "./backup/settled-log.ts";
import { copyDiary, copySnapshot } from "./backup/side-files.ts";
import { prepareTarget } from "./backup/target.ts";

const HELP = `mutuel backup: copies log, users, server key and newest snapshot. The server may be running.
  --to DIR     a new or empty directory, outside of the data directory
  --data DIR   the data directory (default ./data); it is only read
The copy holds all money, and secrets: keep it as safe as the original. mutuel restore makes a data
directory of it; mutuel audit --data DIR proves it as it lies.
`;

const ACCOUNT_MARK = Buffer.from('"AccountOpened"');

export async function run(args: readonly string[]): Promise<number> {
  const reading = readArguments(args, ["--to", "--data"]);
  if (reading.kind === "help") {
    process.stdout.write(HELP);
    return OK;
  }
  if (reading.kind === "wrong") return usageProblem("backup", reading.text);
  const { "--to": to, "--data": data = "./data" } = reading.values;
  if (to === undefined) return usageProblem("backup", "--to DIR is missing");
  return Promise.resolve(backUp(data, to));
}

function backUp(data: string, to: string): number {
  let target: string | null = null;
  try {
    refuseIncomplete(data);
    target = prepareTarget({ option: "--to", path: to }, { option: "--data", path: data });
    const { manifest, pending } = copyAll(data, target);
    const { head, files } = manifest;
    printColumns([
      ["backup of", data],
      ["in", to],
      ["head", `seq ${head.seq}, batch ${head.batch}`],
      ["head hash", head.hash],
      ["files", files.length],
      ["bytes", files.reduce((sum, { bytes }) => sum + bytes, 0)],
      ["users made pending", pending],
    ]);
    return OK;
  } catch (error) {
    const after = target === null ? null : `${to} holds no whole backup; remove it`;
    return failure("backup", error, after);
  }
}

function refuseIncomplete(data: string): void {
  for (const name of [SUPERBLOCK_NAME, databaseFile, serverKeyFile]) {
    if (existsSync(join(data, name))) continue;
    throw new Error(`${data} holds no ${name}: it is not the data directory of a server`);
  }
}

function copyAll(data: string, target: string): { manifest: Manifest; pending: number } {
  const progress = new Progress("backup");
  const source = readSettledLog(data);
  const accounts = new Set<number>();
  const { head } = copyLogOf(source, target, (batch) => {
    for (const userId of accountsIn(batch)) accounts.add(userId);
    progress.tell(
      () => `log copied up to seq ${batch.firstSeq}, ${percentOf(batch.batch, source.head.batch)}`,
    );
  });
  progress.tell(() => "users");
  copyDatabase(join(data, databaseFile), join(target, databaseFile));
  const pending = pendUsersWithout(join(target, databaseFile), (id) => accounts.has(id));
  copyFile(join(data, serverKeyFile), join(target, serverKeyFile));
  const { logId } = source.superblock;
  const diary = copyDiary(data, target, head);
  const snapshots = copySnapshot(data, target, { logId, head });
  const segments = source.segments.map(({ name }) => name);
  const names = [SUPERBLOCK_NAME, ...segments, databaseFile, serverKeyFile, ...diary, ...snapshots];
  const copied = readLog(target).head;
  if (copied.hash !== head.hash)
    throw new Error(`the copy's head is ${copied.hash}, not ${head.hash}`);
  const files = names.map((name) => {
    progress.tell(() => `hashing ${name}`);
    return { name, ...sumOf(join(target, name)) };
  });
  const madeAt = new Date(systemClock.nowMs()).toISOString();
  const manifest = { madeAt, software: packageJson.version, logId, head, files };
  writeManifest(target, manifest);
  syncDirectory(target);
  return { manifest, pending };
}

function copyLogOf(
  source: SettledLog,
  target: string,
  onBatch: (batch: StoredBatch) => void,
): CopiedLog {
  const disk = new NodeDisk(target);
  const { head, superblock } = source;
  const copied = copyLog(source, disk, { untilSeq: head.seq, cutEpoch: superblock.epoch, onBatch });
  writeSuperblock(disk, { ...superblock, head: copied.head });
  return copied;
}

/** Looks into the lines of a batch only where there is one to be found. */
function accountsIn(batch: StoredBatch): number[] {
  const payload = Buffer.from(batch.payload.buffer, batch.payload.byteOffset, batch.payload.length);
  if (!payload.includes(ACCOUNT_MARK)) return [];
  const lines = payload.toString().split("\n");
  return lines
    .filter((line) => line.includes(ACCOUNT_MARK.toString()))
    .map((line) => decodeFact(line))
    .flatMap((fact) => (fact.kind === "AccountOpened" ? [fact.userId] : []));
}
