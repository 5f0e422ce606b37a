// Balances of players, a pair of columns per currency. Only evolve writes here.
import { Column } from "./column.ts";
import type { UserId } from "./ids.ts";

export type Balance = { availableMinor: number; exposureMinor: number };

/** Where money of one currency is when no player holds it. With the players' it adds up to zero. */
export type House = {
  /** Takeout kept, less royalties paid on. */
  takeoutMinor: number;
  royaltyMinor: number;
  /** The outside world: minus what came in, plus what went out. */
  externalMinor: number;
  /** With the providers' own games: what they took less what they paid; may be negative. */
  gamesMinor: number;
};

/** Looked up once for all bets of a pool: there may be a million of them. */
export type Settler = (userId: UserId, stakeMinor: number, paidMinor: number) => void;

/** Of a currency nobody has held yet; looking at it must not make it one that was. */
const NO_HOUSE: Readonly<House> = newHouse();

const MAX_MINOR = Number.MAX_SAFE_INTEGER;

function newHouse(): House {
  return { takeoutMinor: 0, royaltyMinor: 0, externalMinor: 0, gamesMinor: 0 };
}

class Wallet {
  readonly available = new Column("float64");
  readonly exposure = new Column("float64");
  readonly house = newHouse();
}

export class Wallets {
  readonly #wallets = new Map<string, Wallet>();

  currencies(): string[] {
    return [...this.#wallets.keys()].sort();
  }

  balance(currency: string, userId: UserId): Balance {
    const wallet = this.#wallets.get(currency);
    if (wallet === undefined) return { availableMinor: 0, exposureMinor: 0 };
    return {
      availableMinor: wallet.available.get(userId),
      exposureMinor: wallet.exposure.get(userId),
    };
  }

  house(currency: string): Readonly<House> {
    return this.#wallets.get(currency)?.house ?? NO_HOUSE;
  }

  /** Number of rows to look at when walking all players of a currency. */
  rows(currency: string): number {
    const wallet = this.#wallets.get(currency);
    return wallet === undefined ? 0 : Math.max(wallet.available.length, wallet.exposure.length);
  }

  /** Money comes in from outside (positive) or leaves. */
  transfer(currency: string, userId: UserId, amountMinor: number): void {
    const wallet = this.#of(currency);
    add(wallet.available, userId, amountMinor);
    wallet.house.externalMinor = checked(wallet.house.externalMinor - amountMinor);
  }

  /** A stake moves from available to exposure. */
  stake(currency: string, userId: UserId, stakeMinor: number): void {
    const wallet = this.#of(currency);
    add(wallet.available, userId, -stakeMinor);
    add(wallet.exposure, userId, stakeMinor);
  }

  settle(currency: string, userId: UserId, stakeMinor: number, paidMinor: number): void {
    this.settler(currency)(userId, stakeMinor, paidMinor);
  }

  /** For a bet that is over: its stake leaves the exposure, `paidMinor` comes back as available. */
  settler(currency: string): Settler {
    const { available, exposure } = this.#of(currency);
    return (userId, stakeMinor, paidMinor) => {
      add(exposure, userId, -stakeMinor);
      if (paidMinor !== 0) add(available, userId, paidMinor);
    };
  }

  keepTakeout(currency: string, takeoutMinor: number): void {
    const { house } = this.#of(currency);
    house.takeoutMinor = checked(house.takeoutMinor + takeoutMinor);
  }

  /** From the house to the providers; negative where turnover was taken back. */
  payRoyalty(currency: string, royaltyMinor: number): void {
    const { house } = this.#of(currency);
    house.takeoutMinor = checked(house.takeoutMinor - royaltyMinor);
    house.royaltyMinor = checked(house.royaltyMinor + royaltyMinor);
  }

  /** A provider's own game pays a player (positive) or takes from one. */
  payFromGames(currency: string, userId: UserId, amountMinor: number): void {
    const wallet = this.#of(currency);
    add(wallet.available, userId, amountMinor);
    wallet.house.gamesMinor = checked(wallet.house.gamesMinor - amountMinor);
  }

  /** Whether so much may come in from outside: all money of a currency stays exact, and every balance. */
  canTakeIn(currency: string, amountMinor: number): boolean {
    const broughtMinor = -this.house(currency).externalMinor;
    return amountMinor <= MAX_MINOR - broughtMinor && this.#hasRoom(currency, amountMinor);
  }

  /** The same for what the providers' games may pay. */
  canPayFromGames(currency: string, amountMinor: number): boolean {
    const { gamesMinor } = this.house(currency);
    return amountMinor <= MAX_MINOR + gamesMinor && this.#hasRoom(currency, amountMinor);
  }

  /** What came in and is not with the games is the players' or was theirs: a balance is part of it. */
  #hasRoom(currency: string, amountMinor: number): boolean {
    const { externalMinor, gamesMinor } = this.house(currency);
    return amountMinor <= MAX_MINOR + (externalMinor + gamesMinor);
  }

  #of(currency: string): Wallet {
    let wallet = this.#wallets.get(currency);
    if (wallet === undefined) {
      wallet = new Wallet();
      this.#wallets.set(currency, wallet);
    }
    return wallet;
  }
}

/** No balance goes below zero or past what a number holds exactly; if one would, a rule above failed. */
function add(column: Column, userId: UserId, amountMinor: number): void {
  const sum = checked(column.add(userId, amountMinor));
  if (sum < 0) throw new Error(`balance of user ${userId} would be ${sum}`);
}

function checked(sum: number): number {
  if (!Number.isSafeInteger(sum)) throw new Error(`not a whole amount: ${sum}`);
  return sum;
}
