// The bets of one pool, in the order placed. Two implementations: columns for the server, plain
// objects as their twin in tests; the state hash must not tell them apart.
import type { UserId } from "./ids.ts";

/** 64 bits of a client_bet_id, salted; {0,0} where a bet has none. */
export type BetKey = { high: number; low: number };

export const NO_KEY: BetKey = { high: 0, low: 0 };

export type NewBet = {
  userId: UserId;
  target: number;
  stakeMinor: number;
  timeMs: number;
  /** Seq of the fact; the bet's id derives from it. */
  seq: number;
  key: BetKey;
  /** Place in the pool's `royalties`, from 1; 0 = none. */
  royalty: number;
};

export interface BetBook {
  readonly count: number;
  append(bet: NewBet): void;
  userAt(index: number): UserId;
  targetAt(index: number): number;
  stakeAt(index: number): number;
  /** Running total of stakes on this bet's target, with this bet. */
  cumulativeAt(index: number): number;
  timeAt(index: number): number;
  seqAt(index: number): number;
  keyAt(index: number): BetKey;
  royaltyAt(index: number): number;
  /** The same user's bet before this one, or -1. */
  previousOfUser(index: number): number;
  /** The user's last bet, or -1. */
  lastOfUser(userId: UserId): number;
  /** The user's bet with that key, or -1. */
  indexOfKey(userId: UserId, key: BetKey): number;
}

/** Index of the first bet placed after `timeMs`; bets are in order of time. */
export function firstBetAfter(bets: BetBook, timeMs: number): number {
  let low = 0;
  let high = bets.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bets.timeAt(middle) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Salted so that nobody can choose ids that fall together; two mixes of 32 bits each. */
export function betKeyOf(salt: number, userId: UserId, clientBetId: string): BetKey {
  let a = Math.imul(salt ^ 0x9e3779b9, 0x85ebca6b) ^ userId;
  let b = Math.imul(userId ^ 0xc2b2ae35, 0x27d4eb2f) ^ salt;
  for (let i = 0; i < clientBetId.length; i++) {
    const unit = clientBetId.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b ^ unit, 0x5f356495);
    b ^= b >>> 13;
  }
  a = Math.imul(a ^ (b >>> 16), 0x85ebca6b) >>> 0;
  b = Math.imul(b ^ (a >>> 13), 0xc2b2ae35) >>> 0;
  return a === 0 && b === 0 ? { high: 0, low: 1 } : { high: a, low: b };
}
