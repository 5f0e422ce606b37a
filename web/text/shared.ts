// The texts that pages share, in the language of the page.
import { MutuelError } from "../../client/src/index.ts";
import { deShared } from "./de-shared.ts";
import { enShared } from "./en-shared.ts";
import { inLanguage } from "./language.ts";

export const shared = inLanguage({ en: enShared, de: deShared });

/** What to tell people about an error: our words for its code, or else the server's. */
export function errorText(error: unknown): string {
  if (error instanceof MutuelError) return shared.errors[error.code] ?? error.text;
  // What fetch throws where no answer came.
  if (error instanceof TypeError) return shared.errors["OFFLINE"] ?? error.message;
  return String(error);
}
