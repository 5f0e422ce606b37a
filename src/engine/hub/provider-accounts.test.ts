import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { OPERATOR, OWNER } from "../../../test/support/engine-commands.ts";
import { EngineWorld, kinds, the } from "../../../test/support/engine-world.ts";
import {
  ARCADE,
  CASINO,
  accountsCommand,
  listGames,
  newAccount,
  offeredGame,
  platform,
  provider,
  registerPlatform,
  setAccounts,
  termsOf,
} from "../../../test/support/hub-world.ts";
import { evolve } from "../evolve.ts";
import { decodeFact } from "../fact-codec.ts";
import type { ProviderAccountId, SourceId } from "../ids.ts";
import { ACCOUNTS_PER_CALL_MAX, ACCOUNTS_PER_SOURCE_MAX } from "../rules.ts";
import { newState } from "../state.ts";
import { stateHash } from "../state-hash.ts";
import type { AccountTerms } from "./hub-fact.ts";
import {
  accountsFor,
  accountsOf,
  gamesOf,
  livePoolGames,
  providerAccountOf,
} from "./provider-account.ts";

const id = (number: number) => number as ProviderAccountId;

function scene(): { world: EngineWorld; sourceId: SourceId } {
  const world = new EngineWorld();
  registerPlatform(world);
  registerPlatform(world, ARCADE);
  return { world, sourceId: world.newSource() };
}

describe("accounts", () => {
  test("PACC-1 ids are numbers from 1 up, over all sources; an account is one platform's, or all's", () => {
    const { world, sourceId } = scene();
    const other = world.newSource();
    expect(newAccount(world, sourceId)).toBe(id(1));
    expect(newAccount(world, other, {}, CASINO)).toBe(id(2));
    expect(newAccount(world, sourceId, {}, CASINO)).toBe(id(3));
    const ids = (platformId: typeof CASINO | null) =>
      accountsFor(world.state, sourceId, platformId).map(({ accountId }) => accountId);
    expect([ids(null), ids(CASINO), ids(ARCADE)]).toEqual([[id(1)], [id(3)], []]);
    expect(accountsOf(world.state, other)).toMatchObject([{ accountId: 2, platformId: CASINO }]);
  });

  test("PACC-2 a creation equal to an account of that source and platform answers that one", () => {
    const { world, sourceId } = scene();
    const terms = termsOf({ currencies: ["EUR", "USD"] });
    const create = (asked: AccountTerms, platformId: typeof CASINO | null = null) =>
      setAccounts(
        world,
        accountsCommand(sourceId, [{ accountId: null, terms: asked }], platformId),
      );
    const known = [{ accountId: id(1), change: "none" }] as const;
    expect(create(terms)).toEqual([{ accountId: id(1), change: "made" }]);
    for (let i = 0; i < 1_000; i++) expect(create(terms)).toEqual([...known]);
    expect(create({ ...terms, currencies: ["USD", "EUR", "USD"] })).toEqual([...known]);
    expect(create({ ...terms, royaltyBps: 101 })).toEqual([{ accountId: id(2), change: "made" }]);
    expect(create(terms, CASINO)).toEqual([{ accountId: id(3), change: "made" }]);
    expect(world.state.hub.accounts.size).toBe(3);
  });

  test("PACC-3 a known id replaces all its terms; the same terms again make no fact", () => {
    const { world, sourceId } = scene();
    newAccount(world, sourceId, { countriesDisabled: ["US"] });
    const terms = termsOf({ royaltyBps: 7, currencies: ["EUR", "EUR"] });
    const command = accountsCommand(sourceId, [{ accountId: id(1), terms }]);
    expect(setAccounts(world, command)).toEqual([{ accountId: id(1), change: "updated" }]);
    expect(setAccounts(world, command)).toEqual([{ accountId: id(1), change: "none" }]);
    const kept = { ...terms, currencies: ["EUR"] };
    expect(providerAccountOf(world.state, id(1)).terms).toEqual(kept);
  });

  test("PACC-3 every change is a fact with who and when", () => {
    const { world, sourceId } = scene();
    const command = accountsCommand(sourceId, [{ accountId: null, terms: termsOf() }]);
    const made = world.submit(provider(sourceId), command);
    const signed = { by: `provider:${sourceId}`, as: "provider", timeMs: world.nowMs };
    expect(made).toMatchObject({ facts: [{ kind: "ProviderAccountCreated", ...signed }] });
    const update = accountsCommand(sourceId, [
      { accountId: id(1), terms: termsOf({ royaltyBps: 1 }) },
    ]);
    expect(the("ProviderAccountUpdated", world.operator(update)).as).toBe("operator");
  });

  test("PACC-4 a call is taken whole or not at all, its entries one after the other", () => {
    const { world, sourceId } = scene();
    const [a, b] = [termsOf({ royaltyBps: 1 }), termsOf({ royaltyBps: 2 })];
    const both = accountsCommand(sourceId, [
      { accountId: null, terms: a },
      { accountId: null, terms: b },
      { accountId: null, terms: a },
    ]);
    expect(setAccounts(world, both)).toEqual([
      { accountId: id(1), change: "made" },
      { accountId: id(2), change: "made" },
      { accountId: id(1), change: "none" },
    ]);
    const swapped = accountsCommand(sourceId, [
      { accountId: id(1), terms: b },
      { accountId: id(2), terms: a },
      { accountId: null, terms: b },
    ]);
    expect(setAccounts(world, swapped)).toEqual([
      { accountId: id(1), change: "updated" },
      { accountId: id(2), change: "updated" },
      { accountId: id(1), change: "none" },
    ]);
    const half = accountsCommand(sourceId, [
      { accountId: null, terms: termsOf({ royaltyBps: 3 }) },
      { accountId: id(9), terms: a },
    ]);
    expect(world.refused(provider(sourceId), half)).toBe("ACCOUNT_NOT_FOUND");
    const twice = accountsCommand(sourceId, [
      { accountId: id(1), terms: a },
      { accountId: id(1), terms: b },
    ]);
    expect(world.refused(provider(sourceId), twice)).toBe("FIELD_INVALID");
    expect(world.state.hub.accounts.size).toBe(2);
  });

  test("PACC-5 an account of another source or another platform is unknown", () => {
    const { world, sourceId } = scene();
    const other = world.newSource();
    newAccount(world, other);
    newAccount(world, sourceId, {}, CASINO);
    for (const [accountId, platformId] of [
      [1, null],
      [1, CASINO],
      [2, null],
      [2, ARCADE],
    ] as const) {
      const entry = { accountId: id(accountId), terms: termsOf() };
      const command = accountsCommand(sourceId, [entry], platformId);
      expect(world.refused(provider(sourceId), command)).toBe("ACCOUNT_NOT_FOUND");
    }
  });

  const wrong: [string, Partial<AccountTerms>][] = [
    ["a currency nobody knows", { currencies: ["EUR", "XYZ"] }],
    ["a country nobody knows", { countriesAvailable: ["XX"] }],
    ["a country in small letters", { countriesDisabled: ["us"] }],
    ["a rate below 0", { royaltyBps: -1 }],
    ["a rate above 10000", { royaltyBps: 10_001 }],
    ["half a unit of rate", { royaltyBps: 0.5 }],
    ["GLM_DEFAULT without an URL", { gameEmbedUrl: "" }],
    ["GLM_API without an URL", { launchMethod: "GLM_API" }],
    ["an URL without end", { gameEmbedUrl: `https://a.example/${"a".repeat(2_048)}` }],
  ];
  for (const [name, terms] of wrong) {
    test(`PACC-6 ${name} is refused, with its place`, () => {
      const { world, sourceId } = scene();
      const entries = [
        { accountId: null, terms: termsOf() },
        { accountId: null, terms: termsOf(terms) },
      ];
      const decision = world.submit(provider(sourceId), accountsCommand(sourceId, entries));
      expect(decision).toMatchObject({ kind: "refused", code: "FIELD_INVALID" });
      expect(JSON.stringify(decision)).toContain("accounts[1]: ");
    });
  }

  test("PACC-6 the ends of the range and a launch by API alone are fine", () => {
    const { world, sourceId } = scene();
    newAccount(world, sourceId, { royaltyBps: 0, currencies: ["FUN", "DON", "JPY"] });
    const providerGameLaunchApiUrl = "https://api.example/launch";
    const byApi = { launchMethod: "GLM_API", gameEmbedUrl: "", providerGameLaunchApiUrl } as const;
    expect(newAccount(world, sourceId, { ...byApi, royaltyBps: 10_000 })).toBe(id(2));
  });

  test("PACC-7 only the provider itself and the operator change accounts", () => {
    const { world, sourceId } = scene();
    const command = accountsCommand(sourceId, [{ accountId: null, terms: termsOf() }]);
    const others = [
      provider(world.newSource()),
      platform(CASINO),
      { kind: "user", userId: OWNER },
      { kind: "system" },
    ] as const;
    for (const actor of others) expect(world.refused(actor, command)).toBe("NO_PRIVILEGE");
    expect(kinds(world.operator(command))).toEqual(["ProviderAccountCreated"]);
  });

  test("PACC-8 at most 100 accounts in a call and 1,000 in a source", () => {
    const { world, sourceId } = scene();
    const entries = (from: number, count: number) =>
      Array.from({ length: count }, (_, place) => ({
        accountId: null,
        terms: termsOf({ royaltyBps: from + place }),
      }));
    const tooMany = accountsCommand(sourceId, entries(0, ACCOUNTS_PER_CALL_MAX + 1));
    expect(world.refused(provider(sourceId), tooMany)).toBe("LIMIT_REACHED");
    for (let made = 0; made < ACCOUNTS_PER_SOURCE_MAX; made += ACCOUNTS_PER_CALL_MAX) {
      setAccounts(world, accountsCommand(sourceId, entries(made, ACCOUNTS_PER_CALL_MAX)));
    }
    const more = accountsCommand(sourceId, entries(ACCOUNTS_PER_SOURCE_MAX, 1));
    expect(world.refused(provider(sourceId), more)).toBe("LIMIT_REACHED");
    expect(setAccounts(world, accountsCommand(sourceId, entries(5, 1)))).toMatchObject([
      { change: "none" },
    ]);
    expect(newAccount(world, world.newSource())).toBe(id(ACCOUNTS_PER_SOURCE_MAX + 1));
  });

  test("PACC-9 the order of updates of different accounts does not matter", () => {
    const numbers = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(numbers, fc.boolean(), (order, together) => {
        const { world, sourceId } = scene();
        for (const place of [0, 1, 2, 3, 4]) newAccount(world, sourceId, { royaltyBps: place });
        const updates = order.map((place) => ({
          accountId: id(place + 1),
          terms: termsOf({ royaltyBps: 100 + place, currencies: ["EUR"] }),
        }));
        if (together) setAccounts(world, accountsCommand(sourceId, updates));
        else for (const update of updates) setAccounts(world, accountsCommand(sourceId, [update]));
        const rates = accountsOf(world.state, sourceId).map(({ terms }) => terms.royaltyBps);
        expect(rates).toEqual([100, 101, 102, 103, 104]);
        const replayed = newState();
        for (const line of world.lines) evolve(replayed, decodeFact(line));
        expect(stateHash(replayed)).toBe(world.hash());
      }),
      { numRuns: 20 },
    );
  });
});

describe("games of an account", () => {
  const names = (world: EngineWorld, accountId: ProviderAccountId) =>
    gamesOf(providerAccountOf(world.state, accountId)).map((game) => game.id);

  test("PACC-20 each call replaces the whole list; what is left out is off", () => {
    const { world, sourceId } = scene();
    const account = { sourceId, accountId: newAccount(world, sourceId) };
    expect(
      listGames(
        world,
        account,
        ["a", "b"].map((name) => offeredGame(name)),
      ),
    ).toEqual(["a", "b"]);
    expect(
      listGames(
        world,
        account,
        ["b", "c"].map((name) => offeredGame(name)),
      ),
    ).toEqual(["c"]);
    expect(names(world, account.accountId)).toEqual(["b", "c"]);
    const before = world.lines.length;
    expect(
      listGames(
        world,
        account,
        ["b", "c"].map((name) => offeredGame(name)),
      ),
    ).toEqual([]);
    expect(world.lines.length).toBe(before);
    listGames(world, account, []);
    expect(names(world, account.accountId)).toEqual([]);
  });

  test("PACC-21 ids have 1 to 60 characters and stand once", () => {
    const { world, sourceId } = scene();
    const accountId = newAccount(world, sourceId);
    for (const ids of [[""], ["a".repeat(61)], ["a", "b", "a"]]) {
      const games = ids.map((name) => offeredGame(name));
      const list = { kind: "list-account-games", sourceId, platformId: null } as const;
      const command = { ...list, accountId, games };
      expect(world.refused(provider(sourceId), command)).toBe("FIELD_INVALID");
    }
    listGames(world, { sourceId, accountId }, [offeredGame("a".repeat(60))]);
  });

  test("PACC-22 free games need a pendingGamesUrl, now and later", () => {
    const { world, sourceId } = scene();
    const pendingGamesUrl = "https://games.example/pending";
    const account = { sourceId, accountId: newAccount(world, sourceId, { pendingGamesUrl }) };
    const without = newAccount(world, sourceId);
    const games = [offeredGame("a", { freeGames: { possibleBets: [1], possibleLines: [9] } })];
    const list = { kind: "list-account-games", sourceId, platformId: null, games } as const;
    const refused = world.refused(provider(sourceId), { ...list, accountId: without });
    expect(refused).toBe("FIELD_INVALID");
    listGames(world, account, games);
    const update = { accountId: account.accountId, terms: termsOf() };
    const command = accountsCommand(sourceId, [update]);
    expect(world.refused(provider(sourceId), command)).toBe("FIELD_INVALID");
    listGames(world, account, [offeredGame("a")]);
    expect(setAccounts(world, command)).toMatchObject([{ change: "updated" }]);
  });

  test("PACC-23 a list has at most 1,000 games and 1,000,000 characters", () => {
    const { world, sourceId } = scene();
    const accountId = newAccount(world, sourceId);
    const list = { kind: "list-account-games", sourceId, platformId: null, accountId } as const;
    const many = Array.from({ length: 1_001 }, (_, place) => offeredGame(`g${place}`));
    const long = [offeredGame("a", { description: "d".repeat(1_000_000) })];
    for (const games of [many, long]) {
      expect(world.refused(provider(sourceId), { ...list, games })).toBe("LIMIT_REACHED");
    }
    expect(listGames(world, { sourceId, accountId }, many.slice(1))).toHaveLength(1_000);
  });

  test("PACC-23 the lists of a source have 4,000,000 characters together", () => {
    const { world, sourceId } = scene();
    const long = [offeredGame("a", { description: "d".repeat(990_000) })];
    const list = { kind: "list-account-games", sourceId, platformId: null } as const;
    const account = (at: number) => newAccount(world, sourceId, { royaltyBps: at });
    const full = [1, 2, 3, 4].map(account);
    for (const accountId of full) listGames(world, { sourceId, accountId }, long);
    const accountId = account(5);
    expect(world.refused(provider(sourceId), { ...list, accountId, games: long })).toBe(
      "LIMIT_REACHED",
    );
    listGames(world, { sourceId, accountId }, [offeredGame("short")]);
    listGames(world, { sourceId, accountId: full[0] ?? id(0) }, [offeredGame("b"), ...long]);
    const other = world.newSource();
    listGames(world, { sourceId: other, accountId: newAccount(world, other) }, long);
  });

  test("PACC-24 pool games of the source can be launched until they close", () => {
    const { world, sourceId } = scene();
    const [open, upcoming, closing, closed] = [
      world.newGame({}, sourceId),
      world.newGame({ mode: "upcoming" }, sourceId),
      world.newGame({}, sourceId),
      world.newGame({}, sourceId),
    ];
    const armed = world.newGame({ openAtMs: world.nowMs + 9_000 }, sourceId);
    world.newPool(closing.gameId, { type: 3 });
    for (const { gameId } of [closing, closed]) world.does(OWNER, { kind: "close-game", gameId });
    expect(livePoolGames(world.state, sourceId)).toEqual([open, upcoming, armed]);
    expect(livePoolGames(world.state, world.newSource())).toEqual([]);
  });

  test("PACC-25 nothing is created, changed or listed in a closed source", () => {
    const { world, sourceId } = scene();
    const accountId = newAccount(world, sourceId);
    world.does(OWNER, { kind: "close-source", sourceId });
    const entry = { accountId, terms: termsOf() };
    expect(world.refused(OPERATOR, accountsCommand(sourceId, [entry]))).toBe("SOURCE_CLOSED");
    const list = { kind: "list-account-games", sourceId, platformId: null, accountId } as const;
    expect(world.refused(OPERATOR, { ...list, games: [] })).toBe("SOURCE_CLOSED");
  });
});
