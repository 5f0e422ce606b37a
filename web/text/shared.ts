// The texts that pages share, in the language of the page.
import { enShared } from "./en-shared.ts";
import { inLanguage } from "./language.ts";

export const shared = inLanguage({ en: enShared });

/** What to tell people about an error: our words for its code, or else the server's. */
export function errorText(error: unknown): string {
  const { code, text } = error as { code?: unknown; text?: unknown };
  const known = typeof code === "string" ? shared.errors[code] : undefined;
  if (known !== undefined) return known;
  return typeof text === "string" ? text : String(error);
}
