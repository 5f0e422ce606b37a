// Royalties of a settled pool worked out again: on stakes that took part in a pool with winners and
// losers, each at the account and rate that the bet was placed under.
import type { GameRecord, Ledger, PoolRecord } from "./ledger.ts";
import type { HandFigures } from "./settlement-by-hand.ts";

/** Books what the providers earn by this settlement; before the pool's bets are forgotten. */
export function earnRoyalties(
  ledger: Ledger,
  pool: PoolRecord,
  { currency }: GameRecord,
  figures: HandFigures,
): void {
  if (figures.moneyReturn || figures.winningMinor === figures.grossMinor) return;
  for (const [place, turnoverMinor] of turnovers(pool, figures.firstLateBet).entries()) {
    const royalty = pool.royalties[place];
    if (royalty === undefined) continue;
    const earned = ledger.hub.royalties.book({ ...royalty, currency }, turnoverMinor);
    ledger.accounts.payRoyalty(currency, earned);
  }
}

/** Valid stakes by place in the pool's accounts and rates. */
function turnovers({ bets, royalties }: PoolRecord, validBets: number): bigint[] {
  const sums = royalties.map(() => 0n);
  for (const [bet, stakeMinor] of bets.stakesMinor.slice(0, validBets).entries()) {
    const place = bets.royalties[bet] ?? -1;
    const sum = sums[place];
    if (sum !== undefined) sums[place] = sum + BigInt(stakeMinor);
  }
  return sums;
}
