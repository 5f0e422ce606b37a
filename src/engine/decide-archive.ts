import type { CommandOf, Context } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import type { State } from "./state.ts";

/** A closed game leaves the memory; whoever asks has made sure that the archive holds all of it. */
export function decideArchiveGame(
  state: State,
  command: CommandOf<"archive-game">,
  context: Context,
): Decision {
  const { gameId } = command;
  if (state.games.get(gameId)?.status.kind !== "closed") return accept([]);
  const draft = new Draft(state, context, "system");
  return accept([{ kind: "GameArchived", ...draft.sign, gameId }]);
}
