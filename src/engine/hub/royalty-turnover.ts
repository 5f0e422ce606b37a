// On which stakes of a settled pool the house owes royalties. Reads only.
import { DON, FUN } from "../../money/currency.ts";
import type { BetRoyalty } from "../fact.ts";
import type { Pool } from "../state.ts";

export type PoolTurnover = { royalty: BetRoyalty; turnoverMinor: number };

/** Points and play money earn nobody anything. */
export function earnsRoyalty(currency: string): boolean {
  return currency !== DON && currency !== FUN;
}

/**
 * Valid stakes by account and rate, in the order in which those came up; none where no stake was lost,
 * because then the house kept nothing either.
 */
export function royaltyTurnover(pool: Pool, currency: string): PoolTurnover[] {
  const { bets, phase, royalties } = pool;
  if (royalties.length === 0 || phase.kind !== "settled" || !earnsRoyalty(currency)) return [];
  const { firstLateBet, grossMinor, winningMinor, moneyReturn } = phase.figures;
  if (moneyReturn || winningMinor === grossMinor) return [];
  const sums = new Float64Array(royalties.length + 1);
  for (let bet = 0; bet < firstLateBet; bet++) {
    const place = bets.royaltyAt(bet);
    sums[place] = (sums[place] ?? 0) + bets.stakeAt(bet);
  }
  return royalties
    .map((royalty, index) => ({ royalty, turnoverMinor: sums[index + 1] ?? 0 }))
    .filter(({ turnoverMinor }) => turnoverMinor > 0);
}
