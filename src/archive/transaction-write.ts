// Money of the providers' own games as it goes into the archive. Sessions and whose accounts they are
// under never change.
import type { SQLQueryBindings } from "bun:sqlite";
import type { FactOf } from "../engine/fact.ts";
import { sessionFor } from "../engine/hub/game-session.ts";
import { earnsRoyalty } from "../engine/hub/royalty-turnover.ts";
import { providerAccountOf } from "../engine/hub/provider-account.ts";
import type { State } from "../engine/state.ts";
import type { ArchiveWrite, TransactionRow } from "./archive-write.ts";

type Insert = (sql: string, values: SQLQueryBindings[]) => void;

/** What the player gains by one minor unit of it. */
const SIGN = { debit: -1, credit: 1, rollback: -1, rollbackDebit: 1 } as const;

export function transactionWrite(
  state: State,
  fact: FactOf<"TransactionBooked">,
  seq: number,
): ArchiveWrite {
  const session = sessionFor(state, fact.sessionId);
  if (session === undefined) throw new Error(`no game session ${fact.sessionId}`);
  const { accountId, userId, currency, decimals } = session;
  const { sourceId } = providerAccountOf(state, accountId);
  const { timeMs, sessionId, api, transactionId, amountMinor } = fact;
  const { royaltyBps, round, balanceMinor } = fact;
  const whose = { sourceId, accountId, sessionId, userId, currency, decimals };
  const what = { api, transactionId, amountMinor, royaltyBps, round, balanceMinor };
  const countsAs = api === "debit" ? amountMinor : api === "rollbackDebit" ? -amountMinor : 0;
  const earns = countsAs !== 0 && earnsRoyalty(currency);
  const turnover = { accountId, royaltyBps, sourceId, turnoverMinor: countsAs };
  return {
    kind: "transaction",
    row: { seq, timeMs, ...whose, ...what },
    turnovers: earns ? [turnover] : [],
  };
}

export function enterTransaction(insert: Insert, row: TransactionRow): void {
  const { seq, timeMs, userId, api, transactionId, currency, amountMinor } = row;
  insert("INSERT OR REPLACE INTO transactions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [
    seq,
    timeMs,
    row.sourceId,
    row.accountId,
    row.sessionId,
    userId,
    api,
    transactionId,
    currency,
    amountMinor,
    row.royaltyBps,
    row.round,
    row.balanceMinor,
  ]);
  if (amountMinor === 0) return;
  const gained = SIGN[api] * amountMinor;
  insert("INSERT OR REPLACE INTO ledger VALUES (?, ?, ?, ?, ?, ?, NULL, ?)", [
    seq,
    api,
    userId,
    currency,
    gained,
    timeMs,
    transactionId,
  ]);
}
