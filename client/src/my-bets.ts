// My stakes in the open pools of a game. What op 389 tells is the truth of its moment; between two of
// them the answers to bets placed here are added. Bets placed elsewhere show in distributions, by a bet
// id that is not known: then it is time to ask again. stakes-watch.ts notices those that never showed.
import { plus } from "./decimal.ts";
import type { Backed } from "./game-view.ts";
import type { BetPlacedInBettingPool, Distribution, YourRunningPoolsForGame } from "./messages.ts";

export class MyBets {
  readonly #backed = new Map<string, Backed>();
  readonly #known = new Map<string, Set<string>>();

  get byPool(): { readonly [poolId: string]: Backed } {
    return Object.fromEntries(this.#backed);
  }

  /** All of them. */
  get sum(): string {
    const stakes = [...this.#backed.values()].flatMap((backed) => Object.values(backed));
    return stakes.reduce((sum, stake) => plus(sum, stake), "0");
  }

  of(poolId: string): Backed {
    return this.#backed.get(poolId) ?? {};
  }

  load({ pools_list: pools }: YourRunningPoolsForGame, userId: number): void {
    this.#backed.clear();
    for (const pool of pools) {
      this.#backed.set(pool.pool_id, pool.user_backed);
      for (const betId of betsOf(userId, pool.distributions)) this.#know(pool.pool_id, betId);
    }
  }

  /** `unit`: an amount with the decimals of the currency. One answered again was counted before. */
  placed(bet: BetPlacedInBettingPool, unit: string): void {
    const { pool_id: poolId, bet_id: betId, target, amount } = bet;
    if (this.#known.get(poolId)?.has(betId) === true) return;
    this.#know(poolId, betId);
    if (bet.idempotent === true) return;
    const backed = this.of(poolId);
    const sum = plus(plus(unit, unit, -1), plus(backed[target] ?? "0", amount));
    this.#backed.set(poolId, { ...backed, [target]: sum });
  }

  /** Whether there are bets of mine that are not known. */
  hasUnknown(poolId: string, userId: number, distributions: Distribution): boolean {
    const known = this.#known.get(poolId);
    return betsOf(userId, distributions).some((betId) => known?.has(betId) !== true);
  }

  resolved(poolId: string): void {
    this.#backed.delete(poolId);
    this.#known.delete(poolId);
  }

  clear(): void {
    this.#backed.clear();
    this.#known.clear();
  }

  #know(poolId: string, betId: string): void {
    const known = this.#known.get(poolId) ?? new Set();
    this.#known.set(poolId, known.add(betId));
  }
}

function betsOf(userId: number, distributions: Distribution): string[] {
  return distributions.flatMap(({ bets }) =>
    bets.filter((bet) => bet.user_id === userId).map((bet) => bet.bet_id),
  );
}
