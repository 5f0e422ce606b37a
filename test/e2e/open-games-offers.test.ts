// POST games and GET providers: every error provoked, in the order of the checks, and what is answered.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type Fields,
  md5Of,
  OPEN_ACCOUNT,
  OpenGamesWorld,
  SLOTS,
} from "../support/open-games-world.ts";

let world: OpenGamesWorld;
let account = "";
let ofCasino = "";
beforeAll(async () => {
  world = await OpenGamesWorld.start();
  account = await world.account({ currenciesAvailable: ["EUR", "DON"] });
  ofCasino = await world.account({ royaltyPercent: 5 }, { clientId: "casino" });
  await world.operator.post("/admin/platforms", {
    clientId: "other",
    name: "Another",
    signing: "unsigned",
  });
});
afterAll(() => world.stop());

type Provider = {
  readonly providerId: string;
  readonly accounts: { readonly settings: Fields; readonly games: Fields[] }[];
};

async function seenBy(query: string, sign?: string): Promise<Provider[]> {
  return (await world.providers(query, sign))["providers"] as Provider[];
}

describe("games", () => {
  const icons = { link500x500: "https://provider.example/slots.png?v=1" };

  test("OGA-20 a list replaces the account's whole list and says what is new", async () => {
    const first = await world.games(account, [{ ...SLOTS, icons }]);
    expect(first as object).toEqual({
      isSuccess: true,
      error: "NO_ERROR",
      errorMessage: "",
      games: [{ id: "slots", accountId: account, isNew: true }],
    });
    const second = await world.games(account, [{ ...SLOTS, id: "dice" }, SLOTS]);
    expect(second["games"]).toEqual([
      { id: "dice", accountId: account, isNew: true },
      { id: "slots", accountId: account, isNew: false },
    ]);
    expect((await world.games(account, []))["games"]).toEqual([]);
  });

  test("OGA-20 a list of 1,000 games is taken", async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ({ ...SLOTS, id: `game-${at}`, icons }));
    const answer = await world.games(account, many);
    expect(answer["games"]).toHaveLength(1_000);
    const over = await world.games(account, [...many, SLOTS]);
    expect(over.errorMessage).toContain("at most 1000");
  });

  const own = (): Fields => ({
    contentProviderId: world.sourceId,
    accountId: account,
    games: [SLOTS],
  });
  const cases: [string, () => Promise<{ error: string }>][] = [
    ["SIGN_NOT_FOUND", () => world.post("games", "{", { sign: null })],
    ["INVALID_BODY", () => world.post("games", "{", { sign: "x" })],
    ["INVALID_BODY", () => world.post("games", {}, { sign: "x" })],
    ["INVALID_SIGN", () => world.post("games", { ...own(), clientId: "x" }, { sign: "x" })],
    ["INVALID_CLIENT_ID", () => world.post("games", { ...own(), clientId: "x", accountId: 77 })],
    ["UNKNOWN_ACCOUNT", () => world.post("games", { ...own(), accountId: 77, games: 7 })],
    ["UNKNOWN_ACCOUNT", () => world.post("games", { ...own(), accountId: 0 })],
    ["UNKNOWN_ACCOUNT", () => world.post("games", { ...own(), clientId: "casino" })],
    ["UNKNOWN_ACCOUNT", () => world.post("games", { ...own(), accountId: ofCasino })],
    ["INVALID_BODY", () => world.post("games", { ...own(), games: 7 })],
  ];
  for (const [at, [code, send]] of cases.entries()) {
    test(`OGA-1 errors of games in their order, ${at + 1}: ${code}`, async () => {
      expect(await send()).toMatchObject({ isSuccess: false, error: code });
    });
  }

  const wrong: [Fields, string][] = [
    [{ id: "x".repeat(61) }, "games[0].id is"],
    [{ id: "" }, 'games[0].id is ""'],
    [{ launchMethod: { ...SLOTS.launchMethod, devices: ["dt_tv"] } }, 'devices[0] is "dt_tv"'],
    [{ launchMethod: { ...SLOTS.launchMethod, screen_width: "8" } }, 'screen_width is "8"'],
    [{ icons: { link1x1: "https://a.example/icon.svg" } }, "ends in .jpeg, .jpg or .png"],
    [{ icons: { link1x1: "/icon.png" } }, "ends in .jpeg, .jpg or .png"],
    [{ icons: { big: "https://a.example/icon.png" } }, "names such as link300x300"],
    [{ freeGames: {} }, "pendingGamesUrl"],
    [{ freeGames: { possibleBets: ["1"] } }, 'possibleBets[0] is "1"'],
    [{ rtp: 96 }, "games[0].rtp is no known field"],
  ];
  for (const [fields, text] of wrong) {
    test(`OGA-2 a game with ${JSON.stringify(fields).slice(0, 60)}`, async () => {
      const answer = await world.games(account, [{ ...SLOTS, ...fields }]);
      expect(answer.error).toBe("INVALID_BODY");
      expect(answer.errorMessage).toContain(text);
    });
  }

  test("OGA-2 an id twice is refused", async () => {
    expect((await world.games(account, [SLOTS, SLOTS])).error).toBe("INVALID_BODY");
  });
});

describe("providers", () => {
  test("OGA-21 a platform sees its own accounts and those for all, with live pool games, no secrets", async () => {
    await world.games(account, [SLOTS]);
    const names = { game_name: "Argentina - France", type: "football", actions: ["goal"] };
    const asked = { op: 370, source_id: world.sourceId, ...names, targets: ["argentina"] };
    const game = await world.provider.ask({ ...asked, currency: "EUR" });
    const gameId = String(game["game_id"]);
    const [provider, ...others] = await seenBy("format=json&clientId=casino");
    expect(others).toEqual([]);
    expect(provider?.providerId).toBe(world.sourceId);
    expect(provider?.accounts.map(({ settings }) => settings["accountId"])).toEqual([
      account,
      ofCasino,
    ]);
    expect(provider?.accounts[0]?.games).toEqual([
      {
        id: "slots",
        defaultName: "Slots",
        defaultDescription: "",
        launchMethod: {
          capabilities: ["dc_html5full"],
          devices: ["dt_desktop", "dt_mobile"],
          screenWidth: 800,
          screenHeight: 600,
        },
        icons: {},
      },
      {
        id: gameId,
        defaultName: "Argentina - France",
        defaultDescription: "football",
        launchMethod: {
          capabilities: ["dc_html5full"],
          devices: ["dt_desktop", "dt_mobile"],
          screenWidth: 0,
          screenHeight: 0,
        },
        icons: {},
      },
    ]);
    const others2 = await seenBy("clientId=other");
    expect(others2[0]?.accounts.map(({ settings }) => settings["accountId"])).toEqual([account]);
    expect(JSON.stringify([provider, others2])).not.toContain(world.providerSecret);
    await world.provider.ask({ op: 616, game_id: gameId });
    await world.provider.ask({ op: 375, game_id: gameId });
    const after = await seenBy("clientId=other");
    expect(after[0]?.accounts[0]?.games.map(({ id }) => id)).toEqual(["slots"]);
  });

  test("OGA-21 a pool game is in the accounts that admit its currency only", async () => {
    const names = { game_name: "In dollars", type: "football", actions: ["goal"] };
    const asked = { op: 370, source_id: world.sourceId, ...names, targets: ["argentina"] };
    await world.provider.ask({ ...asked, currency: "USD" });
    const [provider] = await seenBy("clientId=casino");
    expect(provider?.accounts.map(({ games }) => games.length)).toEqual([1, 1]);
  });

  test("OGA-21 of a provider with 1,000 accounts the newest 20 pool games are in each", async () => {
    const crowded = await OpenGamesWorld.start();
    for (let made = 0; made < 1_000; made += 100) {
      const terms = Array.from({ length: 100 }, (_, at) => ({
        ...OPEN_ACCOUNT,
        royaltyPercent: made + at,
      }));
      expect((await crowded.accounts(terms)).isSuccess).toBe(true);
    }
    const ids: string[] = [];
    for (let at = 0; at < 21; at++) {
      const names = { game_name: `Game ${at}`, type: "football", actions: ["goal"] };
      const asked = { op: 370, source_id: crowded.sourceId, ...names, targets: ["argentina"] };
      ids.push(String((await crowded.provider.ask(asked))["game_id"]));
    }
    const answer = await crowded.providers();
    const [{ accounts = [] } = {}] = answer["providers"] as Partial<Provider>[];
    expect(accounts).toHaveLength(1_000);
    for (const { games } of accounts) expect(games.map(({ id }) => id)).toEqual(ids.slice(1));
    await crowded.stop();
  });

  const cases: [string, string, string?][] = [
    ["INVALID_CLIENT_ID", "format=json"],
    ["INVALID_CLIENT_ID", "clientId=nobody", "x"],
    ["INVALID_CLIENT_ID", "clientId=casino&clientId=other"],
    ["INVALID_SIGN", "format=xml&clientId=casino", "x"],
    ["INVALID_BODY", "format=xml&clientId=casino"],
    ["INVALID_BODY", "clientId=other&more=1", "x"],
  ];
  for (const [code, query, sign] of cases) {
    test(`OGA-3 providers?${query}: ${code}`, async () => {
      const answer = await world.providers(query, sign);
      expect(answer).toMatchObject({ isSuccess: false, error: code, providers: [] });
    });
  }

  test("OGA-3 the raw query is signed, as it was sent", async () => {
    const query = "clientId=casino&format=json";
    const sign = md5Of("format=json&clientId=casino", world.platformSecret);
    expect((await world.providers(query, sign)).error).toBe("INVALID_SIGN");
    expect(await seenBy("clientId=c%61sino")).toHaveLength(1);
  });

  test("OGA-3 without a Sign, or when disabled, nothing is told", async () => {
    const url = `${world.wire.url}/open-api-games/v1/providers?clientId=casino`;
    expect(await (await fetch(url)).json()).toMatchObject({ error: "SIGN_NOT_FOUND" });
    await world.operator.post("/admin/platforms/casino/disable");
    expect((await world.providers()).error).toBe("INVALID_CLIENT_ID");
    await world.operator.post("/admin/platforms/casino/enable");
    expect(await seenBy("clientId=casino")).toHaveLength(1);
  });
});
