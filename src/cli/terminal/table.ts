// Aligned columns of text.

export type Column = { readonly title: string; readonly align: "left" | "right" };

/** Rows as lines; no column is wider than its widest cell. A row of null is a rule. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[] | null)[],
): string[] {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, index) =>
    Math.max(...[titles, ...rows].map((row) => (row?.[index] ?? "").length)),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [titles, null, ...rows].map((row) => {
    if (row === null) return rule;
    return columns
      .map(({ align }, index) => padded(row[index] ?? "", widths[index] ?? 0, align))
      .join("  ")
      .trimEnd();
  });
}

/** At most this wide, with a mark where something was cut. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function padded(text: string, width: number, align: Column["align"]): string {
  const gap = " ".repeat(Math.max(0, width - text.length));
  return align === "left" ? text + gap : gap + text;
}
