// Where Node 22 or newer is: from npm's package for this platform, or on the path. null where neither.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

export function nodeBinary(): string | null {
  const { platform, arch } = process;
  const names = [
    `node-${platform === "win32" ? "win" : platform}-${arch}`,
    `node-bin-${platform}-${arch}`,
  ];
  const candidates = names.flatMap((name) => {
    try {
      return [join(dirname(require.resolve(`${name}/package.json`)), "bin", "node")];
    } catch {
      return [];
    }
  });
  return [...candidates, "node"].find((path) => majorOf(path) >= 22) ?? null;
}

function majorOf(path: string): number {
  const run = spawnSync(path, ["--version"], { encoding: "utf8" });
  return run.status === 0 ? Number(/^v(\d+)/.exec(run.stdout)?.[1] ?? 0) : 0;
}
