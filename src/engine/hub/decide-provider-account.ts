import type { CommandOf, Context } from "../command.ts";
import type { Decision } from "../decision.ts";
import type { State } from "../state.ts";

export function decideSetProviderAccounts(
  state: State,
  command: CommandOf<"set-provider-accounts">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}

export function decideListAccountGames(
  state: State,
  command: CommandOf<"list-account-games">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}
