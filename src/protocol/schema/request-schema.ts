// The schema of every request in its strict form: documented names, numbers as numbers, lists as lists.
// It follows from the table of operations. What is read leniently beside it stands in the descriptions.
import { type TProperties, type TSchema, Type } from "typebox";
import { ACTIONS_MAX, TARGETS_MAX, TARGET_LEVELS_MAX } from "../../engine/rules.ts";
import { CONFLATIONS_MS, HEARTBEAT_MAX_MS, HEARTBEAT_MIN_MS } from "../client-request.ts";
import { EDITIONS } from "../edition.ts";
import type { Field } from "../field-set.ts";
import { action, actionList, spelledTargets, target, targetList } from "../name-shape.ts";
import type { Operation } from "../operation.ts";
import {
  type Shape,
  amount,
  boolean,
  currency,
  hash,
  id,
  integer,
  oneOf,
  text,
  time,
  url,
} from "../shape.ts";
import { closed } from "./parts.ts";

const UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
const SAFE = Number.MAX_SAFE_INTEGER;

function row(shape: Shape<unknown>, schema: TSchema): [string, TSchema] {
  return [shape.accepts, schema];
}

function textRow(max: number): [string, TSchema] {
  return row(text(max), Type.String({ minLength: 1, maxLength: max }));
}

function integerRow(min: number, max: number): [string, TSchema] {
  const bounds = max === SAFE ? { minimum: min } : { minimum: min, maximum: max };
  return row(integer(min, max), Type.Integer(bounds));
}

const NAME = Type.String({ minLength: 1, maxLength: 64 });
const TARGET = Type.String({
  pattern: `^[^:]{1,64}(:[^:]{1,64}){0,${TARGET_LEVELS_MAX - 1}}$`,
});
const targets = Type.Array(TARGET, { maxItems: TARGETS_MAX });

/** By what a field accepts, so that a field of a new kind shows: it is in no row. */
const SCHEMAS: ReadonlyMap<string, TSchema> = new Map([
  textRow(64),
  textRow(120),
  textRow(128),
  textRow(512),
  integerRow(0, SAFE),
  integerRow(1, SAFE),
  integerRow(1, 4),
  integerRow(0, 5000),
  integerRow(HEARTBEAT_MIN_MS, HEARTBEAT_MAX_MS),
  row(oneOf(CONFLATIONS_MS), Type.Enum([...CONFLATIONS_MS])),
  row(id(), Type.String({ pattern: UUID })),
  row(boolean, Type.Boolean()),
  row(time, Type.Integer({ minimum: 0 })),
  row(
    amount,
    Type.Union([
      Type.String({ pattern: "^[0-9]{1,40}(\\.[0-9]{1,40})?$" }),
      Type.Number({ exclusiveMinimum: 0 }),
    ]),
  ),
  row(currency, Type.String({ pattern: "^[A-Z]{3}$" })),
  row(url, Type.String({ pattern: "^[Hh][Tt][Tt][Pp][Ss]?://", maxLength: 2048 })),
  row(hash, Type.String({ pattern: "^[0-9a-fA-F]{64}$" })),
  row(action, NAME),
  row(target, TARGET),
  row(actionList, Type.Array(NAME, { maxItems: ACTIONS_MAX })),
  row(targetList, targets),
  row(spelledTargets, targets),
]);

const HEADER = Type.Optional(
  closed({
    t: Type.Optional(Type.Integer({ description: "epoch milliseconds; not looked at" })),
    api_version: Type.Optional(
      Type.Enum([...EDITIONS], { description: "the connection's edition from here on" }),
    ),
    preview: Type.Optional(
      Type.Boolean({ description: "tell what the op would come to (5003), and do nothing" }),
    ),
    request_id: Type.Optional(
      Type.String({ maxLength: 64, description: "comes back in the answers" }),
    ),
  }),
);

export function requestSchema(operation: Operation): TSchema {
  const fields: TProperties = {};
  for (const field of Object.values(operation.fields.fields)) {
    const [name] = field.names;
    if (name === undefined) throw new Error(`op ${operation.op} has a field without a name`);
    fields[name] = fieldSchema(field);
  }
  return closed({ header: HEADER, op: Type.Literal(operation.op), ...fields });
}

function fieldSchema(field: Field<unknown>): TSchema {
  const { accepts } = field.shape;
  const schema = SCHEMAS.get(accepts);
  if (schema === undefined) throw new Error(`no schema for a field that accepts ${accepts}`);
  const synonyms = field.names.slice(1);
  const also = synonyms.length === 0 ? "" : `; also called ${synonyms.join(", ")}`;
  const described = { ...schema, description: `${accepts}${also}` };
  return field.need === "optional" ? Type.Optional(described) : described;
}

/** Said once in the documents. */
export const LENIENT_FORMS = `Requests are shown in their strict form. Read as well:
numbers and booleans as text ("1", "False"); lists as comma-separated text; "" and null for an absent
optional field; times below 100,000,000,000 as seconds; the other names given with a field. Two names of
one field with different values are refused, and so is every field that is not described.`;
