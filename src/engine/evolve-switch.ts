import type { FactOf } from "./fact.ts";
import { type State, gameOf } from "./state.ts";
import { gamesWithin, poolsTouched, suspensionKey, suspensionOf } from "./suspension.ts";

export function evolveSwitch(
  state: State,
  fact: FactOf<"BettingSuspended" | "BettingResumed" | "StakesLimited">,
): void {
  switch (fact.kind) {
    case "BettingSuspended": {
      const { scope, reason } = fact;
      countMessages(state, fact);
      state.suspensions.set(suspensionKey(scope), { scope, reason, sinceMs: fact.timeMs });
      return;
    }
    case "BettingResumed":
      state.suspensions.delete(suspensionKey(fact.scope));
      countMessages(state, fact);
      return;
    case "StakesLimited": {
      const game = gameOf(state, fact.gameId);
      game.minStakeMinor = fact.minStakeMinor;
      game.maxStakeMinor = fact.maxStakeMinor;
      return;
    }
  }
}

/** One message per pool that stops or starts taking bets by it. Called while this suspension is not set. */
function countMessages(
  state: State,
  { scope }: FactOf<"BettingSuspended" | "BettingResumed">,
): void {
  for (const game of gamesWithin(state, scope)) {
    if (suspensionOf(state, game, null) !== null) continue;
    game.seq += poolsTouched(state, game).length;
  }
}
