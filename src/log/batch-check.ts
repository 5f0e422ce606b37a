// What every driver asks of a batch before it takes it.
import { LogError } from "./log-error.ts";
import type { LogHead, NewBatch } from "./log.ts";
import { PAYLOAD_BYTES_MAX } from "./record.ts";

const NEWLINE = 10;

/** Throws HASH_MISMATCH, OUT_OF_ORDER or INVALID_BATCH; returns when the batch follows the head. */
export function checkBatch(batch: NewBatch, previousHash: string, head: LogHead): void {
  if (previousHash !== head.hash)
    throw new LogError(
      "HASH_MISMATCH",
      `append on previous hash ${previousHash}, the head (batch ${head.batch}) has ${head.hash}`,
    );
  if (batch.firstSeq !== head.seq + 1)
    throw new LogError(
      "OUT_OF_ORDER",
      `append of first seq ${batch.firstSeq}, expected ${head.seq + 1}`,
    );
  const wrong = invalidity(batch);
  if (wrong !== null) throw new LogError("INVALID_BATCH", wrong);
}

function invalidity(batch: NewBatch): string | null {
  const { count, timeMs, payload } = batch;
  if (!Number.isSafeInteger(count) || count < 1 || count > 0xffff_ffff)
    return `count ${count}, expected an integer of at least 1`;
  if (!Number.isSafeInteger(timeMs) || timeMs < 0)
    return `timeMs ${timeMs}, expected epoch milliseconds`;
  if (payload.length > PAYLOAD_BYTES_MAX)
    return `payload of ${payload.length} bytes, at most ${PAYLOAD_BYTES_MAX} are taken`;
  if (payload.at(-1) !== NEWLINE) return "the payload does not end with a newline";
  const lines = linesIn(payload);
  return lines === count ? null : `${lines} lines in the payload, count says ${count}`;
}

function linesIn(payload: Uint8Array): number {
  let lines = 0;
  for (let at = payload.indexOf(NEWLINE); at !== -1; at = payload.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
