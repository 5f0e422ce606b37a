// The money of one currency: the house as JSON, players' balances as a table, a row a user id.
import type { UserId } from "../engine/ids.ts";
import type { House, Wallets } from "../engine/wallets.ts";
import type { Json } from "./json.ts";

export type SavedWallet = ReturnType<typeof saveWallet>;

export function saveWallet(wallets: Wallets, currency: string) {
  const house = { ...wallets.house(currency) };
  return { currency, house, rows: wallets.rows(currency) } satisfies Json;
}

export const BALANCE_COLUMNS = 2;

export function balanceTable(wallets: Wallets, currency: string): Float64Array[] {
  const available = new Float64Array(wallets.rows(currency));
  const exposure = new Float64Array(available.length);
  for (let row = 0; row < available.length; row++) {
    const balance = wallets.balance(currency, row as UserId);
    available[row] = balance.availableMinor;
    exposure[row] = balance.exposureMinor;
  }
  return [available, exposure];
}

/** Books every balance as if it had just been paid in and staked, then puts the house right. */
export function restoreWallet(
  wallets: Wallets,
  { currency, house }: SavedWallet,
  [available, exposure]: readonly Float64Array[],
): void {
  // Makes the currency known, also where nobody holds any of it now.
  wallets.transfer(currency, 0 as UserId, 0);
  available?.forEach((availableMinor, row) => {
    const userId = row as UserId;
    const exposureMinor = exposure?.[row] ?? 0;
    if (availableMinor + exposureMinor === 0) return;
    wallets.transfer(currency, userId, availableMinor + exposureMinor);
    if (exposureMinor !== 0) wallets.stake(currency, userId, exposureMinor);
  });
  const booked: House = wallets.house(currency);
  Object.assign(booked, house);
}
