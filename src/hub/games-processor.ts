// POST games-processor: money of a provider's own games, inside a session. The provider is whoever the
// session's account belongs to; an id of a transaction is answered once for ever.
import type { GameSession } from "../engine/hub/hub-state.ts";
import { providerAccountOf } from "../engine/hub/provider-account.ts";
import { whyOver } from "../engine/hub/session-end.ts";
import type { SourceId } from "../engine/ids.ts";
import { AMOUNT_MAX_MINOR } from "../money/amount.ts";
import { currencyOf } from "../money/currency.ts";
import type { ProcessorCode } from "../protocol/open-games-code.ts";
import { Problem } from "../protocol/problem.ts";
import type { Outcome } from "../sequencer/writer.ts";
import { type HubAnswer, type HubCall, type HubRefusal, refusal } from "./call.ts";
import { contentHashOf } from "./canonical-json.ts";
import { doneCall, refusedCall } from "./envelope.ts";
import type { HubParts } from "./hub-parts.ts";
import { type JsonObject, readJsonObject } from "./json-text.ts";
import { apiOf, type ProcessorRequest, readProcessorRequest, tokenIn } from "./processor-body.ts";
import { providerSigner } from "./provider-call.ts";
import { translated } from "./refusal-code.ts";

type ProcessorRefusal = HubRefusal<ProcessorCode>;

type Done = {
  readonly kind: "done";
  readonly code: "NO_ERRORS" | "ALREADY_PROCESSED";
  readonly data: object;
};

export async function answerGamesProcessor(parts: HubParts, call: HubCall): Promise<HubAnswer> {
  const json = readJsonObject(call.signed);
  const api = json instanceof Problem ? "" : (apiOf(json) ?? "");
  const done = await process(parts, call, json);
  return done.kind === "refused" ? refusedCall(api, done) : doneCall(api, done.code, done.data);
}

async function process(
  parts: HubParts,
  call: HubCall,
  json: JsonObject | Problem,
): Promise<Done | ProcessorRefusal> {
  if (call.sign === null) return refusal("SIGN_NOT_PROVIDED", "the header Sign is missing");
  if (json instanceof Problem) return refusal("INVALID_BODY", json.text);
  const token = tokenIn(json);
  if (token === null) {
    return refusal("INVALID_BODY", "data.gameSessionId is missing or no text");
  }
  const session = await parts.tokens.sessionOf(token);
  if (session === null) {
    const text = "data.gameSessionId is none of ours; accepted: GAME_SESSION of a launch";
    return refusal("SESSION_NOT_FOUND", text);
  }
  const { state } = parts.writer;
  const { sourceId } = providerAccountOf(state, session.accountId);
  const verdict = await parts.signatures.check(call, () => providerSigner(state, sourceId));
  if (verdict.kind === "again") return refusal("INTERNAL_ERROR", verdict.text);
  if (verdict.kind !== "signed") return refusal("INVALID_SIGN", verdict.text);
  const request = readProcessorRequest(json);
  if (request instanceof Problem) return refusal("INVALID_BODY", request.text);
  return (
    misfit(session, request) ??
    act(parts, { session, sourceId, request, hash: contentHashOf(json) })
  );
}

/** Where the request does not fit the session it names. */
function misfit(session: GameSession, request: ProcessorRequest): ProcessorRefusal | null {
  const { currency, denomination, gameId } = request;
  const known = currencyOf(currency);
  if (known === null) {
    const found = JSON.stringify(currency);
    const text = `data.currency is ${found}; accepted: ${session.currency}, that of the session`;
    return refusal("UNKNOWN_CURRENCY", text);
  }
  if (currency !== session.currency) {
    const text = `data.currency is ${currency}; accepted: ${session.currency}, that of the session`;
    return refusal("SESSION_CURRENCY", text);
  }
  if (denomination !== null && denomination !== session.decimals) {
    const text = `data.denomination is ${denomination}; accepted: ${session.decimals}, the decimals of ${currency}`;
    return refusal("INVALID_BODY", text);
  }
  if (gameId === null || gameId === session.game) return null;
  const text = `data.gameId is ${JSON.stringify(gameId)}; accepted: that of the session, or none`;
  return refusal("INVALID_BODY", text);
}

type Acting = {
  readonly session: GameSession;
  readonly sourceId: SourceId;
  readonly request: ProcessorRequest;
  readonly hash: string;
};

async function act(parts: HubParts, acting: Acting): Promise<Done | ProcessorRefusal> {
  const { session, sourceId, request, hash } = acting;
  const { sessionId, currency } = session;
  const provider = { kind: "provider", sourceId } as const;
  switch (request.api) {
    case "balance":
      return balance(parts, session);
    case "metaData": {
      const { round } = request;
      const command = { kind: "complete-round", sessionId, currency, round } as const;
      const outcome = parts.writer.submit(command, provider, null);
      if (outcome.kind === "refused") return refusedBy(outcome);
      const data = { api: "roundComplete", data: { betId: round } };
      return { kind: "done", code: "NO_ERRORS", data };
    }
    case "debit":
    case "credit":
    case "rollback":
    case "rollbackDebit": {
      const { api, transactionId, amountMinor, round } = request;
      const what = { sessionId, api, transactionId, currency, amountMinor, round };
      const command = { kind: "book-transaction", ...what, contentHash: hash } as const;
      const outcome = parts.writer.submit(command, provider, null);
      if (outcome.kind === "refused") return refusedBy(outcome);
      return booked(parts, session, outcome);
    }
  }
}

/** The balance is that of the answer, whenever it is asked again. */
async function booked(
  parts: HubParts,
  session: GameSession,
  { answer }: Extract<Outcome, { readonly kind: "accepted" }>,
): Promise<Done> {
  if (answer.kind !== "transaction") throw new Error(`no transaction in ${answer.kind}`);
  const { transactionId, balanceMinor: amount, change } = answer;
  const { currency, decimals: denomination } = session;
  const userNick = await nickOf(parts, session);
  const data = { transactionId, userNick, amount, denomination, currency };
  return { kind: "done", code: change === "made" ? "NO_ERRORS" : "ALREADY_PROCESSED", data };
}

async function balance(parts: HubParts, session: GameSession): Promise<Done | ProcessorRefusal> {
  const { writer } = parts;
  writer.catchUp();
  const over = whyOver(writer.state, session, writer.nowMs());
  if (over !== null) return refusedBy(over);
  const { userId, currency, decimals: denomination } = session;
  const { availableMinor: amount } = writer.state.wallets.balance(currency, userId);
  const userNick = await nickOf(parts, session);
  const data = {
    userId: String(userId),
    userNick,
    amount,
    denomination,
    currency,
    maxWin: AMOUNT_MAX_MINOR,
    jpKey: "",
    freeGames: [],
  };
  return { kind: "done", code: "NO_ERRORS", data };
}

async function nickOf({ identity }: HubParts, { userId }: GameSession): Promise<string> {
  const names = await identity.usernameOf([userId]);
  return names.get(userId) ?? `user ${userId}`;
}

function refusedBy(inner: Extract<Outcome, { readonly kind: "refused" }>): ProcessorRefusal {
  return translated(inner, {
    FIELD_INVALID: "INVALID_BODY",
    IDEMPOTENCY_MISMATCH: "INVALID_BODY",
    AMOUNT_LIMIT: "INVALID_BODY",
    LIMIT_REACHED: "INVALID_BODY",
    ROLLED_BACK: "ALREADY_PROCESSED",
    GAME_SESSION_NOT_FOUND: "SESSION_NOT_FOUND",
    SOURCE_CLOSED: "SESSION_NOT_FOUND",
    CURRENCY_NOT_AVAILABLE: "SESSION_CURRENCY",
    BETTING_SUSPENDED: "BETTING_SUSPENDED",
    INSUFFICIENT_FUNDS: "INSUFFICIENT_BALANCE",
  });
}
