// Pieces of Markdown as VitePress reads it: what stands in them is shown, never taken for markup.
import { format } from "prettier";

/** Text as it is: no HTML, no template of Vue, no cell of a table. */
export function words(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "&#124;")
    .replaceAll("*", "\\*")
    .replaceAll("_", "\\_")
    .replaceAll("{", "&#123;");
}

export function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align = "",
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  const rule = head.map((_, at) => (align[at] === "r" ? "---:" : "---"));
  return `${line(head)}${line(rule)}${rows.map(line).join("")}\n`;
}

const WIDTH = 78;

export async function jsonBlock(value: unknown): Promise<string> {
  const text = await format(JSON.stringify(value), { parser: "json", printWidth: WIDTH });
  return `\`\`\`json\n${text}\`\`\`\n\n`;
}

export function errorLink(code_: string): string {
  return `[\`${code_}\`](/reference/errors#${code_.toLowerCase().replaceAll("_", "-")})`;
}
