// Royalties of a settled pool worked out again: on stakes that took part in a pool with winners and
// losers, each at the account and rate that the bet was placed under.
import type { SourceId } from "../engine/ids.ts";
import type { GameRecord, Ledger, PoolRecord } from "./ledger.ts";
import type { TurnoverLine } from "./royalty-by-hand.ts";
import type { HandFigures } from "./settlement-by-hand.ts";

/** Books what the providers earn by this settlement; before the pool's bets are forgotten. */
export function earnRoyalties(
  ledger: Ledger,
  { index, pool }: { index: number; pool: PoolRecord },
  { currency, sourceId }: GameRecord,
  figures: HandFigures,
): void {
  if (figures.moneyReturn || figures.winningMinor === figures.grossMinor) return;
  for (const [place, turnoverMinor] of turnovers(pool, figures.firstLateBet).entries()) {
    const royalty = pool.royalties[place];
    if (royalty === undefined) continue;
    const line = { ...royalty, currency };
    bookRoyalty(ledger, line, { turnoverMinor, sourceId, pool: index });
  }
}

/** Into the books, and beside the archive's row where it is a booking at all. */
export function bookRoyalty(
  ledger: Ledger,
  line: TurnoverLine,
  on: { turnoverMinor: bigint; sourceId: SourceId; pool: number | null },
): void {
  const { accounts, archive, hub, seq, timeMs } = ledger;
  const { turnoverMinor, sourceId, pool } = on;
  const before = hub.royalties.of(line);
  accounts.payRoyalty(line.currency, hub.royalties.book(line, turnoverMinor));
  const after = hub.royalties.of(line);
  if (after.turnoverMinor === before.turnoverMinor) return;
  const royaltyMinor = after.royaltyMinor - before.royaltyMinor;
  archive?.hub.booking(seq, { ...line, timeMs, sourceId, turnoverMinor, royaltyMinor, pool });
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
