import type { FactOf } from "../fact.ts";
import type { State } from "../state.ts";

export function evolveTransaction(
  state: State,
  fact: FactOf<"TransactionBooked" | "RollbackRemembered" | "RoundCompleted">,
): void {
  throw new Error(`${fact.kind} at seq ${state.seq}`);
}
