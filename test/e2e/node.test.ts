// Money, engine, protocol and sequencer are plain TypeScript: bundled, they run on Node as they do here.
import { afterAll, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const GOLDEN = join(import.meta.dir, "..", "golden", "log");
const out = mkdtempSync(join(tmpdir(), "mutuel-node-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

test("TIDY-2 the golden log comes to its state hash on Node too", async () => {
  const entry = join(import.meta.dir, "..", "support", "node-replay.ts");
  const built = await Bun.build({ entrypoints: [entry], target: "node", outdir: out });
  expect(built.success).toBe(true);
  const releases = readdirSync(GOLDEN).filter((name) => name.endsWith(".facts.jsonl"));
  expect(releases.length).toBeGreaterThan(0);
  for (const release of releases) {
    const golden = join(GOLDEN, release);
    const run = spawnSync("node", [join(out, "node-replay.js"), golden], { encoding: "utf8" });
    expect(run.stderr).toBe("");
    const hash = readFileSync(golden.replace(/\.facts\.jsonl$/, ".state-hash.txt"), "utf8").trim();
    expect(run.stdout.trim()).toBe(hash);
  }
});
