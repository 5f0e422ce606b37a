// Holds what a client is sent against the documents: each message against its schema, each answer and
// refusal against what its op may be answered with. Throws at the first that does not fit.
import { EDITIONS, type Edition, editionOf, DEFAULT_EDITION } from "../../src/protocol/edition.ts";
import { OPERATIONS } from "../../src/protocol/operations.ts";
import { problemsOfMessage } from "../../src/protocol/schema/message-check.ts";
import { ENVELOPE_REFUSALS, answersOf, refusalsOf } from "../../src/protocol/schema/op-answers.ts";
import { OP_CONTRACTS } from "../../src/protocol/schema/op-contract.ts";
import { responseName } from "../../src/protocol/schema/server-schema.ts";

type Sent = { readonly op?: unknown; readonly header?: unknown };

export class WireCheck {
  /** All it has spoken: what was rendered before a change may arrive after it. */
  readonly #editions = new Set<Edition>();
  readonly #opOf = new Map<string, number>();

  /** `query` is that of the connection's address. */
  constructor(query = "") {
    const asked = new URLSearchParams(query).get("v");
    const edition = asked === null ? null : editionOf(asked);
    this.#editions.add(edition ?? DEFAULT_EDITION);
  }

  /** To be told of each request, so that its answers can be judged. */
  sent(message: unknown): void {
    const body = typeof message === "string" ? parsed(message) : message;
    if (typeof body !== "object" || body === null) return;
    const { op, header } = body as Sent;
    if (typeof header !== "object" || header === null) return;
    if ("api_version" in header) {
      for (const edition of EDITIONS) {
        if (edition === header.api_version) this.#editions.add(edition);
      }
    }
    if ("request_id" in header && typeof header.request_id === "string") {
      this.#opOf.set(header.request_id, Number(op));
    }
  }

  received(message: unknown): void {
    const problems = [...problemsOfMessage(message, this.#editions), ...this.#misplaced(message)];
    if (problems.length === 0) return;
    throw new Error(`not as documented: ${problems.join("; ")}\n${JSON.stringify(message)}`);
  }

  #misplaced(message: unknown): string[] {
    const { res, op, code, response_header: header } = message as Record<string, unknown>;
    const name = responseName(Number(res));
    if (name === "error") return misplacedRefusal(op, code);
    const requestId = (header as { request_id?: string } | undefined)?.request_id;
    const asked = requestId === undefined ? undefined : this.#opOf.get(requestId);
    const operation = asked === undefined ? undefined : OPERATIONS.get(asked);
    if (operation === undefined || name === null) return [];
    const { causes = [] } = OP_CONTRACTS[operation.name];
    if (answersOf(operation.name).includes(name) || causes.includes(name)) return [];
    return [`op ${asked} is not documented to be answered with ${name}`];
  }
}

function misplacedRefusal(op: unknown, code: unknown): string[] {
  if (ENVELOPE_REFUSALS.some((known) => known === code)) return [];
  const operation = typeof op === "number" ? OPERATIONS.get(op) : undefined;
  if (operation === undefined) return [`${String(code)} is not documented without an op`];
  if (refusalsOf(operation).some((known) => known === code)) return [];
  return [`op ${operation.op} is not documented to be refused with ${String(code)}`];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
