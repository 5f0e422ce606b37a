// Every transaction of the providers' own games, for ever: an id that comes again is answered again.
// Columns of numbers, 71 bytes a row with its share of the index, because rows never leave. Ids and
// contents are kept as 128 bits of SHA-256: both are chosen by others, who must not find two that fall
// together. A row never changes.
import { hash } from "node:crypto";
import { Column } from "../column.ts";
import type { GameSessionId, SourceId } from "../ids.ts";
import { ShardedIndex } from "../sharded-index.ts";
import type { TransactionApi } from "./hub-fact.ts";

export type Transaction = {
  sessionId: GameSessionId;
  api: TransactionApi;
  /** remembered: a rollback of something that had not come yet. It moved nothing. */
  kind: "booked" | "remembered";
  amountMinor: number;
  balanceMinor: number;
  royaltyBps: number;
};

export type TakeBackApi = "rollback" | "rollbackDebit";

/** What an id can stand for, once each: money that moves, and that it is taken back. */
export type TransactionRole = "move" | "take-back";

export type NewTransaction = Transaction & {
  sourceId: SourceId;
  transactionId: string;
  /** SHA-256, hex. */
  contentHash: string;
};

const APIS = ["debit", "credit", "rollback", "rollbackDebit"] as const;
const KINDS = ["booked", "remembered"] as const;

/** Four words of the id, four of the content, then session, what (below), amount, balance. */
export const TRANSACTION_COLUMNS = 12;
const ID = 0;
const CONTENT = 4;
const SESSION = 8;
/** Two bits of api, one of kind, the rest is the rate. */
const WHAT = 9;
const AMOUNT = 10;
const BALANCE = 11;
const WORD_HEX_DIGITS = 8;

type Words = readonly [number, number, number, number];

export class TransactionTable {
  readonly #columns = Array.from(
    { length: TRANSACTION_COLUMNS },
    (_, place) => new Column(place < AMOUNT ? "uint32" : "float64"),
  );
  readonly #index = new ShardedIndex((row) => this.numberAt(ID, row));
  /** Sessions in the order of their first transactions; rows name them by place. */
  readonly #sessions: GameSessionId[] = [];
  readonly #placeOfSession = new Map<GameSessionId, number>();

  get count(): number {
    return this.#columns[ID]?.length ?? 0;
  }

  /** The row, or -1. */
  rowOf(sourceId: SourceId, role: TransactionRole, transactionId: string): number {
    return this.#rowOf(idWords(sourceId, role, transactionId));
  }

  append(transaction: NewTransaction): number {
    const { sourceId, api, transactionId, kind, contentHash, royaltyBps } = transaction;
    const id = idWords(sourceId, roleOf(api), transactionId);
    if (this.#rowOf(id) >= 0) throw new Error(`${api} of ${transactionId} is there already`);
    const what = APIS.indexOf(api) | (KINDS.indexOf(kind) << 2) | (royaltyBps << 3);
    const session = this.#placeOf(transaction.sessionId);
    const { amountMinor, balanceMinor } = transaction;
    return this.#push([...id, ...words(contentHash), session, what, amountMinor, balanceMinor]);
  }

  at(row: number): Transaction {
    const what = this.numberAt(WHAT, row);
    const sessionId = this.#sessions[this.numberAt(SESSION, row)];
    const api = APIS[what & 3];
    const kind = KINDS[(what >>> 2) & 1];
    if (row >= this.count || sessionId === undefined || api === undefined || kind === undefined) {
      throw new Error(`no transaction ${row}`);
    }
    return {
      sessionId,
      api,
      kind,
      amountMinor: this.numberAt(AMOUNT, row),
      balanceMinor: this.numberAt(BALANCE, row),
      royaltyBps: what >>> 3,
    };
  }

  /** Whether this is what was asked then. */
  hasContent(row: number, contentHash: string): boolean {
    return words(contentHash).every((word, place) => this.numberAt(CONTENT + place, row) === word);
  }

  // --- for those who keep or compare the whole

  sessions(): readonly GameSessionId[] {
    return this.#sessions;
  }

  numberAt(column: number, row: number): number {
    return this.#columns[column]?.get(row) ?? 0;
  }

  restoreSession(sessionId: GameSessionId): void {
    this.#placeOf(sessionId);
  }

  /** A row as its numbers, by column. */
  restoreRow(numbers: readonly number[]): void {
    this.#push(numbers);
  }

  #rowOf(id: Words): number {
    return this.#index.find(id[0], (row) =>
      id.every((word, place) => this.numberAt(ID + place, row) === word),
    );
  }

  #push(numbers: readonly number[]): number {
    const row = this.count;
    this.#columns.forEach((column, place) => column.push(numbers[place] ?? 0));
    this.#index.insert(this.numberAt(ID, row), row);
    return row;
  }

  #placeOf(sessionId: GameSessionId): number {
    const known = this.#placeOfSession.get(sessionId);
    if (known !== undefined) return known;
    const place = this.#sessions.push(sessionId) - 1;
    this.#placeOfSession.set(sessionId, place);
    return place;
  }
}

export function takesBack(api: TransactionApi): api is TakeBackApi {
  return api === "rollback" || api === "rollbackDebit";
}

export function roleOf(api: TransactionApi): TransactionRole {
  return takesBack(api) ? "take-back" : "move";
}

/** As JSON, which tells also those texts apart that are no sound Unicode. */
function idWords(sourceId: SourceId, role: TransactionRole, transactionId: string): Words {
  return words(hash("sha256", JSON.stringify([sourceId, role, transactionId]), "hex"));
}

function words(hex: string): Words {
  const word = (place: number): number =>
    Number.parseInt(hex.slice(place * WORD_HEX_DIGITS, (place + 1) * WORD_HEX_DIGITS), 16);
  return [word(0), word(1), word(2), word(3)];
}
