// What must hold of transactions and royalties after every step.
import type { State } from "../state.ts";
import { royaltyOn } from "./royalty-book.ts";
import type { Transaction } from "./transaction-table.ts";

export function checkTransactions(state: State, findings: string[]): void {
  checkRoyalties(state, findings);
  checkRounds(state, findings);
  const games = gamesByCurrency(state, findings);
  for (const currency of state.wallets.currencies()) {
    const expected = games.get(currency) ?? 0n;
    const { gamesMinor } = state.wallets.house(currency);
    if (BigInt(gamesMinor) === expected) continue;
    findings.push(`${currency}: the games hold ${gamesMinor}, their transactions say ${expected}`);
  }
}

/** Each line is the share of its turnover, and the house holds all of them as far as its books go. */
function checkRoyalties({ hub, wallets }: State, findings: string[]): void {
  const totals = new Map<string, bigint>();
  for (const line of hub.royalties.lines()) {
    const { accountId, royaltyBps, currency, turnoverMinor, royaltyMinor } = line;
    totals.set(currency, (totals.get(currency) ?? 0n) + royaltyMinor);
    const expected = royaltyOn(turnoverMinor, royaltyBps);
    if (royaltyMinor === expected && turnoverMinor >= 0n) continue;
    const what = `account ${accountId} at ${royaltyBps} in ${currency}`;
    findings.push(`${what}: royalty ${royaltyMinor} on ${turnoverMinor}, not ${expected}`);
  }
  const max = BigInt(Number.MAX_SAFE_INTEGER);
  for (const currency of wallets.currencies()) {
    const total = totals.get(currency) ?? 0n;
    const expected = total > max ? max : total;
    const { royaltyMinor } = wallets.house(currency);
    if (BigInt(royaltyMinor) === expected) continue;
    findings.push(`${currency}: the house holds ${royaltyMinor} of royalties, not ${expected}`);
  }
}

/** What every transaction came to adds up to what the games hold. */
function gamesByCurrency({ hub }: State, findings: string[]): Map<string, bigint> {
  const games = new Map<string, bigint>();
  for (let row = 0; row < hub.transactions.count; row++) {
    const transaction = hub.transactions.at(row);
    const session = hub.sessions.get(transaction.sessionId);
    if (session === undefined) findings.push(`transaction ${row} is of no session`);
    const currency = session?.currency ?? "";
    games.set(currency, (games.get(currency) ?? 0n) + toGames(transaction));
  }
  return games;
}

function toGames({ api, amountMinor }: Transaction): bigint {
  const amount = BigInt(amountMinor);
  return api === "debit" || api === "rollback" ? amount : -amount;
}

/** An open round has debits of its session, and nothing else. */
function checkRounds({ hub }: State, findings: string[]): void {
  for (const { sessionId, openRounds } of hub.sessions.values()) {
    for (const [round, rows] of openRounds) {
      const debits = rows.filter((row) => {
        if (row >= hub.transactions.count) return false;
        const { api, sessionId: of } = hub.transactions.at(row);
        return api === "debit" && of === sessionId;
      });
      if (debits.length === rows.length && rows.length > 0) continue;
      findings.push(`session ${sessionId}: round ${round} is not of its debits`);
    }
  }
}
