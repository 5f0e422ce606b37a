// Money of the providers' own games: each transaction once, each taken back at most once and only where
// it was there, no balance below zero, and the balance in the fact the one that was answered.
import type { FactOf } from "../engine/fact.ts";
import type { SessionRecord, TransactionRecord } from "./hub-ledger.ts";
import { type Ledger, breach } from "./ledger.ts";
import { checkOwner } from "./provider-account-check.ts";
import { bookRoyalty } from "./royalty-check.ts";
import { sessionAt } from "./session-check.ts";
import type { Participants } from "./settlement-check.ts";

type Booked = FactOf<"TransactionBooked">;
type Known = Extract<TransactionRecord, { kind: "booked" }>;

const AMOUNT_MAX_MINOR = 10_000_000_000_000;
const MONEY_MAX_MINOR = BigInt(Number.MAX_SAFE_INTEGER);

export function takeTransaction(ledger: Ledger, fact: Booked): Participants | null {
  ledger.counts.transactions++;
  const session = sessionAt(ledger, fact.sessionId);
  if (session === null) return null;
  const { amountMinor } = fact;
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor > AMOUNT_MAX_MINOR) {
    const expected = `a whole number from 0 to ${AMOUNT_MAX_MINOR}`;
    wrong(ledger, fact, "amount", expected, amountMinor);
    return null;
  }
  const account = ledger.hub.accounts.get(session.accountId);
  if (account !== undefined) checkOwner(ledger, fact.by, account.sourceId);
  const reverses = fact.api === "rollback" || fact.api === "rollbackDebit";
  if (reverses) takeReversal(ledger, session, fact);
  else takeFirst(ledger, session, fact);
  const { availableMinor } = ledger.accounts.holding(session.currency, session.userId);
  if (availableMinor < 0n) wrong(ledger, fact, "balance", "0 or more", availableMinor);
  if (availableMinor !== BigInt(fact.balanceMinor)) {
    wrong(ledger, fact, "balance answered", String(availableMinor), fact.balanceMinor);
  }
  compareArchived(ledger, session, fact, availableMinor);
  return { currency: session.currency, pool: null, users: new Set([session.userId]) };
}

export function takeRemembered(ledger: Ledger, fact: FactOf<"RollbackRemembered">): void {
  const session = sessionAt(ledger, fact.sessionId);
  if (session === null) return;
  const key = keyOf(ledger, session, fact.transactionId);
  if (ledger.hub.transactions.has(key)) {
    wrong(ledger, fact, "transaction", "one that has not come yet", fact.transactionId);
  } else {
    ledger.hub.transactions.set(key, { kind: "remembered" });
  }
  const { availableMinor } = ledger.accounts.holding(session.currency, session.userId);
  if (availableMinor !== BigInt(fact.balanceMinor)) {
    wrong(ledger, fact, "balance answered", String(availableMinor), fact.balanceMinor);
  }
}

/** A debit or a credit. */
function takeFirst(ledger: Ledger, session: SessionRecord, fact: Booked): void {
  const { hub, accounts } = ledger;
  const { api, transactionId, sessionId, royaltyBps } = fact;
  const key = keyOf(ledger, session, transactionId);
  const before = hub.transactions.get(key);
  if (before !== undefined) {
    const expected = before.kind === "booked" ? "once" : "never: it was taken back before";
    wrong(ledger, fact, "transaction", expected, transactionId);
  }
  const amountMinor = BigInt(fact.amountMinor);
  if (api === "debit") checkDebit(ledger, session, fact);
  else if (royaltyBps !== 0) wrong(ledger, fact, "royalty", "0 bps", `${royaltyBps} bps`);
  const kind = api === "debit" ? api : "credit";
  hub.transactions.set(key, {
    kind: "booked",
    api: kind,
    sessionId,
    amountMinor,
    royaltyBps,
    reversed: "no",
  });
  move(ledger, session, kind === "debit" ? -amountMinor : amountMinor);
  if (kind === "debit") earn(ledger, session, royaltyBps, amountMinor);
  const { externalMinor, gamesMinor } = accounts.of(session.currency);
  if (-externalMinor - gamesMinor > MONEY_MAX_MINOR) {
    const expected = `at most ${MONEY_MAX_MINOR} in all`;
    wrong(ledger, fact, `money of ${session.currency}`, expected, -externalMinor - gamesMinor);
  }
}

function checkDebit(ledger: Ledger, session: SessionRecord, fact: Booked): void {
  const { hub, suspensions } = ledger;
  if (fact.timeMs >= session.expiresAtMs) {
    wrong(ledger, fact, "session", `ended at ${session.expiresAtMs}`, fact.timeMs);
  }
  if (hub.platforms.get(session.platformId)?.status !== "active") {
    wrong(ledger, fact, "platform", "active", "disabled");
  }
  const { sourceId, terms } = hub.accounts.get(session.accountId) ?? {};
  const status = sourceId === undefined ? "unknown" : ledger.sourceStatus.get(sourceId);
  if (status !== "open") wrong(ledger, fact, "source", "open", status);
  const { game, userId } = session;
  const scopes = [`source ${sourceId}`, `game ${game}`, `provider ${game}`, `player ${userId}`];
  const over = ["all", ...scopes].find((scope) => suspensions.has(scope));
  if (over !== undefined) wrong(ledger, fact, "time", "while nothing is suspended", over);
  const rate = terms?.royaltyBps ?? 0;
  if (fact.royaltyBps !== rate) {
    wrong(ledger, fact, "royalty", `${rate} bps`, `${fact.royaltyBps} bps`);
  }
}

/** A rollback of a credit, or a rollbackDebit of a debit. */
function takeReversal(ledger: Ledger, session: SessionRecord, fact: Booked): void {
  const { api, transactionId, royaltyBps } = fact;
  const known = ledger.hub.transactions.get(keyOf(ledger, session, transactionId));
  const reversed = api === "rollback" ? "credit" : "debit";
  if (known?.kind !== "booked" || known.api !== reversed) {
    const found = known?.kind === "booked" ? `a ${known.api}` : "none";
    wrong(ledger, fact, "transaction", `a ${reversed} ${transactionId}`, found);
    move(ledger, session, BigInt(reversed === "debit" ? fact.amountMinor : -fact.amountMinor));
    return;
  }
  compareReversal(ledger, fact, known);
  known.reversed = "yes";
  const { amountMinor } = known;
  move(ledger, session, api === "rollback" ? -amountMinor : amountMinor);
  if (api === "rollbackDebit") earn(ledger, session, royaltyBps, -amountMinor);
}

function compareReversal(ledger: Ledger, fact: Booked, known: Known): void {
  if (known.reversed === "yes") {
    wrong(ledger, fact, "transaction", "taken back once", fact.transactionId);
  }
  const of = ({ sessionId, royaltyBps }: Known | Booked, amount: bigint | number): string =>
    `session ${sessionId}, ${amount} minor units, ${royaltyBps} bps`;
  const [own, found] = [of(known, known.amountMinor), of(fact, fact.amountMinor)];
  if (own !== found) wrong(ledger, fact, "what is taken back", own, found);
}

function move(ledger: Ledger, { currency, userId }: SessionRecord, amountMinor: bigint): void {
  ledger.accounts.movedByGame(currency, userId, amountMinor);
}

function earn(
  ledger: Ledger,
  { accountId, currency }: SessionRecord,
  royaltyBps: number,
  turnoverMinor: bigint,
): void {
  const line = { accountId, royaltyBps, currency };
  const account = ledger.hub.accounts.get(accountId);
  if (account === undefined) return;
  const { sourceId } = account;
  bookRoyalty(ledger, line, { turnoverMinor, sourceId, pool: null });
}

function compareArchived(
  { archive, hub, seq }: Ledger,
  { accountId, userId, currency }: SessionRecord,
  fact: Booked,
  balanceMinor: bigint,
): void {
  const account = hub.accounts.get(accountId);
  if (archive === null || account === undefined) return;
  const { timeMs, sessionId, api, transactionId, amountMinor, royaltyBps, round } = fact;
  const { sourceId } = account;
  const whose = { timeMs, sourceId, accountId, sessionId, userId };
  const what = { api, transactionId, currency, amountMinor, royaltyBps, round, balanceMinor };
  archive.hub.transaction(seq, { ...whose, ...what });
}

/** Providers choose their ids; two of them may choose the same. */
function keyOf({ hub }: Ledger, { accountId }: SessionRecord, transactionId: string): string {
  return `${hub.accounts.get(accountId)?.sourceId} ${transactionId}`;
}

function wrong(
  ledger: Ledger,
  { api }: { api: string },
  what: string,
  expected: string,
  found: unknown,
): void {
  breach(ledger, null, { what: `${api}: ${what}`, expected, found: String(found) });
}
