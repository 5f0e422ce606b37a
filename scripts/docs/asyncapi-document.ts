// docs/asyncapi.yaml as an object: the socket's side of the protocol, from the tables the server and
// its tests use.
import type { TSchema } from "typebox";
import {
  OP_CODES,
  type OpName,
  RESPONSE_CODES,
  type ResponseName,
} from "../../src/protocol/codes.ts";
import type { Edition } from "../../src/protocol/edition.ts";
import { ERRORS } from "../../src/protocol/error-code.ts";
import type { Operation } from "../../src/protocol/operation.ts";
import { OPERATIONS } from "../../src/protocol/operations.ts";
import { DEFINITIONS } from "../../src/protocol/schema/definitions.ts";
import { CREDENTIAL_REFUSALS, UPGRADE_REFUSALS } from "../../src/protocol/schema/http-route.ts";
import { ENVELOPE_REFUSALS, answersOf, refusalsOf } from "../../src/protocol/schema/op-answers.ts";
import { OP_CONTRACTS } from "../../src/protocol/schema/op-contract.ts";
import { LENIENT_FORMS, requestSchema } from "../../src/protocol/schema/request-schema.ts";
import { RESPONSE_NAMES, editionGroups } from "../../src/protocol/schema/server-schema.ts";
import { CONNECTION, handshakeBinding } from "./asyncapi-connection.ts";
import type { Examples, Json } from "./recorder.ts";

export type EditionExamples = Readonly<Record<Edition, Examples>>;

const CHANNEL = { $ref: "#/channels/ws" };

/** Sent without having been asked for, beside what ops cause. */
const UNASKED: readonly ResponseName[] = [
  "error",
  "game_heartbeat",
  "game_opened",
  "game_closed",
  "bet_pool_expired",
  "betting_in_pool_blocked",
  "betting_in_pool_allowed",
];

/** Order of the messages in the document: ops by name table, then responses. */
const OPERATION_LIST: readonly Operation[] = (Object.keys(OP_CODES) as OpName[]).flatMap(
  (name) => OPERATIONS.get(OP_CODES[name]) ?? [],
);

export function asyncApiDocument(version: string, examples: EditionExamples): Json {
  const messages: Record<string, Json> = {};
  const schemas: Record<string, unknown> = {};
  for (const operation of OPERATION_LIST) {
    const key = `client.${operation.name}`;
    schemas[key] = withRefs(requestSchema(operation));
    messages[key] = requestMessage(operation, key, examples);
  }
  for (const name of RESPONSE_NAMES) {
    for (const { key, editions, schema } of namedGroups(name)) {
      schemas[key] = withRefs(schema);
      messages[key] = serverMessage(name, key, editions, examples);
    }
  }
  for (const [name, schema] of Object.entries(DEFINITIONS)) schemas[name] = withRefs(schema);
  const inChannel = Object.keys(messages).map((key) => [
    key,
    { $ref: `#/components/messages/${key}` },
  ]);
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Mutuel over WebSocket",
      version,
      description: `${CONNECTION}\n\n${LENIENT_FORMS}`,
      license: { name: "MIT" },
    },
    defaultContentType: "application/json",
    channels: {
      ws: {
        address: "/ws",
        title: "The one connection",
        messages: Object.fromEntries(inChannel),
        bindings: { ws: handshakeBinding() },
        "x-refusals": UPGRADE_REFUSALS,
        "x-refusals-by-closing": CREDENTIAL_REFUSALS,
        "x-refusals-of-any-message": ENVELOPE_REFUSALS,
      },
    },
    operations: { ...askedOperations(), ...toldOperations() },
    components: { messages, schemas },
  };
}

/** Messages of a response: one where all editions agree. */
function namedGroups(
  name: ResponseName,
): { key: string; editions: readonly Edition[]; schema: TSchema }[] {
  const groups = editionGroups(name);
  return groups.map(({ editions, schema }) => {
    const suffix = groups.length === 1 ? "" : `.v${editions.join("_")}`;
    return { key: `server.${name}${suffix}`, editions, schema };
  });
}

function requestMessage(operation: Operation, key: string, examples: EditionExamples): Json {
  const { name, op } = operation;
  const example = examples["2.0"].requests.get(name);
  return {
    name,
    title: `${op} ${name}`,
    summary: OP_CONTRACTS[name].summary,
    payload: { $ref: `#/components/schemas/${key}` },
    ...(example === undefined ? {} : { examples: [{ name, payload: example }] }),
  };
}

function serverMessage(
  name: ResponseName,
  key: string,
  editions: readonly Edition[],
  examples: EditionExamples,
): Json {
  const shown = editions.flatMap((edition) => {
    const payload = examples[edition].messages.get(name);
    return payload === undefined ? [] : [{ name: `${name} in ${edition}`, payload }];
  });
  return {
    name,
    title: `${RESPONSE_CODES[name]} ${name}`,
    summary: `In ${editions.length === 1 ? "edition" : "editions"} ${editions.join(", ")}`,
    payload: { $ref: `#/components/schemas/${key}` },
    "x-editions": editions,
    ...(shown.length === 0 ? {} : { examples: shown.slice(0, 1) }),
  };
}

function messageRefs(names: readonly ResponseName[]): Json[] {
  return [...new Set(names)].flatMap((name) =>
    namedGroups(name).map(({ key }) => ({ $ref: `#/channels/ws/messages/${key}` })),
  );
}

function askedOperations(): Record<string, Json> {
  const entries = OPERATION_LIST.map((operation): [string, Json] => {
    const { name, op, guest } = operation;
    const { summary, causes = [] } = OP_CONTRACTS[name];
    const codes = refusalsOf(operation);
    const table = codes.map((code) => `- ${code}: ${ERRORS[code].meaning}`).join("\n");
    return [
      name,
      {
        action: "receive",
        channel: CHANNEL,
        title: `op ${op}`,
        summary,
        description: `Refused, in this order:\n${table}`,
        messages: [{ $ref: `#/channels/ws/messages/client.${name}` }],
        reply: { channel: CHANNEL, messages: messageRefs([...answersOf(name), "error"]) },
        "x-op": op,
        "x-guests": guest,
        "x-refusals": codes,
        "x-causes": causes,
      },
    ];
  });
  return Object.fromEntries(entries);
}

function toldOperations(): Record<string, Json> {
  const causes = Object.values(OP_CONTRACTS).flatMap((contract) => contract.causes ?? []);
  const names = RESPONSE_NAMES.filter((name) => [...causes, ...UNASKED].includes(name));
  const entries = names.map((name): [string, Json] => [
    `told.${name}`,
    {
      action: "send",
      channel: CHANNEL,
      title: `${RESPONSE_CODES[name]} unasked`,
      summary: `${name}, to whoever it concerns, without a request_id`,
      messages: messageRefs([name]),
    },
  ]);
  return Object.fromEntries(entries);
}

/** Names of definitions become references into the document; JSON keeps nothing else of a schema. */
export function withRefs(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema, (field: string, value: unknown) =>
      field === "$ref" && typeof value === "string" && value in DEFINITIONS
        ? `#/components/schemas/${value}`
        : value,
    ),
  );
}
