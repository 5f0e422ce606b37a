// Running turnover and royalty per account, rate and currency. Only evolve writes here.
import type { ProviderAccountId } from "../ids.ts";

export type RoyaltyLine = {
  accountId: ProviderAccountId;
  royaltyBps: number;
  currency: string;
  /** May pass what a number holds exactly: money goes round. */
  turnoverMinor: bigint;
  royaltyMinor: number;
};

export class RoyaltyBook {
  readonly #lines = new Map<string, RoyaltyLine>();

  /** In the order in which they came up. */
  lines(): Iterable<Readonly<RoyaltyLine>> {
    return this.#lines.values();
  }
}
