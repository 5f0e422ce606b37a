// Builds the documentation site: writes the generated parts, lets VitePress build docs/site into
// dist/docs, and lists what came out, so that a server can serve exactly that.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./api-documents.ts";
import { generatedPages } from "./generated-pages.ts";
import { writeBuiltList } from "../../built-list.ts";

const SITE = join(ROOT, "docs/site");
const GENERATED = join(SITE, "generated");
export const BUILT = join(ROOT, "dist/docs");

/** The generated parts. Throws with what VitePress said where it finds a fault. */
export async function buildSite(built: string = BUILT): Promise<ReadonlyMap<string, string>> {
  const pages = await generatedPages();
  rmSync(GENERATED, { recursive: true, force: true });
  for (const [file, text] of pages) {
    const path = join(GENERATED, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const vitepress = join(ROOT, "node_modules/vitepress/bin/vitepress.js");
  const child = Bun.spawn(["node", vitepress, "build", SITE, "--outDir", built], {
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  if ((await child.exited) !== 0) throw new Error(`the site could not be built:\n${out}${err}`);
  writeBuiltList(built);
  return pages;
}
