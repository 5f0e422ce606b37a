// Money of the providers' own games. The fact says what was asked; what it does follows by rule, and must
// come to the balance that was answered.
import { assertNever } from "../assert-never.ts";
import type { FactOf } from "../fact.ts";
import type { State } from "../state.ts";
import { bookRoyalty } from "./evolve-royalty.ts";
import { sessionFor } from "./game-session.ts";
import type { GameSession } from "./hub-state.ts";
import { providerAccountOf } from "./provider-account.ts";
import { takesBack } from "./transaction-table.ts";

type Booked = FactOf<"TransactionBooked">;
type Remembered = FactOf<"RollbackRemembered">;

export function evolveTransaction(
  state: State,
  fact: Booked | Remembered | FactOf<"RoundCompleted">,
): void {
  const session = sessionFor(state, fact.sessionId);
  if (session === undefined) throw new Error(`no game session ${fact.sessionId}`);
  switch (fact.kind) {
    case "TransactionBooked":
      return booked(state, session, fact);
    case "RollbackRemembered":
      return remembered(state, session, fact);
    case "RoundCompleted":
      if (session.openRounds.delete(fact.round)) return;
      throw new Error(`session ${fact.sessionId} has no open round ${fact.round}`);
    default:
      return assertNever(fact);
  }
}

function booked(state: State, session: GameSession, fact: Booked): void {
  const { currency, userId, accountId } = session;
  const { api, amountMinor, royaltyBps, round } = fact;
  const before = earlier(state, session, fact);
  const terms = { accountId, royaltyBps, currency };
  switch (api) {
    case "debit":
      state.wallets.payFromGames(currency, userId, -amountMinor);
      bookRoyalty(state, terms, amountMinor);
      break;
    case "credit":
      state.wallets.payFromGames(currency, userId, amountMinor);
      break;
    case "rollback":
      state.wallets.payFromGames(currency, userId, -amountMinor);
      break;
    case "rollbackDebit":
      state.wallets.payFromGames(currency, userId, amountMinor);
      bookRoyalty(state, terms, -amountMinor);
      break;
    default:
      return assertNever(api);
  }
  const row = keep(state, session, { ...fact, kind: "booked" });
  if (api === "debit" && round !== null) openRound(session, round, row);
  if (api === "credit" && round !== null) session.openRounds.delete(round);
  if (api === "rollbackDebit") takeFromRound(session, before);
}

/** Row of what is taken back, -1 for money that moves. Throws where the fact can't stand beside it. */
function earlier(state: State, { accountId }: GameSession, fact: Booked): number {
  const { transactions } = state.hub;
  const { sourceId } = providerAccountOf(state, accountId);
  const { api, transactionId, sessionId, amountMinor, royaltyBps } = fact;
  if (!takesBack(api)) {
    if (transactions.rowOf(sourceId, "take-back", transactionId) >= 0) {
      throw new Error(`${api} ${transactionId} was taken back before it came`);
    }
    return -1;
  }
  const row = transactions.rowOf(sourceId, "move", transactionId);
  if (row < 0) throw new Error(`${api} of ${transactionId}, which is not there`);
  const of = transactions.at(row);
  const fits =
    of.api === (api === "rollback" ? "credit" : "debit") &&
    of.sessionId === sessionId &&
    of.amountMinor === amountMinor &&
    of.royaltyBps === royaltyBps;
  if (!fits) throw new Error(`${api} of ${transactionId} is not of the ${of.api} that is there`);
  return row;
}

function remembered(state: State, session: GameSession, fact: Remembered): void {
  const { sourceId } = providerAccountOf(state, session.accountId);
  if (state.hub.transactions.rowOf(sourceId, "move", fact.transactionId) >= 0) {
    throw new Error(`${fact.api} of ${fact.transactionId}, which is there, was only remembered`);
  }
  keep(state, session, { ...fact, kind: "remembered", amountMinor: 0, royaltyBps: 0 });
}

type Kept = Pick<Booked, "api" | "transactionId" | "amountMinor" | "royaltyBps"> &
  Pick<Booked, "contentHash" | "balanceMinor"> & { kind: "booked" | "remembered" };

/** The row it gets. */
function keep(state: State, { sessionId, accountId, currency, userId }: GameSession, fact: Kept) {
  const { api, transactionId, kind, amountMinor, balanceMinor, royaltyBps, contentHash } = fact;
  const { availableMinor } = state.wallets.balance(currency, userId);
  if (availableMinor !== balanceMinor) {
    throw new Error(`${api} ${transactionId} comes to ${availableMinor}, not to ${balanceMinor}`);
  }
  const { sourceId } = providerAccountOf(state, accountId);
  const what = { sourceId, sessionId, api, transactionId, kind, amountMinor };
  return state.hub.transactions.append({ ...what, balanceMinor, royaltyBps, contentHash });
}

function openRound({ openRounds }: GameSession, round: string, row: number): void {
  const rows = openRounds.get(round);
  if (rows === undefined) openRounds.set(round, [row]);
  else rows.push(row);
}

/** A round whose every debit was taken back is over; one that is over already stays so. */
function takeFromRound({ openRounds }: GameSession, debit: number): void {
  for (const [round, rows] of openRounds) {
    if (!rows.includes(debit)) continue;
    if (rows.length === 1) openRounds.delete(round);
    else rows.splice(rows.indexOf(debit), 1);
    return;
  }
}
