import type { State } from "../state.ts";
import type { RoyaltyTerms } from "./royalty-book.ts";
import { earnsRoyalty } from "./royalty-turnover.ts";

/** Turnover comes under an account (positive) or is taken back; the house pays what it changes. */
export function bookRoyalty(state: State, terms: RoyaltyTerms, turnoverMinor: number): void {
  const { currency } = terms;
  if (turnoverMinor === 0 || !earnsRoyalty(currency)) return;
  const { royalties } = state.hub;
  royalties.book(terms, BigInt(turnoverMinor));
  const { royaltyMinor } = state.wallets.house(currency);
  state.wallets.payRoyalty(currency, royalties.heldMinor(currency) - royaltyMinor);
}
