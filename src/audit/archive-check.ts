// The archive beside the log: each resolved pool is there, bet by bet, with what the rule pays.
import { ArchiveHubCheck, type AuditedHub } from "./archive-hub-check.ts";
import type { Findings } from "./findings.ts";
import type { PoolRecord } from "./ledger.ts";
import type { PaidBet } from "./settlement-by-hand.ts";

export type AuditedBet = {
  userId: number;
  /** Place in the pool's targets. */
  target: number;
  stakeMinor: number;
  placedAtMs: number;
  result: string;
  paidMinor: number;
};

/** An archive as far as an audit needs it. */
export interface AuditedArchive extends AuditedHub {
  readonly poolCount: number;
  readonly betCount: number;
  hasPool(pool: number): boolean;
  /** In the order placed. */
  bets(pool: number): Iterable<AuditedBet>;
}

const GIVEN_BACK: ReadonlySet<string> = new Set(["late", "void", "returned"]);

export class ArchiveCheck {
  readonly archive: AuditedArchive;
  readonly hub: ArchiveHubCheck;
  readonly #findings: Findings;
  #pools = 0;
  #bets = 0;

  constructor(archive: AuditedArchive, findings: Findings) {
    this.archive = archive;
    this.hub = new ArchiveHubCheck(archive, findings);
    this.#findings = findings;
  }

  /** The same bets, each compared with the archive's as it passes. */
  *compared(
    at: { seq: number; index: number; pool: PoolRecord },
    paid: Iterable<PaidBet>,
  ): Generator<PaidBet> {
    const { seq, index, pool } = at;
    if (seq > this.archive.asOfSeq) {
      yield* paid;
      return;
    }
    if (!this.archive.hasPool(index)) {
      this.#add(at, "archive", "the resolved pool", "none");
      yield* paid;
      return;
    }
    this.#pools++;
    const rows = this.archive.bets(index)[Symbol.iterator]();
    let place = 0;
    for (const bet of paid) {
      this.#bets++;
      this.#compare({ seq, pool }, place++, bet, rows.next().value);
      yield bet;
    }
    let more = 0;
    while (rows.next().done !== true) more++;
    if (more > 0) this.#add(at, "archive: bets", String(place), String(place + more));
  }

  #compare(
    at: { seq: number; pool: PoolRecord },
    place: number,
    bet: PaidBet,
    row: AuditedBet | undefined,
  ): void {
    const { bets } = at.pool;
    const { user, stakeMinor, paidMinor, outcome } = bet;
    const expected = [user, bets.targets[place], stakeMinor, bets.placedAtMs[place], paidMinor];
    let found = "none";
    if (row !== undefined) {
      const { userId, target, result } = row;
      const archived = GIVEN_BACK.has(result) ? "returned" : result;
      found = [userId, target, row.stakeMinor, row.placedAtMs, row.paidMinor, archived].join(", ");
    }
    const what = `archive: bet ${place} (user, target, stake, placed_at, paid, outcome)`;
    const own = [...expected, outcome].join(", ");
    if (own !== found) this.#add(at, what, own, found);
  }

  /** All pools of the log have passed. */
  end(headSeq: number): void {
    const { asOfSeq, poolCount, betCount } = this.archive;
    const at = { seq: null, pool: null };
    if (asOfSeq > headSeq) {
      const expected = `${headSeq} or less: it was opened before the log`;
      this.#findings.add({ ...at, what: "archive: as of", expected, found: String(asOfSeq) });
      return;
    }
    this.#findings.compare({ ...at, what: "archive: resolved pools" }, this.#pools, poolCount);
    this.#findings.compare({ ...at, what: "archive: their bets" }, this.#bets, betCount);
    this.hub.end();
  }

  #add(at: { seq: number; pool: PoolRecord }, what: string, expected: string, found: string): void {
    this.#findings.add({ seq: at.seq, pool: at.pool.poolId, what, expected, found });
  }
}
