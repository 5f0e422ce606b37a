// What /metrics says, read from the text format of Prometheus, and what it means between two looks.

export type Metrics = {
  /** By name; of a family with labels the first label's value stands behind a slash. */
  readonly values: ReadonlyMap<string, number>;
  /** Labels of infos. */
  readonly texts: ReadonlyMap<string, string>;
};

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /^(\w+)="((?:[^"\\]|\\.)*)"/;

export function readMetrics(text: string): Metrics {
  const values = new Map<string, number>();
  const texts = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name, labels = "", value] = LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const [, , label] = LABEL.exec(labels) ?? [];
    values.set(label === undefined ? name : `${name}/${label}`, Number(value));
    if (label !== undefined) texts.set(name, label);
  }
  return { values, texts };
}

export function valueOf({ values }: Metrics, name: string): number {
  return values.get(name) ?? 0;
}

/** How much a counter grew a second. A server that has restarted begins at 0. */
export function rateOf(now: Look, before: Look | null, name: string): number | null {
  if (before === null || now.atMs <= before.atMs) return null;
  const grown = valueOf(now.metrics, name) - valueOf(before.metrics, name);
  return grown < 0 ? null : (grown * 1_000) / (now.atMs - before.atMs);
}

/** The mean of what a histogram saw between two looks; null where it saw nothing. */
export function meanOf(now: Look, before: Look | null, name: string): number | null {
  if (before === null) return null;
  const of = (part: string): number =>
    valueOf(now.metrics, `${name}_${part}`) - valueOf(before.metrics, `${name}_${part}`);
  return of("count") > 0 ? of("sum") / of("count") : null;
}

export type Look = { readonly atMs: number; readonly metrics: Metrics };

/** A counter by its label: `of("mutuel_refusals_total")` has the codes. */
export function familyOf({ values }: Metrics, name: string): [string, number][] {
  const prefix = `${name}/`;
  return [...values]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]): [string, number] => [key.slice(prefix.length), value])
    .sort(([, a], [, b]) => b - a);
}
