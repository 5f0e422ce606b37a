// Bets in columns: no object per bet. About 60 bytes a bet with its share of the indexes.
import { type BetBook, type BetKey, type NewBet } from "./bet-book.ts";
import { Column } from "./column.ts";
import type { UserId } from "./ids.ts";
import { ShardedIndex, spread } from "./sharded-index.ts";

export class BetColumns implements BetBook {
  readonly #users = new Column("uint32");
  readonly #targets = new Column("uint32");
  readonly #stakes = new Column("float64");
  readonly #cumulatives = new Column("float64");
  readonly #times = new Column("float64");
  readonly #seqs = new Column("float64");
  readonly #keysHigh = new Column("uint32");
  readonly #keysLow = new Column("uint32");
  /** Written only where a bet has one. */
  readonly #royalties = new Column("uint32");
  /** Index + 1 of the same user's bet before; 0 = none. */
  readonly #previous = new Column("uint32");
  readonly #onTarget: number[] = [];
  // Rows of this index are numbers of users within the pool, in the order of their first bets.
  readonly #userOfRow = new Column("uint32");
  readonly #lastOfRow = new Column("uint32");
  readonly #userIndex = new ShardedIndex((row) => spread(this.#userOfRow.get(row)));
  readonly #keyIndex = new ShardedIndex((row) => this.#keysLow.get(row));

  get count(): number {
    return this.#users.length;
  }

  append(bet: NewBet): void {
    const index = this.count;
    const total = (this.#onTarget[bet.target] ?? 0) + bet.stakeMinor;
    this.#onTarget[bet.target] = total;
    this.#users.push(bet.userId);
    this.#targets.push(bet.target);
    this.#stakes.push(bet.stakeMinor);
    this.#cumulatives.push(total);
    this.#times.push(bet.timeMs);
    this.#seqs.push(bet.seq);
    this.#keysHigh.push(bet.key.high);
    this.#keysLow.push(bet.key.low);
    if (bet.royalty !== 0) this.#royalties.set(index, bet.royalty);
    if (bet.key.high !== 0 || bet.key.low !== 0) this.#keyIndex.insert(bet.key.low, index);
    this.#linkToUser(bet.userId, index);
  }

  #linkToUser(userId: UserId, index: number): void {
    let row = this.#rowOf(userId);
    if (row < 0) {
      row = this.#userOfRow.length;
      this.#userOfRow.push(userId);
      this.#userIndex.insert(spread(userId), row);
      this.#previous.push(0);
    } else {
      this.#previous.push(this.#lastOfRow.get(row) + 1);
    }
    this.#lastOfRow.set(row, index);
  }

  #rowOf(userId: UserId): number {
    return this.#userIndex.find(spread(userId), (row) => this.#userOfRow.get(row) === userId);
  }

  userAt(index: number): UserId {
    return this.#users.get(index) as UserId;
  }
  targetAt(index: number): number {
    return this.#targets.get(index);
  }
  stakeAt(index: number): number {
    return this.#stakes.get(index);
  }
  cumulativeAt(index: number): number {
    return this.#cumulatives.get(index);
  }
  timeAt(index: number): number {
    return this.#times.get(index);
  }
  seqAt(index: number): number {
    return this.#seqs.get(index);
  }
  keyAt(index: number): BetKey {
    return { high: this.#keysHigh.get(index), low: this.#keysLow.get(index) };
  }
  royaltyAt(index: number): number {
    return this.#royalties.get(index);
  }
  previousOfUser(index: number): number {
    return this.#previous.get(index) - 1;
  }

  lastOfUser(userId: UserId): number {
    const row = this.#rowOf(userId);
    return row < 0 ? -1 : this.#lastOfRow.get(row);
  }

  indexOfKey(userId: UserId, key: BetKey): number {
    return this.#keyIndex.find(
      key.low,
      (index) =>
        this.#keysLow.get(index) === key.low &&
        this.#keysHigh.get(index) === key.high &&
        this.#users.get(index) === userId,
    );
  }
}
