// The page of a launched game at the WebSocket: what lets it in, what it may ask for, what it hears, and
// how it ends.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { betIn, LaunchedMatch } from "../support/launched-match.ts";
import { OPEN_ACCOUNT } from "../support/open-games-world.ts";
import { codesOf, type WireClient } from "../support/wire-client.ts";
import { handshakeQuery, knock, refusalOf, turnedAway } from "./server-fixture.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const FOREIGN = { origin: "https://provider.example" };

let match: LaunchedMatch;
beforeEach(async () => {
  match = await LaunchedMatch.start();
});
afterEach(() => match.stop());

function refused(query: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  return knock(match.world.wire.server, query, headers).then(refusalOf);
}

function closed(query: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  return turnedAway(match.world.wire.server, query, headers);
}

async function codeOf(page: WireClient, message: object): Promise<unknown> {
  const { res, code } = await page.ask(message);
  return res === 666 ? code : res;
}

describe("at the door", () => {
  test("LAUN-1 the token is enough, and op 100 says who one is", async () => {
    const page = await match.launch(match.euros, { userId: "u" });
    const other = await match.launch(match.dollars, { userId: "u" });
    const stranger = await match.launch(match.euros, { userId: "v" });
    const who = await page.ask({ op: 100 });
    expect(who).toMatchObject({ res: 112, user_name: `player-${String(who["user_id"])}` });
    expect((await other.ask({ op: 100 }))["user_id"]).toBe(who["user_id"]);
    expect((await stranger.ask({ op: 100 }))["user_id"]).not.toBe(who["user_id"]);
  });

  test("LAUN-2 a token changed at any place opens nothing", async () => {
    const token = await match.token(match.euros);
    const opened: string[] = [];
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === "0" ? "1" : "0";
      const changed = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
      const [status, code] = await closed(`session=${changed}`);
      if (status !== 1008 || code !== "GAME_SESSION_NOT_FOUND") opened.push(changed);
    }
    expect({ length: token.length, opened }).toEqual({ length: 76, opened: [] });
    for (const changed of ["", ".", `${token}0`, token.slice(0, -1), token.slice(0, 32)]) {
      expect(await closed(`session=${changed}`)).toEqual([1008, "GAME_SESSION_NOT_FOUND"]);
    }
    const [half] = token.split(".");
    const [, mac] = (await match.token(match.euros)).split(".");
    expect(await closed(`session=${half}.${mac}`)).toEqual([1008, "GAME_SESSION_NOT_FOUND"]);
  });

  test("LAUN-2 a token is good for 24 hours and while its platform is active", async () => {
    const token = await match.token(match.euros);
    const { operator, wire } = match.world;
    await operator.post("/admin/platforms/casino/disable");
    expect(await closed(`session=${token}`)).toEqual([1008, "GAME_SESSION_NOT_FOUND"]);
    await operator.post("/admin/platforms/casino/enable");
    wire.time.pass(DAY_MS - 1);
    expect(await codeOf(await match.page(token), { op: 100 })).toBe(112);
    wire.time.pass(1);
    expect(await closed(`session=${token}`)).toEqual([1008, "GAME_SESSION_NOT_FOUND"]);
  });

  test("LAUN-2 nothing else stands beside a token; cookies count for nothing", async () => {
    const token = await match.token(match.euros);
    const somebody = await match.world.wire.signUp("somebody");
    const source = `source=${match.world.sourceId}`;
    for (const more of [handshakeQuery(somebody), "id=1", "h=", source]) {
      expect(await refused(`session=${token}&${more}`)).toEqual([400, "FIELD_INVALID"]);
    }
    const key = { authorization: "Bearer x" };
    expect(await refused(`session=${token}`, key)).toEqual([400, "FIELD_INVALID"]);
    const cookie = `im_user=${somebody.id}; user_session_key=${somebody.key}`;
    const page = await match.page(token, "", { cookie });
    expect((await page.ask({ op: 100 }))["user_id"]).not.toBe(somebody.id);
    expect(await closed("session=", { cookie })).toEqual([1008, "GAME_SESSION_NOT_FOUND"]);
  });

  test("LAUN-3 from any page, where only the token lets one in", async () => {
    const page = await match.page(await match.token(match.euros), "", FOREIGN);
    expect(await codeOf(page, { op: 363, game_id: match.euros.gameId })).toBe(333);
    expect(await refused("", FOREIGN)).toEqual([403, "ORIGIN_FORBIDDEN"]);
    expect(await refused("v=2.0", FOREIGN)).toEqual([403, "ORIGIN_FORBIDDEN"]);
  });
});

describe("within", () => {
  test("LAUN-4 it joins, reads and bets in its own game", async () => {
    const { euros } = match;
    const page = await match.launch(euros);
    await match.fund(page, "EUR");
    const { gameId: game_id, poolId: pool_id } = euros;
    const asked: [number, number][] = [
      [363, 333],
      [372, 342],
      [387, 3535],
      [388, 353],
      [389, 354],
      [390, 355],
      [364, 334],
    ];
    for (const [op, res] of asked)
      expect([op, await codeOf(page, { op, game_id })]).toEqual([op, res]);
    expect(await codeOf(page, { op: 393, pool_id })).toBe(360);
    expect(await codeOf(page, betIn(euros))).toBe(356);
    expect(await codeOf(page, { op: 1 })).toBe(1);
    expect(await codeOf(page, { op: 2 })).toBe(2);
  });

  test("LAUN-4 everything else is NO_PRIVILEGE, and so is its preview", async () => {
    const { euros, dollars, world } = match;
    const page = await match.launch(euros);
    const { gameId: game_id, poolId: pool_id } = dollars;
    const source_id = world.sourceId;
    const own = { game_id: euros.gameId };
    const outside: object[] = [
      ...[363, 364, 372, 387, 388, 389, 390].map((op) => ({ op, game_id })),
      { op: 393, pool_id },
      ...[380, 3811].map((op) => ({ op, source_id })),
      { op: 610 },
      { op: 611 },
      { op: 616, ...own },
      { op: 617, ...own, username: "provider" },
      { op: 100, id: 1, n: "x", h: "0".repeat(64) },
    ];
    const commands: object[] = [
      betIn(dollars),
      { op: 365, source_name: "mine" },
      { op: 366, source_id },
      { op: 375, ...own },
      { op: 385, ...own, action: "goal", targets: "france" },
      { op: 395, ...own, action: "goal", target: "france" },
      { op: 397, pool_id: euros.poolId },
      { op: 5001, pool_id: euros.poolId, reason: "x" },
      { op: 5002, ...own },
    ];
    const { seq } = world.wire.server.state;
    for (const message of [...outside, ...commands]) {
      expect([message, await codeOf(page, message)]).toEqual([message, "NO_PRIVILEGE"]);
    }
    for (const message of commands) {
      const preview = { ...message, header: { preview: true } };
      expect([message, await codeOf(page, preview)]).toEqual([message, "NO_PRIVILEGE"]);
    }
    expect(world.wire.server.state.seq).toBe(seq);
  });

  test("LAUN-4 a bet may be previewed, which counts as nothing", async () => {
    const page = await match.launch(match.euros);
    await match.fund(page, "EUR");
    const preview = { ...betIn(match.euros), header: { preview: true } };
    expect(await codeOf(page, preview)).toBe(5003);
    expect(await page.ask({ op: 810, currency: "EUR" })).toMatchObject({ available_balance: 100 });
  });

  test("LAUN-5 balances are those of its currency; another's are not told", async () => {
    const page = await match.launch(match.euros);
    await match.fund(page, "EUR");
    for (const op of [800, 810, 840]) {
      expect(await codeOf(page, { op, currency: "EUR" })).toBe(op);
      for (const currency of ["USD", "DON"]) {
        expect(await codeOf(page, { op, currency })).toBe("NO_PRIVILEGE");
      }
      expect(await codeOf(page, { op })).toBe("NO_PRIVILEGE");
    }
  });

  test("LAUN-6 it hears nothing of what the same player does elsewhere", async () => {
    const { euros, dollars, world } = match;
    const page = await match.launch(euros);
    const elsewhere = await match.launch(dollars);
    for (const [client, game] of [
      [page, euros],
      [elsewhere, dollars],
    ] as const) {
      await client.ask({ op: 363, game_id: game.gameId });
      await match.fund(client, game.currency);
    }
    await page.heard();
    await elsewhere.heard();
    expect(await codeOf(elsewhere, betIn(dollars))).toBe(356);
    await match.goal(dollars);
    const sister = { game_name: "Another", type: "football", actions: ["goal"], targets: ["x"] };
    await world.provider.ask({ op: 370, source_id: world.sourceId, ...sister });
    expect(codesOf(await elsewhere.heard())).toContain(815);
    expect(codesOf(await page.heard())).toEqual([]);
    expect(await codeOf(page, betIn(euros))).toBe(356);
    await match.goal(euros);
    const heard = await page.heard();
    expect(codesOf(heard)).toEqual(expect.arrayContaining([366, 362, 352, 815]));
    expect(heard.filter(({ res }) => res === 815).map((told) => told["currency"])).toEqual([
      "EUR",
      "EUR",
    ]);
    expect(codesOf(await elsewhere.heard())).toEqual([]);
  });

  test("LAUN-9 one for a game of the provider's own sees its balance, and no pools", async () => {
    const slots = { gameId: "slots", currency: "EUR" };
    const page = await match.page(await match.token(slots));
    await match.fund(page, "EUR");
    expect(await codeOf(page, { op: 810, currency: "EUR" })).toBe(810);
    expect(await codeOf(page, { op: 363, game_id: match.euros.gameId })).toBe("NO_PRIVILEGE");
    expect(await codeOf(page, betIn(match.euros))).toBe("NO_PRIVILEGE");
  });
});

describe("at its end", () => {
  const ended = { code: 1008, reason: expect.stringContaining("GAME_SESSION_NOT_FOUND") };

  test("LAUN-7 over: bets and joins are refused at once, then the connection is closed", async () => {
    const { euros, world } = match;
    // So that the session does not end in the moment in which ends are looked for.
    world.wire.time.pass(300);
    const page = await match.launch(euros);
    await match.fund(page, "EUR");
    const join = { op: 363, game_id: euros.gameId };
    world.wire.time.pass(DAY_MS - 1);
    expect(await codeOf(page, betIn(euros))).toBe(356);
    expect(await codeOf(page, join)).toBe(333);
    world.wire.time.pass(1);
    expect(await codeOf(page, betIn(euros))).toBe("NOT_LOGGED_IN");
    expect(await codeOf(page, join)).toBe("NOT_LOGGED_IN");
    world.wire.time.pass(1_000);
    expect(await page.closed).toMatchObject(ended);
    await match.goal(euros);
    expect(world.wire.server.state.pools[0]?.phase.kind).toBe("settled");
  });

  test("LAUN-7 disabled: bets and joins are refused at once, then the connection is closed", async () => {
    const { euros, world } = match;
    const page = await match.launch(euros);
    await match.fund(page, "EUR");
    await world.operator.post("/admin/platforms/casino/disable");
    expect(await codeOf(page, betIn(euros))).toBe("NO_PRIVILEGE");
    expect(await codeOf(page, { op: 363, game_id: euros.gameId })).toBe("NO_PRIVILEGE");
    world.wire.time.pass(1_000);
    expect(await page.closed).toMatchObject(ended);
  });

  test("LAUN-7 other connections stay open", async () => {
    const player = await match.world.wire.newcomer("player");
    await match.world.operator.post("/admin/platforms/casino/disable");
    match.world.wire.time.pass(1_000);
    expect(await codeOf(player, { op: 100 })).toBe(112);
    expect(await codeOf(match.world.provider, { op: 100 })).toBe(112);
    await player.close();
  });

  test("LAUN-8 the same token connects again, also beside itself, and catches up", async () => {
    const { euros } = match;
    const token = await match.token(euros);
    const first = await match.page(token, "&v=2.0");
    const join = { op: 363, game_id: euros.gameId };
    const joined = await first.ask(join);
    await match.fund(first, "EUR");
    const beside = await match.page(token, "&v=2.0");
    expect(await codeOf(beside, betIn(euros))).toBe(356);
    await beside.close();
    await first.close();
    await match.goal(euros);
    const again = await match.page(token, "&v=2.0");
    expect(await codeOf(again, { ...join, last_seq: joined["seq"] })).toBe(333);
    expect(codesOf(await again.heard())).toEqual(expect.arrayContaining([366, 362]));
  });
});

describe("without a launch", () => {
  test("JOIN-4 a guest joins what is offered without rules about countries, and nothing else", async () => {
    const { euros, world } = match;
    const guest = await world.wire.guest();
    const join = { op: 363, game_id: euros.gameId };
    expect(await codeOf(guest, join)).toBe(333);
    const rules = [{ countriesDisabled: ["US"] }, { countriesAvailable: ["AR"] }];
    for (const rule of rules) {
      await world.accounts([{ ...OPEN_ACCOUNT, accountId: "1", ...rule }]);
      expect(await guest.ask(join)).toMatchObject({
        code: "COUNTRY_NOT_AVAILABLE",
        text: expect.stringContaining("an unknown country"),
      });
    }
    await world.accounts([{ ...OPEN_ACCOUNT, accountId: "1" }]);
    expect(await codeOf(guest, join)).toBe(333);
    await guest.close();
  });
});
