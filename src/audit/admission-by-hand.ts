// Which account a bet or a session may stand under, straight from the rule.
import type { AccountTerms } from "../engine/hub/hub-fact.ts";
import type { BetPlaced } from "../engine/fact.ts";
import type { ProviderAccountId } from "../engine/ids.ts";
import type { AccountRecord } from "./hub-ledger.ts";
import { type GameRecord, type Ledger, type PoolRecord, breach } from "./ledger.ts";

export function admits(terms: AccountTerms, currency: string, country: string | null): boolean {
  const { currencies, countriesAvailable, countriesDisabled } = terms;
  if (currencies.length > 0 && !currencies.includes(currency)) return false;
  if (countriesAvailable.length === 0 && countriesDisabled.length === 0) return true;
  if (country === null || countriesDisabled.includes(country)) return false;
  return countriesAvailable.length === 0 || countriesAvailable.includes(country);
}

/** The account on a bet is one that let this player bet in this game at that time, at its rate then. */
export function checkBetRoyalty(
  ledger: Ledger,
  pool: PoolRecord,
  game: GameRecord,
  bet: BetPlaced,
): void {
  const { royalty } = bet;
  const wrong = (what: string, expected: string, found: string): void =>
    breach(ledger, pool, { what, expected, found });
  const offered = ledger.hub.accountsOfSource.get(game.sourceId) ?? [];
  if (royalty === null) {
    if (offered.length === 0) return;
    return wrong("account of the bet", `one of ${offered.join(", ")}`, "none");
  }
  const account = ledger.hub.accounts.get(royalty.accountId);
  if (account?.sourceId !== game.sourceId) {
    const expected = offered.length === 0 ? "none" : `one of ${offered.join(", ")}`;
    return wrong("account of the bet", expected, String(royalty.accountId));
  }
  const { royaltyBps } = account.terms;
  if (royaltyBps !== royalty.royaltyBps) {
    wrong("royalty of the bet", `${royaltyBps} bps`, `${royalty.royaltyBps} bps`);
  }
  if (bySession(ledger, pool, game, bet, account)) return;
  const first = firstAdmitting(ledger, game, bet.userId, offered);
  if (first === royalty.accountId) return;
  const expected = `${first ?? "none"}, or that of a session for this game`;
  wrong("account of the bet", expected, String(royalty.accountId));
}

/** Whether the player had a live session in the game under this account, which still admits it. */
function bySession(
  { hub }: Ledger,
  pool: PoolRecord,
  game: GameRecord,
  bet: BetPlaced,
  { terms }: AccountRecord,
): boolean {
  return (hub.sessionsOfUser.get(bet.userId) ?? []).some((id) => {
    const session = hub.sessions.get(id);
    return (
      session !== undefined &&
      session.accountId === bet.royalty?.accountId &&
      session.game === pool.gameId &&
      bet.timeMs < session.expiresAtMs &&
      hub.platforms.get(session.platformId)?.status === "active" &&
      admits(terms, game.currency, session.country)
    );
  });
}

/** Whoever comes without a session counts under the first account that admits them. */
function firstAdmitting(
  { hub, players }: Ledger,
  game: GameRecord,
  user: number,
  offered: readonly ProviderAccountId[],
): ProviderAccountId | null {
  const country = players.get(user) ?? null;
  const admitting = offered.find((id) => {
    const account = hub.accounts.get(id);
    return account !== undefined && admits(account.terms, game.currency, country);
  });
  return admitting ?? null;
}
