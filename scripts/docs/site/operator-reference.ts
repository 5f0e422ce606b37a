// What an operator sets, runs and watches: options, limits, commands and metrics, as the code has them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OPTIONS } from "../../../src/ops/server-options.ts";
import { LIMITS } from "../../../src/ops/limits.ts";
import { ROOT } from "./api-documents.ts";
import { code, errorLink, table, words } from "./markdown.ts";

export function optionTable(): string {
  const rows = Object.entries(OPTIONS).map(([name, { placeholder, fallbackText, meaning }]) => [
    code(`--${name} ${placeholder.replaceAll("|", " | ")}`),
    words(fallbackText),
    words(meaning),
  ]);
  return table(["option", "default", "meaning"], rows);
}

export function limitTable(): string {
  const rows = Object.entries(LIMITS).map(([name, { value, unit, code: refusal, reason }]) => [
    `${code(name)}<br>${value.toLocaleString("en-US")} ${words(unit)}`,
    `${words(reason)}${refusal === null ? "" : `: ${errorLink(refusal)}`}`,
  ]);
  return table(["limit and default", "why, and what whoever meets it is told"], rows);
}

/** Each command says itself what it takes. */
export async function commandReference(): Promise<string> {
  const sections: string[] = [];
  for (const name of await commandNames()) {
    const help = await helpOf(name);
    sections.push(`## mutuel ${name} {#${name}}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n\n`);
  }
  return sections.join("");
}

export async function commandNames(): Promise<string[]> {
  const usage = await helpOf();
  return [...usage.matchAll(/^ {2}mutuel (\S+)/gm)].map(([, name = ""]) => name);
}

async function helpOf(...command: string[]): Promise<string> {
  const main = join(ROOT, "src/main.ts");
  const child = Bun.spawn([process.execPath, main, ...command, "--help"], { stderr: "pipe" });
  const [help, problem] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  if ((await child.exited) !== 0) {
    throw new Error(`mutuel ${command.join(" ")} --help failed: ${problem}`);
  }
  return help;
}

/** From what /metrics itself says of each. */
export function metricTable(metrics: string): string {
  const types = new Map(
    [...metrics.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type ?? ""]),
  );
  const rows = [...metrics.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name = "", help = ""]) => [
    code(name),
    types.get(name) ?? "",
    words(help),
  ]);
  return table(["metric", "kind", "meaning"], rows);
}

/** A document of the repository as part of a page, without its title. */
export function documentText(file: string): string {
  const text = readFileSync(join(ROOT, file), "utf8").replace(/^# .*\n/, "");
  return text.replaceAll(
    /\]\((?!https?:|#)([^)]*)\)/g,
    (_, target: string) => `](${placeOf(target)})`,
  );
}

/** Where the site has what a document of the repository refers to. */
const PLACES: Readonly<Record<string, string>> = {
  "docs/errors.md": "/reference/errors",
  "docs/benchmarks.md": "/operate/benchmarks",
  "SPEC.md": "/reference/rules",
  "docs/match-scripts.md": "/build/match-scripts",
  "ARCHITECTURE.md": "/reference/architecture",
  "SECURITY.md": "/operate/security",
};

function placeOf(target: string): string {
  const place = PLACES[target];
  if (place === undefined) throw new Error(`${target} has no place on the site`);
  return place;
}
