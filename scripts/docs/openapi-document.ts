// docs/openapi.yaml as an object: every route, with what it takes, answers and refuses.
import { ERRORS, type ErrorCode, httpStatusOf } from "../../src/protocol/error-code.ts";
import { HTTP_ERROR, HTTP_ROUTES } from "../../src/protocol/schema/http-contract.ts";
import { DEFINITIONS } from "../../src/protocol/schema/definitions.ts";
import {
  ANY_ROUTE_REFUSALS,
  type Credential,
  type HttpAnswer,
  type HttpRoute,
  UPGRADE_REFUSALS,
  httpRefusalsOf,
} from "../../src/protocol/schema/http-route.ts";
import type { HttpExample, Json } from "./recorder.ts";

const ERROR = { $ref: "#/components/schemas/Error" };

const SECURITY: Readonly<Record<Credential, readonly Json[]>> = {
  none: [],
  session: [{ userCookie: [], sessionCookie: [] }, {}],
  user: [{ apiKey: [] }, { userCookie: [], sessionCookie: [] }],
  reader: [{ apiKey: [] }, { userCookie: [], sessionCookie: [] }, { operatorKey: [] }],
  operator: [{ operatorKey: [] }, { apiKey: [] }],
  provider: [{ sign: [] }],
  platform: [{ sign: [] }, {}],
};

export function openApiDocument(version: string, examples: readonly HttpExample[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of HTTP_ROUTES) {
    const example = examples.find(({ name }) => name === route.name);
    (paths[route.path] ??= {})[route.method.toLowerCase()] = routeObject(route, example);
  }
  paths["/ws"] = { get: upgradeObject() };
  const anywhere = ANY_ROUTE_REFUSALS.map((code) => `${code} (${httpStatusOf(code)})`).join(", ");
  return {
    openapi: "3.1.0",
    info: {
      title: "Mutuel over HTTP",
      version,
      description:
        "Bodies are JSON and strict: a field that is not described is refused. Paths work with and " +
        `without a slash at their end. Errors are {error, text, field?} with a code of docs/errors.md. ` +
        `Anywhere: ${anywhere}.`,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: { Error: HTTP_ERROR, ...DEFINITIONS },
      securitySchemes: securitySchemes(),
    },
  };
}

function routeObject(route: HttpRoute, example: HttpExample | undefined): Json {
  const { name, summary, credential, request, path } = route;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => ({
    name: part,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(route.query ?? {}).map(([part, schema]) => ({
    name: part,
    in: "query",
    required: false,
    schema,
  }));
  const parameters = [...inPath, ...inQuery];
  const responses = Object.fromEntries([
    ...route.answers.map((answer) => [String(answer.status), answerObject(answer, example)]),
    ...refusalObjects(httpRefusalsOf(route)),
    ...Object.entries(route.refusalStatus ?? {}).map(([code, status]): [string, Json] => [
      String(status),
      refusalObject([code as ErrorCode]),
    ]),
  ]) as Json;
  return {
    operationId: name,
    summary,
    security: SECURITY[credential],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(request === undefined ? {} : { requestBody: bodyObject(request, example?.request) }),
    responses,
  };
}

function bodyObject(schema: unknown, example: unknown): Json {
  const content = example === undefined || example === null ? { schema } : { schema, example };
  return { required: true, content: { "application/json": content } };
}

function answerObject(
  { status, description, body }: HttpAnswer,
  example: HttpExample | undefined,
): Json {
  if ("mediaType" in body) {
    return { description, content: { [body.mediaType]: { schema: { type: "string" } } } };
  }
  const { json: schema, otherType } = body;
  const other = otherType === undefined ? {} : { [otherType]: { schema: { type: "string" } } };
  const content = example?.status === status ? { schema, example: example.answer } : { schema };
  return { description, content: { "application/json": content, ...other } };
}

function refusalObjects(codes: readonly ErrorCode[]): [string, Json][] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = httpStatusOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].map(([status, ofStatus]) => [String(status), refusalObject(ofStatus)]);
}

function refusalObject(codes: readonly ErrorCode[]): Json {
  return {
    description: codes.map((code) => `${code}: ${ERRORS[code].meaning}`).join("; "),
    content: { "application/json": { schema: ERROR } },
    "x-refusals": codes,
  };
}

function upgradeObject(): Json {
  return {
    operationId: "connect",
    summary: "Open the WebSocket; see docs/asyncapi.yaml",
    security: [{ apiKey: [] }, { userCookie: [], sessionCookie: [] }, {}],
    responses: Object.fromEntries([
      ["101", { description: "The connection is open" }],
      ...refusalObjects(UPGRADE_REFUSALS),
    ]),
  };
}

function securitySchemes(): Json {
  const cookie = (name: string): Json => ({ type: "apiKey", in: "cookie", name });
  return {
    userCookie: { ...cookie("im_user"), description: "the user's id, set by a log-in" },
    sessionCookie: { ...cookie("user_session_key"), description: "set by a log-in" },
    apiKey: { type: "http", scheme: "bearer", description: "an API key of a user" },
    sign: {
      type: "apiKey",
      in: "header",
      name: "Sign",
      description:
        "lower-case hex md5(raw body + secret); or, where that is set, v1= and lower-case hex hmac-sha256(Sign-Timestamp + . + raw body) with the header Sign-Timestamp. For a GET the raw query stands for the body",
    },
    operatorKey: { type: "http", scheme: "bearer", description: "the operator's key" },
  };
}
