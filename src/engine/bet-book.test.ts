import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { type BetBook, NO_KEY, betKeyOf, firstBetAfter } from "./bet-book.ts";
import { BetColumns } from "./bet-columns.ts";
import { BetRows } from "./bet-rows.ts";
import type { UserId } from "./ids.ts";
import { StakeTable } from "./stake-table.ts";

type Drawn = {
  user: number;
  target: number;
  stakeMinor: number;
  waitMs: number;
  id: number | null;
  royalty: number;
};

const drawn: fc.Arbitrary<Drawn> = fc.record({
  user: fc.integer({ min: 1, max: 9 }),
  target: fc.nat(3),
  stakeMinor: fc.integer({ min: 1, max: 1_000_000 }),
  waitMs: fc.nat(2),
  id: fc.option(fc.nat(20)),
  royalty: fc.constantFrom(0, 0, 1, 2),
});
const books = fc.array(drawn, { maxLength: 60 });

function fill(book: BetBook, bets: Drawn[]): void {
  let timeMs = 1_000;
  bets.forEach(({ user, target, stakeMinor, waitMs, id, royalty }, index) => {
    timeMs += waitMs;
    const userId = user as UserId;
    const key = id === null ? NO_KEY : betKeyOf(7, userId, `c${id}`);
    book.append({ userId, target, stakeMinor, timeMs, seq: index * 2, key, royalty });
  });
}

function contentOf(book: BetBook): unknown {
  const users = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as UserId[];
  return {
    count: book.count,
    rows: Array.from({ length: book.count }, (_, i) => [
      book.userAt(i),
      book.targetAt(i),
      book.stakeAt(i),
      book.cumulativeAt(i),
      book.timeAt(i),
      book.seqAt(i),
      book.keyAt(i),
      book.royaltyAt(i),
      book.previousOfUser(i),
    ]),
    last: users.map((user) => book.lastOfUser(user)),
    keys: users.map((user) =>
      [0, 5, 20].map((id) => book.indexOfKey(user, betKeyOf(7, user, `c${id}`))),
    ),
  };
}

describe("bet books", () => {
  test("INV-6 columns and plain objects answer everything alike", () => {
    fc.assert(
      fc.property(books, (bets) => {
        const columns = new BetColumns();
        const rows = new BetRows();
        fill(columns, bets);
        fill(rows, bets);
        expect(contentOf(columns)).toEqual(contentOf(rows));
      }),
      { numRuns: 100 },
    );
  });

  test("TIME-6 the first late bet is the first placed after the moment", () => {
    fc.assert(
      fc.property(books, fc.integer({ min: 990, max: 1_130 }), (bets, atMs) => {
        const book = new BetColumns();
        fill(book, bets);
        const late = Array.from({ length: book.count }, (_, i) => book.timeAt(i) > atMs);
        const first = late.indexOf(true);
        expect(firstBetAfter(book, atMs)).toBe(first < 0 ? book.count : first);
      }),
      { numRuns: 100 },
    );
  });

  test("BET-2 a bet's key depends on user, id and deployment, and is never empty", () => {
    const [ann, ben] = [2, 3] as [UserId, UserId];
    const keys = [
      betKeyOf(1, ann, "a"),
      betKeyOf(1, ben, "a"),
      betKeyOf(2, ann, "a"),
      betKeyOf(1, ann, "b"),
      betKeyOf(1, ann, "aa"),
      betKeyOf(1, ann, ""),
    ];
    expect(new Set(keys.map(({ high, low }) => `${high} ${low}`)).size).toBe(keys.length);
    for (let i = 0; i < 2_000; i++) expect(betKeyOf(i, ann, `${i}`)).not.toEqual(NO_KEY);
  });
});

test("SET-12 a stake table is the sum of its bets, also after late ones are taken out", () => {
  fc.assert(
    fc.property(books, fc.nat(60), (bets, at) => {
      const keep = Math.min(at, bets.length);
      const table = new StakeTable(4);
      const isFirst = (index: number): boolean =>
        bets.findIndex(({ user }) => user === bets[index]?.user) === index;
      bets.forEach(({ user, target, stakeMinor }, index) => {
        const firstOfUser = isFirst(index);
        table.add({ userId: user as UserId, target, stakeMinor, firstOfUser });
      });
      for (let i = bets.length - 1; i >= keep; i--) {
        const bet = bets[i];
        if (bet === undefined) continue;
        const { user, target, stakeMinor } = bet;
        table.remove({ userId: user as UserId, target, stakeMinor, firstOfUser: isFirst(i) });
      }
      const valid = bets.slice(0, keep);
      const sum = (of: Drawn[]): number => of.reduce((total, bet) => total + bet.stakeMinor, 0);
      const people = (of: Drawn[]): number => new Set(of.map((bet) => bet.user)).size;
      expect(table.totalMinor).toBe(sum(valid));
      expect(table.people).toBe(people(valid));
      for (const target of [0, 1, 2, 3]) {
        const on = valid.filter((bet) => bet.target === target);
        expect(table.totalOn(target)).toBe(sum(on));
        expect(table.peopleOn(target)).toBe(people(on));
        for (const user of [1, 5, 9]) {
          const own = on.filter((bet) => bet.user === user);
          expect(table.stakeOf(user as UserId, target)).toBe(sum(own));
        }
      }
    }),
    { numRuns: 100 },
  );
});
