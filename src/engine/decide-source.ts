import type { CommandOf, Context } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import { closeGameOfClosedSource } from "./game-closing.ts";
import type { SourceId } from "./ids.ts";
import { refuse } from "./refusal.ts";
import { actingAccount, administeredSource, findSource, isRefusal } from "./rights.ts";
import { type State, gameOf, sourceOf } from "./state.ts";

export function decideOpenSource(
  state: State,
  command: CommandOf<"open-source">,
  context: Context,
): Decision {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  if (context.rules.developers === "approved" && !account.roles.has("developer")) {
    return refuse("NO_PRIVILEGE", "opening a source needs the developer role; ask the operator");
  }
  const draft = new Draft(state, context, "developer");
  const { name, description } = command;
  const sourceId = draft.newId() as SourceId;
  const adminId = account.userId;
  return accept([{ kind: "SourceOpened", ...draft.sign, sourceId, name, description, adminId }]);
}

/** Only marks the source; its games are closed by steps of the system, however many there are. */
export function decideCloseSource(
  state: State,
  command: CommandOf<"close-source">,
  context: Context,
): Decision {
  const source = administeredSource(state, context, command.sourceId);
  if (isRefusal(source)) return source;
  const { sourceId } = source;
  if (source.status !== "open") return accept([], { kind: "source-closed", sourceId });
  const draft = new Draft(state, context, "source-admin");
  return accept([{ kind: "SourceClosing", ...draft.sign, sourceId }]);
}

/** Closes one more game of a closing source, or the source itself when none is left. */
export function decideCloseSourceStep(
  state: State,
  command: CommandOf<"close-source-step">,
  context: Context,
): Decision {
  const source = sourceOf(state, command.sourceId);
  if (source.status !== "closing") return accept([]);
  const draft = new Draft(state, context, "system");
  const gameId = source.games.find((id) => gameOf(state, id).status.kind !== "closed");
  if (gameId === undefined) {
    return accept([{ kind: "SourceClosed", ...draft.sign, sourceId: source.sourceId }]);
  }
  closeGameOfClosedSource(draft, gameOf(state, gameId));
  return accept(draft.facts);
}

export function decideRotateSecret(
  state: State,
  command: CommandOf<"rotate-source-secret">,
  context: Context,
): Decision {
  const source = findSource(state, command.sourceId);
  if (isRefusal(source)) return source;
  const { sourceId } = source;
  if (source.status !== "open") return refuse("SOURCE_CLOSED", `source ${sourceId} is closed`);
  const generation = source.secretGeneration + 1;
  const draft = new Draft(state, context, "operator");
  return accept([{ kind: "SourceSecretRotated", ...draft.sign, sourceId, generation }], {
    kind: "source-secret",
    sourceId,
    generation,
  });
}
