// `npm run check`: types, lint and format, the same here and in CI. Prints each tool's verdict.
import { spawnSync } from "node:child_process";

const checks: [string, string[]][] = [
  ["types", ["node_modules/typescript/bin/tsc", "--noEmit"]],
  ["types of the client", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "client"]],
  ["its examples", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "client/examples"]],
  ["types of the pages", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "web"]],
  ["types of the site", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "docs/site"]],
  [
    "lint",
    [
      "node_modules/oxlint/bin/oxlint",
      "--type-aware",
      "--deny-warnings",
      "src",
      "test",
      "bench",
      "scripts",
      "client",
      "web",
      "docs/site/.vitepress",
    ],
  ],
  ["format", ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."]],
];

let failed = 0;
for (const [name, args] of checks) {
  const started = performance.now();
  const { status } = spawnSync("node", args, { stdio: "inherit" });
  if (status !== 0) failed++;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${status === 0 ? "ok" : "FAILED"} (${seconds} s)`);
}
process.exit(failed === 0 ? 0 : 1);
