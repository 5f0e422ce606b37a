// The whole audit: chain, own books, and the engine's replay beside them, compared as they go and at
// the end. The engine comes in as a Replica, so that nothing here leans on its code.
import type { Fact } from "../engine/fact.ts";
import type { LogHead, StoredBatch } from "../log/log.ts";
import { totalsOf } from "./account-book.ts";
import { ArchiveCheck, type AuditedArchive } from "./archive-check.ts";
import { ChainCheck } from "./chain-check.ts";
import { takeFact } from "./fact-audit.ts";
import { Findings } from "./findings.ts";
import { settledByEvent } from "./game-check.ts";
import { type Ledger, newLedger } from "./ledger.ts";
import { newBetList } from "./settlement-by-hand.ts";
import type { Participants } from "./settlement-check.ts";

/** A log as far as an audit needs it. */
export type AuditedLog = {
  /** Everything up to here is read; later batches are not. */
  head: LogHead;
  logId: Uint8Array;
  read(fromSeq: number): Iterable<StoredBatch>;
};

/** The engine, replaying the same facts. */
export interface Replica {
  /** Reads the lines of a batch. Throws where a line is no fact this release knows. */
  factsOf(batch: StoredBatch): Fact[];
  /** Throws where the fact does not fit. */
  apply(fact: Fact): void;
  currencies(): string[];
  /** Users from 0 up to, not with, this one may have a balance. */
  usersEnd(currency: string): number;
  balance(currency: string, user: number): { availableMinor: number; exposureMinor: number };
  house(currency: string): {
    takeoutMinor: number;
    royaltyMinor: number;
    gamesMinor: number;
    externalMinor: number;
  };
  royalties(): Iterable<{
    accountId: number;
    royaltyBps: number;
    currency: string;
    turnoverMinor: bigint;
    royaltyMinor: bigint;
  }>;
  brokenInvariants(): string[];
  stateHash(): string;
}

export type AuditResult = {
  findings: Findings;
  ledger: Ledger;
  batches: number;
  head: LogHead;
  /** Null where the engine could not replay the log to its end. */
  stateHash: string | null;
};

export function audit(
  log: AuditedLog,
  replica: Replica,
  onBatch: (ledger: Ledger) => void = () => {},
  archive: AuditedArchive | null = null,
): AuditResult {
  const findings = new Findings();
  const check = archive === null ? null : new ArchiveCheck(archive, findings);
  const run = new Run(log, replica, newLedger(findings, check));
  for (const batch of log.read(1)) {
    if (batch.batch > log.head.batch || !run.take(batch)) break;
    onBatch(run.ledger);
  }
  return run.end();
}

class Run {
  readonly ledger: Ledger;
  readonly #log: AuditedLog;
  readonly #replica: Replica;
  readonly #chain: ChainCheck;
  #readTo: "the end" | "a line that can't be read" = "the end";
  #engine: "follows" | "refused" = "follows";

  constructor(log: AuditedLog, replica: Replica, ledger: Ledger) {
    this.#log = log;
    this.#replica = replica;
    this.ledger = ledger;
    this.#chain = new ChainCheck(log.logId, ledger.findings);
  }

  /** False where the rest of the log can't be read. */
  take(batch: StoredBatch): boolean {
    this.#chain.take(batch);
    try {
      for (const fact of this.#replica.factsOf(batch)) this.#takeFact(fact);
    } catch (error) {
      this.#readTo = "a line that can't be read";
      const what = `batch ${batch.batch}, after this seq`;
      const { seq } = this.ledger;
      const found = messageOf(error);
      this.ledger.findings.add({ seq, pool: null, what, expected: "facts", found });
      return false;
    }
    settledByEvent(this.ledger);
    const at = { seq: this.ledger.seq, pool: null, what: `batch ${batch.batch}: time of its end` };
    this.ledger.findings.compare(at, this.ledger.timeMs, batch.timeMs);
    return true;
  }

  #takeFact(fact: Fact): void {
    const paid = takeFact(this.ledger, fact);
    if (this.#engine === "refused") return;
    try {
      this.#replica.apply(fact);
    } catch (error) {
      this.#engine = "refused";
      const expected = "a fact the engine accepts";
      const { seq, findings } = this.ledger;
      findings.add({ seq, pool: null, what: fact.kind, expected, found: messageOf(error) });
      return;
    }
    if (paid !== null) this.#comparePaid(paid);
  }

  /** Right after a pool ended, so that a difference is found where it arose. */
  #comparePaid({ currency, pool, users }: Participants): void {
    for (const user of users) this.#compareUser(currency, user, { seq: this.ledger.seq, pool });
  }

  #compareUser(
    currency: string,
    user: number,
    at: { seq: number | null; pool: string | null },
  ): void {
    const { findings, accounts } = this.ledger;
    const mine = accounts.holding(currency, user);
    const theirs = this.#replica.balance(currency, user);
    const what = (name: string): string => `${name} of user ${user}, minor units of ${currency}`;
    findings.compare(
      { ...at, what: what("available balance") },
      mine.availableMinor,
      theirs.availableMinor,
    );
    findings.compare({ ...at, what: what("exposure") }, mine.exposureMinor, theirs.exposureMinor);
  }

  end(): AuditResult {
    const { ledger } = this;
    const { findings } = ledger;
    if (this.#readTo === "the end") {
      this.#chain.end(this.#log.head);
      ledger.archive?.end(this.#log.head.seq);
    }
    for (const currency of ledger.accounts.currencies()) this.#checkOwn(currency);
    let stateHash: string | null = null;
    if (this.#engine === "follows" && this.#readTo === "the end") {
      this.#compareEnd();
      stateHash = this.#replica.stateHash();
    }
    const { batch: batches } = this.#chain.head;
    return { findings, ledger, batches, head: this.#chain.head, stateHash };
  }

  #compareEnd(): void {
    const { findings, accounts } = this.ledger;
    const at = { seq: null, pool: null };
    const mine = accounts.currencies();
    for (const currency of new Set([...mine, ...this.#replica.currencies()])) {
      const book = accounts.of(currency);
      const end = this.#replica.usersEnd(currency);
      for (let user = 0; user < end; user++) this.#compareUser(currency, user, at);
      for (const user of book.players.keys()) {
        if (user >= end) this.#compareUser(currency, user, at);
      }
      const house = this.#replica.house(currency);
      const what = (name: string): string => `${name}, minor units of ${currency}`;
      findings.compare({ ...at, what: what("takeout") }, book.takeoutMinor, house.takeoutMinor);
      findings.compare({ ...at, what: what("external") }, book.externalMinor, house.externalMinor);
      findings.compare({ ...at, what: what("royalties") }, book.royaltyMinor, house.royaltyMinor);
      findings.compare({ ...at, what: what("games") }, book.gamesMinor, house.gamesMinor);
    }
    this.#compareRoyalties();
    for (const found of this.#replica.brokenInvariants()) {
      findings.add({ ...at, what: "invariant of the engine", expected: "holds", found });
    }
  }

  #compareRoyalties(): void {
    const { findings, hub } = this.ledger;
    let lines = 0;
    for (const theirs of this.#replica.royalties()) {
      lines++;
      const { accountId, royaltyBps, currency } = theirs;
      const mine = hub.royalties.of({ accountId, royaltyBps, currency });
      const line = `account ${accountId} at ${royaltyBps} bps, minor units of ${currency}`;
      const at = (what: string) => ({ seq: null, pool: null, what: `${what} of ${line}` });
      findings.compare(at("turnover"), mine.turnoverMinor, theirs.turnoverMinor);
      findings.compare(at("royalty"), mine.royaltyMinor, theirs.royaltyMinor);
    }
    const own = [...hub.royalties.lines()].length;
    findings.compare({ seq: null, pool: null, what: "lines of royalties" }, own, lines);
  }

  /** Our own books must be sound too: nothing below zero, exposure = open stakes, all sums to zero. */
  #checkOwn(currency: string): void {
    const { findings, accounts } = this.ledger;
    const book = accounts.of(currency);
    const open = this.#openStakes(currency);
    for (const [user, holding] of book.players) {
      const at = { seq: null, pool: null, what: `exposure of user ${user} in ${currency}` };
      findings.compare(at, open.get(user) ?? 0n, holding.exposureMinor);
      if (holding.availableMinor >= 0n) continue;
      const what = `available balance of user ${user} in ${currency}`;
      const found = String(holding.availableMinor);
      findings.add({ seq: null, pool: null, what, expected: "0 or more", found });
    }
    const { sumMinor } = totalsOf(book);
    findings.compare({ seq: null, pool: null, what: `sum of all ${currency}` }, 0n, sumMinor);
  }

  #openStakes(currency: string): Map<number, bigint> {
    const stakes = new Map<number, bigint>();
    for (const pool of this.ledger.pools) {
      if (this.ledger.games.get(pool.gameId)?.currency !== currency) continue;
      const { users, stakesMinor } = pool.phase === "resolved" ? newBetList() : pool.bets;
      for (const [bet, user] of users.entries()) {
        stakes.set(user, (stakes.get(user) ?? 0n) + BigInt(stakesMinor[bet] ?? 0));
      }
    }
    return stakes;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
