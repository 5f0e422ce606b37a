import type { CommandOf, Context } from "../command.ts";
import type { Decision } from "../decision.ts";
import type { State } from "../state.ts";

export function decideBookTransaction(
  state: State,
  command: CommandOf<"book-transaction">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}

export function decideCompleteRound(
  state: State,
  command: CommandOf<"complete-round">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}
