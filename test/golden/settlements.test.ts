// Settlements to check with pencil and paper. Each row says who bet how much on what, when, and who has
// what afterwards; everybody began with what the first number of the row's purse says.
import { describe, expect, test } from "bun:test";
import type { UserId } from "../../src/engine/ids.ts";
import { ANN, BEN, CLEO, DAN } from "../support/engine-commands.ts";
import { EngineWorld, figuresOf } from "../support/engine-world.ts";
import { newAccount } from "../support/hub-world.ts";
import { formatDecimal, minor } from "../../src/money/amount.ts";
import { currencyOf } from "../../src/money/currency.ts";

const PEOPLE: Record<string, UserId> = { Ann: ANN, Ben: BEN, Cleo: CLEO, Dan: DAN };

type Case = {
  title: string;
  currency?: string;
  /** What everybody has before, in units of the currency. */
  purse?: string;
  takeoutBps?: number;
  /** Rate of the provider's account, in 1/100 of a percent. */
  royaltyBps?: number;
  /** "Ann 10.00 brazil"; a line "goal" is when it happened, what stands below it came too late. */
  bets: string[];
  winner: string;
  /** What each has won (+) or lost (-) in the end. */
  gains: Record<string, string>;
  takeout?: string;
  royalty?: string;
  moneyReturn?: boolean;
};

const CASES: Case[] = [
  {
    title: "SET-2 the winner takes all: 10 and 10 in, 20 back for the right 10",
    bets: ["Ann 10.00 brazil", "Ben 10.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+10.00", Ben: "-10.00" },
  },
  {
    title: "SET-2 two winners share in proportion to their stakes",
    bets: ["Ann 10.00 brazil", "Ben 30.00 brazil", "Cleo 20.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+5.00", Ben: "+15.00", Cleo: "-20.00" },
  },
  {
    title: "SET-2 breakage: 10.00 among three equal stakes is 3.33, 3.33 and 3.34, nothing is kept",
    bets: ["Ann 1.00 brazil", "Ben 1.00 brazil", "Cleo 1.00 brazil", "Dan 7.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+2.33", Ben: "+2.33", Cleo: "+2.34", Dan: "-7.00" },
  },
  {
    title: "SET-2 the order placed decides about the odd cent, not the player",
    bets: ["Cleo 1.00 brazil", "Ann 1.00 brazil", "Dan 7.00 argentina", "Ben 1.00 brazil"],
    winner: "brazil:7",
    gains: { Cleo: "+2.33", Ann: "+2.33", Ben: "+2.34", Dan: "-7.00" },
  },
  {
    title: "SET-1 a takeout of 5 %: 100 in, 5 kept, 95 to the winner",
    takeoutBps: 500,
    bets: ["Ann 50.00 brazil", "Ben 50.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+45.00", Ben: "-50.00" },
    takeout: "5.00",
  },
  {
    title: "SET-1 takeout is rounded down: 5 % of 9.99 is 0.49",
    takeoutBps: 500,
    bets: ["Ann 1.00 brazil", "Ben 8.99 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+8.50", Ben: "-8.99" },
    takeout: "0.49",
  },
  {
    title: "SET-4 a takeout capped: only 1.00 was lost, so no more than that is kept",
    takeoutBps: 1_000,
    bets: ["Ann 99.00 brazil", "Ben 1.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+0.00", Ben: "-1.00" },
    takeout: "1.00",
  },
  {
    title: "SET-4 everybody right: stakes back, nothing to keep",
    takeoutBps: 1_000,
    bets: ["Ann 10.00 brazil", "Ben 20.00 brazil"],
    winner: "brazil:7",
    gains: { Ann: "+0.00", Ben: "+0.00" },
  },
  {
    title: "SET-5 nobody right: everything back, no takeout",
    takeoutBps: 1_000,
    bets: ["Ann 10.00 argentina", "Ben 20.00 none"],
    winner: "brazil:7",
    gains: { Ann: "+0.00", Ben: "+0.00" },
    moneyReturn: true,
  },
  {
    title: "SET-5 no bets at all: nothing to return",
    bets: [],
    winner: "brazil:7",
    gains: { Ann: "+0.00" },
  },
  {
    title: "SET-6 only late bets: returned whole, and no money return, for the pool had no bets",
    takeoutBps: 1_000,
    bets: ["goal", "Ann 10.00 brazil", "Ben 5.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+0.00", Ben: "+0.00" },
  },
  {
    title: "SET-6 a late bet on the winner wins nothing and takes nothing from others",
    bets: ["Ann 10.00 brazil", "Ben 10.00 argentina", "goal", "Cleo 80.00 brazil"],
    winner: "brazil:7",
    gains: { Ann: "+10.00", Ben: "-10.00", Cleo: "+0.00" },
  },
  {
    title: "SET-6 a late loser gets the stake back, the rest is shared without it",
    takeoutBps: 1_000,
    bets: ["Ann 10.00 brazil", "Ben 10.00 argentina", "goal", "Ben 50.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+8.00", Ben: "-10.00" },
    takeout: "2.00",
  },
  {
    title: "SET-6 the only bet on the winner is late: everything goes back",
    takeoutBps: 1_000,
    bets: ["Ann 10.00 argentina", "goal", "Ben 10.00 brazil"],
    winner: "brazil:7",
    gains: { Ann: "+0.00", Ben: "+0.00" },
    moneyReturn: true,
  },
  {
    title: "SET-2 one player on all sides pays for being sure",
    takeoutBps: 1_000,
    bets: ["Ann 10.00 brazil", "Ann 10.00 argentina", "Ann 10.00 none"],
    winner: "brazil:7",
    gains: { Ann: "-3.00" },
    takeout: "3.00",
  },
  {
    title: "SET-2 yen have no decimals: 100 among three stakes of 10 is 33, 33, 34",
    currency: "JPY",
    bets: ["Ann 10 brazil", "Ben 10 brazil", "Cleo 10 brazil", "Dan 70 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+23", Ben: "+23", Cleo: "+24", Dan: "-70" },
  },
  {
    title: "SET-2 dinars have three: 1.000 among three equal stakes is 0.333, 0.333, 0.334",
    currency: "KWD",
    bets: ["Ann 0.100 brazil", "Ben 0.100 brazil", "Cleo 0.100 brazil", "Dan 0.700 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+0.233", Ben: "+0.233", Cleo: "+0.234", Dan: "-0.700" },
  },
  {
    title: "SET-3 a full pool of 10^13 minor units comes out to the last one",
    currency: "JPY",
    purse: "5000000000000",
    takeoutBps: 250,
    bets: [
      "Ann 3333333333333 brazil",
      "Ben 1 brazil",
      "Cleo 1666666666666 brazil",
      "Dan 5000000000000 argentina",
    ],
    winner: "brazil:7",
    // Net 9,750,000,000,000; running floors at 3333333333333, 3333333333334 and 5000000000000.
    gains: { Ann: "+3166666666666", Ben: "+1", Cleo: "+1583333333333", Dan: "-5000000000000" },
    takeout: "250000000000",
  },
  {
    title: "SET-3 one yen against all others: 10^13 for 1",
    currency: "JPY",
    purse: "9999999999999",
    bets: ["Ann 1 brazil", "Ben 9999999999999 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+9999999999999", Ben: "-9999999999999" },
  },
  {
    title: "ROY-1 a royalty of 3 % on 100 in: 3 of the 5 that were kept, the winner has no less",
    takeoutBps: 500,
    royaltyBps: 300,
    bets: ["Ann 50.00 brazil", "Ben 50.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+45.00", Ben: "-50.00" },
    takeout: "5.00",
    royalty: "3.00",
  },
  {
    title: "ROY-1 a royalty is rounded down: 1.5 % of 9.99 is 0.14",
    takeoutBps: 500,
    royaltyBps: 150,
    bets: ["Ann 1.00 brazil", "Ben 8.99 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+8.50", Ben: "-8.99" },
    takeout: "0.49",
    royalty: "0.14",
  },
  {
    title: "ROY-6 a royalty without takeout: 1 % of 20 is paid all the same, by the house",
    royaltyBps: 100,
    bets: ["Ann 10.00 brazil", "Ben 10.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+10.00", Ben: "-10.00" },
    royalty: "0.20",
  },
  {
    title: "ROY-3 a royalty on valid stakes only: 1 % of 20.00, the late 80.00 are none of it",
    royaltyBps: 100,
    bets: ["Ann 10.00 brazil", "Ben 10.00 argentina", "goal", "Cleo 80.00 brazil"],
    winner: "brazil:7",
    gains: { Ann: "+10.00", Ben: "-10.00", Cleo: "+0.00" },
    royalty: "0.20",
  },
  {
    title: "ROY-3 no royalty where everybody was right",
    royaltyBps: 10_000,
    bets: ["Ann 10.00 brazil", "Ben 20.00 brazil"],
    winner: "brazil:7",
    gains: { Ann: "+0.00", Ben: "+0.00" },
  },
  {
    title: "ROY-3 no royalty where nobody was right",
    royaltyBps: 10_000,
    bets: ["Ann 10.00 argentina", "Ben 20.00 none"],
    winner: "brazil:7",
    gains: { Ann: "+0.00", Ben: "+0.00" },
    moneyReturn: true,
  },
  {
    title: "ROY-1 yen: 2.5 % of 199 is 4",
    currency: "JPY",
    royaltyBps: 250,
    bets: ["Ann 100 brazil", "Ben 99 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+99", Ben: "-99" },
    royalty: "4",
  },
  {
    title: "ROY-1 dinars: 2.5 % of 0.199 is 0.004",
    currency: "KWD",
    royaltyBps: 250,
    bets: ["Ann 0.100 brazil", "Ben 0.099 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+0.099", Ben: "-0.099" },
    royalty: "0.004",
  },
  {
    title: "ROY-4 points earn nobody a royalty",
    currency: "DON",
    royaltyBps: 10_000,
    bets: ["Ann 10.00 brazil", "Ben 10.00 argentina"],
    winner: "brazil:7",
    gains: { Ann: "+10.00", Ben: "-10.00" },
  },
];

function parseBet(line: string): { userId: UserId; stake: string; target: string } {
  const [name = "", stake = "", target = ""] = line.split(" ");
  const userId = PEOPLE[name];
  if (userId === undefined) throw new Error(`who is ${name}?`);
  return { userId, stake, target };
}

describe("SET-1, SET-2, SET-3, SET-4, SET-5, SET-6, ROY-1, ROY-3, ROY-4, ROY-6 golden settlements", () => {
  for (const { title, currency = "EUR", purse = "1000", takeoutBps = 0, ...golden } of CASES) {
    test(title, () => {
      const world = new EngineWorld();
      const decimals = currencyOf(currency)?.decimals ?? 0;
      for (const userId of Object.values(PEOPLE)) world.deposit(userId, currency, purse);
      const before = world.available(ANN, currency);
      const sourceId = world.newSource();
      if (golden.royaltyBps !== undefined) {
        newAccount(world, sourceId, { royaltyBps: golden.royaltyBps });
      }
      const { gameId } = world.newGame({ currency }, sourceId);
      const pool = world.newPool(gameId, { takeoutBps });
      let happenedAtMs = world.nowMs + 1_000;
      for (const line of golden.bets) {
        world.pass(1);
        if (line === "goal") happenedAtMs = world.nowMs - 1;
        else {
          const { userId, stake, target } = parseBet(line);
          world.bet(userId, pool, target, stake);
        }
      }
      world.event(gameId, golden.winner, { happenedAtMs });
      for (const [name, gain] of Object.entries(golden.gains)) {
        const moved = world.available(PEOPLE[name] ?? ANN, currency) - before;
        const text = `${moved < 0 ? "" : "+"}${formatDecimal(moved, decimals)}`;
        expect(`${name} ${text}`).toBe(`${name} ${gain}`);
      }
      const figures = figuresOf(pool);
      const zero = formatDecimal(0, decimals);
      expect(formatDecimal(minor(figures.takeoutMinor), decimals)).toBe(golden.takeout ?? zero);
      const { royaltyMinor } = world.state.wallets.house(currency);
      expect(formatDecimal(minor(royaltyMinor), decimals)).toBe(golden.royalty ?? zero);
      expect(figures.moneyReturn).toBe(golden.moneyReturn ?? false);
    });
  }
});
