// The whole story of provider accounts and launched games, over real HTTP and WebSockets, on a real log:
// from the platform's registration to the provider's royalty.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run as runAudit } from "../../src/cli/audit.ts";
import type { RunningServer } from "../../src/compose.ts";
import { checkedFetch } from "../support/http-check.ts";
import { HubClient } from "../support/hub-client.ts";
import { type Fields, type HubAnswer, OPEN_ACCOUNT, SLOTS } from "../support/open-games-world.ts";
import { signUpAt, WireClient } from "../support/wire-client.ts";
import { asAdmin, post, startTestServer } from "./server-fixture.ts";

type Game = { readonly gameId: string; readonly poolId: string; readonly currency: string };

let directory: string;
let server: RunningServer;
let clients: WireClient[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "mutuel-story-"));
  clients = [];
  const data = { kind: "directory", path: directory } as const;
  server = await startTestServer({ configuration: { data } });
});
afterEach(async () => {
  for (const client of clients) await client.close();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function operator(path: string, body: Fields): Promise<Fields> {
  return (await (await post(server, path, body, asAdmin())).json()) as Fields;
}

async function look(path: string): Promise<Fields> {
  const answer = await checkedFetch(`${server.url}${path}`, { headers: asAdmin() });
  return (await answer.json()) as Fields;
}

async function connect(query: string): Promise<WireClient> {
  const client = await WireClient.connect(server.url, query);
  clients.push(client);
  return client;
}

async function newcomer(username: string, country: string): Promise<[WireClient, number]> {
  const password = "correct horse";
  const who = { username, email: `${username}@example.org`, password, country };
  const { id, user_session_key: key } = (await (await post(server, "/r/signup/", who)).json()) as {
    id: number;
    user_session_key: string;
  };
  const client = await WireClient.as(server.url, { id, username, key });
  clients.push(client);
  return [client, id];
}

async function deposit(userId: number, currency: string, amount: string): Promise<void> {
  const body = { currency, amount, reference: `${userId} ${currency}` };
  await operator(`/admin/users/${userId}/deposits`, body);
}

async function openGame(provider: WireClient, source_id: string, currency: string): Promise<Game> {
  const about = { game_name: `Argentina - France (${currency})`, type: "football", currency };
  const lists = { actions: ["goal"], targets: ["argentina", "france"] };
  const game = await provider.ask({ op: 370, source_id, ...about, ...lists });
  const gameId = String(game["game_id"]);
  await provider.ask({ op: 616, game_id: gameId });
  const pool = { op: 385, game_id: gameId, action: "goal", targets: "argentina,france" };
  const opened = await provider.ask({ ...pool, takeout_bps: 500 });
  return { gameId, poolId: String(opened["pool_id"]), currency };
}

/** The page behind a launch URL: connected, and who it is. */
async function follow(launch: HubAnswer): Promise<{ page: WireClient; userId: number }> {
  expect(launch).toMatchObject({ isSuccess: true, errorMsg: "NO_ERRORS" });
  const src = new URL(String(launch.data["src"]));
  expect(src.origin).toBe("https://provider.example");
  const page = await connect(`session=${src.searchParams.get("session")}`);
  const { user_id: userId } = await page.ask({ op: 100 });
  expect(String(userId)).toBe(src.searchParams.get("user") ?? "");
  return { page, userId: Number(userId) };
}

function bet({ poolId }: Game, target: string, amount: string): object {
  return { op: 392, pool_id: poolId, target, amount };
}

test("LAUN-10 register, offer, launch, join, bet, settle: the provider has its royalty", async () => {
  const registered = { clientId: "casino", name: "A casino", signing: "hmac-sha256" };
  const { secret } = await operator("/admin/platforms", registered);
  const platform = HubClient.hmac(server.url, String(secret));
  const developer = await signUpAt(server.url, "provider");
  const provider = await WireClient.as(server.url, developer, "&v=2.0");
  clients.push(provider);
  const opened = await provider.ask({ op: 365, source_name: "league" });
  const sourceId = String(opened["source_id"]);
  const asProvider = HubClient.md5(server.url, String(opened["provider_secret"]));

  // Two accounts: euros and dollars, not for players from the US; play money beside it.
  const gameEmbedUrl = `${OPEN_ACCOUNT.gameEmbedUrl}&user={{USER_ID}}`;
  const terms = { ...OPEN_ACCOUNT, gameEmbedUrl, royaltyPercent: 250, countriesDisabled: ["US"] };
  const accounts = [
    { ...terms, currenciesAvailable: ["EUR", "USD"] },
    { ...terms, currenciesAvailable: ["FUN"], countriesDisabled: [] },
  ];
  const created = await asProvider.post("accounts", { contentProviderId: sourceId, accounts });
  expect(created).toMatchObject({ isSuccess: true, errorMessage: "" });
  const [accountId, ofFun] = (created["accounts"] as { accountId: string }[]).map(
    (account) => account.accountId,
  );
  const list = { contentProviderId: sourceId, accountId, games: [SLOTS] };
  expect((await asProvider.post("games", list))["games"]).toEqual([
    { id: "slots", accountId, isNew: true },
  ]);
  const euros = await openGame(provider, sourceId, "EUR");
  const pounds = await openGame(provider, sourceId, "GBP");
  const fun = await openGame(provider, sourceId, "FUN");

  // The platform sees what each account has; the pool games have come by themselves.
  const offered = await platform.get("providers", "format=json&clientId=casino");
  const [source] = offered["providers"] as {
    providerId: string;
    accounts: { games: { id: string }[] }[];
  }[];
  expect(source?.providerId).toBe(sourceId);
  expect(source?.accounts.map(({ games }) => games.map(({ id }) => id))).toEqual([
    ["slots", euros.gameId],
    [fun.gameId],
  ]);

  let sessions = 0;
  const launch = (game: Game, userId: string, changes: Fields = {}): Promise<HubAnswer> =>
    platform.post("game-launch-url", {
      clientId: "casino",
      platformId: "casino",
      sessionId: `their*session|${++sessions}`,
      gameId: game.gameId,
      accountId,
      deviceType: "dt_desktop",
      currency: game.currency,
      language: "es",
      userId,
      homeUrl: "https://casino.example/",
      refillUrl: "https://casino.example/refill",
      country: "AR",
      ...changes,
    });

  const ana = await follow(await launch(euros, "ana"));
  const ben = await follow(await launch(euros, "ben"));
  for (const { page, userId } of [ana, ben]) {
    await deposit(userId, "EUR", "100");
    expect((await page.ask({ op: 363, game_id: euros.gameId })).res).toBe(333);
  }
  expect((await ana.page.ask(bet(euros, "argentina", "40.01"))).res).toBe(356);
  expect((await ben.page.ask(bet(euros, "france", "60.02"))).res).toBe(356);

  // One from the US, and one in pounds: neither launches, joins nor bets.
  const noCountry = "COUNTRY_NOT_AVAILABLE";
  const noCurrency = "CURRENCY_NOT_AVAILABLE";
  expect((await launch(euros, "uma", { country: "US" })).errorMsg).toBe(noCountry);
  expect((await launch(euros, "gil", { currency: "GBP" })).errorMsg).toBe(noCurrency);
  expect((await launch(pounds, "gil")).errorMsg).toBe(noCurrency);
  const [uma, umaId] = await newcomer("uma", "US");
  const [gil, gilId] = await newcomer("gil", "GB");
  await deposit(umaId, "EUR", "100");
  await deposit(gilId, "GBP", "100");
  for (const [player, game, code, reason] of [
    [uma, euros, noCountry, "not offered to players from US"],
    [gil, pounds, noCurrency, "not offered in GBP"],
  ] as const) {
    for (const asked of [{ op: 363, game_id: game.gameId }, bet(game, "france", "1")]) {
      const text = expect.stringContaining(reason);
      expect(await player.ask(asked)).toMatchObject({ res: 666, code, text });
    }
  }

  // A goal: of 100.03 the house keeps 5.00, of which the provider has 2.5 % of 100.03.
  const goal = { op: 395, action: "goal", target: "argentina" };
  expect((await provider.ask({ ...goal, game_id: euros.gameId })).res).toBe(366);
  const settled = await ana.page.nextOf(362);
  expect(settled["pool_id"]).toBe(euros.poolId);
  const balance = { op: 810, currency: "EUR" };
  expect((await ana.page.ask(balance))["available_balance"]).toBe(155.02);
  expect((await ben.page.ask(balance))["available_balance"]).toBe(39.98);

  // Play money beside it: guests of 1,000 each, and no royalty.
  const eva = await follow(await launch(fun, "ana", { accountId: ofFun, country: "" }));
  const leo = await follow(await launch(fun, "ana", { accountId: ofFun, country: "" }));
  expect(new Set([ana.userId, eva.userId, leo.userId]).size).toBe(3);
  for (const [{ page }, target] of [
    [eva, "argentina"],
    [leo, "france"],
  ] as const) {
    expect((await page.ask({ op: 363, game_id: fun.gameId })).res).toBe(333);
    expect((await page.ask(bet(fun, target, "1000"))).res).toBe(356);
    expect((await page.ask(bet(fun, target, "0.01")))["code"]).toBe("INSUFFICIENT_FUNDS");
  }
  await provider.ask({ ...goal, game_id: fun.gameId });
  await eva.page.nextOf(362);
  const play = await eva.page.ask({ op: 810, currency: "FUN" });
  expect(play["available_balance"]).toBe(1_900);

  const { currencies } = (await look("/admin/ledger")) as {
    currencies: Record<string, Record<string, string>>;
  };
  const right = { external: "-300.00", games: "0.00", total: "0.00" };
  expect(currencies["EUR"]).toMatchObject({ takeout: "2.50", royalties: "2.50", ...right });
  expect(currencies["FUN"]).toMatchObject({ takeout: "100.00", royalties: "0.00", total: "0.00" });
  await seeRoyalties({ sourceId, accountId: String(accountId), seq: server.state.seq });

  await server.stop();
  let out = "";
  const output = { out: (text: string) => void (out += text), err: () => {} };
  expect([await runAudit(["--data", directory], output), out.slice(-10)]).toEqual([
    0,
    "audit: OK\n",
  ]);
  expect(out).toContain("account 1: 2.50 of 100.03 EUR at 250 bps");
});

/** As JSON and as CSV, once the archive has come up to what was done. */
async function seeRoyalties(of: {
  sourceId: string;
  accountId: string;
  seq: number;
}): Promise<void> {
  const { sourceId, accountId, seq } = of;
  const path = `/admin/royalties?source=${sourceId}`;
  let report = await look(path);
  while (Number(report["as_of_seq"]) < seq) report = await look(path);
  const rates = { royalty_bps: 250, currency: "EUR", bookings: 1 };
  const whose = { source_id: sourceId, source_name: "league", account_id: accountId };
  expect(report["rows"]).toEqual([{ ...whose, ...rates, turnover: "100.03", royalty: "2.50" }]);
  const csv = `${server.url}${path}&format=csv`;
  const text = await (await checkedFetch(csv, { headers: asAdmin() })).text();
  const [, line, end] = text.split("\r\n");
  expect(line).toStartWith(`${sourceId},league,${accountId},250,EUR,1,100.03,2.50,`);
  expect(end).toBe("");
}
