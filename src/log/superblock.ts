// log.json: says that this directory is a Mutuel log, of which format and which deployment, and
// the newest head known when it was written (at opening and closing), so that a tail cut since
// then shows. Replaced whole: written beside, synced, renamed.
import { createHash } from "node:crypto";
import type { Disk } from "./disk.ts";
import { LogError } from "./log-error.ts";
import type { LogHead } from "./log.ts";
import { LOCK_NAMES } from "./lock-names.ts";
import { LOG_ID_BYTES } from "./record.ts";

export const SUPERBLOCK_NAME = "log.json";
export const SUPERBLOCK_DRAFT = "log.json.new";
const LOG_FORMAT = 1;

const KIND = "mutuel-log";
const BYTES_MAX = 4096;

/** `logId` is 16 bytes of hex, made once per deployment; `epoch` counts the openings. */
export type Superblock = { logId: string; epoch: number; head: LogHead };

export function logIdBytes(superblock: Superblock): Uint8Array {
  return Buffer.from(superblock.logId, "hex");
}

export function writeSuperblock(disk: Disk, superblock: Superblock): void {
  if (disk.list().includes(SUPERBLOCK_DRAFT)) {
    disk.remove(SUPERBLOCK_DRAFT);
    // Or a power loss could leave the rename below without this, and the old draft under the name.
    disk.syncDirectory();
  }
  const file = disk.create(SUPERBLOCK_DRAFT);
  try {
    disk.write(file, encode(superblock), 0);
    disk.sync(file);
  } finally {
    disk.close(file);
  }
  disk.rename(SUPERBLOCK_DRAFT, SUPERBLOCK_NAME);
  disk.syncDirectory();
}

/** Throws FOREIGN where files lie that no log left there. */
export function refuseForeign(disk: Disk): void {
  const names = disk.list();
  if (names.includes(SUPERBLOCK_NAME)) return;
  const other = names.find((name) => name !== SUPERBLOCK_DRAFT && !LOCK_NAMES.has(name));
  if (other === undefined) return;
  throw new LogError(
    "FOREIGN",
    `${disk.path} holds ${other} but no ${SUPERBLOCK_NAME}: it is no log. Give the log an empty directory of its own`,
  );
}

/** Throws FOREIGN, NEWER_FORMAT or CORRUPT. */
export function readSuperblock(disk: Disk): Superblock {
  const bytes = new Uint8Array(BYTES_MAX);
  const file = disk.open(SUPERBLOCK_NAME);
  try {
    return decode(bytes.subarray(0, disk.read(file, bytes, 0)), `${disk.path}/${SUPERBLOCK_NAME}`);
  } finally {
    disk.close(file);
  }
}

function encode(superblock: Superblock): Uint8Array {
  const { logId, epoch, head } = superblock;
  const body = { kind: KIND, format: LOG_FORMAT, logId, epoch, head };
  return new TextEncoder().encode(`${JSON.stringify({ ...body, checksum: checksum(body) })}\n`);
}

function decode(bytes: Uint8Array, where: string): Superblock {
  const text = new TextDecoder().decode(bytes);
  const damaged = (why: string): LogError =>
    new LogError("CORRUPT", `${where} is damaged: ${why}. Restore this one file from a backup`);
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : "not JSON");
  }
  const { checksum: sum, ...body } = found;
  if (body["kind"] === KIND && Number(body["format"]) > LOG_FORMAT)
    throw new LogError(
      "NEWER_FORMAT",
      `${where} has format ${String(body["format"])}, this release reads ${LOG_FORMAT}: start the release that wrote it`,
    );
  if (sum !== checksum(body)) {
    if (body["kind"] === KIND || "logId" in body) throw damaged("its checksum does not fit");
    throw new LogError("FOREIGN", `${where} is not the log.json of a Mutuel log`);
  }
  const { logId, epoch, head } = body as Superblock;
  if (logId.length !== LOG_ID_BYTES * 2) throw damaged("impossible logId");
  return { logId, epoch, head };
}

function checksum(body: Record<string, unknown>): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex");
}
