// For tests of the log and its drivers: batches, appends as promises, a seeded random source.
import type { Disk } from "./disk.ts";
import type { AppendResult, Log, LogHead, NewBatch, StoredBatch } from "./log.ts";
import { SegmentLog, type SegmentLogOptions } from "./segment-log.ts";
import type { Random } from "./sim-disk.ts";

export const smallOptions: SegmentLogOptions = {
  newLogId: "00112233445566778899aabbccddeeff",
  nowMs: () => 0,
  segmentBytes: 4096,
};

export function batchAfter(head: LogHead, lines: string[]): NewBatch {
  const text = lines.map((line) => `${line}\n`).join("");
  const payload = new TextEncoder().encode(text);
  return { firstSeq: head.seq + 1, count: lines.length, timeMs: 1_000 + head.seq, payload };
}

/** Deterministic lines, varying in number and length. */
export function linesOf(batch: number): string[] {
  const line = JSON.stringify({ batch, filler: "x".repeat((batch * 131) % 700) });
  return Array.from({ length: (batch % 3) + 1 }, () => line);
}

export function appendTo(log: Log, lines: string[]): Promise<AppendResult> {
  const head = log.head();
  return new Promise((resolve) => log.append(batchAfter(head, lines), head.hash, resolve));
}

export async function appendDurably(log: Log, lines: string[]): Promise<LogHead> {
  const result = await appendTo(log, lines);
  if (result.kind === "failed") throw result.error;
  return result.head;
}

export function textOf(batch: StoredBatch): string {
  return new TextDecoder().decode(batch.payload);
}

/** Opens, appends the next `count` batches of `linesOf`, and returns without closing. */
export function fill(disk: Disk, count: number, onDurable?: (head: LogHead) => void): SegmentLog {
  const log = SegmentLog.open(disk, smallOptions);
  for (let index = 0; index < count; index++) {
    const head = log.head();
    log.append(batchAfter(head, linesOf(head.batch + 1)), head.hash);
    onDurable?.(log.head());
    log.prepareAhead();
  }
  return log;
}

/** sfc32: 128 bits of state, uint32 out. */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}
