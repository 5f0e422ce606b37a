// What `npm ci` runs at its end: the pages, then the documentation site. The site needs development
// dependencies; a server without them runs all the same, so that is told and no failure.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..");

const pages = run("scripts/web-build.ts");
if (pages !== 0) process.exit(pages);
if (!existsSync(join(ROOT, "node_modules/vitepress"))) {
  console.log("/docs is not built: that needs the development dependencies");
} else if (run("scripts/docs.ts", "--site") !== 0) {
  console.log("/docs could not be built, see above; `npm run docs` tries again");
}

function run(script: string, ...options: string[]): number {
  const args = [join(ROOT, script), ...options];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
}
