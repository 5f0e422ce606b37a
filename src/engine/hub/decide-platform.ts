import type { CommandOf, Context } from "../command.ts";
import type { Decision } from "../decision.ts";
import type { State } from "../state.ts";

export function decideRegisterPlatform(
  state: State,
  command: CommandOf<"register-platform">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}

export function decideRotatePlatformSecret(
  state: State,
  command: CommandOf<"rotate-platform-secret">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}

export function decideSetPlatformSigning(
  state: State,
  command: CommandOf<"set-platform-signing">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}

export function decideSetPlatformStatus(
  state: State,
  command: CommandOf<"set-platform-status">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}

export function decideSetSourceSigning(
  state: State,
  command: CommandOf<"set-source-signing">,
  context: Context,
): Decision {
  throw new Error(`${command.kind} at ${context.nowMs} after ${state.seq}`);
}
