import type { CommandOf, Context } from "../command.ts";
import type { Decision } from "../decision.ts";
import type { State } from "../state.ts";

export function decideOpenGameSession(
  state: State,
  command: CommandOf<"open-game-session">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}

export function decideConfirmLaunch(
  state: State,
  command: CommandOf<"confirm-launch">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}
