// The typed client as JavaScript: as it is published, and as a page would load it.
import { gzipSync } from "node:zlib";
import { join } from "node:path";

const SOURCES = join(import.meta.dir, "../../client/src");
const ENTRIES = ["index.ts", "http.ts", "provider.ts", "open-games.ts"];

/** As it is published: readable, what entries share in files of its own. */
export async function bundleClient(outdir: string): Promise<void> {
  const built = await Bun.build({
    entrypoints: ENTRIES.map((entry) => join(SOURCES, entry)),
    outdir,
    target: "browser",
    format: "esm",
    splitting: true,
  });
  if (!built.success) throw new AggregateError(built.logs, "the client can't be bundled");
}

/** One file with all that `entry` needs. */
export async function bundleOf(entry: string, target: "browser" | "node"): Promise<string> {
  const options = { target, format: "esm", minify: true } as const;
  const built = await Bun.build({ entrypoints: [entry], ...options });
  const [file] = built.outputs;
  if (!built.success || file === undefined) {
    throw new AggregateError(built.logs, `${entry} can't be bundled`);
  }
  return file.text();
}

/** What a page that imports `connect` loads. */
export async function gzippedBytes(): Promise<number> {
  return gzipSync(await bundleOf(join(SOURCES, "index.ts"), "browser"), { level: 9 }).length;
}
