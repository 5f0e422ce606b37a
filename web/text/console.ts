// The texts of the console, in the language of the page.
import { MutuelError } from "../../client/src/index.ts";
import { TypedWrong } from "../console/form/typed-wrong.ts";
import { enConsole } from "./en-console.ts";
import { enConsoleFacts } from "./en-console-facts.ts";
import { enConsoleOffice } from "./en-console-office.ts";
import { inLanguage } from "./language.ts";
import { errorText } from "./shared.ts";

export const words = inLanguage({
  en: { ...enConsole, ...enConsoleOffice, facts: enConsoleFacts },
});

/** Operators want the server's own words, which name the value that was wrong. */
export function refusalText(error: unknown): string {
  if (error instanceof MutuelError) return `${withTimes(error.text)} (${error.code})`;
  if (error instanceof TypedWrong) return error.message;
  return errorText(error);
}

/** Epoch milliseconds of this century are times to people. */
function withTimes(text: string): string {
  return text.replace(/\b[1-3]\d{12}\b/g, (ms) => new Date(Number(ms)).toLocaleString());
}
