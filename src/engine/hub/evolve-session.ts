import type { FactOf } from "../fact.ts";
import type { State } from "../state.ts";
import { sessionFor } from "./game-session.ts";
import { platformSessionKey } from "./hub-state.ts";

export function evolveGameSession(
  state: State,
  fact: FactOf<"GameSessionOpened" | "GameLaunched">,
): void {
  switch (fact.kind) {
    case "GameSessionOpened":
      return opened(state, fact);
    case "GameLaunched":
      if (sessionFor(state, fact.sessionId) === undefined) {
        throw new Error(`no game session ${fact.sessionId}`);
      }
      return;
  }
}

function opened(state: State, fact: FactOf<"GameSessionOpened">): void {
  const { sessions, sessionOfPlatform } = state.hub;
  const { sessionId, platformId, platformSession, userId, accountId } = fact;
  const { game, currency, decimals, country, expiresAtMs, grantMinor } = fact;
  const key = platformSessionKey(platformId, platformSession);
  if (sessionOfPlatform.has(key)) throw new Error(`session ${sessionId} was opened before`);
  sessions.set(sessionId, {
    sessionId,
    platformId,
    platformSession,
    userId,
    accountId,
    game,
    currency,
    decimals,
    country,
    expiresAtMs,
    openRounds: new Map(),
  });
  sessionOfPlatform.set(key, sessionId);
  if (grantMinor > 0) state.wallets.transfer(currency, userId, grantMinor);
}
