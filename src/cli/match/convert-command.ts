// `mutuel match convert`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../arguments.ts";
import { JsonFault, JsonValue } from "./json-value.ts";
import { type Conversion, convertResults } from "./openfootball/convert.ts";
import { scriptJson } from "./script-json.ts";

const OK = 0;
const FAILED = 1;
const USAGE = 2;

export function convert(args: readonly string[]): number {
  const isAll = args.includes("--all");
  const [file = "", ...options] = args.filter((arg) => arg !== "--all");
  const reading = readArguments(options, ["--match", "--out"]);
  if (file === "" || file.startsWith("--")) return misused("FILE comes first");
  if (reading.kind !== "values") return misused(reading.kind === "wrong" ? reading.text : "");
  const { "--match": match, "--out": out } = reading.values;
  if (isAll && match !== undefined) return misused("--match and --all exclude each other");
  if (isAll && out === undefined) return misused("--all needs a directory: --out DIR");
  if (match === undefined && !isAll && out !== undefined)
    return misused("--out needs --match or --all");
  let conversions: Conversion[];
  try {
    conversions = convertResults(JsonValue.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof JsonFault || isSystemError(error))
      return failed(`${file}: ${error.message}`);
    throw error;
  }
  if (isAll) return writeAll(conversions, out ?? "");
  if (match === undefined) return list(conversions);
  const chosen = /^\d{1,6}$/.test(match) ? conversions[Number(match) - 1] : undefined;
  if (chosen === undefined) {
    return misused(`--match is ${JSON.stringify(match)}; accepted: 1 to ${conversions.length}`);
  }
  if (chosen.kind === "refused") return failed(chosen.text);
  for (const note of chosen.notes) process.stderr.write(`note: ${note}\n`);
  const json = scriptJson(chosen.script);
  if (out === undefined) process.stdout.write(json);
  else writeFileSync(out, json);
  return OK;
}

function list(conversions: readonly Conversion[]): number {
  for (const [index, conversion] of conversions.entries()) {
    const what =
      conversion.kind === "script"
        ? titleOf(conversion.script)
        : `can't be used: ${conversion.text}`;
    process.stdout.write(`${String(index + 1).padStart(4)}  ${what}\n`);
  }
  return OK;
}

function writeAll(conversions: readonly Conversion[], directory: string): number {
  mkdirSync(directory, { recursive: true });
  let written = 0;
  for (const [index, conversion] of conversions.entries()) {
    if (conversion.kind === "refused") {
      process.stderr.write(`not converted: ${conversion.text}\n`);
      continue;
    }
    for (const note of conversion.notes) process.stderr.write(`note: ${note}\n`);
    const { script } = conversion;
    const number = String(index + 1).padStart(String(conversions.length).length, "0");
    writeFileSync(join(directory, `${number}-${fileStem(script.name)}.json`), scriptJson(script));
    written++;
  }
  process.stdout.write(`${written} of ${conversions.length} matches converted into ${directory}\n`);
  return written === conversions.length ? OK : FAILED;
}

function titleOf({ name, occasion }: { name: string; occasion: string }): string {
  return occasion === "" ? name : `${name}  (${occasion})`;
}

/** Letters of the plain alphabet, so that the file can be named on every keyboard. */
function fileStem(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "match";
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "code" in error;
}

function misused(text: string): number {
  process.stderr.write(`mutuel match convert: ${text}; see mutuel match --help\n`);
  return USAGE;
}

function failed(text: string): number {
  process.stderr.write(`mutuel match convert: ${text}\n`);
  return FAILED;
}
