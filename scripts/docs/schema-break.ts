// Whether who relies on one JSON Schema is let down by another. Knows what our schemas are made of:
// closed objects, dictionaries, lists, choices, constants.
import type { Json } from "./recorder.ts";

export type Schema = Readonly<Record<string, unknown>>;
export type Direction = "request" | "answer";
/** A schema and the document its references point into. */
export type Placed = { readonly schema: Schema; readonly in: Json };

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function brokenBy(
  name: string,
  direction: Direction,
  before: Placed,
  after: Placed,
): string[] {
  return new Comparison(direction).compare(name, before, after);
}

class Comparison {
  readonly #direction: Direction;
  /** Pairs being compared, as schemas may contain themselves. */
  readonly #begun = new Set<string>();

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  compare(name: string, before: Placed, after: Placed): string[] {
    const pair = `${String(before.schema["$ref"])} ${String(after.schema["$ref"])}`;
    if ("$ref" in before.schema && "$ref" in after.schema) {
      if (this.#begun.has(pair)) return [];
      this.#begun.add(pair);
    }
    const [older, newer] = [resolved(before), resolved(after)];
    if ("anyOf" in older.schema || "anyOf" in newer.schema) return this.#forms(name, older, newer);
    const values = removedValues(older.schema, newer.schema).map(
      (value) => `${name}=${JSON.stringify(value)} is gone`,
    );
    if (older.schema["type"] !== newer.schema["type"]) {
      return [`${name} is ${typeName(newer.schema)} now`, ...values];
    }
    return [
      ...values,
      ...this.#properties(name, older, newer),
      ...this.#inside(`${name}[]`, "items", older, newer),
      ...this.#dictionary(name, older, newer),
    ];
  }

  /** Each form of old must still be one; what its closest successor breaks is told. */
  #forms(name: string, before: Placed, after: Placed): string[] {
    return formsOf(before).flatMap((form) => {
      const broken = formsOf(after).map((candidate) =>
        new Comparison(this.#direction).compare(name, form, candidate),
      );
      return broken.sort((a, b) => a.length - b.length)[0] ?? [`${name} is gone`];
    });
  }

  #properties(name: string, before: Placed, after: Placed): string[] {
    const [older, newer] = [fieldsOf(before.schema), fieldsOf(after.schema)];
    const [neededBefore, neededNow] = [required(before.schema), required(after.schema)];
    const found: string[] = [];
    for (const [field, schema] of older) {
      const now = newer.get(field);
      const path = `${name}.${field}`;
      if (now === undefined) {
        found.push(`${path} is gone`);
        continue;
      }
      if (this.#direction === "answer" && neededBefore.has(field) && !neededNow.has(field)) {
        found.push(`${path} is optional now`);
      }
      found.push(...this.compare(path, { ...before, schema }, { ...after, schema: now }));
    }
    if (this.#direction === "answer") return found;
    const asked = [...neededNow].filter((field) => !neededBefore.has(field));
    return [...found, ...asked.map((field) => `${name}.${field} is required now`)];
  }

  #inside(name: string, key: string, before: Placed, after: Placed): string[] {
    const [older, newer] = [before.schema[key], after.schema[key]];
    if (!isSchema(older)) return [];
    if (!isSchema(newer)) return [`${name} is gone`];
    return this.compare(name, { ...before, schema: older }, { ...after, schema: newer });
  }

  #dictionary(name: string, before: Placed, after: Placed): string[] {
    const [older, newer] = [entryOf(before.schema), entryOf(after.schema)];
    if (older === null) return [];
    if (newer === null) return [`${name}.* is gone`];
    return this.compare(`${name}.*`, { ...before, schema: older }, { ...after, schema: newer });
  }
}

function resolved(placed: Placed): Placed {
  const ref = placed.schema["$ref"];
  if (typeof ref !== "string") return placed;
  let at: unknown = placed.in;
  for (const part of ref.replace("#/", "").split("/")) at = isSchema(at) ? at[part] : undefined;
  if (!isSchema(at)) throw new Error(`${ref} points nowhere`);
  return resolved({ ...placed, schema: at });
}

function formsOf(placed: Placed): Placed[] {
  const forms = placed.schema["anyOf"];
  const schemas = Array.isArray(forms) ? forms.filter(isSchema) : [placed.schema];
  return schemas.map((schema) => ({ ...placed, schema }));
}

function removedValues(before: Schema, after: Schema): unknown[] {
  const [older, newer] = [valuesOf(before), valuesOf(after)];
  return newer === null ? [] : (older ?? []).filter((value) => !newer.includes(value));
}

function valuesOf(schema: Schema): unknown[] | null {
  if ("const" in schema) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? schema["enum"] : null;
}

function typeName(schema: Schema): string {
  return typeof schema["type"] === "string" ? schema["type"] : "of another type";
}

function fieldsOf(schema: Schema): Map<string, Schema> {
  const properties = schema["properties"];
  const entries = isSchema(properties) ? Object.entries(properties) : [];
  return new Map(entries.filter((entry): entry is [string, Schema] => isSchema(entry[1])));
}

function required(schema: Schema): Set<string> {
  const names = schema["required"];
  return new Set(Array.isArray(names) ? names.map(String) : []);
}

/** What all entries of a dictionary look like. */
function entryOf(schema: Schema): Schema | null {
  const patterns = schema["patternProperties"];
  const [entry] = isSchema(patterns) ? Object.values(patterns) : [schema["additionalProperties"]];
  return isSchema(entry) ? entry : null;
}
