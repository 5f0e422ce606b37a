// docs/errors.md: every code there is, what it means, and where it comes up.
import { ERRORS, ERROR_CODES, type ErrorCode } from "../../src/protocol/error-code.ts";
import { OPERATIONS } from "../../src/protocol/operations.ts";
import { HTTP_ROUTES } from "../../src/protocol/schema/http-contract.ts";
import {
  ANY_ROUTE_REFUSALS,
  CONNECTION_REFUSALS,
  CREDENTIAL_REFUSALS,
  UPGRADE_REFUSALS,
  httpRefusalsOf,
} from "../../src/protocol/schema/http-route.ts";
import { TOLD_AS } from "../../src/protocol/schema/open-games-routes.ts";
import { ENVELOPE_REFUSALS, refusalsOf } from "../../src/protocol/schema/op-answers.ts";

const INTRODUCTION = `# Errors

Written by \`npm run docs\`; changes belong into the tables it is made from.

One closed list. Where several errors apply, the one that stands first is given. Over the WebSocket an
error is message 666 with \`code\`, \`text\` and \`op\`; over HTTP it is \`{error, text, field?}\` with
the status given here. A code never changes its meaning; the text is for people and may change. An error
changes nothing, with one exception: POOLS_NEED_RESOLUTION, whose effects stand.

| # | code | meaning | HTTP | close | where |
|---:|---|---|---:|---:|---|
`;

/** As long as the list of ops may get before it is called by what it has in common. */
const SHOWN_MAX = 12;

export function errorDocument(): string {
  const rows = ERROR_CODES.map((code) => {
    const { order, httpStatus, closeCode, meaning, anchor } = ERRORS[code];
    const cells = [
      String(order + 1),
      `<a id="${anchor}"></a>\`${code}\``,
      meaning,
      String(httpStatus),
      closeCode === null ? "" : String(closeCode),
      placesOf(code).join("; "),
    ];
    return `| ${cells.join(" | ")} |\n`;
  });
  return INTRODUCTION + rows.join("");
}

/** Empty for a code that nothing declares: the tests refuse that. */
export function placesOf(code: ErrorCode): string[] {
  const places: string[] = [];
  const operations = [...OPERATIONS.values()].sort((a, b) => a.op - b.op);
  const ops = operations.filter((operation) => refusalsOf(operation).includes(code));
  if (ENVELOPE_REFUSALS.includes(code)) places.push("any message");
  else if (ops.length === operations.length) places.push("every op");
  else if (ops.length > SHOWN_MAX) {
    const others = operations.filter((operation) => !ops.includes(operation));
    places.push(
      others.length > SHOWN_MAX
        ? `${ops.length} ops: ${numbers(ops)}`
        : `every op but ${numbers(others)}`,
    );
  } else if (ops.length > 0) places.push(`op ${numbers(ops)}`);
  if (CONNECTION_REFUSALS.includes(code)) places.push("an open connection");
  if ([...UPGRADE_REFUSALS, ...CREDENTIAL_REFUSALS].includes(code))
    places.push("connecting to `/ws`");
  const word = TOLD_AS[code];
  if (word !== undefined) places.push(`Open Games API, as ${word}`);
  if (ANY_ROUTE_REFUSALS.includes(code)) places.push("HTTP, any path");
  else places.push(...routesOf(code));
  return places;
}

function numbers(operations: readonly { op: number }[]): string {
  return operations.map(({ op }) => String(op)).join(", ");
}

function routesOf(code: ErrorCode): string[] {
  const routes = HTTP_ROUTES.filter((route) => httpRefusalsOf(route).includes(code));
  const operators = HTTP_ROUTES.filter((route) => route.credential === "operator");
  if (routes.length > SHOWN_MAX / 2) {
    return [
      operators.every((route) => routes.includes(route))
        ? "HTTP, `/admin` and others"
        : `${routes.length} routes of HTTP, see openapi.yaml`,
    ];
  }
  return routes.map(({ method, path }) => `\`${method} ${path}\``);
}
