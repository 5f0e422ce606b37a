// docs/asyncapi.yaml and docs/openapi.yaml as the site reads them: what an op and a route say, by name.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Schema, Schemas } from "./field-table.ts";

export const ROOT = join(import.meta.dir, "..", "..", "..");

export type ApiOp = {
  readonly op: number;
  readonly name: string;
  readonly summary: string;
  readonly guests: string;
  readonly request: ApiMessage;
  /** Names of what it is answered with; errors go without saying. */
  readonly answers: readonly string[];
  readonly causes: readonly string[];
  readonly refusals: readonly string[];
};

export type ApiMessage = {
  readonly title: string;
  readonly name: string;
  readonly editions: readonly string[];
  readonly payload: Schema;
  readonly example: unknown;
};

export type ApiRoute = {
  readonly method: string;
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly security: readonly string[];
  readonly parameters: readonly { name: string; in: string; schema: Schema }[];
  readonly body: ApiBody | null;
  readonly answers: readonly ApiAnswer[];
  readonly refusals: readonly { status: string; codes: readonly string[] }[];
};

export type ApiBody = { readonly schema: Schema; readonly example: unknown };
export type ApiAnswer = {
  readonly status: string;
  readonly description: string;
  readonly types: readonly string[];
  readonly body: ApiBody | null;
};

export type ApiDocuments = {
  readonly ops: readonly ApiOp[];
  /** What the server sends, by name: in the newest edition. */
  readonly messages: ReadonlyMap<string, ApiMessage>;
  readonly socketSchemas: Schemas;
  readonly routes: readonly ApiRoute[];
  readonly routeSchemas: Schemas;
};

type Tree = Readonly<Record<string, unknown>>;

export function readApiDocuments(): ApiDocuments {
  const socket = parse(readFileSync(join(ROOT, "docs/asyncapi.yaml"), "utf8")) as Tree;
  const http = parse(readFileSync(join(ROOT, "docs/openapi.yaml"), "utf8")) as Tree;
  const socketSchemas = branch(socket, "components", "schemas") as Schemas;
  const routeSchemas = branch(http, "components", "schemas") as Schemas;
  const written = messagesOf(branch(socket, "components", "messages"), socketSchemas);
  return {
    ops: opsOf(branch(socket, "operations"), written),
    messages: newestOf(written),
    socketSchemas,
    routes: routesOf(branch(http, "paths")),
    routeSchemas,
  };
}

function branch(tree: Tree, ...path: string[]): Tree {
  return path.reduce((at, name) => (at[name] ?? {}) as Tree, tree);
}

function branches(tree: Tree): [string, Tree][] {
  return Object.entries(tree) as [string, Tree][];
}

function textAt(tree: Tree, name: string): string {
  const text = tree[name];
  return typeof text === "string" ? text : "";
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** By their keys in the document, such as server.game_joined. */
function messagesOf(tree: Tree, schemas: Schemas): Map<string, ApiMessage> {
  const found = new Map<string, ApiMessage>();
  for (const [key, message] of branches(tree)) {
    const examples = message["examples"] as readonly { payload: unknown }[] | undefined;
    found.set(key, {
      title: textAt(message, "title"),
      name: textAt(message, "name"),
      editions: list(message["x-editions"]),
      payload: schemas[key] ?? {},
      example: examples?.[0]?.payload,
    });
  }
  return found;
}

function newestOf(written: ReadonlyMap<string, ApiMessage>): Map<string, ApiMessage> {
  const newest = new Map<string, ApiMessage>();
  for (const [key, message] of written) {
    if (key.startsWith("server.") && message.editions.includes("2.0")) {
      newest.set(message.name, message);
    }
  }
  return newest;
}

function opsOf(tree: Tree, written: ReadonlyMap<string, ApiMessage>): ApiOp[] {
  return branches(tree).flatMap(([name, op]) => {
    const request = written.get(`client.${name}`);
    if (op["action"] !== "receive" || request === undefined) return [];
    const replies = branch(op, "reply")["messages"] as readonly { $ref: string }[];
    const answers = replies.flatMap(
      ({ $ref }) => written.get($ref.slice($ref.lastIndexOf("/") + 1))?.name ?? [],
    );
    return {
      op: Number(op["x-op"]),
      name,
      summary: textAt(op, "summary"),
      guests: textAt(op, "x-guests"),
      request,
      answers: [...new Set(answers)].filter((answer) => answer !== "error"),
      causes: [...new Set(list(op["x-causes"]))],
      refusals: list(op["x-refusals"]),
    };
  });
}

function routesOf(paths: Tree): ApiRoute[] {
  return branches(paths).flatMap(([path, methods]) =>
    branches(methods).map(([method, route]) => ({
      method: method.toUpperCase(),
      path,
      name: textAt(route, "operationId"),
      summary: textAt(route, "summary"),
      security: ((route["security"] ?? []) as readonly object[]).flatMap(
        (way) => Object.keys(way)[0] ?? [],
      ),
      parameters: (route["parameters"] ?? []) as ApiRoute["parameters"],
      body: bodyOf(branch(route, "requestBody", "content", "application/json")),
      ...responsesOf(branch(route, "responses")),
    })),
  );
}

function bodyOf(content: Tree): ApiBody | null {
  if (content["schema"] === undefined) return null;
  return { schema: content["schema"] as Schema, example: content["example"] };
}

function responsesOf(responses: Tree): Pick<ApiRoute, "answers" | "refusals"> {
  const answers: ApiAnswer[] = [];
  const refusals: ApiRoute["refusals"][number][] = [];
  for (const [status, response] of branches(responses)) {
    const codes = list(response["x-refusals"]);
    if (codes.length > 0) {
      refusals.push({ status, codes });
      continue;
    }
    const content = branch(response, "content");
    answers.push({
      status,
      description: textAt(response, "description"),
      types: Object.keys(content),
      body: bodyOf(branch(content, "application/json")),
    });
  }
  return { answers, refusals };
}
