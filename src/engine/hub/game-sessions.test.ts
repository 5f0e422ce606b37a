import { describe, expect, test } from "bun:test";
import { ANN, BEN, NOBODY, OWNER, SYSTEM } from "../../../test/support/engine-commands.ts";
import { EngineWorld, accepted, kinds } from "../../../test/support/engine-world.ts";
import {
  ARCADE,
  CASINO,
  type Launch,
  accountsCommand,
  launch,
  launchCommand,
  listGames,
  newAccount,
  offeredGame,
  platform,
  playerOf,
  provider,
  registerPlatform,
  setAccounts,
  sha256,
  termsOf,
} from "../../../test/support/hub-world.ts";
import { FUN } from "../../money/currency.ts";
import { evolve } from "../evolve.ts";
import type { GameSessionId, ProviderAccountId, SourceId, UserId } from "../ids.ts";
import type { RefusalCode } from "../refusal.ts";
import { FUN_GRANT_MINOR, GAME_SESSION_MS } from "../rules.ts";
import { sessionFor, isPending } from "./game-session.ts";
import type { AccountTerms } from "./hub-fact.ts";

type Scene = { world: EngineWorld; sourceId: SourceId; accountId: ProviderAccountId };

/** One account, and in it the provider's own game "slots". */
function scene(terms: Partial<AccountTerms> = {}): Scene {
  const world = new EngineWorld();
  registerPlatform(world);
  const sourceId = world.newSource();
  const accountId = newAccount(world, sourceId, terms);
  listGames(world, { sourceId, accountId }, [offeredGame("slots")]);
  return { world, sourceId, accountId };
}

function refused({ world, accountId }: Scene, game: string, options: Launch = {}): RefusalCode {
  const command = launchCommand(accountId, game, options);
  return world.refused(platform(command.platformId), command);
}

describe("launching", () => {
  test("LNCH-1 a session is one player's, of one account, game, currency and country, for 24 hours", () => {
    const { world, accountId } = scene();
    const session = launch(world, accountId, "slots", { currency: "JPY", country: "AR" });
    const { userId, game, currency, decimals, country, expiresAtMs } = session;
    expect([userId, game, currency, decimals, country]).toEqual([ANN, "slots", "JPY", 0, "AR"]);
    expect(expiresAtMs).toBe(world.nowMs + GAME_SESSION_MS);
  });

  test("LNCH-1 the log holds a hash of the platform's name for it", () => {
    const { world, accountId } = scene();
    launch(world, accountId, "slots", { platformSession: sha256("secret*|_=") });
    expect(world.lines.at(-1)).toContain(sha256("secret*|_="));
    const plain = launchCommand(accountId, "slots", { platformSession: "secret*|_=" });
    expect(world.refused(platform(CASINO), plain)).toBe("FIELD_INVALID");
  });

  test("LNCH-2 the same again is the same session, also after a restart and for play money", () => {
    const { world, accountId } = scene();
    const options = { currency: "EUR", country: "DE" };
    const first = launch(world, accountId, "slots", options);
    const lines = world.lines.length;
    for (let i = 0; i < 1_000; i++) expect(launch(world, accountId, "slots", options)).toBe(first);
    const fun = { currency: FUN, platformSession: sha256("s2") };
    const guest = launch(world, accountId, "slots", { ...fun, userId: 50 as UserId });
    expect(launch(world, accountId, "slots", { ...fun, userId: 51 as UserId })).toBe(guest);
    expect(world.state.accounts.has(51 as UserId)).toBe(false);
    expect(world.lines.length).toBe(lines + 2);
  });

  test("LNCH-3 the same name with anything else is refused, and another platform's is its own", () => {
    const it = scene();
    const { world, sourceId, accountId } = it;
    registerPlatform(world, ARCADE);
    const other = newAccount(world, sourceId, { royaltyBps: 1 });
    listGames(world, { sourceId, accountId: other }, [offeredGame("slots")]);
    listGames(
      world,
      { sourceId, accountId },
      ["slots", "dice"].map((id) => offeredGame(id)),
    );
    const first = launch(world, accountId, "slots");
    const mismatch = "IDEMPOTENCY_MISMATCH";
    expect(refused(it, "slots", { userId: BEN })).toBe(mismatch);
    expect(refused(it, "slots", { currency: "EUR" })).toBe(mismatch);
    expect(refused(it, "slots", { country: "AR" })).toBe(mismatch);
    expect(refused(it, "dice")).toBe(mismatch);
    expect(refused({ ...it, accountId: other }, "slots")).toBe(mismatch);
    expect(launch(world, accountId, "slots", { platformId: ARCADE })).not.toBe(first);
  });

  test("LNCH-4 an expired session is not opened again", () => {
    const it = scene();
    const { world, accountId } = it;
    const { sessionId } = launch(world, accountId, "slots");
    world.pass(GAME_SESSION_MS - 1);
    launch(world, accountId, "slots");
    world.pass(1);
    expect(refused(it, "slots")).toBe("GAME_SESSION_NOT_FOUND");
    const confirm = { kind: "confirm-launch", sessionId, method: "GLM_API" } as const;
    expect(world.refused(platform(CASINO), confirm)).toBe("GAME_SESSION_NOT_FOUND");
    expect(launch(world, accountId, "slots", { platformSession: sha256("s2") })).toBeDefined();
  });

  test("LNCH-5 a disabled platform launches nothing, nor does one for another", () => {
    const it = scene();
    const { world, accountId } = it;
    const status = { kind: "set-platform-status", platformId: CASINO } as const;
    world.operator({ ...status, status: "disabled" });
    expect(refused(it, "slots")).toBe("PLATFORM_NOT_FOUND");
    world.operator({ ...status, status: "active" });
    registerPlatform(world, ARCADE);
    const command = launchCommand(accountId, "slots");
    for (const actor of [platform(ARCADE), provider(it.sourceId), SYSTEM]) {
      expect(world.refused(actor, command)).toBe("NO_PRIVILEGE");
    }
    expect(refused(it, "slots", { userId: NOBODY })).toBe("USER_NOT_FOUND");
  });

  test("LNCH-6 an account that is another platform's is none", () => {
    const { world, sourceId } = scene();
    registerPlatform(world, ARCADE);
    const accountId = newAccount(world, sourceId, {}, ARCADE);
    listGames(world, { sourceId, accountId, platformId: ARCADE }, [offeredGame("slots")]);
    expect(refused({ world, sourceId, accountId }, "slots")).toBe("ACCOUNT_NOT_FOUND");
    launch(world, accountId, "slots", { platformId: ARCADE });
  });

  test("LNCH-7 a game is one listed in the account, or a pool game of its source that is not closing", () => {
    const it = scene();
    const { world, sourceId, accountId } = it;
    const other = world.newGame();
    const game = world.newGame({}, sourceId);
    expect(refused(it, "dice")).toBe("GAME_NOT_FOUND");
    expect(refused(it, other.gameId)).toBe("GAME_NOT_FOUND");
    launch(world, accountId, game.gameId);
    world.does(OWNER, { kind: "close-game", gameId: game.gameId });
    expect(refused(it, game.gameId)).toBe("GAME_NOT_FOUND");
    listGames(world, { sourceId, accountId }, []);
    expect(refused(it, "slots", { platformSession: sha256("s2") })).toBe("GAME_NOT_FOUND");
    world.does(OWNER, { kind: "close-source", sourceId });
    expect(refused(it, "slots", { platformSession: sha256("s3") })).toBe("SOURCE_CLOSED");
  });

  test("LNCH-8 the account must admit currency and country; a pool game is played in its own currency", () => {
    const terms = { currencies: ["EUR", "USD"], countriesDisabled: ["US"] };
    const it = scene(terms);
    const { world, sourceId, accountId } = it;
    const game = world.newGame({ currency: "EUR" }, sourceId);
    expect(refused(it, "slots", { currency: "GBP", country: "DE" })).toBe("CURRENCY_NOT_AVAILABLE");
    expect(refused(it, game.gameId, { currency: "USD", country: "DE" })).toBe(
      "CURRENCY_NOT_AVAILABLE",
    );
    expect(refused(it, "slots", { currency: "EUR", country: "US" })).toBe("COUNTRY_NOT_AVAILABLE");
    expect(refused(it, "slots", { currency: "EUR", country: null })).toBe("COUNTRY_NOT_AVAILABLE");
    expect(refused(it, "slots", { currency: "XAU" })).toBe("FIELD_INVALID");
    expect(refused(it, "slots", { country: "UK" })).toBe("FIELD_INVALID");
    launch(world, accountId, game.gameId, { currency: "EUR", country: "DE" });
  });

  test("LNCH-9 a session in FUN has a guest of its own with 1,000.00 FUN and no welcome", () => {
    const { world, sourceId, accountId } = scene();
    const { gameId } = world.newGame({ currency: FUN }, sourceId);
    const guest = 40 as UserId;
    const command = launchCommand(accountId, gameId, { currency: FUN, userId: guest });
    const opened = accepted(world.submit(platform(CASINO), { ...command, country: "AR" }));
    expect(kinds(opened)).toEqual(["AccountOpened", "GameSessionOpened"]);
    expect(world.state.accounts.get(guest)).toMatchObject({ country: "AR" });
    expect([world.available(guest, FUN), world.available(guest)]).toEqual([FUN_GRANT_MINOR, 0]);
    const again = { ...command, platformSession: sha256("s2") };
    expect(() => world.submit(platform(CASINO), again)).toThrow("no new guest");
  });

  test("LNCH-9 where FUN is not admitted there is none", () => {
    const it = scene({ currencies: ["EUR"] });
    const options = { currency: FUN, userId: 40 as UserId };
    expect(refused(it, "slots", options)).toBe("CURRENCY_NOT_AVAILABLE");
  });

  test("LNCH-10 before the URL is handed out everything is looked at again", () => {
    const { world, sourceId, accountId } = scene();
    const { sessionId } = launch(world, accountId, "slots", { country: "US" });
    const confirm = { kind: "confirm-launch", sessionId, method: "GLM_API" } as const;
    expect(kinds(accepted(world.submit(platform(CASINO), confirm)))).toEqual(["GameLaunched"]);
    registerPlatform(world, ARCADE);
    expect(world.refused(platform(ARCADE), confirm)).toBe("NO_PRIVILEGE");
    const update = { accountId, terms: termsOf({ countriesDisabled: ["US"] }) };
    setAccounts(world, accountsCommand(sourceId, [update]));
    expect(world.refused(platform(CASINO), confirm)).toBe("COUNTRY_NOT_AVAILABLE");
    const { kind, method } = confirm;
    const unknown = { kind, method, sessionId: "no" as GameSessionId };
    expect(world.refused(platform(CASINO), unknown)).toBe("GAME_SESSION_NOT_FOUND");
  });

  test("LNCH-11 a session is pending while its player has a bet in an unresolved pool of the game", () => {
    const { world, sourceId, accountId } = scene();
    const { gameId } = world.newGame({}, sourceId);
    const pool = world.newPool(gameId);
    const session = launch(world, accountId, gameId);
    const idle = launch(world, accountId, gameId, { userId: BEN, platformSession: sha256("s2") });
    expect(isPending(world.state, session)).toBe(false);
    world.bet(ANN, pool, "brazil", "1");
    expect([session, idle].map((of) => isPending(world.state, of))).toEqual([true, false]);
    world.does(OWNER, { kind: "void-pool", poolId: pool.poolId, reason: "fog" });
    expect(isPending(world.state, session)).toBe(false);
    world.does(OWNER, { kind: "close-game", gameId });
    world.system({ kind: "archive-game", gameId });
    expect(isPending(world.state, session)).toBe(false);
  });

  test("LNCH-12 within a session one bets; every other command is refused", () => {
    const { world, sourceId, accountId } = scene();
    const { gameId } = world.newGame({}, sourceId);
    const session = launch(world, accountId, gameId, { userId: OWNER });
    const actor = playerOf(session);
    const source = { kind: "open-source", name: "s", description: null } as const;
    expect(world.refused(actor, source)).toBe("NO_PRIVILEGE");
    expect(world.refused(actor, { kind: "close-game", gameId })).toBe("NO_PRIVILEGE");
    world.operator({ kind: "set-role", userId: OWNER, role: "admin", grant: "give" });
    const suspend = { kind: "suspend-betting", scope: { kind: "all" }, reason: "me" } as const;
    expect(world.refused(actor, suspend)).toBe("NO_PRIVILEGE");
  });

  test("LNCH-1 a fact that fits nothing stops the writer", () => {
    const { world, accountId } = scene();
    const session = launch(world, accountId, "slots");
    const { openRounds: _, ...fields } = session;
    const sign = { timeMs: world.nowMs, by: "platform:casino", as: "platform" } as const;
    const opened = { kind: "GameSessionOpened", ...sign, ...fields, grantMinor: 0 } as const;
    expect(() => evolve(world.state, opened)).toThrow("opened before");
    const sessionId = "no" as GameSessionId;
    const launched = { kind: "GameLaunched", ...sign, sessionId, method: "GLM_API" } as const;
    expect(() => evolve(world.state, launched)).toThrow("no game session");
    expect(sessionFor(world.state, session.sessionId)).toBe(session);
  });
});
