// Builds client/dist: one bundle per entry of the package with what they share, and declarations. Says
// what a page would load.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleClient, gzippedBytes } from "./client/bundle.ts";

const home = join(import.meta.dir, "../client");
const dist = join(home, "dist");
rmSync(dist, { recursive: true, force: true });
await bundleClient(dist);
const emit = ["--emitDeclarationOnly", "--declaration", "--noEmit", "false", "--outDir", dist];
const types = spawnSync(
  "node",
  ["node_modules/typescript/bin/tsc", "-p", join(home, "tsconfig.build.json"), ...emit],
  { cwd: join(import.meta.dir, ".."), stdio: "inherit" },
);
if (types.status !== 0) process.exit(1);
// The compiler leaves the names of our sources in declarations.
for (const file of readdirSync(dist).filter((name) => name.endsWith(".d.ts"))) {
  const path = join(dist, file);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replaceAll(/(from |import\()"(\.\/[\w-]+)\.ts"/g, '$1"$2.js"'));
}
console.log(`client/dist: a page loads ${await gzippedBytes()} bytes (gzipped)`);
