// Who has how much on what in one pool: sums per user and target, and head counts. Follows from the
// bets; late ones are taken out when a pool is settled.
import { Column } from "./column.ts";
import type { UserId } from "./ids.ts";
import { ShardedIndex, spread } from "./sharded-index.ts";

export class StakeTable {
  readonly #users = new Column("uint32");
  readonly #targets = new Column("uint32");
  readonly #stakes = new Column("float64");
  readonly #pairs = new ShardedIndex((row) => hash(this.#users.get(row), this.#targets.get(row)));
  readonly #totals: number[];
  readonly #peopleOn: number[];
  #people = 0;

  constructor(targetCount: number) {
    this.#totals = Array.from({ length: targetCount }, () => 0);
    this.#peopleOn = Array.from({ length: targetCount }, () => 0);
  }

  /** `firstOfUser`: whether the user has no other bet in the pool yet. */
  add(bet: { userId: UserId; target: number; stakeMinor: number; firstOfUser: boolean }): void {
    const { userId, target, stakeMinor } = bet;
    this.#totals[target] = this.totalOn(target) + stakeMinor;
    if (bet.firstOfUser) this.#people++;
    const row = this.#rowOf(userId, target);
    if (row >= 0) {
      // 0 where all that was on it had been taken back.
      if (this.#stakes.add(row, stakeMinor) === stakeMinor) {
        this.#peopleOn[target] = this.peopleOn(target) + 1;
      }
      return;
    }
    this.#peopleOn[target] = this.peopleOn(target) + 1;
    this.#pairs.insert(hash(userId, target), this.#users.length);
    this.#users.push(userId);
    this.#targets.push(target);
    this.#stakes.push(stakeMinor);
  }

  /** Takes back a bet added before; `firstOfUser`: whether no other bet of the user stays. */
  remove(bet: { userId: UserId; target: number; stakeMinor: number; firstOfUser: boolean }): void {
    const { userId, target, stakeMinor } = bet;
    this.#totals[target] = this.totalOn(target) - stakeMinor;
    if (bet.firstOfUser) this.#people--;
    const left = this.#stakes.add(this.#rowOf(userId, target), -stakeMinor);
    if (left === 0) this.#peopleOn[target] = this.peopleOn(target) - 1;
  }

  #rowOf(userId: UserId, target: number): number {
    return this.#pairs.find(
      hash(userId, target),
      (row) => this.#users.get(row) === userId && this.#targets.get(row) === target,
    );
  }

  /** The user's stake on a target, minor units; 0 where there is none. */
  stakeOf(userId: UserId, target: number): number {
    const row = this.#rowOf(userId, target);
    return row < 0 ? 0 : this.#stakes.get(row);
  }

  totalOn(target: number): number {
    return this.#totals[target] ?? 0;
  }
  peopleOn(target: number): number {
    return this.#peopleOn[target] ?? 0;
  }
  get people(): number {
    return this.#people;
  }
  get totalMinor(): number {
    return this.#totals.reduce((sum, total) => sum + total, 0);
  }
}

function hash(userId: number, target: number): number {
  return spread(userId ^ Math.imul(target + 1, 0x9e3779b1));
}
