// Looks at what lies after the last good record of a segment.
import { isZero, SECTOR_BYTES, startsRecord } from "./record.ts";
import type { RecordWindow } from "./record-window.ts";

const CHUNK_BYTES = 256 * 1024;

/** `endOffset`: end of the last sector with a bit set; `laterRecordAt`: beyond `offset` itself. */
export type RestSurvey = { endOffset: number; laterRecordAt: number | null };

/** Null where nothing but zeros follows. `offset` is a multiple of the sector size. */
export function surveyRest(
  window: RecordWindow,
  offset: number,
  segmentBytes: number,
): RestSurvey | null {
  let endOffset: number | null = null;
  let laterRecordAt: number | null = null;
  for (let at = offset; at < segmentBytes; at += CHUNK_BYTES) {
    const chunk = window.bytes(at, CHUNK_BYTES);
    if (isZero(chunk)) continue;
    for (let inner = 0; inner < chunk.length; inner += SECTOR_BYTES) {
      if (isZero(chunk.subarray(inner, inner + SECTOR_BYTES))) continue;
      endOffset = Math.min(at + inner + SECTOR_BYTES, segmentBytes);
      if (at + inner > offset && startsRecord(chunk, inner)) laterRecordAt ??= at + inner;
    }
  }
  return endOffset === null ? null : { endOffset, laterRecordAt };
}
