// Makes docs/demo.svg, the README's picture: the end of a real run of the demo, as the terminal shows it.
// `node bin/bun.mjs scripts/demo-picture.ts [demo options]`
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..");
const CHAR_WIDTH = 8.43;
const LINE_HEIGHT = 19;
const PADDING = 22;
const TITLE_HEIGHT = 34;

const options = process.argv.slice(2);
const main = join(ROOT, "src", "main.ts");
const run = spawnSync(process.execPath, [main, "demo", ...options], { encoding: "utf8" });
if (run.status !== 0) {
  console.error(run.stdout, run.stderr);
  process.exit(1);
}
const lines = run.stdout.trimEnd().split("\n");
const score = lines.findLastIndex((line) => line.startsWith("ARG "));
const audit = lines.findIndex((line) => line.startsWith("auditing"));
const verdict = lines.filter((line) => /^(audit|demo): /.test(line));
writeFileSync(
  join(ROOT, "docs", "demo.svg"),
  svg(["$ npm ci && npm run demo", "", ...lines.slice(score, audit), ...verdict]),
);

function svg(shown: string[]): string {
  const width = Math.ceil(Math.max(...shown.map((line) => line.length)) * CHAR_WIDTH + 2 * PADDING);
  const height = TITLE_HEIGHT + shown.length * LINE_HEIGHT + 2 * PADDING;
  const texts = shown.map((line, at) => {
    const y = TITLE_HEIGHT + PADDING + 14 + at * LINE_HEIGHT;
    return `<text x="${PADDING}" y="${y}" fill="${colour(line, at)}" xml:space="preserve">${escaped(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The end of a run of the demo: a table of pools with their dividends, the richest players, and the audit's verdict">
<rect width="${width}" height="${height}" rx="10" fill="#14181f"/>
<circle cx="22" cy="18" r="6" fill="#ff5f57"/><circle cx="42" cy="18" r="6" fill="#febc2e"/><circle cx="62" cy="18" r="6" fill="#28c840"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${texts.join("\n")}
</g>
</svg>
`;
}

function colour(line: string, at: number): string {
  if (at === 0) return "#7ee787";
  if (/^(audit|demo): OK/.test(line)) return "#7ee787";
  if (line.startsWith("ARG ")) return "#ffd866";
  if (/^[-\s]+$/.test(line)) return "#4b5563";
  if (/^(pool|richest) /.test(line)) return "#79c0ff";
  return "#d7dce4";
}

function escaped(line: string): string {
  return line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
