// The reference below each page of the protocol: its ops with fields, answers and refusals, and its
// messages, from docs/asyncapi.yaml.
import type { ApiDocuments, ApiMessage, ApiOp } from "./api-documents.ts";
import { fieldTable } from "./field-table.ts";
import { code, errorLink, jsonBlock, words } from "./markdown.ts";
import { pageOfMessage, pageOfOp, type Topic } from "./topics.ts";

const GUESTS: Readonly<Record<string, string>> = {
  may: "Guests may ask it too.",
  "may-read": "Guests may ask it where it changes nothing.",
  "may-not": "",
};
/** The same in every request. */
const REQUEST_ENVELOPE = [
  "op",
  "header",
  "header.t",
  "header.api_version",
  "header.request_id",
  "header.preview",
];
const MESSAGE_ENVELOPE = [
  "res",
  "response_header",
  "response_header.t",
  "response_header.request_id",
];

export async function protocolReference(documents: ApiDocuments, topic: Topic): Promise<string> {
  const ops = inOrder(documents.ops, topic.ops, ({ op }) => op).filter(
    ({ op }) => pageOfOp(op) === topic.page,
  );
  const messages = inOrder([...documents.messages.values()], topic.messages, numberOf).filter(
    (message) => pageOfMessage(numberOf(message)) === topic.page,
  );
  const parts: string[] = ["## What you can ask\n\n"];
  for (const op of ops) parts.push(await opSection(documents, op));
  parts.push("## What you are told\n\nFields as in edition 2.0.\n\n");
  for (const message of messages) parts.push(await messageSection(documents, message));
  return parts.join("");
}

/** Those that are named first, in the order named. */
function inOrder<Item>(
  items: readonly Item[],
  named: readonly number[],
  numberIn: (item: Item) => number,
): Item[] {
  const place = (item: Item): number => {
    const at = named.indexOf(numberIn(item));
    return at < 0 ? named.length : at;
  };
  return [...items].sort((a, b) => place(a) - place(b));
}

/** "356 bet_placed_in_betting_pool" begins with it. */
function numberOf(message: ApiMessage): number {
  return Number(message.title.split(" ")[0]);
}

async function opSection(documents: ApiDocuments, op: ApiOp): Promise<string> {
  const { payload, example } = op.request;
  const guests = GUESTS[op.guests] ?? "";
  const answers = op.answers.map((name) => messageLink(documents, name));
  const causes = op.causes.map((name) => messageLink(documents, name));
  const table = fieldTable(payload, documents.socketSchemas, REQUEST_ENVELOPE);
  return [
    `### ${op.op} ${code(op.name)} {#op-${op.op}}\n\n`,
    `${words(op.summary)}. ${guests}\n\n`,
    table === "" ? "It takes no fields.\n\n" : table,
    example === undefined ? "" : await jsonBlock(example),
    `**Answered** ${answers.join(", ")}. `,
    causes.length === 0 ? "\n\n" : `**Others are told** ${causes.join(", ")}.\n\n`,
    `**Refused**, in this order: ${op.refusals.map(errorLink).join(", ")}.\n\n`,
  ].join("");
}

async function messageSection(documents: ApiDocuments, message: ApiMessage): Promise<string> {
  const { name, payload, example } = message;
  return [
    `### ${numberOf(message)} ${code(name)} {#res-${numberOf(message)}}\n\n`,
    fieldTable(payload, documents.socketSchemas, MESSAGE_ENVELOPE),
    example === undefined ? "" : await jsonBlock(example),
  ].join("");
}

function messageLink(documents: ApiDocuments, name: string): string {
  const message = documents.messages.get(name);
  if (message === undefined) throw new Error(`no message ${name} in edition 2.0`);
  const number = numberOf(message);
  return `[${number}](/protocol/${pageOfMessage(number)}#res-${number}) ${words(name.replaceAll("_", " "))}`;
}
