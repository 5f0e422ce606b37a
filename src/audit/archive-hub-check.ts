// The archive beside the log: each transaction of a provider's own games, and each booking of a royalty,
// as the audit's own books have them.
import type { Findings } from "./findings.ts";

export type AuditedTransaction = {
  timeMs: number;
  sourceId: string;
  accountId: number;
  sessionId: string;
  userId: number;
  api: string;
  transactionId: string;
  currency: string;
  amountMinor: number;
  royaltyBps: number;
  round: string | null;
  balanceMinor: number | bigint;
};

/** `pool` null: on a transaction. */
export type AuditedBooking = {
  accountId: number;
  royaltyBps: number;
  timeMs: number;
  sourceId: string;
  currency: string;
  turnoverMinor: number | bigint;
  royaltyMinor: number | bigint;
  pool: number | null;
};

/** The part of an archive about providers, as far as an audit needs it. Rows are known by seq. */
export interface AuditedHub {
  /** It should hold everything up to here. */
  readonly asOfSeq: number;
  readonly transactionCount: number;
  readonly bookingCount: number;
  transaction(seq: number): AuditedTransaction | null;
  booking(seq: number, accountId: number, royaltyBps: number): AuditedBooking | null;
}

export class ArchiveHubCheck {
  readonly #archive: AuditedHub;
  readonly #findings: Findings;
  #transactions = 0;
  #bookings = 0;

  constructor(archive: AuditedHub, findings: Findings) {
    this.#archive = archive;
    this.#findings = findings;
  }

  transaction(seq: number, own: AuditedTransaction): void {
    if (seq > this.#archive.asOfSeq) return;
    this.#transactions++;
    this.#compare(seq, "transaction", transactionText(own), this.#archive.transaction(seq), (row) =>
      transactionText(row),
    );
  }

  booking(seq: number, own: AuditedBooking): void {
    if (seq > this.#archive.asOfSeq) return;
    this.#bookings++;
    const row = this.#archive.booking(seq, own.accountId, own.royaltyBps);
    this.#compare(seq, "royalty", bookingText(own), row, bookingText);
  }

  /** All of the log has passed. */
  end(): void {
    const { transactionCount, bookingCount } = this.#archive;
    const at = (what: string) => ({ seq: null, pool: null, what: `archive: ${what}` });
    this.#findings.compare(at("transactions"), this.#transactions, transactionCount);
    this.#findings.compare(at("bookings of royalties"), this.#bookings, bookingCount);
  }

  #compare<Row>(
    seq: number,
    name: string,
    own: string,
    row: Row | null,
    text: (row: Row) => string,
  ): void {
    const what = `archive: ${name}`;
    this.#findings.compare({ seq, pool: null, what }, own, row === null ? "none" : text(row));
  }
}

function transactionText(row: AuditedTransaction): string {
  const { timeMs, sourceId, accountId, sessionId, userId, api, transactionId, currency } = row;
  const { amountMinor, royaltyBps, round, balanceMinor } = row;
  const whose = `source ${sourceId}, account ${accountId}, session ${sessionId}, user ${userId}`;
  const money = `${amountMinor} ${currency} at ${royaltyBps} bps, round ${JSON.stringify(round)}`;
  const id = JSON.stringify(transactionId);
  return `${api} ${id} at ${timeMs} of ${whose}: ${money}, then available ${balanceMinor}`;
}

function bookingText(row: AuditedBooking): string {
  const { timeMs, sourceId, accountId, royaltyBps, currency, turnoverMinor, royaltyMinor } = row;
  const whose = `source ${sourceId}, account ${accountId} at ${royaltyBps} bps`;
  const cause = row.pool === null ? "a transaction" : `pool ${row.pool}`;
  return `${royaltyMinor} on ${turnoverMinor} ${currency} at ${timeMs} of ${whose}, by ${cause}`;
}
