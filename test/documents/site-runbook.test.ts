// The runbook against the code: whatever ends a start or a server, or is logged as wrong, has its line
// there, word for word, with … for what differs.
import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..", "..");
const text = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const RUNBOOK = text("docs/site/operate/runbook.md");
const LINES = new Set([...RUNBOOK.matchAll(/`([^`\n]+)`/g)].map(([, line = ""]) => line));

/** What runs on the way of a start, or can end a server. */
const THROWING = [
  "src/log",
  "src/identity",
  "src/ops",
  "src/sequencer",
  "src/compose.ts",
  "src/compose",
  "src/engine/fact-codec.ts",
  "src/snapshot/recover.ts",
];
const NO_PART = /\.test\.ts$|fixture|sim-disk/;
const THROWN = /new (?:Log)?Error\(\s*(?:"[A-Z_]+",\s*)?(`[^`]*`|"[^"]*")/g;

/** What says its messages without throwing them. */
const SAYING = [
  "src/ops/configuration.ts",
  "src/ops/server-options.ts",
  "src/cli/start-problem.ts",
  "src/compose.ts",
];
const SAID = /(?:return|text =|why:|why =)\s+(`[^`]*`)/g;
const LOGGING = [
  "src/compose.ts",
  "src/compose/archive-of-server.ts",
  "src/cli/serve.ts",
  "src/gateway/gateway.ts",
  "src/gateway/ws/endpoint.ts",
  "src/snapshot/server-snapshots.ts",
];
const LOGGED = /og\.(?:warn|error|fatal)\([^"`;]*("[^"]*")/g;
const PRINTED = /console\.error\(\s*(`(?:[^`\\]|\\`)*`)/g;

function filesOf(place: string): string[] {
  if (/\.\w+$/.test(place)) return [place];
  return readdirSync(join(ROOT, place), { recursive: true })
    .map((name) => `${place}/${String(name)}`)
    .filter((file) => file.endsWith(".ts") && !NO_PART.test(file));
}

function messages(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    [...text(file).matchAll(pattern)].map(([, literal = ""]) => shown(literal)),
  );
}

function shown(literal: string): string {
  const bare = literal.slice(1, -1).replaceAll("\\`", "").replaceAll('\\"', '"');
  return bare.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "…").replaceAll(/…[/-]…/g, "…");
}

/** Without two words of its own it only passes on what another says. */
function saysSomething(message: string): boolean {
  return /[a-z]+ [a-z]+/.test(message);
}

function missing(said: readonly string[]): string[] {
  return [...new Set(said)].filter((message) => saysSomething(message) && !LINES.has(message));
}

describe("SITE-8 the runbook has a line for every message", () => {
  test("SITE-8 with which a start is refused or the server ends", () => {
    const thrown = messages(THROWING.flatMap(filesOf), THROWN);
    expect(thrown.length).toBeGreaterThan(40);
    expect(missing(thrown)).toEqual([]);
  });

  test("SITE-8 with which an option, an address or the log's disk is refused", () => {
    const said = messages(SAYING, SAID);
    expect(said.length).toBeGreaterThan(7);
    expect(missing(said)).toEqual([]);
    const advice = [...text("src/log/log-error.ts").matchAll(/return "(\. [^"]+)"/g)];
    expect(advice).toHaveLength(2);
    expect(missing(advice.map(([, end = ""]) => `…: …${end}`))).toEqual([]);
    expect(missing(messages(["bin/bun.mjs"], PRINTED))).toEqual([]);
  });

  test("SITE-8 with which something is logged as wrong", () => {
    const logged = messages(LOGGING, LOGGED);
    expect(logged.length).toBeGreaterThan(6);
    expect(missing(logged)).toEqual([]);
  });

  test("SITE-8 and for every code of the log's errors", () => {
    const source = text("src/log/log-error.ts");
    const union = source.slice(source.indexOf("LogErrorCode ="), source.indexOf(";"));
    const codes = [...union.matchAll(/"([A-Z_]+)"/g)].map(([, code = ""]) => code);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !RUNBOOK.includes(`| \`${code}\` |`))).toEqual([]);
  });

  test("SITE-8 and none that is gone from the code", () => {
    const known = new Set([
      ...messages(THROWING.flatMap(filesOf), THROWN),
      ...messages(SAYING, SAID),
      ...messages(LOGGING, LOGGED),
      ...messages(["bin/bun.mjs"], PRINTED),
    ]);
    const rows = [...RUNBOOK.matchAll(/^\| `([^`\n]+)` \|/gm)].map(([, line = ""]) => line);
    const said = rows.filter((line) => saysSomething(line) && !line.startsWith("…: …. "));
    expect(said.filter((line) => !known.has(line))).toEqual([]);
  });
});
