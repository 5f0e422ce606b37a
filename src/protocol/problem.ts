// Why a value could not be read, for people.

/** Part of an error text: what was found and what would be accepted. */
export class Problem {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export const SHOWN_MAX = 80;

/** An offending value for an error text: cut, and never looked into. */
export function shown(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : "an object";
}

function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text);
}

export function isNot(value: unknown, accepted: string): Problem {
  return new Problem(`is ${shown(value)}; accepted: ${accepted}`);
}
