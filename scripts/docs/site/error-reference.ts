// Every error: first all of them in one table, then each by itself, where links lead.
import { ERRORS, ERROR_CODES, type ErrorCode } from "../../../src/protocol/error-code.ts";
import { placesOf } from "../error-document.ts";
import { ERROR_ADVICE } from "./error-advice.ts";
import { errorLink, table, words } from "./markdown.ts";

export function errorReference(): string {
  const rows = ERROR_CODES.map((code) => {
    const { httpStatus, closeCode, meaning } = ERRORS[code];
    const close = closeCode === null ? "" : String(closeCode);
    return [`${errorLink(code)}<br>${words(meaning)}`, String(httpStatus), close];
  });
  const all = table(["code", "HTTP", "closes"], rows, "lrr");
  return `${all}## One by one\n\n${ERROR_CODES.map(sectionOf).join("")}`;
}

function sectionOf(code: ErrorCode): string {
  const { anchor, meaning } = ERRORS[code];
  const advice = ERROR_ADVICE[code];
  const places = placesOf(code).map((place) => (place.startsWith("`") ? place : words(place)));
  return [
    `### ${code} {#${anchor}}\n\n`,
    `${words(capital(meaning))}. ${advice === undefined ? "" : words(advice)}\n\n`,
    `Comes up at: ${places.join("; ")}.\n\n`,
  ].join("");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
