// The operator's switches: where betting is suspended, and the limits on the stakes of a game.
import type { BetPlaced, FactOf } from "../engine/fact.ts";
import { type GameRecord, type Ledger, type PoolRecord, breach, gameAt } from "./ledger.ts";

type Suspension = FactOf<"BettingSuspended" | "BettingResumed">;

export function takeSuspension(ledger: Ledger, fact: Suspension): void {
  const key = keyOf(fact.scope);
  if (fact.kind === "BettingSuspended") ledger.suspensions.add(key);
  else ledger.suspensions.delete(key);
}

export function takeStakeLimits(ledger: Ledger, fact: FactOf<"StakesLimited">): void {
  const game = gameAt(ledger, fact.gameId);
  if (game === null) return;
  game.minStakeMinor = fact.minStakeMinor;
  game.maxStakeMinor = fact.maxStakeMinor;
}

/** A bet must have been under no suspension and within the limits of its time. */
export function checkSwitches(
  ledger: Ledger,
  pool: PoolRecord,
  game: GameRecord,
  bet: BetPlaced,
): void {
  const { gameId } = pool;
  const { stakeMinor } = bet;
  const over = [
    "all",
    `source ${game.sourceId}`,
    `game ${gameId}`,
    `provider ${gameId}`,
    `player ${bet.userId}`,
  ].find((key) => ledger.suspensions.has(key));
  if (over !== undefined) {
    const expected = "no bets while betting is suspended";
    breach(ledger, pool, { what: "time of the bet", expected, found: `suspended: ${over}` });
  }
  const least = game.minStakeMinor ?? 0;
  const most = game.maxStakeMinor ?? Number.MAX_SAFE_INTEGER;
  if (stakeMinor < least || stakeMinor > most) {
    const found = String(stakeMinor);
    breach(ledger, pool, { what: "stake", expected: `${least} to ${most}`, found });
  }
}

function keyOf(scope: Suspension["scope"]): string {
  switch (scope.kind) {
    case "all":
      return "all";
    case "source":
      return `source ${scope.sourceId}`;
    case "game":
    case "provider":
      return `${scope.kind} ${scope.gameId}`;
    case "player":
      return `player ${scope.userId}`;
  }
}
