// The countries we know: ISO 3166-1, two capital letters.
import { all } from "iso-3166-1";

const CODES: ReadonlySet<string> = new Set(all().map(({ alpha2 }) => alpha2));

export function isCountry(code: string): boolean {
  return CODES.has(code);
}
