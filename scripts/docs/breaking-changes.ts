// What in a newer pair of documents breaks clients of the older one: something removed, another type, a
// request that asks for more. Additions never do: clients must skip fields they do not know.
import { type Direction, type Schema, brokenBy, isSchema } from "./schema-break.ts";
import type { Json } from "./recorder.ts";

/** Sentences that begin with the name of what breaks, for BREAKING: lines of CHANGELOG.md. */
export function breakingChanges(before: Json, after: Json): string[] {
  const older = contractsOf(before);
  const newer = contractsOf(after);
  const found: string[] = [];
  for (const [name, { direction, schema }] of older) {
    const now = newer.get(name);
    if (now === undefined) found.push(`${name} is gone`);
    else
      found.push(
        ...brokenBy(name, direction, { schema, in: before }, { schema: now.schema, in: after }),
      );
  }
  return found;
}

type Contract = { readonly direction: Direction; readonly schema: Schema };
type Contracts = Map<string, Contract>;

/** Everything a client may rely on, by name; an empty schema where only its being there counts. */
function contractsOf(document: Json): Contracts {
  const contracts: Contracts = new Map();
  addMessages(contracts, document);
  addOperations(contracts, document);
  addRoutes(contracts, document);
  return contracts;
}

/** By edition, so that editions may come to share a message or cease to. */
function addMessages(contracts: Contracts, document: Json): void {
  for (const [key, message] of children(document, "components", "messages")) {
    const schema = message["payload"];
    if (!isSchema(schema)) continue;
    const name = String(message["name"]);
    if (key.startsWith("client.")) contracts.set(name, { direction: "request", schema });
    const editions = Array.isArray(message["x-editions"]) ? message["x-editions"] : [];
    for (const edition of editions) {
      contracts.set(`${String(edition)}:${name}`, { direction: "answer", schema });
    }
  }
}

function addOperations(contracts: Contracts, document: Json): void {
  for (const [name, operation] of children(document, "operations")) {
    contracts.set(`operation ${name}`, { direction: "answer", schema: {} });
    for (const reply of namesOf(operation, document)) {
      contracts.set(`operation ${name}: ${reply}`, { direction: "answer", schema: {} });
    }
  }
}

/** Names of the messages an operation is answered with, whatever editions they are of. */
function namesOf(operation: Schema, document: Json): Set<string> {
  const reply = isSchema(operation["reply"]) ? operation["reply"]["messages"] : [];
  const names = new Set<string>();
  const messages = new Map(children(document, "components", "messages"));
  for (const entry of Array.isArray(reply) ? reply : []) {
    const key = isSchema(entry) ? String(entry["$ref"]).split("/").at(-1) : undefined;
    names.add(String(messages.get(key ?? "")?.["name"]));
  }
  return names;
}

function addRoutes(contracts: Contracts, document: Json): void {
  for (const [path, methods] of children(document, "paths")) {
    for (const [method, route] of Object.entries(methods)) {
      if (!isSchema(route)) continue;
      const name = `${method.toUpperCase()} ${path}`;
      contracts.set(name, { direction: "answer", schema: {} });
      const request = bodyOf(route["requestBody"]);
      if (request !== null) {
        contracts.set(`${name} body`, { direction: "request", schema: request });
      }
      for (const [status, answer] of children(route, "responses")) {
        const schema = bodyOf(answer) ?? {};
        contracts.set(`${name} ${status}`, { direction: "answer", schema });
      }
    }
  }
}

function bodyOf(holder: unknown): Schema | null {
  if (!isSchema(holder)) return null;
  const [first] = children(holder, "content");
  const schema = first?.[1]["schema"];
  return isSchema(schema) ? schema : null;
}

function children(from: Json, ...path: readonly string[]): [string, Schema][] {
  let at: unknown = from;
  for (const part of path) at = isSchema(at) ? at[part] : undefined;
  return isSchema(at)
    ? Object.entries(at).filter((entry): entry is [string, Schema] => isSchema(entry[1]))
    : [];
}

/** Changes that no line of the changelog's unreleased part owns up to. */
export function unannounced(changes: readonly string[], changelog: string): string[] {
  const unreleased = changelog.split(/^## /m).find((part) => /^[^\n]*\(unreleased\)/.test(part));
  const lines = (unreleased ?? "").split("\n").filter((line) => line.startsWith("BREAKING:"));
  return changes.filter((change) => {
    const name = change.slice(0, change.lastIndexOf(" is "));
    return !lines.some((line) => line.includes(name));
  });
}
