// The plain-object twin of bet-columns.ts: slow and obvious. For tests only.
import type { BetBook, BetKey, NewBet } from "./bet-book.ts";
import type { UserId } from "./ids.ts";

type Row = NewBet & { cumulativeMinor: number };

export class BetRows implements BetBook {
  readonly #rows: Row[] = [];

  get count(): number {
    return this.#rows.length;
  }

  append(bet: NewBet): void {
    const before = this.#rows.findLast((row) => row.target === bet.target)?.cumulativeMinor ?? 0;
    this.#rows.push({ ...bet, cumulativeMinor: before + bet.stakeMinor });
  }

  #at(index: number): Row {
    const row = this.#rows[index];
    if (row === undefined) throw new Error(`no bet ${index}`);
    return row;
  }

  userAt(index: number): UserId {
    return this.#at(index).userId;
  }
  targetAt(index: number): number {
    return this.#at(index).target;
  }
  stakeAt(index: number): number {
    return this.#at(index).stakeMinor;
  }
  cumulativeAt(index: number): number {
    return this.#at(index).cumulativeMinor;
  }
  timeAt(index: number): number {
    return this.#at(index).timeMs;
  }
  seqAt(index: number): number {
    return this.#at(index).seq;
  }
  keyAt(index: number): BetKey {
    return this.#at(index).key;
  }
  royaltyAt(index: number): number {
    return this.#at(index).royalty;
  }
  previousOfUser(index: number): number {
    const { userId } = this.#at(index);
    return this.#rows.findLastIndex((row, other) => other < index && row.userId === userId);
  }
  lastOfUser(userId: UserId): number {
    return this.#rows.findLastIndex((row) => row.userId === userId);
  }
  indexOfKey(userId: UserId, key: BetKey): number {
    if (key.high === 0 && key.low === 0) return -1;
    return this.#rows.findIndex(
      (row) => row.userId === userId && row.key.high === key.high && row.key.low === key.low,
    );
  }
}
