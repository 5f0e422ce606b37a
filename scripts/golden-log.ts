// `bun scripts/golden-log.ts`: writes the golden log of this release: the facts of one match in which
// every kind comes up, and the hash of the state they add up to. Every later release must come to the
// same state, so a file that is there is never written again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { playMatch } from "../test/support/engine-match.ts";

const root = join(import.meta.dir, "..");
const manifest: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const directory = join(root, "test/golden/log");
const facts = join(directory, `${manifest.version}.facts.jsonl`);
const hash = join(directory, `${manifest.version}.state-hash.txt`);

for (const file of [facts, hash]) {
  if (!existsSync(file)) continue;
  console.error(`${file} is there already; what a release wrote is never written again`);
  process.exit(1);
}
const world = playMatch();
mkdirSync(directory, { recursive: true });
writeFileSync(facts, world.lines.map((line) => `${line}\n`).join(""));
writeFileSync(hash, `${world.hash()}\n`);
console.log(`${world.lines.length} facts, state hash ${world.hash()}`);
