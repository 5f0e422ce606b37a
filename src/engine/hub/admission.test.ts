import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { ANN, BEN, OWNER, betCommand } from "../../../test/support/engine-commands.ts";
import { EngineWorld, accepted, the } from "../../../test/support/engine-world.ts";
import {
  CASINO,
  accountsCommand,
  launch,
  newAccount,
  openAccount,
  playerOf,
  registerPlatform,
  setAccounts,
  sha256,
  termsOf,
} from "../../../test/support/hub-world.ts";
import { FUN } from "../../money/currency.ts";
import type { GameSessionId, ProviderAccountId, SourceId, UserId } from "../ids.ts";
import { GAME_SESSION_MS } from "../rules.ts";
import type { Game, Pool } from "../state.ts";
import { admissionTo } from "./admission.ts";
import type { AccountTerms } from "./hub-fact.ts";

type Scene = { world: EngineWorld; sourceId: SourceId; game: Game; pool: Pool };

function scene(currency = "EUR"): Scene {
  const world = new EngineWorld();
  registerPlatform(world);
  const sourceId = world.newSource();
  const game = world.newGame({ currency }, sourceId);
  return { world, sourceId, game, pool: world.newPool(game.gameId) };
}

/** The code of a refusal, or the account a bet would count under. */
function joins({ world, game }: Scene, userId: UserId | null, session?: GameSessionId): unknown {
  const newcomer = { userId, session: session ?? null };
  const admission = admissionTo(world.state, game, newcomer, world.nowMs);
  return admission.kind === "refused" ? admission.code : admission.royalty;
}

describe("who may join and bet", () => {
  test("JOIN-1 a source without accounts is open to all, and bets count under none", () => {
    const it = scene();
    const { world, pool } = it;
    expect([joins(it, ANN), joins(it, null)]).toEqual([null, null]);
    world.deposit(ANN, "EUR", "10");
    expect(the("BetPlaced", world.bet(ANN, pool, "brazil", "1")).royalty).toBe(null);
  });

  test("JOIN-2 with accounts, the first that admits currency and country counts, with its rate", () => {
    const it = scene();
    const { world, sourceId, pool } = it;
    newAccount(world, sourceId, { currencies: ["USD"], royaltyBps: 1 });
    newAccount(world, sourceId, { countriesAvailable: ["DE"], royaltyBps: 2 }, CASINO);
    newAccount(world, sourceId, { countriesDisabled: ["US"], royaltyBps: 3 });
    const [german, french] = [openAccount(world, 7, "DE"), openAccount(world, 8, "FR")];
    const royalty = { accountId: 2 as ProviderAccountId, royaltyBps: 2 };
    expect(joins(it, german)).toEqual(royalty);
    expect(joins(it, french)).toEqual({ accountId: 3, royaltyBps: 3 });
    world.deposit(german, "EUR", "10");
    expect(the("BetPlaced", world.bet(german, pool, "brazil", "1")).royalty).toEqual(royalty);
  });

  test("JOIN-3 the reason is the currency where no account has it, else the country", () => {
    const it = scene();
    const { world, sourceId, pool } = it;
    const american = openAccount(world, 7, "US");
    newAccount(world, sourceId, { currencies: ["USD"] });
    expect(joins(it, american)).toBe("CURRENCY_NOT_AVAILABLE");
    newAccount(world, sourceId, { currencies: ["EUR"], countriesDisabled: ["US"] });
    expect(joins(it, american)).toBe("COUNTRY_NOT_AVAILABLE");
    const bet = betCommand(pool.poolId, "brazil", "1");
    expect(world.refused(american, bet)).toBe("COUNTRY_NOT_AVAILABLE");
  });

  test("JOIN-4 who has no known country, and a guest, passes only without rules about countries", () => {
    const it = scene();
    const { world, sourceId } = it;
    newAccount(world, sourceId, { countriesDisabled: ["US"] });
    expect([joins(it, ANN), joins(it, null)]).toEqual([
      "COUNTRY_NOT_AVAILABLE",
      "COUNTRY_NOT_AVAILABLE",
    ]);
    newAccount(world, sourceId, { royaltyBps: 9 });
    expect([joins(it, ANN), joins(it, null)]).toMatchObject([{ accountId: 2 }, { accountId: 2 }]);
  });

  test("JOIN-5 admins of the game or its source join always, and still may not bet", () => {
    const it = scene();
    const { world, sourceId, game, pool } = it;
    newAccount(world, sourceId, { currencies: ["USD"] });
    world.does(OWNER, { kind: "appoint-game-admin", gameId: game.gameId, userId: BEN });
    expect([joins(it, OWNER), joins(it, BEN)]).toEqual([null, null]);
    const bet = betCommand(pool.poolId, "brazil", "1");
    expect(world.refused(BEN, bet)).toBe("CONFLICT_OF_INTEREST");
  });

  test("JOIN-6 in a session its account counts, its country, and the terms of now", () => {
    const it = scene();
    const { world, sourceId, game, pool } = it;
    newAccount(world, sourceId, { royaltyBps: 1 });
    const accountId = newAccount(world, sourceId, { royaltyBps: 2, countriesAvailable: ["DE"] });
    const currency = "EUR";
    const session = launch(world, accountId, game.gameId, { currency, country: "DE" });
    world.deposit(ANN, "EUR", "10");
    const bet = betCommand(pool.poolId, "brazil", "1");
    const placed = the("BetPlaced", accepted(world.submit(playerOf(session), bet)));
    expect(placed.royalty).toEqual({ accountId, royaltyBps: 2 });
    expect(the("BetPlaced", world.bet(ANN, pool, "brazil", "1")).royalty?.accountId).not.toBe(
      accountId,
    );
    const raised = { accountId, terms: termsOf({ royaltyBps: 5 }) };
    setAccounts(world, accountsCommand(sourceId, [raised]));
    expect(joins(it, ANN, session.sessionId)).toEqual({ accountId, royaltyBps: 5 });
    const closed = { accountId, terms: termsOf({ countriesDisabled: ["DE"] }) };
    setAccounts(world, accountsCommand(sourceId, [closed]));
    expect(joins(it, ANN, session.sessionId)).toBe("COUNTRY_NOT_AVAILABLE");
    const elsewhere = { accountId, terms: termsOf({ currencies: ["USD"] }) };
    setAccounts(world, accountsCommand(sourceId, [elsewhere]));
    expect(world.refused(playerOf(session), bet)).toBe("CURRENCY_NOT_AVAILABLE");
    expect(pool.bets.count).toBe(2);
  });

  test("JOIN-7 a session reaches to its own game only, also where others are open to all", () => {
    const it = scene();
    const { world, sourceId, game } = it;
    const accountId = newAccount(world, sourceId);
    const options = { currency: "EUR" };
    const session = launch(world, accountId, game.gameId, options);
    const sister = world.newGame({ currency: "EUR" }, sourceId);
    const foreign = world.newGame({ currency: "EUR" });
    world.deposit(ANN, "EUR", "10");
    for (const { gameId } of [sister, foreign]) {
      const bet = betCommand(world.newPool(gameId).poolId, "brazil", "1");
      expect(world.refused(playerOf(session), bet)).toBe("NO_PRIVILEGE");
    }
    expect(joins({ ...it, game: foreign }, ANN, session.sessionId)).toBe("NO_PRIVILEGE");
  });

  test("JOIN-7 a game of the provider's own with the id of another source's game does not open that", () => {
    const it = scene();
    const { world, game } = it;
    const thief = world.newSource();
    const accountId = newAccount(world, thief);
    const list = { kind: "list-account-games", platformId: null, accountId } as const;
    const { gameId } = game;
    const games = [
      {
        id: gameId as string,
        capabilities: [],
        devices: [],
        screenWidth: 1,
        screenHeight: 1,
        gameEmbedUrl: null,
        name: "x",
        description: "",
        icons: {},
        freeGames: null,
      },
    ];
    accepted(
      world.submit({ kind: "provider", sourceId: thief }, { ...list, sourceId: thief, games }),
    );
    const session = launch(world, accountId, gameId, { currency: "EUR" });
    expect(joins(it, ANN, session.sessionId)).toBe("NO_PRIVILEGE");
  });

  test("JOIN-8 a session that is over, another's or unknown is no login", () => {
    const it = scene();
    const { world, sourceId, game, pool } = it;
    const accountId = newAccount(world, sourceId);
    const session = launch(world, accountId, game.gameId, { currency: "EUR" });
    const { sessionId } = session;
    const bet = betCommand(pool.poolId, "brazil", "1");
    const stolen = { kind: "user", userId: BEN, session: sessionId } as const;
    expect(world.refused(stolen, bet)).toBe("NOT_LOGGED_IN");
    expect(joins(it, ANN, "no" as GameSessionId)).toBe("NOT_LOGGED_IN");
    expect(joins(it, null, sessionId)).toBe("NOT_LOGGED_IN");
    world.pass(GAME_SESSION_MS - 1);
    expect(joins(it, ANN, sessionId)).toMatchObject({ accountId });
    world.pass(1);
    expect(world.refused(playerOf(session), bet)).toBe("NOT_LOGGED_IN");
  });

  test("JOIN-9 a disabled platform's sessions take no bets until it is active again", () => {
    const it = scene();
    const { world, sourceId, game, pool } = it;
    const session = launch(world, newAccount(world, sourceId), game.gameId, { currency: "EUR" });
    world.deposit(ANN, "EUR", "10");
    const bet = betCommand(pool.poolId, "brazil", "1");
    const status = { kind: "set-platform-status", platformId: CASINO } as const;
    world.operator({ ...status, status: "disabled" });
    expect(world.refused(playerOf(session), bet)).toBe("NO_PRIVILEGE");
    world.operator({ ...status, status: "active" });
    accepted(world.submit(playerOf(session), bet));
  });

  test("JOIN-10 a guest in FUN bets beside, with what came with the session", () => {
    const { world, sourceId, game, pool } = scene(FUN);
    const accountId = newAccount(world, sourceId, { royaltyBps: 500 });
    const options = { currency: FUN, userId: 40 as UserId, platformSession: sha256("fun") };
    const session = launch(world, accountId, game.gameId, options);
    const bet = betCommand(pool.poolId, "brazil", "1000");
    accepted(world.submit(playerOf(session), bet));
    expect(world.refused(playerOf(session), bet)).toBe("INSUFFICIENT_FUNDS");
  });

  test("JOIN-2, JOIN-3, JOIN-4 as a plain search through all accounts says", () => {
    const codes = fc.subarray(["AR", "DE", "US"]);
    const terms = fc.record({
      currencies: fc.subarray(["EUR", "USD", FUN]),
      countriesAvailable: codes,
      countriesDisabled: codes,
    });
    const currency = fc.constantFrom("EUR", "USD", FUN, "JPY");
    const country = fc.constantFrom(null, "AR", "DE", "US", "GB");
    const accounts = fc.array(terms, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(accounts, currency, country, (list, currencyCode, countryCode) => {
        const it = scene(currencyCode);
        const player = openAccount(it.world, 7, countryCode);
        list.forEach((one, place) => {
          newAccount(it.world, it.sourceId, { ...one, royaltyBps: place });
        });
        expect(joins(it, player)).toEqual(plainly(list, currencyCode, countryCode));
      }),
      { numRuns: 200 },
    );
  });
});

type Lists = Pick<AccountTerms, "currencies" | "countriesAvailable" | "countriesDisabled">;

/** The same once more, the long way: what everyone is allowed, less what each rule takes away. */
function plainly(list: readonly Lists[], currency: string, country: string | null): unknown {
  const withCurrency = list.filter((one) =>
    one.currencies
      .concat(one.currencies.length > 0 ? [] : [currency])
      .some((code) => code === currency),
  );
  if (withCurrency.length === 0) return "CURRENCY_NOT_AVAILABLE";
  for (const [place, one] of list.entries()) {
    if (!withCurrency.includes(one)) continue;
    const rules = one.countriesAvailable.length + one.countriesDisabled.length;
    const allowed = new Set(rules === 0 ? [country] : []);
    if (country !== null && one.countriesAvailable.length === 0) allowed.add(country);
    for (const code of one.countriesAvailable) allowed.add(code);
    for (const code of one.countriesDisabled) allowed.delete(code);
    if (allowed.has(country)) return { accountId: place + 1, royaltyBps: place };
  }
  return "COUNTRY_NOT_AVAILABLE";
}
