// Enters writes into the tables. Everything can be entered again: what a crash left half done is done
// once more from the start of its pool.
import type { Database, SQLQueryBindings, Statement } from "bun:sqlite";
import { betIdOf } from "../engine/ids.ts";
import { type ArchiveWrite, BET_RESULTS, type BetSlice, type PoolRow } from "./archive-write.ts";
import { RoyaltyTable } from "./royalty-table.ts";
import { enterSmallFact } from "./small-facts.ts";
import { enterTransaction } from "./transaction-write.ts";

export type Cursor = { asOfSeq: number; poolsComplete: number; gamesComplete: number };

export class ArchiveTables {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  readonly #royalties: RoyaltyTable;

  constructor(database: Database) {
    this.#database = database;
    this.#royalties = new RoyaltyTable(database, this.insert);
  }

  cursor(): Cursor {
    const row = this.#database
      .query<Cursor, []>(
        "SELECT as_of_seq AS asOfSeq, pools_complete AS poolsComplete, games_complete AS gamesComplete FROM cursor",
      )
      .get();
    if (row === null) throw new Error("the archive has lost its cursor; run mutuel rebuild");
    return row;
  }

  /** Empty before the first fact. */
  deploymentId(): string {
    const sql = "SELECT deployment_id AS id FROM cursor";
    return this.#database.query<{ id: string }, []>(sql).get()?.id ?? "";
  }

  /** All or none, durable when it returns. */
  enter(writes: readonly ArchiveWrite[]): void {
    this.#database.transaction(() => {
      for (const write of writes) this.#enter(write);
    })();
  }

  #enter(write: ArchiveWrite): void {
    switch (write.kind) {
      case "fact":
        enterSmallFact(this.insert, write.fact, write.seq);
        this.#advance(write.seq, { pools: 0, games: write.fact.kind === "GameClosed" ? 1 : 0 });
        return;
      case "bets":
        this.#enterBets(write.slice, write.betIdKey);
        return;
      case "pool":
        this.#enterPool(write.row, write.currency);
        this.#enterRoyalties(write);
        this.#advance(write.row.seq, { pools: 1, games: 0 });
        return;
      case "transaction":
        enterTransaction(this.insert, write.row);
        this.#enterRoyalties(write);
        this.#advance(write.row.seq, { pools: 0, games: 0 });
        return;
    }
  }

  /** Runs one statement, prepared at its first use. */
  readonly insert = (sql: string, values: SQLQueryBindings[]): void => {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    statement.run(...values);
  };

  #advance(seq: number, completed: { pools: number; games: number }): void {
    this.insert(
      "UPDATE cursor SET as_of_seq = ?, pools_complete = pools_complete + ?, games_complete = games_complete + ? WHERE as_of_seq < ?",
      [seq, completed.pools, completed.games, seq],
    );
  }

  #enterBets(slice: BetSlice, betIdKey: string): void {
    const { pool, seqs, users, targets, stakesMinor, placedAtMs, results, paidMinor } = slice;
    for (const [row, seq] of seqs.entries()) {
      this.insert("INSERT OR REPLACE INTO bets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [
        pool,
        seq,
        betIdOf(betIdKey, seq),
        users[row] ?? 0,
        targets[row] ?? 0,
        stakesMinor[row] ?? 0,
        placedAtMs[row] ?? 0,
        BET_RESULTS[results[row] ?? -1] ?? null,
        paidMinor[row] ?? 0,
      ]);
    }
  }

  #enterPool(row: PoolRow, currency: string): void {
    const targets = row.targets.map(({ id, displayName, symbol, stakeMinor, people }) => ({
      id,
      display_name: displayName,
      symbol,
      stake_minor: stakeMinor,
      people,
    }));
    const values: SQLQueryBindings[] = [
      row.pool,
      row.poolId,
      row.gameId,
      row.seq,
      row.type,
      row.action,
      row.description,
      JSON.stringify(targets),
      row.createdAtMs,
      row.finishAtMs,
      row.stopAtMs,
      row.blockedAtMs,
      row.version,
      row.takeoutBps,
      row.ruleVersion,
      row.resolvedAtMs,
      row.outcome,
      row.cause,
      row.voidReason,
      row.winner,
      row.happenedAtMs,
      row.moneyReturn ? 1 : 0,
      row.bets,
      row.validBets,
      row.people,
      row.stakedMinor,
      row.grossMinor,
      row.winningMinor,
      row.takeoutMinor,
      row.paidMinor,
      row.lateMinor,
      row.voidMinor,
      row.returnedMinor,
    ];
    const places = values.map(() => "?").join(", ");
    this.insert(`INSERT OR REPLACE INTO pools VALUES (${places})`, values);
    this.#enterLedger(row, currency);
  }

  #enterRoyalties(write: Extract<ArchiveWrite, { kind: "pool" | "transaction" }>): void {
    const { row, turnovers } = write;
    const entry =
      write.kind === "pool"
        ? { ...write, timeMs: write.row.resolvedAtMs, pool: write.row.pool }
        : { ...write.row, pool: null };
    this.#royalties.book({ ...entry, seq: row.seq }, turnovers);
  }

  /** One entry per user for all stakes in the pool, one for all that came back, one for the house. */
  #enterLedger(row: PoolRow, currency: string): void {
    const { seq, pool, resolvedAtMs, takeoutMinor } = row;
    const into = "INSERT OR REPLACE INTO ledger";
    this.insert(
      `${into} SELECT ?, 'stakes', user_id, ?, -sum(stake_minor), ?, ?, NULL FROM bets WHERE pool = ? GROUP BY user_id`,
      [seq, currency, resolvedAtMs, pool, pool],
    );
    this.insert(
      `${into} SELECT ?, 'payouts', user_id, ?, sum(paid_minor), ?, ?, NULL FROM bets WHERE pool = ? GROUP BY user_id HAVING sum(paid_minor) > 0`,
      [seq, currency, resolvedAtMs, pool, pool],
    );
    if (takeoutMinor === 0) return;
    this.insert(`${into} VALUES (?, 'takeout', 0, ?, ?, ?, ?, NULL)`, [
      seq,
      currency,
      takeoutMinor,
      resolvedAtMs,
      pool,
    ]);
  }
}
