// Debits, credits and what takes them back. An id is answered once for ever; the guards stand in the
// order in which they are answered.
import { AMOUNT_MAX_MINOR } from "../../money/amount.ts";
import type { CommandOf, Context } from "../command.ts";
import { type Answer, type Decision, accept } from "../decision.ts";
import { Draft } from "../draft.ts";
import type { Fact } from "../fact.ts";
import type { GameId, SourceId } from "../ids.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { isRefusal } from "../rights.ts";
import { OPEN_DEBITS_MAX, TRANSACTION_TEXT_MAX } from "../rules.ts";
import { type State, sourceOf } from "../state.ts";
import { suspensionOf } from "../suspension.ts";
import type { Balance } from "../wallets.ts";
import { sessionFor } from "./game-session.ts";
import type { GameSession } from "./hub-state.ts";
import { providerAccountOf } from "./provider-account.ts";
import { whyOver } from "./session-end.ts";
import {
  type TakeBackApi,
  type Transaction,
  type TransactionRole,
  roleOf,
  takesBack,
} from "./transaction-table.ts";

type Book = CommandOf<"book-transaction">;
type Round = CommandOf<"complete-round">;

const SHA_256_HEX = /^[0-9a-f]{64}$/;

export function decideBookTransaction(state: State, command: Book, context: Context): Decision {
  const wrong = invalidFields(command);
  if (wrong !== null) return refuse("FIELD_INVALID", wrong);
  const session = sessionOfProvider(state, command, context);
  if (isRefusal(session)) return session;
  const known = knownTransaction(state, session, command);
  if (known !== null) return known;
  if (command.api === "debit") {
    const barred = whyNoDebit(state, session, context.nowMs);
    if (barred !== null) return barred;
  }
  const foreign = foreignCurrency(session, command.currency);
  if (foreign !== null) return foreign;
  const { api } = command;
  return takesBack(api)
    ? decideTakeBack(state, session, { ...command, api }, context)
    : decideMove(state, session, command, context);
}

/** A round that is over already, or never began, is answered the same and changes nothing. */
export function decideCompleteRound(state: State, command: Round, context: Context): Decision {
  const { sessionId, round } = command;
  const wrong = invalidText("round", round);
  if (wrong !== null) return refuse("FIELD_INVALID", wrong);
  const session = sessionOfProvider(state, command, context);
  if (isRefusal(session)) return session;
  const foreign = foreignCurrency(session, command.currency);
  if (foreign !== null) return foreign;
  const answer = { kind: "round-completed", sessionId, round } as const;
  if (!session.openRounds.has(round)) return accept([], answer);
  const { sign } = new Draft(state, context, "provider");
  return accept([{ kind: "RoundCompleted", ...sign, sessionId, round }], answer);
}

// --- what can be said without looking at other transactions

function invalidFields({ api, transactionId, amountMinor, contentHash, round }: Book) {
  const text =
    invalidText("transactionId", transactionId) ??
    (round === null ? null : invalidText("betId", round));
  if (text !== null) return text;
  if (!SHA_256_HEX.test(contentHash)) return "the content is named by 64 hexadecimal digits";
  const absent = amountMinor === null && takesBack(api);
  if (absent || (Number.isSafeInteger(amountMinor) && Number(amountMinor) >= 0)) return null;
  return `amount is ${amountMinor}; accepted: whole minor units, 0 or more`;
}

function invalidText(field: string, text: string): string | null {
  if (text.length > 0 && text.length <= TRANSACTION_TEXT_MAX) return null;
  return `${field} has ${text.length} characters; accepted: 1 to ${TRANSACTION_TEXT_MAX}`;
}

function sessionOfProvider(
  state: State,
  { sessionId }: Book | Round,
  { actor }: Context,
): GameSession | Refusal {
  const session = sessionFor(state, sessionId);
  if (session === undefined) {
    return refuse("GAME_SESSION_NOT_FOUND", `there is no game session ${sessionId}`);
  }
  const { sourceId } = providerAccountOf(state, session.accountId);
  if (actor.kind === "provider" && actor.sourceId === sourceId) return session;
  return refuse("NO_PRIVILEGE", "this game session is another provider's");
}

function foreignCurrency(session: GameSession, currency: string): Refusal | null {
  if (currency === session.currency) return null;
  const text = `currency is ${currency}; this game session is in ${session.currency}`;
  return refuse("CURRENCY_NOT_AVAILABLE", text);
}

/** Money can be lost only while the game may be played; what was won or goes back is paid any time. */
function whyNoDebit(state: State, session: GameSession, nowMs: number): Refusal | null {
  const over = whyOver(state, session, nowMs);
  if (over !== null) return over;
  const { accountId, userId, game } = session;
  const { sourceId } = providerAccountOf(state, accountId);
  if (sourceOf(state, sourceId).status !== "open") {
    return refuse("SOURCE_CLOSED", `source ${sourceId} is closed`);
  }
  const suspension = suspensionOf(state, { gameId: game as GameId, sourceId }, userId);
  if (suspension === null) return null;
  return refuse("BETTING_SUSPENDED", `betting is suspended: ${suspension.reason}`);
}

// --- ids that came before

function knownTransaction(state: State, session: GameSession, command: Book): Decision | null {
  const { sourceId } = providerAccountOf(state, session.accountId);
  const { api, sessionId, transactionId, contentHash } = command;
  const own = found(state, sourceId, roleOf(api), transactionId);
  if (own !== null) {
    const same =
      own.api === api &&
      own.sessionId === sessionId &&
      state.hub.transactions.hasContent(own.row, contentHash);
    return same ? accept([], answer(command, own.balanceMinor, "none")) : mismatch(command);
  }
  if (takesBack(api)) return whyUnfit(found(state, sourceId, "move", transactionId), command);
  const rollback = found(state, sourceId, "take-back", transactionId);
  if (rollback === null) return null;
  const meant = rollback.api === (api === "debit" ? "rollbackDebit" : "rollback");
  if (!meant || rollback.sessionId !== sessionId) return mismatch(command);
  return refuse("ROLLED_BACK", `${api} ${transactionId} was taken back before it came`);
}

type Found = Transaction & { row: number };

function found(
  state: State,
  sourceId: SourceId,
  role: TransactionRole,
  transactionId: string,
): Found | null {
  const { transactions } = state.hub;
  const row = transactions.rowOf(sourceId, role, transactionId);
  return row < 0 ? null : { ...transactions.at(row), row };
}

/** What is taken back must be of its kind, session and amount; or it has not come yet. */
function whyUnfit(moved: Found | null, command: Book): Refusal | null {
  if (moved === null) return null;
  const { api, sessionId, amountMinor } = command;
  const same =
    moved.api === (api === "rollback" ? "credit" : "debit") &&
    moved.sessionId === sessionId &&
    (amountMinor ?? moved.amountMinor) === moved.amountMinor;
  return same ? null : mismatch(command);
}

function mismatch({ transactionId }: Book): Refusal {
  const text = `transactionId "${transactionId}" was used for something else`;
  return refuse("IDEMPOTENCY_MISMATCH", text);
}

// --- new ones

function decideMove(state: State, session: GameSession, command: Book, context: Context): Decision {
  const { currency, accountId } = session;
  const amountMinor = command.amountMinor ?? 0;
  if (amountMinor > AMOUNT_MAX_MINOR) {
    return refuse("AMOUNT_LIMIT", `amount ${amountMinor} is above 10^13 minor units`);
  }
  if (command.api === "credit" && !state.wallets.canPayFromGames(currency, amountMinor)) {
    return tooMuchMoney(currency);
  }
  if (command.api === "debit" && command.round !== null && openDebits(session) >= OPEN_DEBITS_MAX) {
    const text = `${OPEN_DEBITS_MAX} debits of this session are in rounds that are not over; end some with a credit or roundComplete`;
    return refuse("LIMIT_REACHED", text);
  }
  const { terms } = providerAccountOf(state, accountId);
  const royaltyBps = command.api === "debit" ? terms.royaltyBps : 0;
  return book(state, session, { ...command, amountMinor, royaltyBps }, context);
}

/** Of something that has not come yet it is remembered, so that it has no effect when it does. */
function decideTakeBack(
  state: State,
  session: GameSession,
  command: Book & { api: TakeBackApi },
  context: Context,
): Decision {
  const { sourceId } = providerAccountOf(state, session.accountId);
  const { api, sessionId, transactionId, contentHash } = command;
  const moved = found(state, sourceId, "move", transactionId);
  if (moved === null) {
    const { sign } = new Draft(state, context, "provider");
    const { availableMinor: balanceMinor } = balanceIn(state, session);
    const what = { sessionId, api, transactionId, contentHash, balanceMinor };
    const fact: Fact = { kind: "RollbackRemembered", ...sign, ...what };
    return accept([fact], answer(command, balanceMinor, "made"));
  }
  const { amountMinor, royaltyBps } = moved;
  if (api === "rollbackDebit" && !state.wallets.canPayFromGames(session.currency, amountMinor)) {
    return tooMuchMoney(session.currency);
  }
  return book(state, session, { ...command, amountMinor, royaltyBps }, context);
}

function book(
  state: State,
  session: GameSession,
  command: Book & { amountMinor: number; royaltyBps: number },
  context: Context,
): Decision {
  const { sessionId, api, transactionId, amountMinor, contentHash, round, royaltyBps } = command;
  const { availableMinor } = balanceIn(state, session);
  const takes = api === "debit" || api === "rollback";
  if (takes && availableMinor < amountMinor) {
    const text = `${api} of ${amountMinor} minor units of ${session.currency}, available are ${availableMinor}`;
    return refuse("INSUFFICIENT_FUNDS", text);
  }
  const balanceMinor = availableMinor + (takes ? -amountMinor : amountMinor);
  const { sign } = new Draft(state, context, "provider");
  const what = { sessionId, api, transactionId, amountMinor, contentHash, round };
  const fact: Fact = { kind: "TransactionBooked", ...sign, ...what, royaltyBps, balanceMinor };
  return accept([fact], answer(command, balanceMinor, "made"));
}

function balanceIn(state: State, { currency, userId }: GameSession): Balance {
  return state.wallets.balance(currency, userId);
}

function answer(
  { sessionId, transactionId }: Book,
  balanceMinor: number,
  change: "made" | "none",
): Answer {
  return { kind: "transaction", sessionId, transactionId, balanceMinor, change };
}

function openDebits({ openRounds }: GameSession): number {
  let count = 0;
  for (const rows of openRounds.values()) count += rows.length;
  return count;
}

function tooMuchMoney(currency: string): Refusal {
  const text = `there may be no more than 2^53 minor units of ${currency} in all`;
  return refuse("AMOUNT_LIMIT", text);
}
