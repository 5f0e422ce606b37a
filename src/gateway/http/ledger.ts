// Where all money of each currency is; the total is 0, or something is very wrong.
import type { UserId } from "../../engine/ids.ts";
import type { State } from "../../engine/state.ts";
import { formatDecimal } from "../../money/amount.ts";
import { currencyOf } from "../../money/currency.ts";

export type LedgerRow = {
  readonly players_available: string;
  readonly players_exposure: string;
  readonly takeout: string;
  readonly royalties: string;
  readonly games: string;
  readonly external: string;
  readonly total: string;
};
export type Ledger = {
  readonly seq: number;
  readonly currencies: Readonly<Record<string, LedgerRow>>;
};

export function ledgerOf(state: State): Ledger {
  const rows = state.wallets.currencies().map((code) => [code, rowOf(state, code)]);
  return { seq: state.seq, currencies: Object.fromEntries(rows) as Record<string, LedgerRow> };
}

function rowOf({ wallets }: State, code: string): LedgerRow {
  let available = 0n;
  let exposure = 0n;
  for (let row = 0; row < wallets.rows(code); row++) {
    const balance = wallets.balance(code, row as UserId);
    available += BigInt(balance.availableMinor);
    exposure += BigInt(balance.exposureMinor);
  }
  const { takeoutMinor, royaltyMinor, gamesMinor, externalMinor } = wallets.house(code);
  const house =
    BigInt(takeoutMinor) + BigInt(royaltyMinor) + BigInt(gamesMinor) + BigInt(externalMinor);
  const decimals = currencyOf(code)?.decimals ?? 0;
  // The engine keeps all money of a currency together within what a number holds exactly.
  const text = (minor: bigint | number): string => formatDecimal(Number(minor), decimals);
  return {
    players_available: text(available),
    players_exposure: text(exposure),
    takeout: text(takeoutMinor),
    royalties: text(royaltyMinor),
    games: text(gamesMinor),
    external: text(externalMinor),
    total: text(available + exposure + house),
  };
}
