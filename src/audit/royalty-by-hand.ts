// Royalties, slowly and straight from their rule: a share of the running turnover of each account, rate
// and currency, rounded down. Shares no code with the engine's.

export type TurnoverLine = { accountId: number; royaltyBps: number; currency: string };

export type RoyaltyLine = TurnoverLine & { turnoverMinor: bigint; royaltyMinor: bigint };

/** The house holds no more for all providers of a currency together. */
const HELD_MAX_MINOR = BigInt(Number.MAX_SAFE_INTEGER);
const WITHOUT_ROYALTY: ReadonlySet<string> = new Set(["DON", "FUN"]);
const BPS = 10_000n;

export class RoyaltyByHand {
  readonly #lines = new Map<string, RoyaltyLine>();
  /** Royalty of all lines of a currency. */
  readonly #totals = new Map<string, bigint>();

  lines(): Iterable<Readonly<RoyaltyLine>> {
    return this.#lines.values();
  }

  of(line: TurnoverLine): Readonly<RoyaltyLine> {
    return this.#lines.get(keyOf(line)) ?? { ...line, turnoverMinor: 0n, royaltyMinor: 0n };
  }

  /** Adds turnover, or takes it back, and returns what that changes of what the house holds. */
  book(line: TurnoverLine, turnoverMinor: bigint): bigint {
    if (WITHOUT_ROYALTY.has(line.currency) || turnoverMinor === 0n) return 0n;
    const { accountId, royaltyBps, currency } = line;
    const before = this.of(line);
    const after = before.turnoverMinor + turnoverMinor;
    const royaltyMinor = shareOf(after, royaltyBps);
    const heldBefore = this.#heldOf(currency);
    this.#lines.set(keyOf(line), {
      accountId,
      royaltyBps,
      currency,
      turnoverMinor: after,
      royaltyMinor,
    });
    const total = this.#totals.get(currency) ?? 0n;
    this.#totals.set(currency, total + royaltyMinor - before.royaltyMinor);
    return this.#heldOf(currency) - heldBefore;
  }

  #heldOf(currency: string): bigint {
    const total = this.#totals.get(currency) ?? 0n;
    return total > HELD_MAX_MINOR ? HELD_MAX_MINOR : total;
  }
}

/** Rounded down, also below zero. */
function shareOf(turnoverMinor: bigint, royaltyBps: number): bigint {
  const product = turnoverMinor * BigInt(royaltyBps);
  return product < 0n && product % BPS !== 0n ? product / BPS - 1n : product / BPS;
}

function keyOf({ accountId, royaltyBps, currency }: TurnoverLine): string {
  return `${accountId} ${royaltyBps} ${currency}`;
}
