// Where Node 22 or newer is: from npm's package for this platform, which `npm ci` puts beside this file,
// or on the path. null where neither.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const PACKAGES = join(import.meta.dir, "node-runtime/node_modules");

export function nodeBinary(): string | null {
  const { platform, arch } = process;
  const isWindows = platform === "win32";
  const names = [`node-${isWindows ? "win" : platform}-${arch}`, `node-bin-${platform}-${arch}`];
  const installed = names
    .map((name) => join(PACKAGES, name, "bin", isWindows ? "node.exe" : "node"))
    .filter((path) => existsSync(path));
  return [...installed, "node"].find((path) => majorOf(path) >= 22) ?? null;
}

function majorOf(path: string): number {
  const run = spawnSync(path, ["--version"], { encoding: "utf8" });
  return run.status === 0 ? Number(/^v(\d+)/.exec(run.stdout)?.[1] ?? 0) : 0;
}
