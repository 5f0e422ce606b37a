// The pieces that schemas of messages and bodies are made of. Every object is closed: a field that is
// not described may not be sent.
import { type TProperties, type TSchema, Type } from "typebox";

export function closed<Fields extends TProperties>(fields: Fields, description?: string) {
  const options = { additionalProperties: false };
  return Type.Object(fields, description === undefined ? options : { ...options, description });
}

export function orNull<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

/** Objects whose keys are ids or names. */
export function dictionary<Schema extends TSchema>(schema: Schema, keys = "^[\\s\\S]*$") {
  return Type.Record(Type.String({ pattern: keys }), schema, { additionalProperties: false });
}

const UUID_TEXT = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const UUID = `^${UUID_TEXT}$`;

export const uuid = Type.String({ pattern: UUID, description: "a UUID in lower case" });

export function byUuid<Schema extends TSchema>(schema: Schema) {
  return dictionary(schema, UUID);
}

export const userId = Type.Integer({ minimum: 1, description: "id of a user" });

export function byUser<Schema extends TSchema>(schema: Schema) {
  return dictionary(schema, "^[1-9][0-9]*$");
}

export const timeMs = Type.Integer({ minimum: 0, description: "epoch milliseconds" });
export const timeText = Type.String({
  pattern: "^[0-9]+$",
  description: "epoch milliseconds as text",
});
export const timeOrNone = Type.String({
  pattern: "^([0-9]+|None)$",
  description: "epoch milliseconds as text, or None",
});

/** Where a message is about a money amount: a number in 1.x, decimal text in 2.0. */
export const moneyNumber = Type.Number({ minimum: 0, description: "in units of the currency" });
export const moneyText = Type.String({
  pattern: "^[0-9]+(\\.[0-9]+)?$",
  description: "a decimal in units of the currency, with all its decimals",
});

export const count = Type.Integer({ minimum: 0 });
export const text = Type.String();
export const flag = Type.Boolean();
export const yes = Type.Literal(true);

export const seq = Type.Integer({
  minimum: 0,
  description: "place among the messages of the game that nobody may miss, without gaps",
});
export const logSeq = Type.Integer({
  minimum: 1,
  description: "place in the server's log of what was done",
});
export const asOfSeq = Type.Integer({
  minimum: 0,
  description: "the answer is from the archive, which knows everything up to this place in the log",
});
export const poolVersion = Type.Integer({
  minimum: 1,
  description: "counts changes of the pool's status, block and terms",
});
