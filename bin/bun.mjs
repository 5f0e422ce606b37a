#!/usr/bin/env node
// Finds the pinned Bun binary and runs it with our arguments. The binary lies in a platform package
// of npm; Bun's install script only moves it, so this works with install scripts on or off.
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { constants } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);

function platformPackages() {
  const arch = { x64: "x64", arm64: "aarch64" }[process.arch];
  const os = { linux: "linux", darwin: "darwin", win32: "windows", freebsd: "freebsd" }[
    process.platform
  ];
  if (!arch || !os) return [];
  const plain = `@oven/bun-${os}-${arch}`;
  const glibc = process.report?.getReport?.().header.glibcVersionRuntime;
  return os === "linux" && !glibc ? [`${plain}-musl`, plain] : [plain, `${plain}-musl`];
}

/** Path of the Bun binary, or null where npm installed none for this platform. */
export function bunPath() {
  const bunHome = dirname(require.resolve("bun/package.json"));
  // Before Bun's install script has run, bun/bin/bun.exe is a short text that only prints a hint.
  const moved = join(bunHome, "bin", "bun.exe");
  if (existsSync(moved) && statSync(moved).size > 1_000_000) return moved;
  const requireFromBun = createRequire(join(bunHome, "package.json"));
  for (const name of platformPackages()) {
    try {
      const home = dirname(requireFromBun.resolve(`${name}/package.json`));
      for (const file of ["bun", "bun.exe"]) {
        const path = join(home, "bin", file);
        if (existsSync(path)) return path;
      }
    } catch {
      // that platform's package is not installed: try the next
    }
  }
  return null;
}

/** Runs Bun with these arguments and ends as it ends; signals are passed on to it. */
export function runBun(args) {
  const path = bunPath();
  if (path === null) {
    console.error(
      `mutuel: no Bun binary for ${process.platform}-${process.arch}. Run \`npm ci\` again with optional dependencies on.`,
    );
    process.exit(1);
  }
  const child = spawn(path, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => {
    console.error(`mutuel: ${path} can't be run: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) runBun(process.argv.slice(2));
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));
