// One op: its number, who may ask it, its fields and the request they make.
import type { Command } from "../engine/command.ts";
import { type Asked, type ClientRequest, NOTHING_ASKED, type Query } from "./client-request.ts";
import { OP_CODES, type OpName } from "./codes.ts";
import { type Body, FieldSet, type Fields, type Values } from "./field-set.ts";
import { Problem } from "./problem.ts";

/** may-read: only where nothing is to be changed. */
export type GuestRight = "may" | "may-read" | "may-not";

export type Operation = {
  name: OpName;
  op: number;
  guest: GuestRight;
  fields: FieldSet<Fields>;
  read(body: Body, nowMs: number): ClientRequest | Problem;
};

export function operation<Table extends Fields>(definition: {
  name: OpName;
  guest: GuestRight;
  fields: Table;
  ignored?: readonly string[];
  request: (values: Values<Table>) => ClientRequest | Problem;
}): Operation {
  const { name, guest, request } = definition;
  const fields = new FieldSet(definition.fields, definition.ignored);
  const read = (body: Body, nowMs: number): ClientRequest | Problem => {
    const values = fields.read(body, nowMs);
    return values instanceof Problem ? values : request(values);
  };
  return { name, op: OP_CODES[name], guest, fields, read };
}

export function command(asked: Command): ClientRequest {
  return { kind: "command", command: asked, asked: NOTHING_ASKED };
}

export function commandRepeating(sent: Command, asked: Asked): ClientRequest {
  return { kind: "command", command: sent, asked };
}

export function query(asked: Query): ClientRequest {
  return { kind: "query", query: asked };
}
