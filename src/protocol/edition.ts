// Editions of the protocol. They differ in how messages are rendered, never in what can be asked.

export const EDITIONS = ["1.0", "1.1", "2.0"] as const;
export type Edition = (typeof EDITIONS)[number];

export const DEFAULT_EDITION: Edition = "1.1";

const known = new Map<string, Edition>(EDITIONS.map((edition) => [edition, edition]));

/** The edition of that name, or null. */
export function editionOf(text: string): Edition | null {
  return known.get(text) ?? null;
}
