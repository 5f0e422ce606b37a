// The reference of HTTP, a page a group of routes, from docs/openapi.yaml.
import type { ApiDocuments, ApiRoute } from "./api-documents.ts";
import { fieldTable, typeText } from "./field-table.ts";
import { code, errorLink, jsonBlock, table, words } from "./markdown.ts";

/** Pages of docs/site/http by the beginnings of their paths; the first that fits has the route. */
export const HTTP_PAGES: readonly { page: string; paths: readonly string[] }[] = [
  { page: "accounts", paths: ["/r/signup", "/r/login", "/r/logout", "/r/api-keys"] },
  { page: "games", paths: ["/r/sources/"] },
  { page: "history", paths: ["/r/games/", "/r/statistics/"] },
  { page: "open-games", paths: ["/open-api-games/", "/admin/platforms", "/admin/royalties"] },
  { page: "reports", paths: ["/admin/reports/"] },
  { page: "operator", paths: ["/admin/"] },
  { page: "status", paths: ["/"] },
];

function routesOfPage(documents: ApiDocuments, page: string): ApiRoute[] {
  return documents.routes.filter((route) => pageOfRoute(route) === page);
}

function pageOfRoute({ path }: ApiRoute): string {
  const page = HTTP_PAGES.find(({ paths }) => paths.some((start) => path.startsWith(start)));
  return page?.page ?? "status";
}

const SECURITY: Readonly<Record<string, string>> = {
  userCookie: "the session's cookies",
  apiKey: "an API key",
  operatorKey: "the operator's key",
  sign: "a [signature](/build/open-games#_2-how-a-call-is-signed), the header `Sign`",
};

export async function httpReference(documents: ApiDocuments, page: string): Promise<string> {
  const sections: string[] = [];
  for (const route of routesOfPage(documents, page)) {
    sections.push(await routeSection(documents, route));
  }
  return sections.join("");
}

async function routeSection(documents: ApiDocuments, route: ApiRoute): Promise<string> {
  const { method, path, name, summary, security, body } = route;
  const ways = [...new Set(security)].map((way) => SECURITY[way] ?? `\`${way}\``);
  const parts = [
    `## ${words(summary)} {#${name.toLowerCase()}}\n\n`,
    `\`\`\`http\n${method} ${path}\n\`\`\`\n\n`,
    ways.length === 0 ? "" : `With ${ways.join(", or ")}.\n\n`,
    parameterTable(documents, route),
  ];
  if (body !== null) {
    parts.push("**Body**\n\n", fieldTable(body.schema, documents.routeSchemas, []));
    if (body.example !== undefined) parts.push(await jsonBlock(body.example));
  }
  for (const answer of route.answers) {
    parts.push(`**Answer ${answer.status}**: ${words(answer.description)}`);
    const others = answer.types.filter((type) => type !== "application/json");
    parts.push(others.length === 0 ? "\n\n" : ` (${others.map(code).join(", ")})\n\n`);
    if (answer.body === null) continue;
    parts.push(fieldTable(answer.body.schema, documents.routeSchemas, []));
    if (answer.body.example !== undefined) parts.push(await jsonBlock(answer.body.example));
  }
  const refusals = route.refusals.map(
    ({ status, codes }) => `${status}: ${codes.map(errorLink).join(", ")}`,
  );
  if (refusals.length > 0) parts.push(`**Refused** ${refusals.join("; ")}.\n\n`);
  return parts.join("");
}

function parameterTable({ routeSchemas }: ApiDocuments, { parameters }: ApiRoute): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(({ name, in: where, schema }) => [
    code(name),
    where === "path" ? "in the path" : "behind the question mark",
    words(schema.description ?? typeText(schema, routeSchemas)),
  ]);
  return table(["parameter", "where", "what"], rows);
}
