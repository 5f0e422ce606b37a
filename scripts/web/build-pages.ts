// Builds the web pages: scripts and styles with their hashes in their names, parts that pages share as
// files of their own, one HTML file per page, and the list of it all that a server serves by.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { PAGE_NAMES, type PageName } from "../../src/gateway/http/page-names.ts";
import { writeBuiltList } from "../built-list.ts";

const ROOT = join(import.meta.dir, "../..");
const WEB = join(ROOT, "web");
export const BUILT = join(ROOT, "dist/web");

/** What a visitor loads, gzipped: before the page shows, and when something of it is asked for. */
export type PageSize = {
  readonly page: PageName;
  readonly firstBytes: number;
  readonly laterBytes: number;
};

type Output = NonNullable<Bun.BuildOutput["metafile"]>["outputs"][string];
type Outputs = Readonly<Record<string, Output & { readonly cssBundle?: string }>>;
/** Paths below the directory that was built. */
type Parts = {
  readonly script: string;
  readonly style: string | null;
  readonly shared: string[];
  readonly later: string[];
};

/** Throws with what the bundler found wrong. The directory is made anew. */
export async function buildPages(
  directory: string,
  wanted: readonly PageName[] = PAGE_NAMES,
): Promise<PageSize[]> {
  const pages = wanted.filter((page) => existsSync(entryOf(page)));
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const built = await Bun.build({
    root: WEB,
    entrypoints: pages.map(entryOf),
    outdir: directory,
    target: "browser",
    minify: true,
    splitting: true,
    metafile: true,
    tsconfig: join(WEB, "tsconfig.json"),
    define: { "process.env.NODE_ENV": '"production"' },
    naming: {
      entry: "assets/[dir]-[hash].[ext]",
      chunk: "assets/part-[hash].[ext]",
      asset: "assets/[name]-[hash].[ext]",
    },
  });
  const outputs: Outputs = built.metafile?.outputs ?? {};
  const sizes = pages.map((page) => {
    const parts = partsOf(outputs, page);
    const template = readFileSync(join(WEB, page, "index.html"), "utf8");
    writeFileSync(join(directory, `${page}.html`), pageOf(template, parts));
    const first = [`${page}.html`, parts.script, ...parts.shared, parts.style ?? []].flat();
    return {
      page,
      firstBytes: gzippedBytes(directory, first),
      laterBytes: gzippedBytes(directory, parts.later),
    };
  });
  writeBuiltList(directory);
  return sizes;
}

function entryOf(page: PageName): string {
  return join(WEB, page, "main.tsx");
}

function partsOf(outputs: Outputs, page: PageName): Parts {
  const found = Object.entries(outputs).find(([, { entryPoint }]) =>
    entryPoint?.endsWith(`${page}/main.tsx`),
  );
  if (found === undefined) throw new Error(`the bundler made no script of web/${page}/main.tsx`);
  const [script, { cssBundle }] = found;
  const shared = new Set<string>();
  const later = new Set<string>();
  follow(outputs, script, shared, later);
  for (const path of later) follow(outputs, path, later, later);
  for (const path of later) {
    if (path === script || outputs[path]?.cssBundle === undefined) continue;
    // Nothing would load it: a style sheet is imported by what comes with the page.
    throw new Error(`${path} of ${page} is loaded later and imports a style sheet`);
  }
  return {
    script: plain(script),
    style: cssBundle === undefined ? null : plain(cssBundle),
    shared: [...shared].map(plain),
    later: [...later].filter((path) => path !== script && !shared.has(path)).map(plain),
  };
}

/** All that is imported from there on: at once, and when something asks for it. */
function follow(outputs: Outputs, path: string, atOnce: Set<string>, later: Set<string>): void {
  for (const { path: to, kind } of outputs[path]?.imports ?? []) {
    const reached = kind === "dynamic-import" ? later : atOnce;
    if (outputs[to] === undefined || reached.has(to)) continue;
    reached.add(to);
    if (reached === atOnce) follow(outputs, to, atOnce, later);
  }
}

function plain(path: string): string {
  return path.replace(/^\.\//, "");
}

function pageOf(template: string, { script, style, shared }: Parts): string {
  const lines = [
    ...(style === null ? [] : [`<link rel="stylesheet" href="/${style}">`]),
    ...shared.map((path) => `<link rel="modulepreload" href="/${path}">`),
    `<script type="module" src="/${script}"></script>`,
  ];
  if (!template.includes("</head>")) throw new Error("a template of a page has no </head>");
  return template.replace("</head>", `${lines.join("\n")}\n</head>`);
}

function gzippedBytes(directory: string, paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(directory, path))).length, 0);
}
