// client/src/messages.ts as a text: types of every request and message of edition 2.0 and the tables the
// client runs by, from the tables the server reads and renders by.
import { format } from "prettier";
import {
  OP_CODES,
  type OpName,
  RESPONSE_CODES,
  type ResponseName,
} from "../../src/protocol/codes.ts";
import { ERRORS, ERROR_CODES } from "../../src/protocol/error-code.ts";
import type { Operation } from "../../src/protocol/operation.ts";
import { OPERATIONS } from "../../src/protocol/operations.ts";
import { DEFINITIONS } from "../../src/protocol/schema/definitions.ts";
import { refusalsOf } from "../../src/protocol/schema/op-answers.ts";
import { OP_CONTRACTS } from "../../src/protocol/schema/op-contract.ts";
import { requestSchema } from "../../src/protocol/schema/request-schema.ts";
import { RESPONSE_NAMES, SERVER_SCHEMAS } from "../../src/protocol/schema/server-schema.ts";
import { OPERATION_NAMES } from "./operation-names.ts";
import { type Schema, type TypeNames, docText, fieldLines, typeText } from "./type-text.ts";

const NOTICE = `// Written by \`npm run docs\` from the tables of the server; changes belong into src/protocol.
// Requests and messages of edition 2.0. Amounts are decimal text, times epoch milliseconds.
`;

/** Of the named pieces, those that edition 2.0 uses, and what they are called here. */
export const PIECES: TypeNames = new Map([
  ["ResponseHeader", "ResponseHeader"],
  ["TargetNode", "TargetNode"],
  ["ActionList", "ActionList"],
  ["EventCount", "EventCount"],
  ["Distribution2", "Distribution"],
  ["NamedDistribution2", "NamedDistribution"],
]);

const OP_NAMES = Object.keys(OP_CODES) as OpName[];

export function messageTypes(): Promise<string> {
  const text = [
    NOTICE,
    ...[...PIECES].map(pieceText),
    ...OP_NAMES.map(requestText),
    ...RESPONSE_NAMES.map(messageText),
    messagesText(),
    operationsText(),
    errorText(),
    operationTable(),
    responseTable(),
  ].join("\n\n");
  return format(text, { parser: "typescript", printWidth: 100 });
}

function plain(schema: unknown): Schema {
  return JSON.parse(JSON.stringify(schema)) as Schema;
}

function pieceText([name, called]: [string, string]): string {
  const schema = plain(DEFINITIONS[name as keyof typeof DEFINITIONS]);
  return `${docText(schema["description"])}export type ${called} = ${typeText(schema, PIECES)};`;
}

function operationOf(name: OpName): Operation {
  const operation = OPERATIONS.get(OP_CODES[name]);
  if (operation === undefined) throw new Error(`there is no operation ${name}`);
  return operation;
}

function requestText(name: OpName): string {
  const schema = plain(requestSchema(operationOf(name)));
  const lines = fieldLines(schema, PIECES, ["header", "op"]);
  const type = lines.length === 0 ? "Record<string, never>" : `{\n${lines.join("\n")}\n}`;
  return `/** Fields of op ${OP_CODES[name]}, ${name}. */\nexport type ${fieldsName(name)} = ${type};`;
}

function messageText(name: ResponseName): string {
  const schema = plain(SERVER_SCHEMAS["2.0"][name]);
  const { anyOf } = schema;
  const forms = Array.isArray(anyOf) ? (anyOf as Schema[]) : [schema];
  const types = forms.map((form) => typeText(form, PIECES));
  return `/** ${RESPONSE_CODES[name]}, ${name}. */\nexport type ${pascal(name)} = ${types.join(" | ")};`;
}

function messagesText(): string {
  const lines = RESPONSE_NAMES.map((name) => `readonly ${name}: ${pascal(name)};`);
  return `/** Every message of the server by its name. */
export type Messages = {\n${lines.join("\n")}\n};
export type MessageName = keyof Messages;
export type ServerMessage = Messages[MessageName];`;
}

function operationsText(): string {
  const lines = OP_NAMES.map((name) => {
    const { summary, answers } = OP_CONTRACTS[name];
    const answer = answers.map(pascal).join(" | ");
    const refusals = refusalsOf(operationOf(name)).join(", ");
    const doc = `/**\n * ${summary}. Op ${OP_CODES[name]}, ${name}.\n *\n * Refused with ${refusals}.\n */`;
    return `${doc}\nreadonly ${OPERATION_NAMES[name].method}: { fields: ${fieldsName(name)}; answer: ${answer} };`;
  });
  return `/** What each op takes and answers. */\nexport type Operations = {\n${lines.join("\n")}\n};
export type OperationName = keyof Operations;`;
}

function errorText(): string {
  const lines = ERROR_CODES.map(
    (code) => `/** ${ERRORS[code].meaning} */\n| ${JSON.stringify(code)}`,
  );
  return `/** Why the server refuses, see docs/errors.md. */\nexport type ErrorCode =\n${lines.join("\n")};`;
}

function operationTable(): string {
  const lines = OP_NAMES.map((name) => {
    const { method, repeat } = OPERATION_NAMES[name];
    const answers = OP_CONTRACTS[name].answers.map((answer) => RESPONSE_CODES[answer]);
    const again = typeof repeat === "string" ? repeat : repeat.byId;
    return `${method}: [${OP_CODES[name]}, ${JSON.stringify(again)}, ${answers.join(", ")}],`;
  });
  return `/**
 * By op: its number; whether it may be sent again when its answer got lost ("safe", "unsafe", or by the
 * field that makes it safe); the messages that answer it.
 */
export type OperationRow = readonly [op: number, again: string, ...answers: number[]];
export const OPERATIONS: { readonly [Name in OperationName]: OperationRow } = {\n${lines.join("\n")}\n};`;
}

function responseTable(): string {
  const lines = RESPONSE_NAMES.map((name) => `${RESPONSE_CODES[name]}: "${name}",`);
  return `/** Names of messages by their number. */
export const RESPONSES: { readonly [res: number]: MessageName } = {\n${lines.join("\n")}\n};`;
}

function fieldsName(name: OpName): string {
  const { method } = OPERATION_NAMES[name];
  return `${method.charAt(0).toUpperCase()}${method.slice(1)}Fields`;
}

function pascal(name: string): string {
  const words = name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  // \`Error\` is the language's.
  return name === "error" ? "ErrorMessage" : words.join("");
}
