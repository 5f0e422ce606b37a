// Ops about the connection and the player's own account.
import type { UserId } from "../engine/ids.ts";
import { DON } from "../money/currency.ts";
import type { BalancePart } from "./client-request.ts";
import type { OpName } from "./codes.ts";
import { optional } from "./field-set.ts";
import { type Operation, operation, query } from "./operation.ts";
import { Problem } from "./problem.ts";
import { currency, hash, integer, text } from "./shape.ts";

const NONCE_MAX = 128;

function balance(name: OpName, part: BalancePart): Operation {
  return operation({
    name,
    guest: "may-not",
    fields: { currency: optional(currency, "currency") },
    request: (values) => query({ kind: "balance", part, currency: values.currency ?? DON }),
  });
}

export const ACCOUNT_OPERATIONS: Operation[] = [
  operation({ name: "ping", guest: "may", fields: {}, request: () => ({ kind: "ping" }) }),
  operation({ name: "op_codes", guest: "may", fields: {}, request: () => ({ kind: "op-codes" }) }),
  operation({
    name: "handshake",
    guest: "may",
    fields: {
      userId: optional(integer(1, Number.MAX_SAFE_INTEGER), "id"),
      nonce: optional(text(NONCE_MAX), "n"),
      proof: optional(hash, "h"),
    },
    request: ({ userId, nonce, proof }) => {
      if (userId === null && nonce === null && proof === null) {
        return { kind: "handshake", credentials: null };
      }
      if (userId === null || nonce === null || proof === null) {
        return new Problem("id, n and h go together; accepted: all three or none");
      }
      return { kind: "handshake", credentials: { userId: userId as UserId, nonce, proof } };
    },
  }),
  balance("get_current_balance", "current"),
  balance("get_available_balance", "available"),
  balance("get_exposure", "exposure"),
];
