import type { CommandOf, Context } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import type { State } from "./state.ts";

export function decideSystem(
  state: State,
  command: CommandOf<"start-deployment" | "start-server" | "confirm-clock">,
  context: Context,
): Decision {
  const authority = context.actor.kind === "operator" ? "operator" : "system";
  const draft = new Draft(state, context, authority);
  switch (command.kind) {
    case "start-deployment": {
      if (state.seq !== 0) throw new Error("a deployment starts with its first fact");
      const { deploymentId, betIdKey } = command;
      return accept([{ kind: "DeploymentStarted", ...draft.sign, deploymentId, betIdKey }]);
    }
    case "start-server": {
      const { version, configuration } = command;
      return accept([{ kind: "ServerStarted", ...draft.sign, version, configuration }]);
    }
    case "confirm-clock":
      return accept([{ kind: "ClockConfirmed", ...draft.sign }]);
  }
}
