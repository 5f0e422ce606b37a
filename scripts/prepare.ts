// What `npm ci` runs at its end: the pages, then what only developers need: the documentation site, and
// Node 22 for the tests of the typed client. A server runs without them, so what fails there is told and
// no failure.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..");
/** In a folder of its own: among our packages its `node` would take the place of the machine's. */
const NODE_RUNTIME = join(ROOT, "test/support/node-runtime");

const pages = run("scripts/web-build.ts");
if (pages !== 0) process.exit(pages);
if (!existsSync(join(ROOT, "node_modules/vitepress"))) {
  console.log("/docs is not built: that needs the development dependencies");
} else {
  if (run("scripts/docs.ts", "--site") !== 0) {
    console.log("/docs could not be built, see above; `npm run docs` tries again");
  }
  if (existsSync(NODE_RUNTIME) && installNodeRuntime() !== 0) {
    console.log(
      "Node 22 could not be installed, see above; its tests use the machine's, or are skipped",
    );
  }
}

function run(script: string, ...options: string[]): number {
  const args = [join(ROOT, script), ...options];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
}

/** By the npm that runs this, where it is one. */
function installNodeRuntime(): number {
  const { npm_execpath: script = "", npm_node_execpath: node = "node" } = process.env;
  const [command, ...first] = script.endsWith("npm-cli.js") ? [node, script] : ["npm"];
  const args = [...first, "ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  return spawnSync(command, args, { cwd: NODE_RUNTIME, stdio: "inherit" }).status ?? 1;
}
