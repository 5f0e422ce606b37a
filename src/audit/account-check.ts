// Accounts and the money that comes in and goes out.
import type { FactOf } from "../engine/fact.ts";
import { type Ledger, breach } from "./ledger.ts";

/** The currency of the welcome balance. */
const POINTS = "DON";

export function takeAccount(ledger: Ledger, fact: FactOf<"AccountOpened">): void {
  const { userId, welcomeDonMinor } = fact;
  if (ledger.players.has(userId)) {
    const found = `a second one of user ${userId}`;
    breach(ledger, null, { what: "account", expected: "one per user", found });
  }
  ledger.players.set(userId, fact.country);
  ledger.counts.players++;
  if (!isAmount(welcomeDonMinor)) {
    const found = String(welcomeDonMinor);
    breach(ledger, null, { what: "welcome balance", expected: "whole minor units", found });
    return;
  }
  if (welcomeDonMinor > 0) ledger.accounts.transfer(POINTS, userId, BigInt(welcomeDonMinor));
}

export function takeTransfer(ledger: Ledger, fact: FactOf<"Transferred">): void {
  const { direction, userId, currency, amountMinor, reference } = fact;
  const wrong = (what: string, expected: string, found: string): void =>
    breach(ledger, null, { what: `${direction}: ${what}`, expected, found });
  if (ledger.references.has(reference)) wrong("reference", "used once", reference);
  ledger.references.add(reference);
  if (!ledger.players.has(userId)) wrong("user", "one with an account", String(userId));
  if (!isAmount(amountMinor)) {
    wrong("amount", "whole minor units", String(amountMinor));
    return;
  }
  const amount = BigInt(amountMinor);
  const { availableMinor } = ledger.accounts.holding(currency, userId);
  if (direction === "withdrawal" && availableMinor < amount) {
    wrong("amount", `at most the ${availableMinor} available`, String(amountMinor));
  }
  ledger.accounts.transfer(currency, userId, direction === "deposit" ? amount : -amount);
}

function isAmount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
