import { DON } from "../money/currency.ts";
import type { FactOf } from "./fact.ts";
import type { State } from "./state.ts";

export function evolveAccount(
  state: State,
  fact: FactOf<"AccountOpened" | "RoleSet" | "Transferred">,
): void {
  switch (fact.kind) {
    case "AccountOpened": {
      const { userId, country } = fact;
      state.accounts.set(userId, { userId, country, roles: new Set() });
      if (fact.welcomeDonMinor > 0) state.wallets.transfer(DON, userId, fact.welcomeDonMinor);
      return;
    }
    case "RoleSet": {
      const account = state.accounts.get(fact.userId);
      if (account === undefined) throw new Error(`no account ${fact.userId}`);
      if (fact.grant === "give") account.roles.add(fact.role);
      else account.roles.delete(fact.role);
      return;
    }
    case "Transferred": {
      const { direction, userId, currency, amountMinor, reference } = fact;
      const signed = direction === "deposit" ? amountMinor : -amountMinor;
      state.wallets.transfer(currency, userId, signed);
      const transfer = { direction, userId, currency, amountMinor, seq: state.seq };
      state.transfers.set(reference, transfer);
      return;
    }
  }
}
