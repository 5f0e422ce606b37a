// The audit's own books: who has how much, per currency, and where all the rest of the money is.
// Everything BigInt; built from the facts alone.

export type Holding = { availableMinor: bigint; exposureMinor: bigint };

export type CurrencyBook = {
  players: Map<number, Holding>;
  /** Takeout kept, less royalties paid on. */
  takeoutMinor: bigint;
  /** What providers have earned on turnover. */
  royaltyMinor: bigint;
  /** What games of the providers' own hold: debits less credits. */
  gamesMinor: bigint;
  /** The outside world: minus what came in, plus what went out. */
  externalMinor: bigint;
  /** Turnover, for the report. */
  stakedMinor: bigint;
  paidMinor: bigint;
  returnedMinor: bigint;
  keptMinor: bigint;
};

export class AccountBook {
  readonly #books = new Map<string, CurrencyBook>();

  currencies(): string[] {
    return [...this.#books.keys()].sort();
  }

  of(currency: string): CurrencyBook {
    let book = this.#books.get(currency);
    if (book === undefined) {
      const house = { takeoutMinor: 0n, royaltyMinor: 0n, gamesMinor: 0n, externalMinor: 0n };
      const turnover = { stakedMinor: 0n, paidMinor: 0n, returnedMinor: 0n, keptMinor: 0n };
      book = { players: new Map(), ...house, ...turnover };
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
    const book = this.of(currency);
    book.takeoutMinor += takeoutMinor;
    book.keptMinor += takeoutMinor;
  }

  /** The house pays the provider, or gets back what was paid on turnover that was taken back. */
  payRoyalty(currency: string, royaltyMinor: bigint): void {
    const book = this.of(currency);
    book.takeoutMinor -= royaltyMinor;
    book.royaltyMinor += royaltyMinor;
  }

  /** A game of the provider's own pays the player (positive) or takes from them. */
  movedByGame(currency: string, user: number, amountMinor: bigint): void {
    this.holding(currency, user).availableMinor += amountMinor;
    this.of(currency).gamesMinor -= amountMinor;
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
  const { takeoutMinor, royaltyMinor, gamesMinor, externalMinor } = book;
  const house = takeoutMinor + royaltyMinor + gamesMinor + externalMinor;
  const sumMinor = availableMinor + exposureMinor + house;
  return { availableMinor, exposureMinor, sumMinor };
}
