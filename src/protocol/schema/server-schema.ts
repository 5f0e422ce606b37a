// The schema of every message the server sends, per edition. What is sent and not described here, or
// described and not sent, is a mistake; tests check every message they receive.
import { type TProperties, type TSchema, Type } from "typebox";
import { RESPONSE_CODES, type ResponseName } from "../codes.ts";
import { EDITIONS, type Edition } from "../edition.ts";
import { part } from "./definitions.ts";
import { edition1Messages } from "./edition-1-messages.ts";
import { EDITION_2_MESSAGES } from "./edition-2-messages.ts";
import { closed } from "./parts.ts";

/** Several where a message has several forms. */
type Fields = TProperties | readonly TProperties[];
type MessageTable = Readonly<Record<ResponseName, Fields>>;

const FIELDS: Readonly<Record<Edition, MessageTable>> = {
  "1.0": edition1Messages("1.0"),
  "1.1": edition1Messages("1.1"),
  "2.0": EDITION_2_MESSAGES,
};

export const RESPONSE_NAMES: readonly ResponseName[] = Object.keys(
  RESPONSE_CODES,
) as ResponseName[];

const nameByCode = new Map<number, ResponseName>(
  RESPONSE_NAMES.map((name) => [RESPONSE_CODES[name], name]),
);

export function responseName(res: number): ResponseName | null {
  return nameByCode.get(res) ?? null;
}

export type ServerSchemas = Readonly<Record<ResponseName, TSchema>>;

export const SERVER_SCHEMAS: Readonly<Record<Edition, ServerSchemas>> = Object.fromEntries(
  EDITIONS.map((edition) => [edition, schemasOf(FIELDS[edition])]),
) as Record<Edition, ServerSchemas>;

function schemasOf(table: MessageTable): ServerSchemas {
  const entries = RESPONSE_NAMES.map((name) => [name, messageSchema(name, table[name])]);
  return Object.fromEntries(entries) as ServerSchemas;
}

function messageSchema(name: ResponseName, fields: Fields): TSchema {
  const envelope = {
    response_header: part("ResponseHeader"),
    res: Type.Literal(RESPONSE_CODES[name]),
  };
  const forms = "map" in fields && Array.isArray(fields) ? fields : [fields as TProperties];
  const schemas = (forms as readonly TProperties[]).map((form) => closed({ ...envelope, ...form }));
  const [only] = schemas;
  return schemas.length === 1 && only !== undefined ? only : Type.Union(schemas);
}

/** The message as the body of an answer over HTTP: in 2.0, without a header. */
export function bodySchema(name: ResponseName): TSchema {
  const fields = FIELDS["2.0"][name];
  const [form] = "map" in fields && Array.isArray(fields) ? fields : [fields];
  return closed({ res: Type.Literal(RESPONSE_CODES[name]), ...(form as TProperties) });
}

/** Editions in which the message is the same, together; in the order of the editions. */
export function editionGroups(name: ResponseName): { editions: Edition[]; schema: TSchema }[] {
  const groups = new Map<string, { editions: Edition[]; schema: TSchema }>();
  for (const edition of EDITIONS) {
    const schema = SERVER_SCHEMAS[edition][name];
    const key = JSON.stringify(schema);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { editions: [edition], schema });
    else group.editions.push(edition);
  }
  return [...groups.values()];
}
