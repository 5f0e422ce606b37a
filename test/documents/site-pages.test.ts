// What the site generates, before VitePress makes pages of it: that nothing is left out, and that the
// worked examples come out the same by hand.
import { beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readApiDocuments } from "../../scripts/docs/site/api-documents.ts";
import { EXAMPLE_NAMES } from "../../scripts/docs/site/client-reference.ts";
import { generatedPages } from "../../scripts/docs/site/generated-pages.ts";
import { commandNames } from "../../scripts/docs/site/operator-reference.ts";
import { EXAMPLES } from "../../scripts/docs/site/settlement-examples.ts";
import { TOPICS, pageOfMessage, pageOfOp } from "../../scripts/docs/site/topics.ts";
import { OPERATION_NAMES } from "../../scripts/client/operation-names.ts";
import { PLACEHOLDERS } from "../../src/hub/placeholders.ts";
import { OPTIONS } from "../../src/ops/server-options.ts";
import { LIMIT_NAMES } from "../../src/ops/limits.ts";
import { OP_CODES, RESPONSE_CODES } from "../../src/protocol/codes.ts";
import { ERRORS, ERROR_CODES } from "../../src/protocol/error-code.ts";

const ROOT = join(import.meta.dir, "..", "..");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

function sorted(numbers: readonly number[]): number[] {
  return [...numbers].sort((a, b) => a - b);
}

let pages: ReadonlyMap<string, string> = new Map();
const page = (name: string): string => pages.get(name) ?? "";

beforeAll(async () => {
  pages = await generatedPages();
});

describe("SITE-1 everything has its place", () => {
  test("SITE-1 every op and message has one page of its own choice, and stands there", () => {
    const ops = Object.values(OP_CODES);
    const messages = Object.values(RESPONSE_CODES);
    expect(sorted(TOPICS.flatMap((topic) => topic.ops))).toEqual(sorted(ops));
    expect(sorted(TOPICS.flatMap((topic) => topic.messages))).toEqual(sorted(messages));
    for (const op of ops) expect(page(`protocol/${pageOfOp(op)}.md`)).toContain(`{#op-${op}}`);
    for (const res of messages) {
      expect(page(`protocol/${pageOfMessage(res)}.md`)).toContain(`{#res-${res}}`);
    }
  });

  test("SITE-1 every op shows its fields, its answers and its refusals", () => {
    for (const op of readApiDocuments().ops) {
      const text = page(`protocol/${pageOfOp(op.op)}.md`);
      const from = text.indexOf(`{#op-${op.op}}`);
      const section = text.slice(from, text.indexOf("\n##", from));
      for (const field of Object.keys(op.request.payload.properties ?? {})) {
        if (field !== "op" && field !== "header") expect(section).toContain(`| \`${field}\``);
      }
      for (const code of op.refusals) expect(section).toContain(`[\`${code}\`]`);
      for (const name of op.answers) expect(section).toContain(`) ${name.replaceAll("_", " ")}`);
      expect(section).toContain("```json");
    }
  });

  test("SITE-1 every route stands on a page of HTTP", () => {
    const all = [...pages].filter(([name]) => name.startsWith("http/")).map(([, text]) => text);
    for (const { method, path } of readApiDocuments().routes) {
      expect(all.join("")).toContain(`\`\`\`http\n${method} ${path}\n`);
    }
  });

  test("SITE-1 every error, option, limit, command and metric", async () => {
    for (const code of ERROR_CODES) {
      expect(page("errors.md")).toContain(`### ${code} {#${ERRORS[code].anchor}}`);
    }
    for (const name of Object.keys(OPTIONS)) expect(page("options.md")).toContain(`\`--${name} `);
    for (const name of LIMIT_NAMES) expect(page("limits.md")).toContain(`\`${name}\``);
    for (const name of await commandNames()) {
      expect(page("commands.md")).toContain(`## mutuel ${name} `);
    }
    expect(page("metrics.md").match(/`mutuel_/g)?.length).toBeGreaterThan(15);
  });

  test("SITE-1 what is shown as said in a match was said in the golden match", () => {
    const said = new Set(
      read("test/golden/transcripts/match-2.0.jsonl")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.stringify((JSON.parse(line) as { message: unknown }).message)),
    );
    const talks = [...pages].filter(([name]) => name.startsWith("talks/"));
    expect(talks.length).toBeGreaterThan(5);
    for (const [name, text] of talks) {
      const shown = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = ""]) => json);
      expect(shown.length).toBeGreaterThan(1);
      for (const json of shown) {
        const message = JSON.stringify(JSON.parse(json));
        expect(`${name} ${said.has(message) ? "said" : message}`).toBe(`${name} said`);
      }
      expect(read(`docs/site/protocol/${name.slice("talks/".length)}`)).toContain(name);
    }
  });
});

describe("SITE-11 what the pages show of other parts fits them", () => {
  test("SITE-11 placeholders, methods of the client and its examples", () => {
    for (const name of ["open-games", "pages"]) {
      const named = [...read(`docs/site/build/${name}.md`).matchAll(/\{\{(\w+)\}\}/g)];
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter(([, each]) => !PLACEHOLDERS.some((known) => known === each))).toEqual([]);
    }
    for (const { method } of Object.values(OPERATION_NAMES)) {
      const isOwn = !["handshake", "joinGame", "leaveGame"].includes(method);
      expect(page("client-methods.md").includes(`\`${method}\``)).toBe(isOwn);
    }
    const calls = [...read("docs/site/build/client.md").matchAll(/client\.(\w+)\(\{/g)];
    const methods = Object.values(OPERATION_NAMES).map(({ method }) => method);
    expect(calls.filter(([, method = ""]) => !methods.includes(method))).toEqual([]);
    for (const name of EXAMPLE_NAMES) {
      const isThere = existsSync(join(ROOT, `client/examples/${name}.ts`));
      expect(page(`examples/${name}.md`) !== "").toBe(isThere);
    }
  });
});

test("SITE-8 alerts name metrics and codes that exist", () => {
  const text = read("docs/site/operate/metrics.md");
  const known = new Set(
    [...page("metrics.md").matchAll(/`(mutuel_\w+)`/g)].map(([, name]) => name),
  );
  const named = [...text.matchAll(/mutuel_\w+/g)].map(([name]) => name.replace(/_bucket$/, ""));
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  const codes = [...text.matchAll(/code="(\w+)"/g)].map(([, code]) => code);
  expect(codes.filter((code) => !ERROR_CODES.some((each) => each === code))).toEqual([]);
});

describe("SITE-7 the worked examples", () => {
  test("SITE-7 are all there, each with late bets, takeout and payments by the rule", () => {
    const text = page("settlement-examples.md");
    const sections = text.split(/^### /m).slice(1);
    expect(sections).toHaveLength(EXAMPLES.length);
    for (const section of sections) checkByHand(section);
  });

  test("SITE-7 a figure that is off by one is noticed", () => {
    const [first = ""] = page("settlement-examples.md").split(/^### /m).slice(1);
    expect(() => checkByHand(first.replace("15.00", "15.01"))).toThrow();
  });
});

type Row = readonly string[];

/** The rule of the page, in BigInt and with nothing of the server's. */
function checkByHand(section: string): void {
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.slice(2, -2).split(" | "));
  const bets = rows.filter((row) => row.length === 4 && row[0] !== "bet" && row[0] !== "---");
  const sums = new Map(rows.filter((row) => row.length === 2).map(([name, sum]) => [name, sum]));
  const minor = (text = ""): bigint => BigInt(text.replace(".", ""));
  const isLate = (row: Row): boolean => row[0]?.endsWith(", late") === true;
  const stakes = (some: readonly Row[]): bigint =>
    some.reduce((sum, row) => sum + minor(row[1]), 0n);
  const valid = bets.filter((row) => !isLate(row));
  const winning = valid.filter((row) => row[0]?.endsWith(": argentina"));
  const gross = stakes(valid);
  const onWinner = stakes(winning);
  const bps = BigInt(Math.round(Number(sums.get("takeout asked for")?.replace(" %", "")) * 100));
  const asked = (gross * bps) / 10_000n;
  const most = gross - onWinner;
  const takeout = onWinner === 0n ? 0n : asked < most ? asked : most;
  const net = gross - takeout;
  const expected = new Map([
    ["gross: all valid stakes", gross],
    ["on the winner", onWinner],
    ["takeout", takeout],
    ["net: what the winners share", net],
    ["late, returned", stakes(bets.filter(isLate))],
  ]);
  for (const [name, sum] of expected)
    expect(`${name} ${minor(sums.get(name))}`).toBe(`${name} ${sum}`);
  let running = 0n;
  for (const row of bets) {
    const [who = "", stake, total, paid] = row;
    if (isLate(row) || onWinner === 0n) {
      expect(`${who} ${paid}`).toBe(`${who} ${stake}`);
    } else if (winning.includes(row)) {
      const before = running;
      running += minor(stake);
      const share = (net * running) / onWinner - (net * before) / onWinner;
      expect(`${who} ${minor(paid)}`).toBe(`${who} ${share}`);
      expect(minor(total)).toBe(running);
    } else {
      expect(`${who} ${minor(paid)}`).toBe(`${who} 0`);
    }
  }
}
