// Royalties, slowly and straight from their rule: a share of the running turnover of each account, rate
// and currency, rounded down. Shares no code with the engine's.

export type TurnoverLine = { accountId: number; royaltyBps: number; currency: string };

export type RoyaltyLine = TurnoverLine & { turnoverMinor: bigint; royaltyMinor: bigint };

/** All royalties of a currency together stay within what the engine's numbers hold exactly. */
const ROYALTY_MAX_MINOR = BigInt(Number.MAX_SAFE_INTEGER);
const WITHOUT_ROYALTY: ReadonlySet<string> = new Set(["DON", "FUN"]);
const BPS = 10_000n;

export class RoyaltyByHand {
  readonly #lines = new Map<string, RoyaltyLine>();

  lines(): Iterable<Readonly<RoyaltyLine>> {
    return this.#lines.values();
  }

  of(line: TurnoverLine): Readonly<RoyaltyLine> {
    return this.#lines.get(keyOf(line)) ?? { ...line, turnoverMinor: 0n, royaltyMinor: 0n };
  }

  /** Adds turnover, or takes it back, and returns what that changes of the royalty. */
  book(line: TurnoverLine, turnoverMinor: bigint): bigint {
    if (WITHOUT_ROYALTY.has(line.currency) || turnoverMinor === 0n) return 0n;
    const { accountId, royaltyBps, currency } = line;
    const before = this.of(line);
    const after = before.turnoverMinor + turnoverMinor;
    const royalty = shareOf(after, royaltyBps) - shareOf(before.turnoverMinor, royaltyBps);
    if (this.#totalOf(currency) + royalty > ROYALTY_MAX_MINOR) return 0n;
    this.#lines.set(keyOf(line), {
      accountId,
      royaltyBps,
      currency,
      turnoverMinor: after,
      royaltyMinor: before.royaltyMinor + royalty,
    });
    return royalty;
  }

  #totalOf(currency: string): bigint {
    let total = 0n;
    for (const line of this.#lines.values()) {
      if (line.currency === currency) total += line.royaltyMinor;
    }
    return total;
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
