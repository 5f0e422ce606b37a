// Writes the golden transcripts anew: `node bin/bun.mjs scripts/golden-transcripts.ts`. To be run when
// what the wire says has changed on purpose; the difference belongs into the review.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { EDITIONS } from "../src/protocol/edition.ts";
import { playGoldenMatch } from "../test/golden/transcripts/golden-match.ts";

const FOLDER = join(import.meta.dir, "..", "test", "golden", "transcripts");

for (const edition of EDITIONS) {
  const transcript = await playGoldenMatch(edition);
  writeFileSync(join(FOLDER, `match-${edition}.jsonl`), transcript);
  console.log(`match-${edition}.jsonl: ${transcript.split("\n").length - 1} messages`);
}
