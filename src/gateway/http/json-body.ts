// Bodies over HTTP are strict: JSON, an object, exactly the fields of its table, each of its type.
import { type DecimalText, readDecimal } from "../../money/amount.ts";
import { type HttpRefusal, refuseHttp } from "./answer.ts";
import { readBodyBytes, wrongMediaType } from "./body-bytes.ts";

const KINDS = {
  text: "a text",
  "optional-text": "a text",
  flag: "true or false",
  amount: 'a positive decimal as text or number, such as "12.50"',
  texts: "a list of texts",
  "optional-texts": "a list of texts",
  "optional-amount": 'a positive decimal as text or number, such as "12.50"; absent for none',
} as const;

/** Never repeated in a text. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(["password", "user_session_key"]);

type FieldKind = keyof typeof KINDS;
export type BodyTable = Readonly<Record<string, FieldKind>>;

type ValueOf<Kind extends FieldKind> = Kind extends "text"
  ? string
  : Kind extends "optional-text"
    ? string | undefined
    : Kind extends "flag"
      ? boolean
      : Kind extends "texts"
        ? readonly string[]
        : Kind extends "optional-texts"
          ? readonly string[] | undefined
          : Kind extends "optional-amount"
            ? DecimalText | undefined
            : DecimalText;
export type BodyOf<Table extends BodyTable> = {
  readonly [Name in keyof Table]: ValueOf<Table[Name]>;
};
export type BodyReading<Table extends BodyTable> =
  { readonly kind: "body"; readonly body: BodyOf<Table> } | HttpRefusal;

export async function readJsonBody<const Table extends BodyTable>(
  request: Request,
  bytesMax: number,
  table: Table,
): Promise<BodyReading<Table>> {
  const media = wrongMediaType(request);
  if (media !== null) return media;
  const bytes = await readBodyBytes(request, bytesMax);
  if (!Buffer.isBuffer(bytes)) return bytes;
  return readFields(bytes.toString("utf8"), table);
}

function readFields<const Table extends BodyTable>(text: string, table: Table): BodyReading<Table> {
  const json = parse(text);
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return refuseHttp(
      "BODY_INVALID",
      `the body is no JSON object; accepted: one with ${fieldsOf(table)}`,
    );
  }
  for (const name of Object.keys(json)) {
    if (Object.hasOwn(table, name)) continue;
    const shown = JSON.stringify(name.slice(0, 80));
    return refuseHttp(
      "FIELD_INVALID",
      `there is no field ${shown}; accepted: ${fieldsOf(table)}`,
      name.slice(0, 80),
    );
  }
  const body: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(table)) {
    const found: unknown = Object.hasOwn(json, name)
      ? (json as Record<string, unknown>)[name]
      : undefined;
    const value = readValue(found, kind);
    if (value === null) {
      const shown = SECRET_FIELDS.has(name) ? "not readable" : shownValue(found);
      return refuseHttp("FIELD_INVALID", `${name} is ${shown}; accepted: ${KINDS[kind]}`, name);
    }
    body[name] = value;
  }
  // The loop above has put a value of each field's kind in its place.
  return { kind: "body", body: body as BodyOf<Table> };
}

/** null where it is not of that kind. */
function readValue(
  found: unknown,
  kind: FieldKind,
): string | boolean | readonly string[] | undefined | null {
  switch (kind) {
    case "text":
      return typeof found === "string" ? found : null;
    case "optional-text":
      return found === undefined || typeof found === "string" ? found : null;
    case "texts":
      return isTexts(found) ? found : null;
    case "optional-texts":
      return found === undefined || isTexts(found) ? found : null;
    case "flag":
      return typeof found === "boolean" ? found : null;
    case "optional-amount":
      if (found === undefined) return undefined;
      return typeof found === "string" || typeof found === "number" ? readDecimal(found) : null;
    case "amount":
      return typeof found === "string" || typeof found === "number" ? readDecimal(found) : null;
  }
}

function isTexts(found: unknown): found is readonly string[] {
  return Array.isArray(found) && found.every((entry) => typeof entry === "string");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function fieldsOf(table: BodyTable): string {
  const names = Object.entries(table).map(([name, kind]) =>
    kind.startsWith("optional-") ? `${name} (optional)` : name,
  );
  return names.length === 0 ? "no fields" : names.join(", ");
}

function shownValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value.slice(0, 80));
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}
