// The first line of a snapshot: what it is of. Carries a checksum of its own, so that the seq it names
// can be trusted without reading the rest.
import { createHash } from "node:crypto";
import type { Json } from "./json.ts";
import { SnapshotProblem } from "./snapshot-problem.ts";
import { SNAPSHOT_FORMAT } from "./upcasters.ts";

export type SnapshotHeader = {
  format: number;
  /** The batch after which the state was taken: its last seq, its number, its hash. */
  seq: number;
  batch: number;
  batchHash: string;
  /** Hex of the log's id. */
  logId: string;
  stateHash: string;
  ruleVersion: number;
  /** The release that wrote it. */
  software: string;
};

const KIND = "mutuel-snapshot";

/** One line with its line end. */
export function encodeHeader(header: Omit<SnapshotHeader, "format">): string {
  const body = { kind: KIND, format: SNAPSHOT_FORMAT, ...header };
  return `${JSON.stringify({ ...body, checksum: checksumOf(body) })}\n`;
}

/** Throws a SnapshotProblem for what is damaged, foreign, or written by a later release. */
export function decodeHeader(line: string): SnapshotHeader {
  const { kind, checksum, ...header } = parsed(line);
  if (kind !== KIND) throw new SnapshotProblem("it is no snapshot");
  const format = Number(header["format"]);
  if (format > SNAPSHOT_FORMAT) {
    throw new SnapshotProblem(
      `it has format ${format}, this release reads up to ${SNAPSHOT_FORMAT}: a later release wrote it`,
    );
  }
  if (checksum !== checksumOf({ kind, ...header })) {
    throw new SnapshotProblem("its first line is damaged: the checksum does not fit");
  }
  // The checksum says that these are the fields encodeHeader wrote.
  return header as SnapshotHeader;
}

function parsed(line: string): Record<string, Json> {
  try {
    return JSON.parse(line) as Record<string, Json>;
  } catch (error) {
    throw new SnapshotProblem("its first line is damaged: not JSON", { cause: error });
  }
}

function checksumOf(body: Record<string, unknown>): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex");
}
