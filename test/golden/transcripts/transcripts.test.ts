// What a whole match says in each edition may only change on purpose; then run
// `node bin/bun.mjs scripts/golden-transcripts.ts` and look at the difference.
import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EDITIONS } from "../../../src/protocol/edition.ts";
import { playGoldenMatch } from "./golden-match.ts";

describe("golden transcripts", () => {
  test.each([...EDITIONS])("WIRE-215 edition %s byte for byte", async (edition) => {
    const golden = readFileSync(join(import.meta.dir, `match-${edition}.jsonl`), "utf8");
    const lines = (text: string): string[] => text.split("\n");
    const played = await playGoldenMatch(edition);
    // Line by line first: the first difference is what one wants to see.
    const [was, is] = [lines(golden), lines(played)];
    is.forEach((line, index) => expect(line).toBe(was[index] ?? "(no more lines)"));
    expect(played).toBe(golden);
  });
});
