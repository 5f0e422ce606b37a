import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { ANN, BEN, CLEO, betCommand } from "../../../test/support/engine-commands.ts";
import { accepted } from "../../../test/support/engine-world.ts";
import { accountsCommand, setAccounts, termsOf } from "../../../test/support/hub-world.ts";
import { TransactionWorld } from "../../../test/support/transaction-world.ts";
import { DON, FUN } from "../../money/currency.ts";
import type { ProviderAccountId, UserId } from "../ids.ts";
import { RoyaltyBook } from "./royalty-book.ts";
import { royaltyTurnover } from "./royalty-turnover.ts";

const MAX_MINOR = Number.MAX_SAFE_INTEGER;

function poolWorld(currency = "EUR", royaltyBps = 100, takeoutBps = 0) {
  const it = new TransactionWorld({ royaltyBps });
  const { world, sourceId } = it;
  for (const userId of [ANN, BEN, CLEO]) world.deposit(userId, currency, "1000");
  const { gameId } = world.newGame({ currency }, sourceId);
  const pool = world.newPool(gameId, { takeoutBps });
  const house = () => world.state.wallets.house(currency);
  return { it, world, sourceId, gameId, pool, house };
}

function newRate(it: TransactionWorld, royaltyBps: number): void {
  const { world, sourceId, accountId } = it;
  const one = { accountId, terms: termsOf({ royaltyBps }) };
  setAccounts(world, accountsCommand(sourceId, [one]));
}

describe("royalties of pools", () => {
  test("ROY-1, ROY-6 the house pays the share of the turnover, players get what they get anyway", () => {
    const { it, world, gameId, pool, house } = poolWorld("EUR", 150, 500);
    world.bet(ANN, pool, "brazil", "10.00");
    world.bet(BEN, pool, "argentina", "10.00");
    expect(it.royalties()).toEqual([]);
    world.event(gameId, "brazil:7");
    // 20.00 at 1.5 % is 0.30, out of a takeout of 1.00.
    expect(it.royalties()).toEqual(["1 at 150: 30 on 2000 EUR"]);
    expect(house()).toMatchObject({ takeoutMinor: 70, royaltyMinor: 30 });
    expect([world.available(ANN, "EUR"), world.available(BEN, "EUR")]).toEqual([100_900, 99_000]);
  });

  test("ROY-1 the running turnover is rounded down, not each part of it", () => {
    const { it, world, gameId, house } = poolWorld("JPY", 100);
    for (const [stake, royalty] of [
      ["33", 0],
      ["33", 1],
      ["33", 1],
      ["1", 2],
    ] as const) {
      const pool = world.newPool(gameId);
      world.bet(ANN, pool, "brazil", stake);
      world.bet(BEN, pool, "argentina", stake);
      world.event(gameId, "brazil:7");
      expect(house().royaltyMinor).toBe(royalty);
    }
    expect(it.royalties()).toEqual(["1 at 100: 2 on 200 JPY"]);
  });

  test("ROY-2 a bet keeps the account and rate of its time, whatever they become", () => {
    const { it, world, gameId, pool } = poolWorld("EUR", 100);
    world.bet(ANN, pool, "brazil", "10.00");
    newRate(it, 250);
    world.bet(BEN, pool, "argentina", "20.00");
    newRate(it, 100);
    world.bet(CLEO, pool, "argentina", "30.00");
    newRate(it, 0);
    world.bet(CLEO, pool, "brazil", "1.00");
    newRate(it, 10_000);
    world.event(gameId, "brazil:7");
    expect(pool.royalties.map(({ royaltyBps }) => royaltyBps)).toEqual([100, 250, 0]);
    expect(it.royalties()).toEqual([
      "1 at 100: 40 on 4000 EUR",
      "1 at 250: 50 on 2000 EUR",
      "1 at 0: 0 on 100 EUR",
    ]);
  });

  test("ROY-2 the line of a bet says its account and rate, and is the older one where it has none", () => {
    const { it, world, pool } = poolWorld("EUR", 125);
    const id = { clientBetId: "b-1" };
    world.bet(ANN, pool, "brazil", "1.00", id);
    expect(world.lines.at(-1)).toMatch(/^\["bet",2,\d+,2,0,1,100,1,125,"b-1"\]$/);
    world.bet(ANN, pool, "brazil", "1.00");
    expect(world.lines.at(-1)).toMatch(/^\["bet",2,\d+,2,0,1,100,1,125\]$/);
    const free = world.newPool(world.newGame({ currency: "EUR" }).gameId);
    world.bet(ANN, free, "brazil", "1.00", id);
    expect(world.lines.at(-1)).toMatch(/^\["bet",1,\d+,2,1,1,100,"b-1"\]$/);
    expect(
      accepted(
        it.world.submit(
          { kind: "user", userId: ANN },
          {
            ...betCommand(pool.poolId, "brazil", "1.00"),
            ...id,
          },
        ),
      ).facts,
    ).toEqual([]);
  });

  test("ROY-3 late stakes are no turnover", () => {
    const { it, world, gameId, pool } = poolWorld();
    world.bet(ANN, pool, "brazil", "10.00");
    world.bet(BEN, pool, "argentina", "10.00");
    const happenedAtMs = world.nowMs;
    world.pass(10);
    world.bet(CLEO, pool, "brazil", "500.00");
    world.event(gameId, "brazil:7", { happenedAtMs });
    expect(it.royalties()).toEqual(["1 at 100: 20 on 2000 EUR"]);
  });

  test("ROY-3 none where nobody was right, nobody was wrong, or the pool is void", () => {
    const { it, world, gameId, pool, house } = poolWorld();
    world.bet(ANN, pool, "argentina", "10.00");
    const right = world.newPool(gameId);
    world.bet(ANN, right, "brazil", "10.00");
    world.bet(BEN, right, "brazil", "10.00");
    const none = world.newPool(gameId);
    world.event(gameId, "brazil:7");
    const asked = world.newPool(gameId);
    world.bet(ANN, asked, "brazil", "10.00");
    world.bet(BEN, asked, "argentina", "10.00");
    const { poolId } = asked;
    world.does(1 as UserId, { kind: "void-pool", poolId, reason: "asked by mistake" });
    expect([pool, right, none].map(({ phase }) => phase.kind)).toEqual([
      "settled",
      "settled",
      "settled",
    ]);
    expect(it.royalties()).toEqual([]);
    expect(house()).toMatchObject({ takeoutMinor: 0, royaltyMinor: 0 });
  });

  test("ROY-4 none in points and play money", () => {
    for (const currency of [DON, FUN]) {
      const { it, world, gameId, pool, house } = poolWorld(currency, 10_000);
      world.bet(ANN, pool, "brazil", "10.00");
      world.bet(BEN, pool, "argentina", "10.00");
      world.event(gameId, "brazil:7");
      // A session in play money has a new guest, who comes with some.
      const userId = currency === FUN ? (77 as UserId) : ANN;
      const session = it.newSession(null, { currency, userId });
      it.does(session, "debit", { id: "d", amount: 100 });
      it.does(session, "rollbackDebit", { id: "d" });
      expect(pool.royalties).toHaveLength(1);
      expect(it.royalties()).toEqual([]);
      expect(house().royaltyMinor).toBe(0);
    }
  });

  test("ROY-6 without takeout the house pays it all the same, and goes below zero", () => {
    const { world, gameId, pool, house } = poolWorld("KWD", 10_000);
    world.bet(ANN, pool, "brazil", "0.007");
    world.bet(BEN, pool, "argentina", "0.003");
    world.event(gameId, "brazil:7");
    expect(house()).toMatchObject({ takeoutMinor: -10, royaltyMinor: 10 });
    expect(world.available(ANN, "KWD")).toBe(1_000_003);
  });
});

describe("royalties of the providers' own games", () => {
  test("ROY-5 debits are turnover, at the rate of their time; what is won is not", () => {
    const it = new TransactionWorld({ royaltyBps: 100 });
    const session = it.newSession("100");
    it.does(session, "debit", { id: "1", amount: 1_000 });
    it.does(session, "credit", { id: "2", amount: 5_000 });
    it.does(session, "rollback", { id: "2" });
    newRate(it, 300);
    it.does(session, "debit", { id: "3", amount: 1_000 });
    expect(it.royalties()).toEqual(["1 at 100: 10 on 1000 EUR", "1 at 300: 30 on 1000 EUR"]);
    expect(it.world.state.wallets.house("EUR")).toEqual({
      takeoutMinor: -40,
      royaltyMinor: 40,
      externalMinor: -10_000,
      gamesMinor: 2_000,
    });
  });

  test("ROY-5 a debit that goes back takes its turnover along, at its own rate, once", () => {
    const it = new TransactionWorld({ royaltyBps: 100 });
    const session = it.newSession("100");
    it.does(session, "debit", { id: "1", amount: 150 });
    it.does(session, "debit", { id: "2", amount: 149 });
    expect(it.royalties()).toEqual(["1 at 100: 2 on 299 EUR"]);
    newRate(it, 300);
    it.does(session, "rollbackDebit", { id: "2" });
    it.knows(session, "rollbackDebit", { id: "2" });
    expect(it.royalties()).toEqual(["1 at 100: 1 on 150 EUR"]);
    it.does(session, "rollbackDebit", { id: "1" });
    it.does(session, "rollbackDebit", { id: "never" });
    expect(it.royalties()).toEqual(["1 at 100: 0 on 0 EUR"]);
  });

  test("ROY-5 pools and own games of an account are one turnover", () => {
    const { it, world, gameId, pool, house } = poolWorld("EUR", 100);
    world.bet(ANN, pool, "brazil", "0.25");
    world.bet(BEN, pool, "argentina", "0.25");
    world.event(gameId, "brazil:7");
    it.does(it.newSession(null), "debit", { id: "d", amount: 50 });
    expect(it.royalties()).toEqual(["1 at 100: 1 on 100 EUR"]);
    expect(house().royaltyMinor).toBe(1);
  });
});

describe("at the end of what a number holds", () => {
  const terms = { accountId: 1 as ProviderAccountId, royaltyBps: 10_000, currency: "EUR" };

  test("ROY-7 the house books no more than that; what is due beyond is booked when there is room", () => {
    const it = new TransactionWorld({ royaltyBps: 10_000 });
    const { hub, wallets } = it.world.state;
    const session = it.newSession("100000000000.00");
    const whole = 10_000_000_000_000;
    // Money goes round: debited, won back, debited again.
    const round = (id: string, amount: number): void => {
      it.does(session, "debit", { id, amount });
      it.does(session, "credit", { id: `${id} won`, amount });
    };
    const before = Math.floor(MAX_MINOR / whole);
    for (let i = 0; i < before; i++) round(`${i}`, whole);
    const [room, due] = [MAX_MINOR - before * whole, 2n * BigInt(whole)];
    expect(wallets.house("EUR").royaltyMinor).toBe(MAX_MINOR - room);
    round("over", whole);
    round("more", whole);
    expect(wallets.house("EUR")).toMatchObject({ royaltyMinor: MAX_MINOR });
    expect([...hub.royalties.lines()][0]?.royaltyMinor).toBe(BigInt(MAX_MINOR - room) + due);
    for (const id of ["over", "more", "0"]) it.does(session, "rollbackDebit", { id });
    expect(wallets.house("EUR").royaltyMinor).toBe(MAX_MINOR - room - whole);
  }, 30_000);

  test("ROY-1 a line is the share of its turnover, in whatever parts that came and went", () => {
    const parts = fc.array(fc.integer({ min: 0, max: 10_000_000_000_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 10_000 }), (amounts, royaltyBps) => {
        const book = new RoyaltyBook();
        let turnover = 0n;
        for (const [at, amount] of amounts.entries()) {
          // Every third goes back again.
          const parts = at % 3 === 2 ? [amount, -amount] : [amount];
          for (const part of parts) {
            turnover += BigInt(part);
            book.book({ ...terms, royaltyBps }, BigInt(part));
          }
          const [line] = [...book.lines()];
          expect(line?.turnoverMinor).toBe(turnover);
          expect(line?.royaltyMinor).toBe((turnover * BigInt(royaltyBps)) / 10_000n);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("ROY-5 more than the turnover can't be taken back", () => {
    const book = new RoyaltyBook();
    book.book(terms, 10n);
    expect(() => book.book(terms, -11n)).toThrow("below zero");
  });
});

test("ROY-3 nothing is due on a pool before it is settled", () => {
  const { world, pool } = poolWorld();
  world.bet(ANN, pool, "brazil", "10.00");
  world.bet(BEN, pool, "argentina", "10.00");
  expect(royaltyTurnover(pool, "EUR")).toEqual([]);
  world.event(pool.gameId, "brazil:7");
  const royalty = { accountId: 1 as ProviderAccountId, royaltyBps: 100 };
  expect(royaltyTurnover(pool, "EUR")).toEqual([{ royalty, turnoverMinor: 2_000 }]);
  expect(royaltyTurnover(pool, "DON")).toEqual([]);
});
