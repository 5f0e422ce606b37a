// Platforms, provider accounts and launches.
import type { CommandOf } from "../../src/engine/command.ts";
import type {
  GameSessionId,
  PlatformId,
  ProviderAccountId,
  SourceId,
  UserId,
} from "../../src/engine/ids.ts";
import { GAME_SESSION_MS } from "../../src/engine/rules.ts";
import { ANN, NOBODY, NOWHERE, OPERATOR, OWNER } from "../support/engine-commands.ts";
import { type Attempt, type Faults, describeRefusals } from "../support/engine-refusals.ts";
import { EngineWorld } from "../support/engine-world.ts";
import {
  ARCADE,
  CASINO,
  NO_ACCOUNT,
  accountsCommand,
  launch,
  launchCommand,
  listGames,
  newAccount,
  offeredGame,
  platform,
  provider,
  registerPlatform,
  setAccounts,
  termsOf,
} from "../support/hub-world.ts";

const operator = (has: Faults): Attempt["actor"] =>
  has("NO_PRIVILEGE") ? { kind: "user", userId: OWNER } : OPERATOR;

describeRefusals({
  command: "registering a platform",
  moved: ["NO_PRIVILEGE"],
  order: ["NO_PRIVILEGE", "FIELD_INVALID"],
  attempt: (has) => ({
    world: new EngineWorld(),
    actor: operator(has),
    command: {
      kind: "register-platform",
      platformId: CASINO,
      name: has("FIELD_INVALID") ? "" : "Casino",
      signing: "md5",
      origins: [],
    },
  }),
});

describeRefusals({
  command: "registering a platform under a known id",
  moved: ["NO_PRIVILEGE"],
  order: ["NO_PRIVILEGE", "IDEMPOTENCY_MISMATCH"],
  attempt: (has) => {
    const world = new EngineWorld();
    registerPlatform(world);
    const name = has("IDEMPOTENCY_MISMATCH") ? "Other" : "Casino";
    const command = {
      kind: "register-platform",
      platformId: CASINO,
      name,
      signing: "md5",
      origins: [],
    } as const;
    return { world, actor: operator(has), command };
  },
});

const changes = [
  { kind: "rotate-platform-secret" },
  { kind: "set-platform-signing", signing: "unsigned" },
  { kind: "set-platform-status", status: "disabled" },
] as const;
for (const change of changes) {
  describeRefusals({
    command: change.kind,
    moved: ["NO_PRIVILEGE"],
    order: ["NO_PRIVILEGE", "PLATFORM_NOT_FOUND"],
    attempt: (has) => {
      const world = new EngineWorld();
      registerPlatform(world);
      const platformId = has("PLATFORM_NOT_FOUND") ? (NOWHERE as PlatformId) : CASINO;
      return { world, actor: operator(has), command: { ...change, platformId } };
    },
  });
}

describeRefusals({
  command: "set-platform-origins",
  moved: ["NO_PRIVILEGE"],
  order: ["NO_PRIVILEGE", "FIELD_INVALID", "PLATFORM_NOT_FOUND"],
  attempt: (has) => {
    const world = new EngineWorld();
    registerPlatform(world);
    const platformId = has("PLATFORM_NOT_FOUND") ? (NOWHERE as PlatformId) : CASINO;
    const origins = [has("FIELD_INVALID") ? "casino.example" : "https://casino.example"];
    const command = { kind: "set-platform-origins", platformId, origins } as const;
    return { world, actor: operator(has), command };
  },
});

describeRefusals({
  command: "how a source signs",
  moved: ["NO_PRIVILEGE"],
  order: ["NO_PRIVILEGE", "SOURCE_NOT_FOUND", "SOURCE_CLOSED"],
  attempt: (has) => {
    const world = new EngineWorld();
    const known = world.newSource();
    if (has("SOURCE_CLOSED")) world.does(OWNER, { kind: "close-source", sourceId: known });
    const sourceId = has("SOURCE_NOT_FOUND") ? (NOWHERE as SourceId) : known;
    const command = { kind: "set-source-signing", sourceId, signing: "hmac-sha256" } as const;
    return { world, actor: operator(has), command };
  },
});

/** What a provider asks about its accounts, in the state the faults ask for. */
function offer(has: Faults): {
  world: EngineWorld;
  actor: Attempt["actor"];
  sourceId: SourceId;
  platformId: PlatformId;
  accountId: ProviderAccountId;
} {
  const world = new EngineWorld();
  registerPlatform(world);
  const known = world.newSource();
  const account = newAccount(world, known, {}, CASINO);
  if (has("SOURCE_CLOSED")) world.does(OWNER, { kind: "close-source", sourceId: known });
  const sourceId = has("SOURCE_NOT_FOUND") ? (NOWHERE as SourceId) : known;
  return {
    world,
    sourceId,
    actor: has("NO_PRIVILEGE") ? { kind: "user", userId: OWNER } : provider(sourceId),
    platformId: has("PLATFORM_NOT_FOUND") ? ARCADE : CASINO,
    accountId: has("ACCOUNT_NOT_FOUND") ? NO_ACCOUNT : account,
  };
}

const offerOrder = [
  "NO_PRIVILEGE",
  "SOURCE_NOT_FOUND",
  "PLATFORM_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
  "FIELD_INVALID",
  "SOURCE_CLOSED",
  "LIMIT_REACHED",
] as const;

describeRefusals({
  command: "setting accounts",
  moved: ["NO_PRIVILEGE", "FIELD_INVALID"],
  order: [...offerOrder],
  attempt: (has) => {
    const { world, actor, sourceId, platformId, accountId } = offer(has);
    const terms = termsOf({ royaltyBps: has("FIELD_INVALID") ? -1 : 1 });
    const more = Array.from({ length: has("LIMIT_REACHED") ? 100 : 0 }, (_, place) => ({
      accountId: null,
      terms: termsOf({ royaltyBps: place }),
    }));
    const command = accountsCommand(sourceId, [{ accountId, terms }, ...more], platformId);
    return { world, actor, command };
  },
});

describeRefusals({
  command: "listing an account's games",
  moved: ["NO_PRIVILEGE", "FIELD_INVALID"],
  order: [...offerOrder],
  attempt: (has) => {
    const { world, actor, ...asked } = offer(has);
    const count = has("LIMIT_REACHED") ? 1_001 : 2;
    const games = Array.from({ length: count }, (_, place) => offeredGame(`game ${place}`));
    if (has("FIELD_INVALID")) games.push(offeredGame(""));
    return { world, actor, command: { kind: "list-account-games", ...asked, games } };
  },
});

/** A launch of the provider's own game, in euro, by a player of the platform. */
function launching(has: Faults): Attempt & { command: CommandOf<"open-game-session"> } {
  const world = new EngineWorld();
  registerPlatform(world);
  const sourceId = world.newSource();
  const accountId = newAccount(world, sourceId);
  listGames(world, { sourceId, accountId }, [offeredGame("slots")]);
  const options = { currency: "EUR", country: "US" };
  const mismatch = has("IDEMPOTENCY_MISMATCH");
  if (mismatch || has("GAME_SESSION_NOT_FOUND")) {
    launch(world, accountId, "slots", { ...options, ...(mismatch ? { country: "AR" } : {}) });
  }
  if (has("GAME_SESSION_NOT_FOUND")) world.pass(GAME_SESSION_MS);
  const terms = termsOf({
    currencies: has("CURRENCY_NOT_AVAILABLE") ? ["USD"] : [],
    countriesDisabled: has("COUNTRY_NOT_AVAILABLE") ? ["US"] : [],
  });
  setAccounts(world, accountsCommand(sourceId, [{ accountId, terms }]));
  if (has("SOURCE_CLOSED")) world.does(OWNER, { kind: "close-source", sourceId });
  if (has("PLATFORM_NOT_FOUND")) {
    world.operator({ kind: "set-platform-status", platformId: CASINO, status: "disabled" });
  }
  const account = has("ACCOUNT_NOT_FOUND") ? NO_ACCOUNT : accountId;
  const game = has("GAME_NOT_FOUND") ? "dice" : "slots";
  const command = launchCommand(account, game, {
    ...options,
    userId: has("USER_NOT_FOUND") ? NOBODY : ANN,
    ...(has("FIELD_INVALID") ? { country: "XX" } : {}),
  });
  return { world, actor: platform(has("NO_PRIVILEGE") ? ARCADE : CASINO), command };
}

describeRefusals({
  command: "opening a game session",
  // Which games there are is known with the account, and with its source.
  moved: ["NO_PRIVILEGE", "GAME_NOT_FOUND"],
  order: [
    "NO_PRIVILEGE",
    "FIELD_INVALID",
    "USER_NOT_FOUND",
    "PLATFORM_NOT_FOUND",
    "ACCOUNT_NOT_FOUND",
    "GAME_SESSION_NOT_FOUND",
    "IDEMPOTENCY_MISMATCH",
    "SOURCE_CLOSED",
    "GAME_NOT_FOUND",
    "CURRENCY_NOT_AVAILABLE",
    "COUNTRY_NOT_AVAILABLE",
  ],
  attempt: launching,
});

describeRefusals({
  command: "confirming a launch",
  moved: ["PLATFORM_NOT_FOUND", "GAME_NOT_FOUND"],
  order: [
    "GAME_SESSION_NOT_FOUND",
    "NO_PRIVILEGE",
    "PLATFORM_NOT_FOUND",
    "SOURCE_CLOSED",
    "GAME_NOT_FOUND",
    "CURRENCY_NOT_AVAILABLE",
    "COUNTRY_NOT_AVAILABLE",
  ],
  attempt: (has) => {
    const world = new EngineWorld();
    registerPlatform(world);
    const sourceId = world.newSource();
    const accountId = newAccount(world, sourceId);
    listGames(world, { sourceId, accountId }, [offeredGame("slots")]);
    const options = { currency: "EUR", country: "US", userId: 2 as UserId };
    const session = launch(world, accountId, "slots", options);
    if (has("GAME_NOT_FOUND")) listGames(world, { sourceId, accountId }, []);
    const terms = termsOf({
      currencies: has("CURRENCY_NOT_AVAILABLE") ? ["USD"] : [],
      countriesDisabled: has("COUNTRY_NOT_AVAILABLE") ? ["US"] : [],
    });
    setAccounts(world, accountsCommand(sourceId, [{ accountId, terms }]));
    if (has("SOURCE_CLOSED")) world.does(OWNER, { kind: "close-source", sourceId });
    if (has("PLATFORM_NOT_FOUND")) {
      world.operator({ kind: "set-platform-status", platformId: CASINO, status: "disabled" });
    }
    const unknown = has("GAME_SESSION_NOT_FOUND");
    const sessionId = unknown ? (NOWHERE as GameSessionId) : session.sessionId;
    const command = { kind: "confirm-launch", sessionId, method: "GLM_DEFAULT" } as const;
    return { world, actor: platform(has("NO_PRIVILEGE") ? ARCADE : CASINO), command };
  },
});
