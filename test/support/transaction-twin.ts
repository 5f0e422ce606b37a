// The rules of transactions and royalties once more, with plain objects and one step after the other: slow
// and obvious. Shares no code with the engine but the words.
import type { TransactionApi } from "../../src/engine/hub/hub-fact.ts";
import type { RefusalCode } from "../../src/engine/refusal.ts";

export type TwinSession = {
  name: string;
  source: string;
  player: string;
  currency: string;
  account: number;
  expiresAtMs: number;
};

export type TwinAsk = {
  session: TwinSession;
  api: TransactionApi;
  id: string;
  amount: number | null;
  round: string | null;
  notes: string;
};

export type TwinAnswer = { code: RefusalCode } | { balance: number; change: "made" | "none" };

type Entry = { content: string; ask: TwinAsk; amount: number; rate: number; balance: number };

export class TransactionTwin {
  /** By player and currency. */
  readonly available = new Map<string, number>();
  /** Turnover by account, rate and currency. */
  readonly turnover = new Map<string, bigint>();
  /** By session: what is open, with the ids of the debits that were not taken back. */
  readonly rounds = new Map<string, Map<string, string[]>>();
  readonly games = new Map<string, number>();
  readonly rates = new Map<number, number>();
  platform: "active" | "disabled" = "active";
  nowMs = 0;
  readonly #moves = new Map<string, Entry>();
  readonly #takenBack = new Map<string, Entry>();
  readonly #remembered = new Map<string, Entry>();

  ask(ask: TwinAsk): TwinAnswer {
    const { session, api } = ask;
    const key = JSON.stringify([session.source, ask.id]);
    const content = JSON.stringify(ask);
    const isBack = api === "rollback" || api === "rollbackDebit";
    const own = isBack
      ? (this.#takenBack.get(key) ?? this.#remembered.get(key))
      : this.#moves.get(key);
    if (own !== undefined) {
      if (own.content === content) return { balance: own.balance, change: "none" };
      return { code: "IDEMPOTENCY_MISMATCH" };
    }
    return isBack ? this.#back(ask, key, content) : this.#move(ask, key, content);
  }

  completes(session: TwinSession, round: string): void {
    this.rounds.get(session.name)?.delete(round);
  }

  balance({ player, currency }: TwinSession): number {
    return this.available.get(`${player} ${currency}`) ?? 0;
  }

  #move(ask: TwinAsk, key: string, content: string): TwinAnswer {
    const { session, api, round } = ask;
    const amount = ask.amount ?? 0;
    const back = this.#remembered.get(key);
    if (back !== undefined) {
      const wanted = api === "debit" ? "rollbackDebit" : "rollback";
      const mine = back.ask.api === wanted && back.ask.session === session;
      return { code: mine ? "ROLLED_BACK" : "IDEMPOTENCY_MISMATCH" };
    }
    if (api === "debit") {
      if (this.nowMs >= session.expiresAtMs || this.platform === "disabled") {
        return { code: "GAME_SESSION_NOT_FOUND" };
      }
      if (this.balance(session) < amount) return { code: "INSUFFICIENT_FUNDS" };
    }
    const rate = api === "debit" ? (this.rates.get(session.account) ?? 0) : 0;
    const balance = this.#pay(session, api === "debit" ? -amount : amount);
    this.#moves.set(key, { content, ask, amount, rate, balance });
    if (api === "debit") this.#earn(session, rate, amount);
    if (round !== null) this.#moveInRound(ask, round);
    return { balance, change: "made" };
  }

  #moveInRound({ session, api, id }: TwinAsk, round: string): void {
    const rounds = this.rounds.get(session.name) ?? new Map<string, string[]>();
    this.rounds.set(session.name, rounds);
    if (api === "credit") rounds.delete(round);
    else rounds.set(round, [...(rounds.get(round) ?? []), id]);
  }

  #back(ask: TwinAsk, key: string, content: string): TwinAnswer {
    const { session, api, id } = ask;
    const move = this.#moves.get(key);
    if (move === undefined) {
      const balance = this.balance(session);
      this.#remembered.set(key, { content, ask, amount: 0, rate: 0, balance });
      return { balance, change: "made" };
    }
    const { amount, rate } = move;
    const kind = api === "rollback" ? "credit" : "debit";
    const fits = move.ask.api === kind && move.ask.session === session;
    if (!fits || (ask.amount !== null && ask.amount !== amount)) {
      return { code: "IDEMPOTENCY_MISMATCH" };
    }
    if (api === "rollback" && this.balance(session) < amount) return { code: "INSUFFICIENT_FUNDS" };
    const balance = this.#pay(session, api === "rollback" ? -amount : amount);
    this.#takenBack.set(key, { content, ask, amount, rate, balance });
    if (api === "rollbackDebit") {
      this.#earn(session, rate, -amount);
      this.#leaveRounds(session, id);
    }
    return { balance, change: "made" };
  }

  #leaveRounds(session: TwinSession, id: string): void {
    const rounds = this.rounds.get(session.name) ?? new Map<string, string[]>();
    for (const [round, debits] of rounds) {
      const left = debits.filter((debit) => debit !== id);
      if (left.length === 0) rounds.delete(round);
      else rounds.set(round, left);
    }
  }

  /** Positive: to the player. */
  #pay({ player, currency }: TwinSession, amount: number): number {
    const key = `${player} ${currency}`;
    const balance = (this.available.get(key) ?? 0) + amount;
    this.available.set(key, balance);
    this.games.set(currency, (this.games.get(currency) ?? 0) - amount);
    return balance;
  }

  #earn({ account, currency }: TwinSession, rate: number, amount: number): void {
    if (currency === "FUN" || currency === "DON" || amount === 0) return;
    const key = `${account} ${rate} ${currency}`;
    this.turnover.set(key, (this.turnover.get(key) ?? 0n) + BigInt(amount));
  }
}
