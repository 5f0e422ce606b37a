import { describe, expect, test } from "bun:test";
import { Book } from "./book.ts";
import type { Resolution } from "./news.ts";

const ME = 7;
const POOL = "pool";

type Listed = { paid?: number; losers?: number[]; late?: number[] };

function resolution(winner: string | null, { paid, losers = [], late = [] }: Listed): Resolution {
  return {
    poolId: POOL,
    winner,
    isMoneyReturn: false,
    participants: {
      kind: "listed",
      paidMinor: new Map(paid === undefined ? [] : [[ME, paid]]),
      losers: new Set(losers),
      late: new Set(late),
    },
  };
}

/** A book of 1,000.00 with bets of 100.00 each, all acknowledged 1 ms after they were sent. */
function bookWith(...bets: [target: string, sentAtMs: number][]): Book {
  const book = new Book(ME, 100_000);
  for (const [target, sentAtMs] of bets) {
    book.reserve(10_000);
    book.accept(POOL, { target, stakeMinor: 10_000, sentAtMs, answeredAtMs: sentAtMs + 1 });
  }
  return book;
}

function agrees(book: Book, availableMinor: number): boolean {
  const server = { currentMinor: availableMinor, availableMinor, exposureMinor: 0 };
  return book.reconcile(server) === null;
}

describe("a player's books", () => {
  test("a bet is at stake until the pool is resolved; a refused one is not", () => {
    const book = bookWith(["argentina", 10]);
    expect([book.availableMinor, book.exposureMinor]).toEqual([90_000, 10_000]);
    book.reserve(500);
    book.release(500);
    expect(book.availableMinor).toBe(90_000);
    expect(book.mayBe(100_000)).toBe(true);
    expect(book.mayBe(99_999)).toBe(false);
  });

  test("a win pays what the server says, a loss nothing", () => {
    const book = bookWith(["argentina", 10], ["france", 20]);
    expect(book.settle(resolution("argentina", { paid: 17_500 }), 30)).toEqual([]);
    expect(book.availableMinor).toBe(97_500);
    expect(book.hasOpenBets).toBe(false);
    expect(agrees(book, 97_500)).toBe(true);
    expect(agrees(book, 97_501)).toBe(false);
  });

  test("a void and a pool nobody won give every stake back", () => {
    const voided = bookWith(["argentina", 10]);
    expect(voided.settle(resolution(null, {}), null)).toEqual([]);
    expect(voided.availableMinor).toBe(100_000);
    const returned = bookWith(["argentina", 10]);
    const nobody = { ...resolution("none", {}), isMoneyReturn: true };
    expect(returned.settle(nobody, null)).toEqual([]);
    expect(returned.availableMinor).toBe(100_000);
  });

  test("only bets after the event are late; they come back beside the loss", () => {
    const book = bookWith(["france", 10], ["argentina", 50]);
    expect(book.settle(resolution("argentina", { losers: [ME], late: [ME] }), 40)).toEqual([]);
    expect(book.availableMinor).toBe(90_000);
    const fates = book.pools.get(POOL)?.bets.map(({ fate }) => fate);
    expect(fates).toEqual(["lost", "late"]);
  });

  test("a bet on the edge of the event: the balance decides", () => {
    const edge = (): Book => {
      const book = bookWith(["france", 10], ["france", 40], ["argentina", 50]);
      const result = resolution("argentina", { losers: [ME], late: [ME] });
      expect(book.settle(result, 40)).toEqual([]);
      return book;
    };
    expect(agrees(edge(), 80_000)).toBe(true);
    expect(agrees(edge(), 90_000)).toBe(true);
    expect(agrees(edge(), 85_000)).toBe(false);
  });

  test("what contradicts the bets is named", () => {
    const contradictions: [Resolution, number | null][] = [
      [resolution("argentina", {}), 30],
      [resolution("argentina", { paid: 9_999 }), 30],
      [resolution("france", { paid: 10_000, losers: [ME] }), 30],
      [resolution("france", {}), 30],
      [resolution("argentina", { paid: 10_000, late: [ME] }), 30],
    ];
    for (const [wrong, happenedAtMs] of contradictions) {
      expect(bookWith(["argentina", 10]).settle(wrong, happenedAtMs)).not.toEqual([]);
    }
    expect(bookWith().settle(resolution("france", { losers: [ME] }), 30)).toHaveLength(1);
  });
});
