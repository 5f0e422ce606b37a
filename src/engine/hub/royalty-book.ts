// Running turnover and royalty per account, rate and currency. What a provider is due is always the share
// of the whole turnover, rounded down once; the sum may pass what a number holds exactly, because money
// goes round, so these are bigints. Only evolve writes here.
import type { ProviderAccountId } from "../ids.ts";

export type RoyaltyTerms = {
  readonly accountId: ProviderAccountId;
  readonly royaltyBps: number;
  readonly currency: string;
};

export type RoyaltyLine = RoyaltyTerms & { turnoverMinor: bigint; royaltyMinor: bigint };

const BPS = 10_000n;
const MAX_MINOR = BigInt(Number.MAX_SAFE_INTEGER);

export class RoyaltyBook {
  readonly #lines = new Map<string, RoyaltyLine>();
  /** Royalty of all lines of a currency. */
  readonly #totals = new Map<string, bigint>();

  /** In the order in which they came up. */
  lines(): Iterable<Readonly<RoyaltyLine>> {
    return this.#lines.values();
  }

  /** Adds turnover, or takes some of it back (negative). */
  book(terms: RoyaltyTerms, turnoverMinor: bigint): void {
    const { accountId, royaltyBps, currency } = terms;
    const key = `${accountId} ${royaltyBps} ${currency}`;
    let line = this.#lines.get(key);
    if (line === undefined) {
      line = { accountId, royaltyBps, currency, turnoverMinor: 0n, royaltyMinor: 0n };
      this.#lines.set(key, line);
    }
    line.turnoverMinor += turnoverMinor;
    if (line.turnoverMinor < 0n) {
      throw new Error(`turnover of account ${accountId} in ${currency} would be below zero`);
    }
    const before = line.royaltyMinor;
    line.royaltyMinor = royaltyOn(line.turnoverMinor, royaltyBps);
    this.#totals.set(currency, (this.#totals.get(currency) ?? 0n) + line.royaltyMinor - before);
  }

  /** What the house has to hold for the providers: all of it, as far as its books go. */
  heldMinor(currency: string): number {
    const total = this.#totals.get(currency) ?? 0n;
    return Number(total > MAX_MINOR ? MAX_MINOR : total);
  }
}

export function royaltyOn(turnoverMinor: bigint, royaltyBps: number): bigint {
  return (turnoverMinor * BigInt(royaltyBps)) / BPS;
}
