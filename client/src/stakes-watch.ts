// Finds out that a bet was placed elsewhere which no distribution named, since those name the newest only:
// what is at stake in a currency, less the stakes known here, changes by nothing that is seen here. The
// balance that tells so comes after the answers and results it follows from.
import { plus } from "./decimal.ts";
import type { Balance } from "./game-view.ts";
import type { ServerMessage } from "./messages.ts";

/** A game that is followed. */
export type StakesBook = {
  /** null until it is known. */
  readonly currency: string | null;
  /** The sum of my stakes in it. */
  readonly atStake: string;
  readonly gameId: string;
  readonly readBets: () => void;
};

export type StakesWatchParts = {
  readonly books: () => Iterable<StakesBook>;
  readonly balanceOf: (currency: string) => Balance | null;
};

export class StakesWatch {
  readonly #parts: StakesWatchParts;
  /** By currency, on this connection: at stake in what is not followed here, or not known. */
  readonly #elsewhere = new Map<string, string>();

  constructor(parts: StakesWatchParts) {
    this.#parts = parts;
  }

  opened(): void {
    this.#elsewhere.clear();
  }

  /** After all others have taken it. */
  received(message: ServerMessage): void {
    const { res } = message;
    if (res === 354) {
      const book = this.#books().find(({ gameId }) => gameId === message.game_id);
      if (book?.currency !== undefined && book.currency !== null) this.#look(book.currency);
    } else if (res === 810) {
      // Asked for at any later time it may be ahead of the change that is told.
      if (!this.#elsewhere.has(message.currency)) this.#look(message.currency);
    } else if (res === 815) {
      const before = this.#elsewhere.get(message.currency);
      this.#look(message.currency);
      if (this.#elsewhere.get(message.currency) === before) return;
      for (const book of this.#books()) if (book.currency === message.currency) book.readBets();
    }
  }

  #books(): StakesBook[] {
    return [...this.#parts.books()];
  }

  #look(currency: string): void {
    const balance = this.#parts.balanceOf(currency);
    if (balance === null) return;
    const { current_balance: current, available_balance: available } = balance;
    const known = this.#books()
      .filter((book) => book.currency === currency)
      .reduce((sum, { atStake }) => plus(sum, atStake), "0");
    this.#elsewhere.set(currency, plus(plus(current, available, -1), known, -1));
  }
}
