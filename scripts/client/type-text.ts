// A schema as the text of a TypeScript type. Throws where it meets a kind it does not know, so that
// nothing is left out unseen.

export type Schema = { readonly [key: string]: unknown };

/** Named pieces: the schemas' name to the name in TypeScript. */
export type TypeNames = ReadonlyMap<string, string>;

export function typeText(schema: Schema, names: TypeNames): string {
  const { $ref, anyOf, const: literal, enum: choices, type } = schema;
  if (typeof $ref === "string") return refText($ref, names);
  if (Array.isArray(anyOf)) {
    const options = anyOf.map((option: Schema) => typeText(option, names));
    return [...new Set(options)].join(" | ");
  }
  if (literal !== undefined) return JSON.stringify(literal);
  if (Array.isArray(choices)) return choices.map((choice) => JSON.stringify(choice)).join(" | ");
  switch (type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return arrayText(typeText(schema["items"] as Schema, names));
    case "object":
      return objectText(schema, names);
    default:
      throw new Error(`no type for ${JSON.stringify(schema)}`);
  }
}

function refText(ref: string, names: TypeNames): string {
  const name = names.get(ref);
  if (name === undefined) throw new Error(`there is no definition ${ref}`);
  return name;
}

function arrayText(item: string): string {
  return item.includes("|") ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function objectText(schema: Schema, names: TypeNames): string {
  const { patternProperties, additionalProperties } = schema;
  if (typeof patternProperties === "object" && patternProperties !== null) {
    const [value] = Object.values(patternProperties as Record<string, Schema>);
    if (value === undefined) throw new Error(`no values in ${JSON.stringify(schema)}`);
    return `{ readonly [key: string]: ${typeText(value, names)} }`;
  }
  const lines = fieldLines(schema, names);
  if (typeof additionalProperties === "object" && additionalProperties !== null) {
    lines.push(`readonly [key: string]: ${typeText(additionalProperties as Schema, names)};`);
  }
  return lines.length === 0 ? "Record<string, never>" : `{\n${lines.join("\n")}\n}`;
}

export function fieldLines(schema: Schema, names: TypeNames, leaveOut: string[] = []): string[] {
  const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
  const required = (schema["required"] ?? []) as string[];
  return Object.entries(properties)
    .filter(([name]) => !leaveOut.includes(name))
    .map(([name, field]) => {
      const mark = required.includes(name) ? "" : "?";
      return `${docText(field["description"])}readonly ${name}${mark}: ${typeText(field, names)};`;
    });
}

export function docText(description: unknown): string {
  return typeof description === "string" ? `/** ${description.replaceAll("*/", "* /")} */\n` : "";
}
