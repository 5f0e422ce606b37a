// My balances by currency. 815 tells every change; what changed while there was no connection is asked
// for when it is back.
import type { Balance } from "./game-view.ts";
import { OPERATIONS, type ServerMessage } from "./messages.ts";
import { LazyStore, type Store } from "./store.ts";

type Purse = {
  current: string | null;
  available: string | null;
  readonly store: LazyStore<Balance | null>;
};

export class Balances {
  /** Asks the server, where somebody is logged in. */
  readonly #ask: (message: object) => void;
  readonly #purses = new Map<string, Purse>();

  constructor(ask: (message: object) => void) {
    this.#ask = ask;
  }

  of(currency: string): Store<Balance | null> {
    const known = this.#purses.get(currency);
    if (known !== undefined) return known.store;
    const purse: Purse = {
      current: null,
      available: null,
      store: new LazyStore(() => viewOf(currency, purse)),
    };
    this.#purses.set(currency, purse);
    this.#read(currency);
    return purse.store;
  }

  /** null where it is not known, or nobody has asked. */
  known(currency: string): Balance | null {
    return this.#purses.get(currency)?.store.current ?? null;
  }

  opened(): void {
    for (const currency of this.#purses.keys()) this.#read(currency);
  }

  received(message: ServerMessage): void {
    if (message.res !== 800 && message.res !== 810 && message.res !== 815) return;
    const purse = this.#purses.get(message.currency);
    if (purse === undefined) return;
    if ("current_balance" in message) purse.current = message.current_balance;
    if ("available_balance" in message) purse.available = message.available_balance;
    // 810 is asked for after 800: by then both are known.
    if (message.res !== 800) purse.store.changed();
  }

  #read(currency: string): void {
    this.#ask({ op: OPERATIONS.getCurrentBalance[0], currency });
    this.#ask({ op: OPERATIONS.getAvailableBalance[0], currency });
  }
}

function viewOf(currency: string, { current, available }: Purse): Balance | null {
  if (current === null || available === null) return null;
  return { currency, current_balance: current, available_balance: available };
}
