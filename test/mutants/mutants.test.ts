// Applies each mutant to a copy of the project and expects its tests to fail.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MUTANTS, type Mutant } from "./mutants.ts";

const ROOT = join(import.meta.dir, "..", "..");
let copy = "";

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "mutuel-mutants-"));
  for (const part of ["src", "test", "scripts", "package.json", "tsconfig.json"]) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"), "dir");
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

for (const mutant of MUTANTS) {
  test(`SIM-4 a mutant is caught: ${mutant.name}`, () => {
    const original = readFileSync(join(ROOT, mutant.file), "utf8");
    expect(original.split(mutant.find).length - 1).toBe(1);
    writeFileSync(
      join(copy, mutant.file),
      original.replace(mutant.find, () => mutant.replace),
    );
    try {
      const run = runTests(mutant);
      expect(run.signal).toBeNull();
      expect(run.output).toMatch(/^\(fail\) (.* > )?[A-Z]+-\d+ /m); // a test failed, not the file
      expect(run.status).not.toBe(0);
    } finally {
      writeFileSync(join(copy, mutant.file), original);
    }
  }, 120_000);
}

test("SIM-4 without a mutant the same copy passes", () => {
  const tests = [...new Set(MUTANTS.flatMap((mutant) => mutant.tests))];
  const run = runTests({ tests }, []);
  expect(run.output).toMatch(/\b0 fail\b/);
  expect(run.status).toBe(0);
}, 120_000);

function runTests(mutant: Pick<Mutant, "tests">, options = ["--bail=1"]) {
  const args = ["test", ...options, ...mutant.tests.map((path) => `./${path}`)];
  const run = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8", timeout: 110_000 });
  return { status: run.status, signal: run.signal, output: `${run.stdout}${run.stderr}` };
}
