// The operator's switches: suspend and resume betting, limits on stakes.
import { toMinor } from "../money/amount.ts";
import type { DecimalText } from "../money/amount.ts";
import { assertNever } from "./assert-never.ts";
import type { CommandOf, Context, SuspensionScope } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import type { Authority } from "./fact.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { findGame, findSource, gameOfGameAdmin, isOperator, isRefusal } from "./rights.ts";
import type { Game, State } from "./state.ts";
import { suspensionKey } from "./suspension.ts";

export function decideSuspension(
  state: State,
  command: CommandOf<"suspend-betting" | "resume-betting">,
  context: Context,
): Decision {
  const { scope } = command;
  const authority = authorityFor(state, command, context);
  if (typeof authority !== "string") return authority;
  const missing = missingSubject(state, scope);
  if (missing !== null) return missing;
  const suspended = state.suspensions.has(suspensionKey(scope));
  const draft = new Draft(state, context, authority);
  if (command.kind === "suspend-betting") {
    if (suspended) return accept([], { kind: "betting-suspended", scope, change: "none" });
    const { reason } = command;
    return accept([{ kind: "BettingSuspended", ...draft.sign, scope, reason }], {
      kind: "betting-suspended",
      scope,
      change: "made",
    });
  }
  if (!suspended) return accept([], { kind: "betting-resumed", scope, change: "none" });
  return accept([{ kind: "BettingResumed", ...draft.sign, scope }], {
    kind: "betting-resumed",
    scope,
    change: "made",
  });
}

/** Operators switch everything but a silent provider's game: the system suspends it, an admin of the game resumes it. */
function authorityFor(
  state: State,
  command: CommandOf<"suspend-betting" | "resume-betting">,
  context: Context,
): Authority | Refusal {
  const { scope } = command;
  const { actor } = context;
  if (scope.kind !== "provider") {
    if (isOperator(state, actor)) return "operator";
    return refuse("NO_PRIVILEGE", "only the operator suspends and resumes betting");
  }
  if (command.kind === "suspend-betting") {
    if (actor.kind === "system") return "system";
    return refuse("NO_PRIVILEGE", "only the system notices that a provider is silent");
  }
  const game = gameOfGameAdmin(state, context, scope.gameId);
  return isRefusal(game) ? game : "game-admin";
}

function missingSubject(state: State, scope: SuspensionScope): Refusal | null {
  switch (scope.kind) {
    case "all":
      return null;
    case "source": {
      const source = findSource(state, scope.sourceId);
      return isRefusal(source) ? source : null;
    }
    case "game":
    case "provider": {
      const game = findGame(state, scope.gameId);
      return isRefusal(game) ? game : null;
    }
    case "player":
      if (state.accounts.has(scope.userId)) return null;
      return refuse("USER_NOT_FOUND", `there is no user ${scope.userId}`);
    default:
      return assertNever(scope);
  }
}

export function decideLimitStakes(
  state: State,
  command: CommandOf<"limit-stakes">,
  context: Context,
): Decision {
  if (!isOperator(state, context.actor)) {
    return refuse("NO_PRIVILEGE", "only the operator limits stakes");
  }
  const game = findGame(state, command.gameId);
  if (isRefusal(game)) return game;
  const minStakeMinor = limitOf(game, "minimum", command.minStake);
  if (isLimitRefusal(minStakeMinor)) return minStakeMinor;
  const maxStakeMinor = limitOf(game, "maximum", command.maxStake);
  if (isLimitRefusal(maxStakeMinor)) return maxStakeMinor;
  if (minStakeMinor !== null && maxStakeMinor !== null && minStakeMinor > maxStakeMinor) {
    const text = `minimum ${command.minStake} is above maximum ${command.maxStake}`;
    return refuse("FIELD_INVALID", text);
  }
  const { gameId } = game;
  const draft = new Draft(state, context, "operator");
  return accept([{ kind: "StakesLimited", ...draft.sign, gameId, minStakeMinor, maxStakeMinor }], {
    kind: "stakes-limited",
    gameId,
  });
}

function limitOf(game: Game, field: string, text: DecimalText | null): number | null | Refusal {
  if (text === null) return null;
  const reading = toMinor(text, game.decimals);
  if (reading.kind === "amount") return reading.amountMinor;
  const why = reading.kind === "too-large" ? "is above 10^13 minor units" : "has too many decimals";
  return refuse("FIELD_INVALID", `${field}: ${text} ${why} for ${game.currency}`);
}

function isLimitRefusal(limit: number | null | Refusal): limit is Refusal {
  return limit !== null && typeof limit !== "number";
}
