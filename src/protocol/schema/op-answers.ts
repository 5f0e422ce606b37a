// What an op may be answered with beyond its own contract: previews, and the refusals of every op.
import type { OpName, ResponseName } from "../codes.ts";
import { ERRORS, type ErrorCode } from "../error-code.ts";
import type { Operation } from "../operation.ts";
import { OP_CONTRACTS } from "./op-contract.ts";

/** With `header.preview` these are answered with 5003 instead, and nothing is done. */
const PREVIEWED: ReadonlySet<OpName> = new Set<OpName>([
  "open_game_source",
  "close_game_source",
  "create_and_open_game",
  "create_game",
  "open_game",
  "update_game_details",
  "close_game",
  "create_betting_pool",
  "place_bet_in_betting_pool",
  "register_game_event",
  "block_betting_in_betting_pool",
  "block_betting_for_game_and_action",
  "allow_betting_in_betting_pool",
  "allow_betting_for_game_and_action",
  "become_an_admin_for_game",
  "void_betting_pool",
  "resume_betting_for_game",
]);

/** What the sender may be answered with, `error` left out. */
export function answersOf(name: OpName): readonly ResponseName[] {
  const { answers } = OP_CONTRACTS[name];
  return PREVIEWED.has(name) ? [...answers, "command_preview"] : answers;
}

/** Before an op is known, or whatever it is. */
export const ENVELOPE_REFUSALS: readonly ErrorCode[] = [
  "MALFORMED_JSON",
  "NOT_AN_OBJECT",
  "HEADER_INVALID",
  "OP_INVALID",
  "OP_UNKNOWN",
  "RATE_LIMITED",
  "INTERNAL",
];

/** Answered at once, whatever waits for the disk. */
const IMMEDIATE: ReadonlySet<OpName> = new Set<OpName>(["ping", "op_codes"]);

/** What may be answered with 666, in the order in which it is looked for. */
export function refusalsOf(operation: Operation): ErrorCode[] {
  const { name, guest } = operation;
  const codes = new Set<ErrorCode>(["FIELD_INVALID", ...OP_CONTRACTS[name].refusals]);
  if (guest !== "may") codes.add("NOT_LOGGED_IN");
  // NO_PRIVILEGE beside its own: to a launched game, whatever is outside of it.
  if (!IMMEDIATE.has(name)) codes.add("BUSY").add("NO_PRIVILEGE");
  return inOrder(codes);
}

export function inOrder(codes: Iterable<ErrorCode>): ErrorCode[] {
  return [...new Set(codes)].sort((a, b) => ERRORS[a].order - ERRORS[b].order);
}
