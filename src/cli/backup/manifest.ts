// manifest.json: what a backup consists of, each file with its hash, and the head of its log. Written
// last, so that a directory without one is no backup.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LogHead } from "../../log/log.ts";
import { type FileSum, sumOf } from "./file-copy.ts";

const MANIFEST_NAME = "manifest.json";

const KIND = "mutuel-backup";
const FORMAT = 1;

export type BackupFile = FileSum & { name: string };

export type Manifest = {
  /** ISO 8601, UTC. */
  madeAt: string;
  software: string;
  logId: string;
  head: LogHead;
  files: BackupFile[];
};

export function writeManifest(directory: string, manifest: Manifest): void {
  const body = { kind: KIND, format: FORMAT, ...manifest };
  const text = `${JSON.stringify({ ...body, checksum: checksumOf(body) }, null, 2)}\n`;
  writeFileSync(join(directory, MANIFEST_NAME), text, { mode: 0o600, flag: "wx", flush: true });
}

export function readManifest(directory: string): Manifest {
  const path = join(directory, MANIFEST_NAME);
  if (!existsSync(path)) {
    throw new Error(
      `${directory} holds no ${MANIFEST_NAME}: it is no backup, or an unfinished one`,
    );
  }
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`${path} is damaged: ${String(error)}. Use another backup`, { cause: error });
  }
  const { checksum, ...body } = found;
  const { kind, format, ...manifest } = body;
  if (kind !== KIND) throw new Error(`${path} is not the manifest of a backup of Mutuel`);
  if (Number(format) > FORMAT) {
    throw new Error(
      `${path} has format ${String(format)}; restore it with the release that wrote it`,
    );
  }
  if (checksum !== checksumOf(body)) {
    throw new Error(`${path} is damaged: its checksum does not fit. Use another backup`);
  }
  return manifest as Manifest;
}

/** Throws where a file is missing or is not the one that was written. */
export function verifyFiles(
  directory: string,
  { files }: Manifest,
  onFile: (name: string) => void,
): void {
  for (const { name, sha256, bytes } of files) {
    onFile(name);
    const path = join(directory, name);
    if (!existsSync(path)) throw new Error(`${path} is missing. Use another backup`);
    const found = sumOf(path);
    if (found.sha256 === sha256 && found.bytes === bytes) continue;
    throw new Error(
      `${path} is damaged: ${found.bytes} bytes with SHA-256 ${found.sha256}, the manifest says ${bytes} with ${sha256}. Use another backup`,
    );
  }
}

function checksumOf(body: Record<string, unknown>): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex");
}
