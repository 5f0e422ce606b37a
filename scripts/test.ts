// `npm test`: everything, fast tests first. Ends with one line `N passed, N failed`.
// `npm test -- fast` (or documents, simulation, servers, clients, pages) runs one part only.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..");

/** Parts run one after the other, so that slow tests never make quick ones wait. */
const PARTS: Record<string, string[]> = {
  fast: ["src", "test/contract", "test/golden", "test/tidy.test.ts"],
  documents: ["test/documents"],
  simulation: ["test/simulation", "test/mutants"],
  servers: ["test/e2e"],
  clients: ["client/src", "test/client"],
  pages: ["web", "test/pages"],
};

type Counts = { passed: number; failed: number; skipped: number };

const reports = mkdtempSync(join(tmpdir(), "mutuel-test-"));
/** Where tests and what they start put what is theirs for a while; what they forget goes with it. */
const scratch = join(reports, "tmp");
mkdirSync(scratch);
process.env["TMPDIR"] = scratch;
process.on("exit", () => rmSync(reports, { recursive: true, force: true, maxRetries: 5 }));

const [only] = process.argv.slice(2);
if (only !== undefined && PARTS[only] === undefined) {
  console.error(`unknown part "${only}"; there are ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}

// Only now: it unpacks the browser where temporary files belong.
const { noBrowser } = await import("../test/support/browser.ts");

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const [part, paths] of Object.entries(PARTS)) {
  if (only !== undefined && part !== only) continue;
  const startedMs = performance.now();
  const counts = runPart(part, paths);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`\n${part}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s\n`);
}
if (total.skipped > 0) console.log(`${total.skipped} skipped; the reasons stand above`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

function runPart(part: string, paths: string[]): Counts {
  const present = paths.filter((path) => existsSync(join(ROOT, path)) && !isBarred(path));
  const report = join(reports, `${part}.xml`);
  const options = ["--timeout=60000", "--reporter=junit", `--reporter-outfile=${report}`];
  const args = ["test", ...options, ...present.map((path) => `./${path}`)];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  const counts = existsSync(report) ? countsOf(readFileSync(report, "utf8")) : null;
  if (counts === null) return { passed: 0, failed: 1, skipped: 0 };
  // A file that could not be loaded fails the run and stands in no report.
  if (run.status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** All of these need a browser. */
function isBarred(path: string): boolean {
  return path === "test/pages" && noBrowser !== null;
}

function countsOf(xml: string): Counts | null {
  const root = /<testsuites[^>]*>/.exec(xml)?.[0];
  if (root === undefined) return null;
  const of = (name: string): number => Number(new RegExp(`${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
  const failed = of("failures") + of("errors");
  const skipped = of("skipped");
  return { passed: of("tests") - failed - skipped, failed, skipped };
}
