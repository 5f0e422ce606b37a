// POST accounts: every error provoked, in the order of the checks, and what is answered.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  OpenGamesWorld,
  md5Of,
  OPEN_ACCOUNT,
  SLOTS,
  type Fields,
} from "../support/open-games-world.ts";

let world: OpenGamesWorld;
beforeAll(async () => {
  world = await OpenGamesWorld.start();
});
afterAll(() => world.stop());

const TERMS = {
  gameEmbedUrl: "https://provider.example/launch.html?s={{GAME_SESSION}}&u={{USER_ID}}",
  pendingGamesUrl: "https://provider.example/pending",
  gameLaunchMethod: {
    launchMethod: "GLM_API",
    providerGameLaunchApiUrl: "https://api.provider.example/launch",
  },
  royaltyPercent: 250,
  currenciesAvailable: ["USD", "EUR"],
  countriesAvailable: ["AR", "BR"],
  countriesDisabled: ["US"],
} as const;

describe("accounts are set", () => {
  test("OGA-10 create, update and list answer all fields, in the order asked", async () => {
    const made = await world.accounts([{ accountId: 0, ...TERMS }, { ...OPEN_ACCOUNT }]);
    expect(made).toMatchObject({ isSuccess: true, error: "NO_ERROR", errorMessage: "" });
    const rows = made["accounts"] as Fields[];
    const open = {
      ...OPEN_ACCOUNT,
      pendingGamesUrl: "",
      gameLaunchMethod: { launchMethod: "GLM_DEFAULT", providerGameLaunchApiUrl: "" },
    };
    expect(rows).toEqual([
      { ...TERMS, accountId: "1" },
      { ...open, accountId: "2" },
    ]);
    const changed = { ...TERMS, accountId: 1, royaltyPercent: 0 };
    const updated = await world.accounts([{ ...open, accountId: "2" }, changed]);
    expect(updated["accounts"]).toEqual([
      { ...open, accountId: "2" },
      { ...changed, accountId: "1" },
    ]);
    const listed = await world.accounts([]);
    expect(listed["accounts"]).toEqual([
      { ...changed, accountId: "1" },
      { ...open, accountId: "2" },
    ]);
  });

  test("OGA-10 what is listed can be sent back, also that of one platform", async () => {
    const own = await world.account({ royaltyPercent: 7 }, { clientId: "casino" });
    const all = (await world.accounts([]))["accounts"] as Fields[];
    expect(all.find(({ accountId }) => accountId === own)).toMatchObject({ clientId: "casino" });
    const ofClient = (await world.accounts([], { clientId: "casino" }))["accounts"] as Fields[];
    expect(ofClient.map(({ accountId }) => accountId)).toEqual([own]);
    const { seq } = world.wire.server.state;
    const again = await world.accounts(ofClient, { clientId: "casino" });
    expect(again["accounts"]).toEqual(ofClient);
    expect(world.wire.server.state.seq).toBe(seq);
  });

  test("OGA-11 a signed creation sent 1,000 times has one effect", async () => {
    const before = world.wire.server.state.hub.accounts.size;
    const body = { ...OPEN_ACCOUNT, royaltyPercent: 4_321 };
    const ids = new Set<string>();
    for (let round = 0; round < 10; round++) {
      const sent = Array.from({ length: 100 }, () => world.account(body));
      for (const id of await Promise.all(sent)) ids.add(id);
    }
    expect([...ids]).toEqual([String(before + 1)]);
    expect(world.wire.server.state.hub.accounts.size).toBe(before + 1);
  });

  test("OGA-12 all or nothing", async () => {
    const { seq } = world.wire.server.state;
    const wrong = { ...OPEN_ACCOUNT, royaltyPercent: 10_001 };
    const answer = await world.accounts([{ ...OPEN_ACCOUNT, royaltyPercent: 9 }, wrong]);
    expect(answer).toMatchObject({ isSuccess: false, error: "INVALID_BODY", accounts: [] });
    expect(answer.errorMessage).toBe(
      "accounts[1].royaltyPercent is 10001; accepted: an integer 0 to 10000",
    );
    expect(world.wire.server.state.seq).toBe(seq);
  });
});

describe("OGA-1 errors of accounts come in their order", () => {
  // Each has everything wrong that comes after it, too.
  const broken = { accountId: 999, royaltyPercent: "x" };
  const cases: [string, () => Promise<{ error: string }>][] = [
    ["SIGN_NOT_FOUND", () => world.post("accounts", "{", { sign: null })],
    ["INVALID_BODY", () => world.post("accounts", "{", { sign: "x" })],
    ["INVALID_BODY", () => world.post("accounts", "[]", { sign: "x" })],
    ["INVALID_BODY", () => world.post("accounts", { clientId: "nobody" }, { sign: "x" })],
    ["INVALID_SIGN", () => world.accounts([broken], { clientId: "nobody" }, { sign: "x" })],
    [
      "INVALID_SIGN",
      () => world.post("accounts", { contentProviderId: "nobody", accounts: [broken] }),
    ],
    ["INVALID_CLIENT_ID", () => world.accounts([broken], { clientId: "nobody" })],
    ["INVALID_CLIENT_ID", () => world.accounts([broken], { clientId: "" })],
    ["INVALID_CLIENT_ID", () => world.accounts([broken], { clientId: 7 })],
    ["UNKNOWN_ACCOUNT", () => world.accounts([broken])],
    ["UNKNOWN_ACCOUNT", () => world.accounts([{ ...broken, accountId: "x" }])],
    [
      "UNKNOWN_ACCOUNT",
      () => world.accounts([{ ...broken, accountId: 1 }], { clientId: "casino" }),
    ],
    ["INVALID_BODY", () => world.accounts([{ ...broken, accountId: 1 }])],
  ];
  for (const [at, [code, send]] of cases.entries()) {
    test(`OGA-1 ${at + 1}: ${code}`, async () => {
      expect(await send()).toMatchObject({ isSuccess: false, error: code });
    });
  }

  test("OGA-1 another provider's account is unknown, and its secret signs nothing here", async () => {
    const other = await world.provider.ask({ op: 365, source_name: "other" });
    const otherId = String(other["source_id"]);
    const { provider_secret: secret } = await world.operator.post(
      `/admin/sources/${otherId}/secret`,
    );
    const sending = { secret: String(secret) };
    const own = { contentProviderId: otherId, accounts: [{ ...OPEN_ACCOUNT, accountId: 1 }] };
    expect((await world.post("accounts", own, sending)).error).toBe("UNKNOWN_ACCOUNT");
    expect((await world.accounts([], {}, sending)).error).toBe("INVALID_SIGN");
    await world.provider.ask({ op: 366, source_id: otherId });
    const late = { contentProviderId: otherId, accounts: [{ ...OPEN_ACCOUNT }] };
    expect((await world.post("accounts", late, sending)).error).toBe("SOURCE_CLOSED");
  });
});

describe("OGA-2 fields that can't be read are named with path and value", () => {
  const cases: [Fields, string][] = [
    [{ royaltyPercent: undefined }, "accounts[0].royaltyPercent is missing"],
    [{ royaltyPercent: 1.5 }, "accounts[0].royaltyPercent is 1.5; accepted: an integer 0 to 10000"],
    [{ royaltyPercent: "1" }, 'accounts[0].royaltyPercent is "1"'],
    [{ accountId: null }, "accounts[0].accountId is null"],
    [{ accountId: -1 }, ""],
    [{ currenciesAvailable: ["EUR", "eur"] }, 'accounts[0].currenciesAvailable[1] is "eur"'],
    [{ currenciesAvailable: "EUR" }, 'accounts[0].currenciesAvailable is "EUR"'],
    [{ countriesDisabled: ["USA"] }, 'accounts[0].countriesDisabled[0] is "USA"'],
    [{ countriesAvailable: ["XX"] }, 'accounts[0].countriesAvailable[0] is "XX"'],
    [{ gameEmbedUrl: "" }, "gameEmbedUrl is empty; GLM_DEFAULT needs one"],
    [{ gameEmbedUrl: "ftp://a.example/" }, 'accounts[0].gameEmbedUrl is "ftp://a.example/"'],
    [{ gameEmbedUrl: "/launch" }, 'accounts[0].gameEmbedUrl is "/launch"'],
    [{ gameEmbedUrl: "https://a.example/{{NAME}}" }, "placeholders of GAME_SESSION"],
    [{ gameEmbedUrl: "https://a.example/{{GAME_ID" }, "placeholders written as {{NAME}}"],
    [{ gameEmbedUrl: "https://{{GAME_ID}}.example/" }, "behind the host"],
    [{ gameEmbedUrl: `https://a.example/${"x".repeat(2_048)}` }, "of at most 2048 characters"],
    [{ pendingGamesUrl: "pending" }, 'accounts[0].pendingGamesUrl is "pending"'],
    [{ gameLaunchMethod: { launchMethod: "GLM_X" } }, 'gameLaunchMethod.launchMethod is "GLM_X"'],
    [{ gameLaunchMethod: { launchMethod: "GLM_API" } }, "providerGameLaunchApiUrl is empty"],
    [{ unheard: 1 }, "accounts[0].unheard is no known field"],
    [{ __proto__: null, constructor: 1 }, "accounts[0].constructor is no known field"],
    [{ clientId: "casino" }, 'accounts[0].clientId is "casino"; accepted: that of the request'],
  ];
  for (const [fields, text] of cases) {
    test(`OGA-2 ${JSON.stringify(fields).slice(0, 70)}`, async () => {
      const answer = await world.accounts([{ ...OPEN_ACCOUNT, ...fields }]);
      if (text === "") {
        expect(answer.error).toBe("UNKNOWN_ACCOUNT");
        return;
      }
      expect(answer.error).toBe("INVALID_BODY");
      expect(answer.errorMessage).toContain(text);
    });
  }

  test("OGA-2 other shapes of the whole", async () => {
    const own = { contentProviderId: world.sourceId };
    for (const body of [own, { ...own, accounts: {} }, { ...own, accounts: [7] }]) {
      expect((await world.post("accounts", body)).error).toBe("INVALID_BODY");
    }
    const twice = `{"contentProviderId":"${world.sourceId}","accounts":[],"accounts":[]}`;
    expect((await world.post("accounts", twice)).errorMessage).toContain('"accounts" is twice');
    const many = Array.from({ length: 101 }, () => OPEN_ACCOUNT);
    expect((await world.accounts(many)).errorMessage).toContain("at most 100");
    const deep = `{"a":${"[".repeat(20)}${"]".repeat(20)}}`;
    expect((await world.post("accounts", deep)).errorMessage).toContain("16 levels");
  });

  test("OGA-2 games with freeGames keep their account to a pendingGamesUrl", async () => {
    const id = await world.account({ royaltyPercent: 77, pendingGamesUrl: "https://a.example/p" });
    await world.games(id, [{ ...SLOTS, freeGames: { possibleBets: [1], possibleLines: [] } }]);
    const update = { ...OPEN_ACCOUNT, accountId: id, royaltyPercent: 77, pendingGamesUrl: "" };
    expect((await world.accounts([update])).error).toBe("INVALID_BODY");
  });
});

describe("SIGN-2 over HTTP", () => {
  test("SIGN-2 every changed byte of body or Sign is refused", async () => {
    const body = Buffer.from(
      JSON.stringify({ contentProviderId: world.sourceId, accounts: [OPEN_ACCOUNT] }),
    );
    const sign = md5Of(body.toString(), world.providerSecret);
    const { seq } = world.wire.server.state;
    const codes = new Map<string, number>();
    const take = async (bytes: Buffer, changed: string): Promise<void> => {
      const { error } = await world.post("accounts", bytes.toString("latin1"), { sign: changed });
      codes.set(error, (codes.get(error) ?? 0) + 1);
    };
    for (let at = 0; at < body.length; at++) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await take(changed, sign);
    }
    for (let at = 0; at < sign.length; at++) {
      const other = sign.charAt(at) === "0" ? "1" : "0";
      await take(body, sign.slice(0, at) + other + sign.slice(at + 1));
    }
    expect([...codes.keys()].sort()).toEqual(["INVALID_BODY", "INVALID_SIGN"]);
    expect(world.wire.server.state.seq).toBe(seq);
    expect((await world.post("accounts", body.toString(), { sign })).isSuccess).toBe(true);
  });
});
