// The fields behind the question mark of a read, each known by its name. An unknown one is refused, as
// everywhere.
import { type HttpRefusal, refuseHttp } from "./answer.ts";
import type { HttpContext } from "./routes.ts";

const SHOWN_MAX = 80;

export type Queries<Name extends string> = { [name in Name]: string | undefined };

export function readQueries<Name extends string>(
  context: HttpContext,
  names: readonly Name[],
): Queries<Name> | HttpRefusal {
  const asked = context.req.query();
  const unknown = Object.keys(asked).find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) {
    const text = `there is no ${JSON.stringify(unknown.slice(0, SHOWN_MAX))} here; accepted: ${names.join(", ")}`;
    return refuseHttp("FIELD_INVALID", text, unknown.slice(0, SHOWN_MAX));
  }
  return asked as Queries<Name>;
}

export function isHttpRefusal(value: object | number): value is HttpRefusal {
  return typeof value === "object" && "kind" in value && value.kind === "refused";
}

/** A whole number between the bounds, or `fallback` where the field is absent. */
export function readWhole<Fallback>(
  name: string,
  text: string | undefined,
  { min, max, fallback }: { min: number; max: number; fallback: Fallback },
): number | Fallback | HttpRefusal {
  if (text === undefined) return fallback;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  return wrongQuery(name, text, `a whole number from ${min} to ${max}`);
}

/** How a table is told; without the field as JSON. */
export function readFormat(text = "json"): "json" | "csv" | HttpRefusal {
  return text === "json" || text === "csv" ? text : wrongQuery("format", text, "json, csv");
}

export function wrongQuery(name: string, text: string, accepted: string): HttpRefusal {
  const shown = JSON.stringify(text.slice(0, SHOWN_MAX));
  return refuseHttp("FIELD_INVALID", `${name} is ${shown}; accepted: ${accepted}`, name);
}
