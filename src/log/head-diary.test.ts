import { afterEach, beforeEach, expect, test } from "bun:test";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIARY_NAME, HeadDiary } from "./head-diary.ts";
import { LogError } from "./log-error.ts";
import type { StoredBatch } from "./log.ts";

const DAY_MS = 86_400_000;
const head = (batch: number) => ({ batch, seq: batch * 10, hash: String(batch % 10).repeat(64) });

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-diary-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function stored(batch: number, hash: string): StoredBatch {
  const { seq } = head(batch);
  const rest = { epoch: 1, timeMs: 0, previousHash: "", payload: new Uint8Array() };
  return { batch, firstSeq: seq, count: 1, hash, ...rest };
}

test("LOG-20 the head is noted once a day and known at the next start", () => {
  const diary = new HeadDiary(directory);
  expect(diary.knownSeq).toBe(0);
  diary.note(head(1), DAY_MS);
  diary.note(head(2), DAY_MS + 5);
  diary.note(head(3), 2 * DAY_MS);
  expect(readFileSync(join(directory, DIARY_NAME), "utf8").split("\n").length).toBe(3);
  const next = new HeadDiary(directory);
  expect(next.knownSeq).toBe(30);
  next.note(head(4), 2 * DAY_MS + 5);
  expect(new HeadDiary(directory).knownSeq).toBe(30);
});

test("LOG-20 a batch that is not the one noted stops the start", () => {
  new HeadDiary(directory).note(head(7), DAY_MS);
  const diary = new HeadDiary(directory);
  diary.check(stored(7, head(7).hash));
  diary.check(stored(8, "f".repeat(64)));
  expect(() => diary.check(stored(7, "f".repeat(64)))).toThrow(LogError);
});

test("LOG-20 a line cut short is passed over", () => {
  new HeadDiary(directory).note(head(7), DAY_MS);
  appendFileSync(join(directory, DIARY_NAME), "1970-01-05T00:00:00.000Z batch 9 seq 90 hash 99");
  expect(new HeadDiary(directory).knownSeq).toBe(70);
});
