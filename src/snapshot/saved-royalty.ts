// Turnover by account, rate and currency as JSON; it may pass what a JSON number holds exactly. The
// royalty follows from it.
import type { RoyaltyBook, RoyaltyLine } from "../engine/hub/royalty-book.ts";
import type { Json } from "./json.ts";

export type SavedRoyalty = ReturnType<typeof saveRoyalty>;

export function saveRoyalty({ accountId, royaltyBps, currency, turnoverMinor }: RoyaltyLine) {
  return { accountId, royaltyBps, currency, turnoverMinor: String(turnoverMinor) } satisfies Json;
}

export function restoreRoyalty(royalties: RoyaltyBook, saved: SavedRoyalty): void {
  const { turnoverMinor, ...terms } = saved;
  royalties.book(terms, BigInt(turnoverMinor));
}
