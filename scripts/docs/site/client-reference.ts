// What the typed client is called by: its methods, and its examples as the quick starts show them.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { OP_CODES, type OpName } from "../../../src/protocol/codes.ts";
import { OP_CONTRACTS } from "../../../src/protocol/schema/op-contract.ts";
import { OPERATION_NAMES } from "../../client/operation-names.ts";
import { ROOT } from "./api-documents.ts";
import { code, table, words } from "./markdown.ts";
import { pageOfOp } from "./topics.ts";

/** What the client does by itself. */
const BY_ITSELF: readonly OpName[] = ["handshake", "join_game", "leave_game"];

export function clientMethods(): string {
  const names = (Object.keys(OPERATION_NAMES) as OpName[]).filter(
    (name) => !BY_ITSELF.includes(name),
  );
  const rows = names.map((name) => {
    const op = OP_CODES[name];
    const link = `[op ${op}](/protocol/${pageOfOp(op)}#op-${op})`;
    return [`${code(OPERATION_NAMES[name].method)}<br>${link}`, words(OP_CONTRACTS[name].summary)];
  });
  return table(["method", "what it does"], rows);
}

export const EXAMPLE_NAMES = ["bot", "player", "provider", "platform", "overlay"] as const;

/** The file itself, or nothing where there is none. */
export function clientExample(name: string): string {
  const path = `client/examples/${name}.ts`;
  if (!existsSync(join(ROOT, path))) return "";
  return `This is \`${path}\`; it runs in the project's tests.\n\n<<< @/../../${path}\n`;
}
