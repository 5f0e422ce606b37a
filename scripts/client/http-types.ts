// client/src/http-routes.ts as a text: types of every JSON call over HTTP and the table the client runs
// by, from the routes that docs/openapi.yaml is made of.
import { format } from "prettier";
import { HTTP_ROUTES } from "../../src/protocol/schema/http-contract.ts";
import { type HttpRoute, httpRefusalsOf } from "../../src/protocol/schema/http-route.ts";
import { PIECES } from "./message-types.ts";
import { type Schema, fieldLines, typeText } from "./type-text.ts";

const NOTICE = `// Written by \`npm run docs\` from the routes of the server; changes belong into src/protocol.
`;

export function httpTypes(): Promise<string> {
  const routes = HTTP_ROUTES.filter(
    ({ path }) => path.startsWith("/r/") || path.startsWith("/admin/"),
  );
  const pieces = [...PIECES.values()];
  const types = routes.map(callText).join("\n");
  const used = pieces.filter((name) => new RegExp(`\\b${name}\\b`).test(types));
  const rows = routes.map(({ name, method, path }) => `${name}: ["${method}", "${path}"],`);
  const text = `${NOTICE}
import type { ${used.join(", ")} } from "./messages.ts";

/** What each call takes (parts of its path, what stands behind the question mark, its body) and answers. */
export type HttpCalls = {
${types}
};
export type HttpCallName = keyof HttpCalls;

export const HTTP_ROUTES: { readonly [Name in HttpCallName]: readonly [method: string, path: string] } = {
${rows.join("\n")}
};
`;
  return format(text, { parser: "typescript", printWidth: 100 });
}

function callText(route: HttpRoute): string {
  const { method, path, name, summary } = route;
  const refusals = httpRefusalsOf(route).join(", ");
  const doc = `/**\n * ${summary}. ${method} ${path}\n *\n * Refused with ${refusals}.\n */`;
  const answer = route.answers.flatMap(({ body }) => ("json" in body ? [plain(body.json)] : []));
  const answers = answer.map((schema) => typeText(schema, PIECES));
  return `${doc}\nreadonly ${name}: { fields: ${fieldsText(route)}; answer: ${answers.join(" | ")} };`;
}

function fieldsText({ path, query = {}, request }: HttpRoute): string {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, name]) => `readonly ${name}: string | number;`,
  );
  const behind = Object.entries(query).map(
    ([name, schema]) => `readonly ${name}?: ${typeText(plain(schema), PIECES)};`,
  );
  const inBody = request === undefined ? [] : bodyLines(plain(request));
  const lines = [...inPath, ...behind, ...inBody];
  return lines.length === 0 ? "Record<string, never>" : `{\n${lines.join("\n")}\n}`;
}

function bodyLines(schema: Schema): string[] {
  if (schema["type"] === "object") return fieldLines(schema, PIECES);
  throw new Error(`a body that is no object: ${JSON.stringify(schema)}`);
}

function plain(schema: unknown): Schema {
  return JSON.parse(JSON.stringify(schema)) as Schema;
}
