// Launched games: that the player, the account, the game and its currency fit together.
import type { FactOf } from "../engine/fact.ts";
import type { GameId, GameSessionId } from "../engine/ids.ts";
import { currencyOf } from "../money/currency.ts";
import { admits } from "./admission-by-hand.ts";
import type { AccountRecord, SessionRecord } from "./hub-ledger.ts";
import { type Ledger, breach } from "./ledger.ts";
import { platformAt } from "./platform-check.ts";
import { accountAt } from "./provider-account-check.ts";

type Opened = FactOf<"GameSessionOpened">;

/** Play money, which comes with its session. */
const PLAY_MONEY = "FUN";
const GRANT_MINOR = 100_000;
/** All money of a currency together, brought in or paid by games. */
const MONEY_MAX_MINOR = BigInt(Number.MAX_SAFE_INTEGER);
const LIFE_MS = 24 * 60 * 60 * 1_000;

export function takeSessionOpened(ledger: Ledger, fact: Opened): void {
  const { hub } = ledger;
  const { sessionId, userId, accountId, platformId, game, currency, country, expiresAtMs } = fact;
  const wrong = finder(ledger);
  if (hub.sessions.has(sessionId)) wrong("session", "opened once", sessionId);
  const name = `${platformId} ${fact.platformSession}`;
  if (hub.platformSessions.has(name)) wrong("the platform's session", "one session each", name);
  hub.platformSessions.add(name);
  if (expiresAtMs !== fact.timeMs + LIFE_MS) {
    wrong("end of a session", String(fact.timeMs + LIFE_MS), String(expiresAtMs));
  }
  if (!ledger.players.has(userId)) wrong("player of a session", "one with an account", `${userId}`);
  const decimals = currencyOf(currency)?.decimals;
  if (decimals !== fact.decimals) {
    wrong(`decimals of ${currency}`, String(decimals ?? "none"), String(fact.decimals));
  }
  const platform = platformAt(ledger, platformId);
  if (platform?.status === "disabled") wrong("platform of a session", "active", "disabled");
  const account = accountAt(ledger, accountId);
  if (account !== null) checkOffer(ledger, fact, account);
  const session: SessionRecord = {
    platformId,
    userId,
    accountId,
    game,
    currency,
    country,
    expiresAtMs,
  };
  hub.sessions.set(sessionId, session);
  const ofUser = hub.sessionsOfUser.get(userId) ?? [];
  if (currency === PLAY_MONEY && ofUser.length > 0) {
    wrong("player of a FUN session", "one of its own", `user ${userId} with another session`);
  }
  hub.sessionsOfUser.set(userId, [...ofUser, sessionId]);
  ledger.counts.gameSessions++;
  takeGrant(ledger, fact);
}

export function takeLaunch(ledger: Ledger, fact: FactOf<"GameLaunched">): void {
  const session = sessionAt(ledger, fact.sessionId);
  if (session === null || fact.timeMs < session.expiresAtMs) return;
  finder(ledger)("launch", `before ${session.expiresAtMs}`, String(fact.timeMs));
}

/** The record, or a finding and null. */
export function sessionAt(ledger: Ledger, sessionId: GameSessionId): SessionRecord | null {
  const session = ledger.hub.sessions.get(sessionId);
  if (session !== undefined) return session;
  finder(ledger)("session of the fact", "a session opened before", String(sessionId));
  return null;
}

/** What the account had on offer then. */
function checkOffer(ledger: Ledger, fact: Opened, account: AccountRecord): void {
  const { platformId, game, currency, country } = fact;
  const wrong = finder(ledger);
  if (account.platformId !== null && account.platformId !== platformId) {
    wrong("account of a session", `one for platform ${platformId}`, `for ${account.platformId}`);
  }
  const status = ledger.sourceStatus.get(account.sourceId);
  if (status !== "open") wrong("source of a session", "open", String(status));
  if (!admits(account.terms, currency, country)) {
    const found = `account ${fact.accountId} with ${currency} from ${country ?? "nowhere known"}`;
    wrong("account of a session", "one that admits currency and country", found);
  }
  const pools = ledger.games.get(game as GameId);
  if (pools === undefined || pools.sourceId !== account.sourceId) {
    if (!account.games.has(game)) wrong("game of a session", "one the account lists", game);
    return;
  }
  // An id that a pool game has given up may be listed.
  if (pools.status === "closed" && account.games.has(game)) return;
  if (pools.status !== "open" && pools.status !== "waiting") {
    wrong("game of a session", "one that is not over", `one that is ${pools.status}`);
  }
  if (pools.currency !== currency) wrong("currency of a session", pools.currency, currency);
}

function takeGrant(ledger: Ledger, { currency, userId, grantMinor }: Opened): void {
  const { externalMinor, gamesMinor } = ledger.accounts.of(PLAY_MONEY);
  const least =
    externalMinor < externalMinor + gamesMinor ? externalMinor : externalMinor + gamesMinor;
  const hasRoom = BigInt(GRANT_MINOR) - least <= MONEY_MAX_MINOR;
  const grant = currency === PLAY_MONEY && hasRoom ? GRANT_MINOR : 0;
  if (grantMinor !== grant) finder(ledger)("play money", String(grant), String(grantMinor));
  if (Number.isSafeInteger(grantMinor) && grantMinor > 0) {
    ledger.accounts.transfer(currency, userId, BigInt(grantMinor));
  }
}

function finder(ledger: Ledger): (what: string, expected: string, found: string) => void {
  return (what, expected, found) => breach(ledger, null, { what, expected, found });
}
