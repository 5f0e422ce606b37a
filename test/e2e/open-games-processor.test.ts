// POST games-processor and pending-games: every error provoked in the order of the checks, each api, and
// money that adds up after each.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { brokenInvariants } from "../../src/engine/invariants.ts";
import { type Fields, type HubAnswer, OpenGamesWorld, SLOTS } from "../support/open-games-world.ts";

let world: OpenGamesWorld;
let eur = "";
let userId = 0;
beforeAll(async () => {
  world = await OpenGamesWorld.start();
  const account = await world.account();
  await world.games(account, [SLOTS]);
  eur = await world.token({ sessionId: "eur" });
  const balance = await world.process("balance", ofEur());
  userId = Number(balance.data["userId"]);
  await world.deposit(userId, "EUR", "100.00");
});
afterAll(() => world.stop());
afterEach(() => expect(brokenInvariants(world.wire.server.state)).toEqual([]));

function ofEur(more: Fields = {}): Fields {
  return { gameSessionId: eur, currency: "EUR", ...more };
}

async function amountNow(): Promise<unknown> {
  return (await world.process("balance", ofEur())).data["amount"];
}

const DONE = { isSuccess: true, error: "", errorMsg: "NO_ERRORS" } as const;
const AGAIN = { isSuccess: true, error: "", errorMsg: "ALREADY_PROCESSED" } as const;

describe("apis", () => {
  test("OGA-40 balance", async () => {
    const answer = await world.process("balance", ofEur({ gameId: "slots", denomination: 2 }));
    expect(answer as object).toEqual({
      api: "balance",
      ...DONE,
      data: {
        userId: String(userId),
        userNick: `player-${userId}`,
        amount: 10_000,
        denomination: 2,
        currency: "EUR",
        maxWin: 10_000_000_000_000,
        jpKey: "",
        freeGames: [],
      },
    });
  });

  test("OGA-40 debit and credit book minor units; a loss is a credit of 0", async () => {
    const debit = ofEur({ transactionId: "d1", amount: 250, betId: "b1", notes: { any: [1] } });
    const answer = await world.process("debit", debit);
    expect(answer as object).toEqual({
      api: "debit",
      ...DONE,
      data: {
        transactionId: "d1",
        userNick: `player-${userId}`,
        amount: 9_750,
        denomination: 2,
        currency: "EUR",
      },
    });
    const won = await world.process("credit", ofEur({ transactionId: "c1", amount: 1_000 }));
    expect(won.data["amount"]).toBe(10_750);
    const lost = await world.process("credit", ofEur({ transactionId: "c2", amount: 0 }));
    expect(lost).toMatchObject({ ...DONE, data: { amount: 10_750 } });
  });

  test("OGA-41 the same again is ALREADY_PROCESSED with the first answer; other content INVALID_BODY", async () => {
    const asked = { transactionId: "d2", amount: 100, betId: "b2", spinMeta: { a: 1, b: [2] } };
    const first = await world.process("debit", ofEur(asked));
    await world.process("debit", ofEur({ transactionId: "d3", amount: 100 }));
    const again = await world.process("debit", ofEur(asked));
    expect(again).toMatchObject({ ...AGAIN, data: first.data });
    const reordered = { spinMeta: { b: [2], a: 1 }, betId: "b2", amount: 100, transactionId: "d2" };
    expect(await world.process("debit", { ...reordered, ...ofEur() })).toMatchObject(AGAIN);
    for (const change of [{ amount: 101 }, { betId: "b9" }, { notes: "x" }, { spinMeta: null }]) {
      const other = await world.process("debit", ofEur({ ...asked, ...change }));
      expect(other).toMatchObject({ isSuccess: false, errorMsg: "INVALID_BODY" });
    }
    const credit = await world.process("credit", ofEur({ transactionId: "d2", amount: 100 }));
    expect(credit).toMatchObject({ isSuccess: false, errorMsg: "INVALID_BODY" });
  });

  test("OGA-42 rollbackDebit and rollback take back once", async () => {
    const before = await amountNow();
    await world.process("debit", ofEur({ transactionId: "d4", amount: 300 }));
    const back = await world.process("rollbackDebit", ofEur({ transactionId: "d4" }));
    expect(back).toMatchObject({ ...DONE, data: { amount: before } });
    expect(await world.process("rollbackDebit", ofEur({ transactionId: "d4" }))).toMatchObject({
      ...AGAIN,
      data: { amount: before },
    });
    await world.process("credit", ofEur({ transactionId: "c4", amount: 300 }));
    const rollback = ofEur({ transactionId: "c4", amount: 300 });
    expect((await world.process("rollback", rollback)).data["amount"]).toBe(before);
    expect(await amountNow()).toBe(before);
  });

  test("OGA-42 one that comes before its transaction is remembered, and that one refused", async () => {
    const before = await amountNow();
    const early = await world.process("rollbackDebit", ofEur({ transactionId: "d5" }));
    expect(early).toMatchObject({ ...DONE, data: { amount: before } });
    const late = await world.process("debit", ofEur({ transactionId: "d5", amount: 10 }));
    expect(late).toMatchObject({ isSuccess: false, errorMsg: "ALREADY_PROCESSED", data: {} });
    expect(await amountNow()).toBe(before);
  });

  test("OGA-42 a rollback above the balance changes nothing and may be repeated", async () => {
    await world.process("credit", ofEur({ transactionId: "c6", amount: 5_000 }));
    const all = Number(await amountNow());
    await world.process("debit", ofEur({ transactionId: "d6", amount: all }));
    const rollback = ofEur({ transactionId: "c6" });
    const refused = await world.process("rollback", rollback);
    expect(refused).toMatchObject({ isSuccess: false, errorMsg: "INSUFFICIENT_BALANCE" });
    await world.process("rollbackDebit", ofEur({ transactionId: "d6" }));
    expect(await world.process("rollback", rollback)).toMatchObject(DONE);
  });

  test("OGA-43 metaData completes a round; a session with an open one is pending", async () => {
    await world.process("debit", ofEur({ transactionId: "d7", amount: 1, betId: "round" }));
    const pending = (): Promise<HubAnswer> =>
      world.asPlatform("pending-games", { sessionIds: ["eur", "nobody's", "eur"] }, QUERY);
    expect((await pending())["pendingGames"]).toEqual(
      expect.arrayContaining([{ sessionId: "eur", gameId: "slots" }]),
    );
    const openRounds = ["b1", "b2", "round"];
    for (const betId of openRounds) {
      const meta = ofEur({ api: "roundComplete", data: { betId } });
      expect(await world.process("metaData", meta)).toMatchObject({
        api: "metaData",
        ...DONE,
        data: { api: "roundComplete", data: { betId } },
      });
    }
    expect(await pending()).toMatchObject({ isSuccess: true, error: "NO_ERROR", pendingGames: [] });
  });

  for (const [currency, decimals, deposit, minor] of [
    ["JPY", 0, "1000", 1_000],
    ["KWD", 3, "1.234", 1_234],
  ] as const) {
    test(`OGA-44 ${currency} has ${decimals} decimals everywhere`, async () => {
      const token = await world.token({ sessionId: currency, currency, userId: currency });
      const data = { gameSessionId: token, currency, denomination: decimals };
      const { data: told } = await world.process("balance", data);
      await world.deposit(Number(told["userId"]), currency, deposit);
      const debit = { ...data, transactionId: `${currency}-1`, amount: 1 };
      expect((await world.process("debit", debit)).data).toMatchObject({
        amount: minor - 1,
        denomination: decimals,
      });
      const wrong = { ...debit, transactionId: `${currency}-2`, denomination: 2 };
      expect((await world.process("debit", wrong)).errorMsg).toBe("INVALID_BODY");
      const ledger = await world.operator.get("/admin/ledger");
      const rows = ledger["currencies"] as Record<string, { games: string; total: string }>;
      expect(rows[currency]).toMatchObject({
        games: decimals === 0 ? "1" : "0.001",
        total: decimals === 0 ? "0" : "0.000",
      });
    });
  }
});

describe("OGA-5 errors of the processor", () => {
  const move = (more: Fields = {}): Fields => ofEur({ transactionId: "e", amount: 1, ...more });
  const cases: [string, () => Promise<HubAnswer>][] = [
    ["SIGN_NOT_PROVIDED", () => world.post("games-processor", "{", { sign: null })],
    ["INVALID_BODY", () => world.post("games-processor", "{", { sign: "x" })],
    ["INVALID_BODY", () => world.process("balance", { currency: "XXX" }, { sign: "x" })],
    ["SESSION_NOT_FOUND", () => world.process("x", move({ gameSessionId: "x" }), { sign: "x" })],
    ["SESSION_NOT_FOUND", () => world.process("x", move({ gameSessionId: `${eur}x` }))],
    ["SESSION_NOT_FOUND", () => world.process("x", move({ gameSessionId: otherMac(eur) }))],
    ["INVALID_SIGN", () => world.process("x", move({ currency: "XXX" }), { sign: "x" })],
    ["INVALID_SIGN", () => world.asPlatform("games-processor", { api: "debit", data: move() })],
    ["INVALID_BODY", () => world.process("x", move({ currency: "XXX" }))],
    ["INVALID_BODY", () => world.process("debit", move({ amount: -1, currency: "XXX" }))],
    ["INVALID_BODY", () => world.process("debit", move({ amount: 1.5 }))],
    ["INVALID_BODY", () => world.process("debit", move({ amount: "1" }))],
    ["INVALID_BODY", () => world.process("debit", move({ amount: 10_000_000_000_001 }))],
    ["INVALID_BODY", () => world.process("debit", move({ transactionId: "" }))],
    ["INVALID_BODY", () => world.process("debit", move({ more: 1 }))],
    ["INVALID_BODY", () => world.process("debit", move({ gameId: "dice" }))],
    ["INVALID_BODY", () => world.process("metaData", ofEur({ api: "x", data: { betId: "b" } }))],
    ["UNKNOWN_CURRENCY", () => world.process("debit", move({ currency: "XXX" }))],
    ["SESSION_CURRENCY", () => world.process("debit", move({ currency: "USD" }))],
    ["INSUFFICIENT_BALANCE", () => world.process("debit", move({ amount: 10_000_000 }))],
  ];
  for (const [at, [code, send]] of cases.entries()) {
    test(`OGA-5 ${at + 1}: ${code}`, async () => {
      const { seq } = world.wire.server.state;
      expect(await send()).toMatchObject({ isSuccess: false, errorMsg: code, data: {} });
      expect(world.wire.server.state.seq).toBe(seq);
    });
  }

  test("OGA-5 betting that is suspended takes no debit, and pays", async () => {
    await world.operator.post("/admin/suspensions", {
      scope: "player",
      id: String(userId),
      reason: "asked for it",
    });
    const refused = await world.process("debit", move({ transactionId: "s1" }));
    expect(refused).toMatchObject({ isSuccess: false, errorMsg: "BETTING_SUSPENDED" });
    expect(refused.error).toContain("asked for it");
    expect(await world.process("credit", move({ transactionId: "s2" }))).toMatchObject(DONE);
    await world.operator.post("/admin/resumptions", { scope: "player", id: String(userId) });
  });

  test("OGA-5 a token never stands in an answer", async () => {
    const answer = await world.process("balance", { gameSessionId: [eur], currency: "EUR" });
    expect(JSON.stringify(answer)).not.toContain(eur.slice(0, 20));
  });

  function otherMac(token: string): string {
    return `${token.slice(0, -1)}${token.endsWith("A") ? "E" : "A"}`;
  }
});

describe("OGA-6 a session that is over", () => {
  test("OGA-6 a disabled platform, and a day later: no balance and no debit, but what is owed", async () => {
    const data = ofEur({ transactionId: "o1", amount: 10 });
    expect(await world.process("debit", data)).toMatchObject(DONE);
    await world.operator.post("/admin/platforms/casino/disable");
    await isOver("o2");
    await world.operator.post("/admin/platforms/casino/enable");
    expect((await world.process("balance", ofEur())).isSuccess).toBe(true);
    world.wire.time.pass(24 * 60 * 60 * 1_000);
    await isOver("o3");
    expect(await world.process("debit", data)).toMatchObject(AGAIN);
    const back = await world.process("rollbackDebit", ofEur({ transactionId: "o1" }));
    expect(back).toMatchObject(DONE);
  });

  async function isOver(id: string): Promise<void> {
    const code = { isSuccess: false, errorMsg: "SESSION_NOT_FOUND" };
    expect(await world.process("balance", ofEur())).toMatchObject(code);
    const move = ofEur({ transactionId: id, amount: 1 });
    expect(await world.process("debit", move)).toMatchObject(code);
    const credit = { ...move, transactionId: `${id}-c` };
    expect(await world.process("credit", credit)).toMatchObject(DONE);
  }
});

const QUERY = { query: "clientId=casino" };

describe("OGA-3 errors of pending-games", () => {
  const cases: [string, Fields | string, Fields?][] = [
    ["INVALID_BODY", "{", { query: "clientId=nobody" }],
    ["INVALID_CLIENT_ID", { sessionIds: 7 }, { query: "" }],
    ["INVALID_CLIENT_ID", { sessionIds: 7 }, { query: "clientId=nobody" }],
    ["SIGN_NOT_FOUND", { sessionIds: 7 }, { ...QUERY, sign: null }],
    ["INVALID_SIGN", { sessionIds: 7 }, { ...QUERY, sign: "x" }],
    ["INVALID_BODY", { sessionIds: 7 }],
    ["INVALID_BODY", { sessionIds: [""] }],
    ["INVALID_CLIENT_ID", { sessionIds: [], clientId: "other" }],
  ];
  for (const [at, [code, body, sending]] of cases.entries()) {
    test(`OGA-3 pending-games ${at + 1}: ${code}`, async () => {
      const how = { secret: world.platformSecret, ...QUERY, ...sending };
      const answer = await world.post("pending-games", body, how);
      expect(answer).toMatchObject({ isSuccess: false, error: code, pendingGames: [] });
    });
  }
});

test("OGA-45 1,000 debits at the same time with money for 100: exactly 100", async () => {
  const token = await world.token({ sessionId: "many", userId: "many" });
  const data = { gameSessionId: token, currency: "EUR" };
  const { data: told } = await world.process("balance", data);
  await world.deposit(Number(told["userId"]), "EUR", "1.00");
  const codes = new Map<string, number>();
  const debits = Array.from({ length: 1_000 }, async (_, at) => {
    const debit = { ...data, transactionId: `many-${at}`, amount: 1 };
    const { errorMsg = "" } = await world.process("debit", debit);
    codes.set(errorMsg, (codes.get(errorMsg) ?? 0) + 1);
  });
  await Promise.all(debits);
  expect(Object.fromEntries(codes)).toEqual({ NO_ERRORS: 100, INSUFFICIENT_BALANCE: 900 });
  expect((await world.process("balance", data)).data["amount"]).toBe(0);
}, 20_000);
