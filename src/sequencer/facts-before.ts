// Facts of the log from some seq backwards, newest first, for people who look through it. A look covers
// a bounded part of the log, whatever is searched for: reading holds up the loop.
import { decodeFact } from "../engine/fact-codec.ts";
import type { Fact } from "../engine/fact.ts";
import type { LogHead, StoredBatch } from "../log/log.ts";

export type LoggedFact = {
  seq: number;
  /** The batch that holds it, and the hash that chains the log up to there. */
  batch: number;
  hash: string;
  fact: Fact;
};

export type FactSearch = {
  /** Facts below this seq; null from the newest durable one. */
  before: number | null;
  /** Null: all kinds. */
  kind: string | null;
  /** Part of the fact's line, or null. */
  text: string | null;
  limit: number;
};

/** `next` is what to look before from, or null where the beginning was reached. */
export type FactPage = { facts: LoggedFact[]; next: number | null };

export type ReadableLog = { head(): LogHead; read(fromSeq: number): Iterable<StoredBatch> };

const FACTS_PER_LOOK = 5_000;

const decoder = new TextDecoder("utf-8", { fatal: true });

export function factsBefore(log: ReadableLog, search: FactSearch): FactPage {
  const end = Math.min(search.before ?? Infinity, log.head().seq + 1);
  const start = Math.max(1, end - FACTS_PER_LOOK);
  const found = [...matching(log, { start, end }, search)];
  const facts = found.slice(-search.limit).reverse();
  const lowest = found.length > search.limit ? (facts.at(-1)?.seq ?? start) : start;
  return { facts, next: lowest <= 1 ? null : lowest };
}

function* matching(
  log: ReadableLog,
  { start, end }: { start: number; end: number },
  { kind, text }: FactSearch,
): Generator<LoggedFact> {
  if (start >= end) return;
  for (const batch of log.read(start)) {
    if (batch.firstSeq >= end) return;
    const lines = decoder.decode(batch.payload).split("\n");
    for (const [place, line] of lines.entries()) {
      const seq = batch.firstSeq + place;
      if (seq < start || seq >= end || line === "") continue;
      if (text !== null && !line.includes(text)) continue;
      const fact = decodeFact(line);
      if (kind === null || fact.kind === kind) {
        yield { seq, batch: batch.batch, hash: batch.hash, fact };
      }
    }
  }
}
