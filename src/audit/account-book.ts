// The audit's own books: who has how much, per currency, and where all the rest of the money is.
// Everything BigInt; built from the facts alone.

export type Holding = { availableMinor: bigint; exposureMinor: bigint };

export type CurrencyBook = {
  players: Map<number, Holding>;
  takeoutMinor: bigint;
  /** The outside world: minus what came in, plus what went out. */
  externalMinor: bigint;
  /** Turnover, for the report. */
  stakedMinor: bigint;
  paidMinor: bigint;
  returnedMinor: bigint;
};

export class AccountBook {
  readonly #books = new Map<string, CurrencyBook>();

  currencies(): string[] {
    return [...this.#books.keys()].sort();
  }

  of(currency: string): CurrencyBook {
    let book = this.#books.get(currency);
    if (book === undefined) {
      const zero = { takeoutMinor: 0n, externalMinor: 0n, stakedMinor: 0n };
      book = { players: new Map(), ...zero, paidMinor: 0n, returnedMinor: 0n };
      this.#books.set(currency, book);
    }
    return book;
  }

  holding(currency: string, user: number): Holding {
    const { players } = this.of(currency);
    let holding = players.get(user);
    if (holding === undefined) {
      holding = { availableMinor: 0n, exposureMinor: 0n };
      players.set(user, holding);
    }
    return holding;
  }

  /** Money comes in from outside (positive) or leaves. */
  transfer(currency: string, user: number, amountMinor: bigint): void {
    this.holding(currency, user).availableMinor += amountMinor;
    this.of(currency).externalMinor -= amountMinor;
  }

  stake(currency: string, user: number, stakeMinor: bigint): void {
    const holding = this.holding(currency, user);
    holding.availableMinor -= stakeMinor;
    holding.exposureMinor += stakeMinor;
    this.of(currency).stakedMinor += stakeMinor;
  }

  /** A bet is over. */
  settle(
    currency: string,
    bet: {
      user: number;
      stakeMinor: bigint;
      paidMinor: bigint;
      outcome: "won" | "lost" | "returned";
    },
  ): void {
    const holding = this.holding(currency, bet.user);
    holding.exposureMinor -= bet.stakeMinor;
    holding.availableMinor += bet.paidMinor;
    const book = this.of(currency);
    if (bet.outcome === "returned") book.returnedMinor += bet.paidMinor;
    else book.paidMinor += bet.paidMinor;
  }

  keepTakeout(currency: string, takeoutMinor: bigint): void {
    this.of(currency).takeoutMinor += takeoutMinor;
  }
}

export type Totals = { availableMinor: bigint; exposureMinor: bigint; sumMinor: bigint };

/** `sumMinor` is everything of the currency together: 0 where no money was made or lost. */
export function totalsOf(book: CurrencyBook): Totals {
  let availableMinor = 0n;
  let exposureMinor = 0n;
  for (const holding of book.players.values()) {
    availableMinor += holding.availableMinor;
    exposureMinor += holding.exposureMinor;
  }
  const sumMinor = availableMinor + exposureMinor + book.takeoutMinor + book.externalMinor;
  return { availableMinor, exposureMinor, sumMinor };
}
