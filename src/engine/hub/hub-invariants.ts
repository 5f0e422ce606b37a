// What must hold of platforms, accounts and sessions after every step.
import { currencyOf } from "../../money/currency.ts";
import { type State, gameOf, poolsOf } from "../state.ts";
import { invalidTerms } from "./account-terms.ts";
import { platformSessionKey } from "./hub-state.ts";

export function checkHub(state: State, findings: string[]): void {
  checkAccounts(state, findings);
  checkSessions(state, findings);
  for (const pool of poolsOf(state)) {
    const { sourceId } = gameOf(state, pool.gameId);
    for (const { accountId } of pool.royalties) {
      if (state.hub.accounts.get(accountId)?.sourceId === sourceId) continue;
      findings.push(`pool ${pool.poolId}: bets count under account ${accountId} of another source`);
    }
  }
}

function checkAccounts({ hub, sources }: State, findings: string[]): void {
  const listed = [...hub.accountsOfSource].flatMap(([sourceId, ids]) =>
    ids.map((accountId) => `${sourceId} ${accountId}`),
  );
  const wanted = [...hub.accounts.values()].map(
    ({ sourceId, accountId }) => `${sourceId} ${accountId}`,
  );
  if (listed.sort().join() !== wanted.sort().join()) {
    findings.push("the lists of accounts by source are off");
  }
  let expected = 1;
  for (const [key, { accountId, sourceId, platformId, terms }] of hub.accounts) {
    if (key !== expected || accountId !== expected) {
      findings.push(`account ${accountId} stands in place ${expected}`);
    }
    expected++;
    if (!sources.has(sourceId)) findings.push(`account ${accountId} has no source`);
    if (platformId !== null && !hub.platforms.has(platformId)) {
      findings.push(`account ${accountId} is for platform ${platformId}, which is none`);
    }
    const wrong = invalidTerms(terms);
    if (wrong !== null) findings.push(`account ${accountId}: ${wrong}`);
  }
}

function checkSessions({ hub, accounts }: State, findings: string[]): void {
  if (hub.sessionOfPlatform.size !== hub.sessions.size) {
    findings.push(`${hub.sessions.size} sessions, ${hub.sessionOfPlatform.size} by platform`);
  }
  for (const session of hub.sessions.values()) {
    const { sessionId, platformId, platformSession, userId, accountId } = session;
    const key = platformSessionKey(platformId, platformSession);
    const account = hub.accounts.get(accountId);
    const known = hub.platforms.has(platformId) && accounts.has(userId) && account !== undefined;
    if (!known || hub.sessionOfPlatform.get(key) !== sessionId) {
      findings.push(`session ${sessionId}: its platform, user or account does not know it`);
    }
    if (account !== undefined && account.platformId !== null && account.platformId !== platformId) {
      findings.push(`session ${sessionId}: account ${accountId} is not for its platform`);
    }
    if (currencyOf(session.currency)?.decimals !== session.decimals) {
      findings.push(
        `session ${sessionId}: ${session.currency} has no ${session.decimals} decimals`,
      );
    }
  }
}
