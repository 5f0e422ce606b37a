// Facts of the log from some seq on, all but bets: nearly all lines are bets, and these are passed over
// without being read.
import { decodeFact } from "../engine/fact-codec.ts";
import type { Fact } from "../engine/fact.ts";
import type { StoredBatch } from "../log/log.ts";

export type FactAt = { fact: Fact; seq: number };

const decoder = new TextDecoder("utf-8", { fatal: true });
/** Only bets are written as lists. */
const BET_START = "[";

export function* factsSince(
  log: { read(fromSeq: number): Iterable<StoredBatch> },
  fromSeq: number,
): Generator<FactAt> {
  for (const batch of log.read(fromSeq)) {
    const lines = decoder.decode(batch.payload).split("\n");
    for (const [place, line] of lines.entries()) {
      const seq = batch.firstSeq + place;
      if (seq < fromSeq || line === "" || line.startsWith(BET_START)) continue;
      yield { fact: decodeFact(line), seq };
    }
  }
}
