// `npm run docs` writes docs/asyncapi.yaml, docs/openapi.yaml and docs/errors.md from the tables of the
// protocol, and builds the documentation site into dist/docs. `-- --check` only says whether the documents
// are up to date; `-- --release` also keeps the two as the ones that later versions are compared with;
// `-- --site` only builds the site.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { format } from "prettier";
import packageJson from "../package.json" with { type: "json" };
import { makeDocuments } from "./docs/documents.ts";
import { BUILT, buildSite } from "./docs/site/build-site.ts";

const root = join(import.meta.dir, "..");
const MODES = ["--check", "--release", "--site"];

const [mode, ...more] = process.argv.slice(2);
if (more.length > 0 || (mode !== undefined && !MODES.includes(mode))) {
  console.error(
    `docs: ${process.argv.slice(2).join(" ")} is unknown; accepted: ${MODES.join(", ")}`,
  );
  process.exit(2);
}
if (mode === "--site") {
  await site();
  process.exit(0);
}
const { version } = packageJson;
if (
  mode === "--release" &&
  !(present("CHANGELOG.md") ?? "").includes(`## ${version} (unreleased)`)
) {
  console.error(`docs: ${version} is released; what clients of it rely on is never written again`);
  process.exit(1);
}
const { asyncApi, openApi, files } = await makeDocuments();
const stale = [...files].filter(([file, text]) => present(file) !== text);
if (mode === "--check") {
  for (const [file] of stale) console.error(`${file} is not up to date; run \`npm run docs\``);
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const [file, text] of stale) write(file, text);
if (mode === "--release") {
  mkdirSync(join(root, "docs/released"), { recursive: true });
  for (const [name, document] of Object.entries({ asyncapi: asyncApi, openapi: openApi })) {
    const text = await format(JSON.stringify(document), { parser: "json", printWidth: 100 });
    write(`docs/released/${name}-${version}.json`, text);
  }
}
await site();

async function site(): Promise<void> {
  await buildSite();
  console.log(`${relative(root, BUILT)}: the site, for /docs of the server or any other host`);
}

function present(file: string): string | null {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return null;
  }
}

function write(file: string, text: string): void {
  writeFileSync(join(root, file), text);
  console.log(`${file}: written`);
}
