// From an envelope to a request. Two steps, so that a guest is refused before the fields are looked at.
import { assertNever } from "../engine/assert-never.ts";
import type { ClientRequest } from "./client-request.ts";
import { type Envelope, type ReadError, readError } from "./envelope.ts";
import { type Body, isAbsent } from "./field-set.ts";
import { OPERATIONS } from "./operations.ts";
import { Problem } from "./problem.ts";

/** Whether a connection without a user may ask this; else the answer is NOT_LOGGED_IN. */
export function guestMay(envelope: Envelope): boolean {
  const right = OPERATIONS.get(envelope.op)?.guest ?? "may-not";
  switch (right) {
    case "may":
      return true;
    case "may-not":
      return false;
    case "may-read":
      return changesNothing(envelope.body);
    default:
      return assertNever(right);
  }
}

/** Nothing but the name of what is asked about. */
function changesNothing(body: Body): boolean {
  return Object.entries(body).every(
    ([name, value]) =>
      name === "header" ||
      name === "op" ||
      name === "game_id" ||
      isAbsent(value) ||
      (Array.isArray(value) && value.length === 0),
  );
}

export function readRequest(envelope: Envelope, nowMs: number): ClientRequest | ReadError {
  const { op, body, requestId } = envelope;
  const operation = OPERATIONS.get(op);
  if (operation === undefined)
    return readError("OP_UNKNOWN", `there is no op ${op}`, op, requestId);
  const request = operation.read(body, nowMs);
  return request instanceof Problem
    ? readError("FIELD_INVALID", request.text, op, requestId)
    : request;
}
