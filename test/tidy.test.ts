// Style rules over the repository itself: arrows between the parts, sizes, names, banned words, and
// rule ids matched with SPEC.md.
import { describe, expect, test } from "bun:test";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";

const ROOT = join(import.meta.dir, "..");
const FILES = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "");
const CODE = FILES.filter((file) => /\.(ts|tsx|mjs)$/.test(file));
const SOURCES = CODE.filter((file) => file.startsWith("src/") && !isTest(file));
/** What runs outside of the server: the client's package and the pages. */
const OUTSIDE = CODE.filter((file) => /^(client\/src|web)\//.test(file) && !isTest(file));
const text = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** Who may import whom. main.ts and compose.ts build the parts and connect them. */
const ARROWS: Record<string, string[]> = {
  money: [],
  engine: ["money"],
  log: [],
  ops: ["engine"],
  sequencer: ["engine", "log"],
  identity: [],
  protocol: ["money", "engine"],
  archive: ["money", "engine"],
  gateway: ["money", "engine", "sequencer", "identity", "protocol", "ops", "archive"],
  hub: ["money", "engine", "sequencer", "identity", "protocol", "ops", "archive"],
  audit: ["engine", "money", "log"],
  snapshot: ["engine", "log", "sequencer", "ops"],
  cli: [
    "money",
    "engine",
    "log",
    "sequencer",
    "identity",
    "ops",
    "audit",
    "archive",
    "snapshot",
    "compose.ts",
    "client",
  ],
  "main.ts": ["cli"],
  compose: ["engine", "log", "sequencer", "identity", "ops", "snapshot", "archive"],
  "compose.ts": [
    "compose",
    "engine",
    "log",
    "sequencer",
    "identity",
    "gateway",
    "hub",
    "ops",
    "snapshot",
  ],
  client: [],
  web: ["client"],
};
/** npm packages of what browsers load; the rest of it is ours. */
const PACKAGES: Record<string, string[]> = {
  client: [],
  web: ["preact", "preact/hooks", "@preact/signals", "uplot", "uplot/dist/uPlot.min.css"],
};
const FREE_INTERFACES = ["src/ops/clock.ts", "src/ops/scheduler.ts", "src/engine/assert-never.ts"];
/** These run on Node too. */
const FREE_OF_BUN = ["money", "engine", "protocol", "sequencer"];

describe("arrows", () => {
  test("TIDY-1 every part imports only what it may", () => {
    const wrong: string[] = [];
    for (const file of [...SOURCES, ...OUTSIDE]) {
      const part = partOf(file);
      const allowed = ARROWS[part];
      if (allowed === undefined) wrong.push(`${file}: the part ${part} is not in the list`);
      for (const target of importsOf(file)) {
        const other = partOf(target);
        if (other === part || allowed?.includes(other)) continue;
        if (file.startsWith("src/") && FREE_INTERFACES.includes(target)) continue;
        wrong.push(`${file} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("TIDY-1 browsers load our own code and what PACKAGES says", () => {
    const wrong = OUTSIDE.flatMap((file) =>
      packagesOf(file)
        .filter((name) => PACKAGES[partOf(file)]?.includes(name) !== true)
        .map((name) => `${file} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test("TIDY-2 money, engine, protocol and sequencer are free of Bun", () => {
    const wrong = SOURCES.filter((file) => FREE_OF_BUN.includes(partOf(file))).filter((file) =>
      /\bBun\.|from "bun/.test(text(file)),
    );
    expect(wrong).toEqual([]);
  });

  test("TIDY-3 one exit: only the outbox sends to sockets", () => {
    const sends = /\b(ws|socket|server|peer)\.(send|publish|sendText|publishText|sendBinary)\(/;
    const wrong = SOURCES.filter((file) => partOf(file) === "gateway" && sends.test(text(file)));
    // gateway.ts only lends the outbox the server's publish.
    expect(wrong).toEqual(["src/gateway/gateway.ts", "src/gateway/ws/outbox.ts"]);
  });
});

describe("words", () => {
  const homes: [RegExp, string, string[]][] = [
    [/\bDate\.now\b|new Date\(\)/, "the clock", ["src/ops/clock.ts"]],
    [/\bMath\.random\b/, "chance", []],
    [/\bparseFloat\b/, "parseFloat", []],
    [/\bconsole\.\w/, "console", []],
    [/@ts-(ignore|nocheck|expect-error)|oxlint-disable|\bTODO\b|\bFIXME\b/, "marks", []],
  ];
  for (const [word, name, allowed] of homes) {
    test(`TIDY-4 ${name} only at home`, () => {
      const found = SOURCES.filter((file) => word.test(text(file)) && !allowed.includes(file));
      expect(found).toEqual([]);
    });
  }

  test("TIDY-5 nothing names a place outside the project or a secret's value", () => {
    const outside = /\.\.\/shared|\/work\/|\/root\/|\/home\/[a-z]/;
    const readable = FILES.filter((file) => /\.(ts|mjs|md|json|ya?ml|css|html)$|\.ci\//.test(file));
    const others = readable.filter((file) => file !== "test/tidy.test.ts");
    expect(others.filter((file) => outside.test(text(file)))).toEqual([]);
  });
});

describe("files", () => {
  test("TIDY-6 names are kebab-case and say one thing", () => {
    const odd = CODE.filter((file) => {
      const stem = basename(file).split(".")[0] ?? "";
      return (
        !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) ||
        /^(utils?|helpers?|common|misc|manager)$/.test(stem)
      );
    });
    expect(odd).toEqual([]);
  });

  test("TIDY-7 no source file passes 320 lines, no test file 600", () => {
    const limit = (file: string): number => (isTest(file) ? 600 : 320);
    // Written by `npm run docs`, one type after the other.
    const byDocs = ["client/src/messages.ts", "client/src/http-routes.ts"];
    const byHand = CODE.filter((file) => !byDocs.includes(file));
    const long = byHand.map((file) => [file, text(file).split("\n").length] as const);
    expect(long.filter(([file, lines]) => lines > limit(file))).toEqual([]);
  });

  test("TIDY-8 dependencies are pinned exactly and explained", () => {
    const manifest: { dependencies: object; devDependencies: object } = JSON.parse(
      text("package.json"),
    );
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const pinned = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
    expect(all.filter(([, version]) => !pinned.test(String(version)))).toEqual([]);
    const explained = text("ARCHITECTURE.md");
    expect(all.map(([name]) => name).filter((name) => !explained.includes(`\`${name}\``))).toEqual(
      [],
    );
  });
});

describe("rules", () => {
  const spec = text("SPEC.md");
  const ruleIds = new Set(
    [...spec.matchAll(/^(?:[-*] |\| |#+ )?\**([A-Z]{2,6}-\d+)\b/gm)].map((match) => match[1] ?? ""),
  );
  const testTitles = CODE.filter(isTest).flatMap((file) =>
    [
      ...text(file).matchAll(
        /(?:test|it|describe)(?:\.\w+(?:\([^)]*\))?)?\(\s*["'`]((?:[A-Z]{2,6}-\d+[ ,/]*)+)/g,
      ),
    ].map((match) => [file, match[1] ?? ""] as const),
  );
  const tested = testTitles.flatMap(([file, ids]) =>
    [...ids.matchAll(/[A-Z]{2,6}-\d+/g)].map((id) => [file, id[0]] as const),
  );

  test("TIDY-9 every rule of SPEC.md has a test", () => {
    const have = new Set(tested.map(([, id]) => id));
    expect([...ruleIds].filter((id) => !have.has(id))).toEqual([]);
  });

  test("TIDY-10 every rule id in a test stands in SPEC.md", () => {
    expect(tested.filter(([, id]) => !ruleIds.has(id))).toEqual([]);
  });
});

function isTest(file: string): boolean {
  return file.endsWith(".test.ts") || file.startsWith("test/");
}

/** `engine` for src/engine/…; the file's own name for src/main.ts; `client` and `web` for theirs. */
function partOf(file: string): string {
  const [root = "", part = ""] = file.split("/");
  return root === "src" ? part : root;
}

/** Files of the project that a file imports, as paths from the root. */
function importsOf(file: string): string[] {
  return namesIn(file, /^\.{1,2}\//)
    .map((name) => normalize(join(dirname(file), name)))
    .filter((target) => !/\.(css|sql|json)$/.test(target));
}

function packagesOf(file: string): string[] {
  return namesIn(file, /^[^.]/);
}

function namesIn(file: string, kind: RegExp): string[] {
  const found = text(file).matchAll(/(?:from|import|Worker\(\s*new URL\()\s*\(?\s*"([^"\n]+)"/g);
  return [...found].map((match) => match[1] ?? "").filter((name) => kind.test(name));
}
