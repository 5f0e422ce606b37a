// JSON schemas as tables of fields, one row a field, with those inside of lists and objects below theirs.
import { code, table, words } from "./markdown.ts";

export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};
export type Schemas = Readonly<Record<string, Schema>>;

export type FieldRow = {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly need: "always" | "optional";
};

/** Deep enough for every message; what contains itself ends here. */
const LEVELS_MAX = 6;

export function fieldTable(schema: Schema, schemas: Schemas, hidden: readonly string[]): string {
  const rows = fieldRows(schema, schemas).filter(({ name }) => !hidden.includes(name));
  if (rows.length === 0) return "";
  const cells = rows.map(({ name, type, description, need }) => [
    `${code(name)}${need === "optional" ? " (optional)" : ""}`,
    words(meaning(type, description)),
  ]);
  return table(["field", "what it is"], cells);
}

/** A description of a text or number says what it is already. */
function meaning(type: string, description: string): string {
  if (description === "") return type;
  if (/^(text|whole number|number)/.test(type)) {
    return type.endsWith(" or null") ? `${description}, or null` : description;
  }
  return `${type}: ${description}`;
}

function fieldRows(schema: Schema, schemas: Schemas): FieldRow[] {
  return rowsBelow(schema, schemas, { prefix: "", seen: [] });
}

type Place = { readonly prefix: string; readonly seen: readonly string[] };

function rowsBelow(schema: Schema, schemas: Schemas, place: Place): FieldRow[] {
  const { prefix } = place;
  const { found, seen } = resolved(schema, schemas, place.seen);
  if (found === null || seen.length > LEVELS_MAX) return [];
  if (found.anyOf !== undefined) {
    const forms = found.anyOf.map((form) => rowsBelow(form, schemas, { prefix, seen }));
    return joined(forms.filter((rows) => rows.length > 0));
  }
  if (found.items !== undefined) {
    return rowsBelow(found.items, schemas, { prefix: `${prefix}[]`, seen });
  }
  const valueOfAny = Object.values(found.patternProperties ?? {})[0];
  if (valueOfAny !== undefined) {
    return rowsBelow(valueOfAny, schemas, { prefix: `${prefix}{}`, seen });
  }
  const required = found.required ?? [];
  return Object.entries(found.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const row: FieldRow = {
      name: path,
      type: typeText(field, schemas),
      description: descriptionOf(field, schemas),
      need: required.includes(name) ? "always" : "optional",
    };
    return [row, ...rowsBelow(field, schemas, { prefix: path, seen })];
  });
}

/** null where a definition contains itself: its fields stand above already. */
function resolved(
  schema: Schema,
  schemas: Schemas,
  seen: readonly string[],
): { found: Schema | null; seen: readonly string[] } {
  if (schema.$ref === undefined) return { found: schema, seen };
  const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if (seen.includes(name)) return { found: null, seen };
  return { found: schemas[name] ?? null, seen: [...seen, name] };
}

/** Several forms of one object: a field that not all of them have may be absent. */
function joined(forms: readonly (readonly FieldRow[])[]): FieldRow[] {
  const names = new Set(forms.flatMap((rows) => rows.map(({ name }) => name)));
  return [...names].map((name) => {
    const rows = forms.flatMap((form) => form.filter((row) => row.name === name));
    return {
      name,
      type: [...new Set(rows.map(({ type }) => type))].join(" or "),
      description: rows.find(({ description }) => description !== "")?.description ?? "",
      need:
        rows.length === forms.length && rows.every(({ need }) => need === "always")
          ? "always"
          : "optional",
    };
  });
}

function descriptionOf(schema: Schema, schemas: Schemas): string {
  const own = schema.description;
  if (own !== undefined) return own;
  const { found } = resolved(schema, schemas, []);
  return found?.description ?? found?.anyOf?.find((form) => form.description)?.description ?? "";
}

export function typeText(schema: Schema, schemas: Schemas): string {
  const { found } = resolved(schema, schemas, []);
  if (found === null) return "";
  if (found.const !== undefined) return JSON.stringify(found.const);
  if (found.enum !== undefined) return found.enum.map((each) => JSON.stringify(each)).join(", ");
  if (found.anyOf !== undefined) {
    return [...new Set(found.anyOf.map((form) => typeText(form, schemas)))].join(" or ");
  }
  const { type = "anything" } = found;
  switch (type) {
    case "integer":
      return `whole number${bounds(found)}`;
    case "string":
      return "text";
    case "array":
      return "list";
    case "object":
      return found.patternProperties === undefined ? "object" : "object by id or name";
    default:
      return type;
  }
}

function bounds({ minimum, maximum }: Schema): string {
  if (maximum !== undefined) return `, ${minimum ?? 0} to ${maximum}`;
  return minimum === undefined || minimum === 0 ? "" : `, from ${minimum}`;
}
