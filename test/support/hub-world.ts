// Platforms, accounts and launches in a miniature deployment: everything that does not matter is filled in.
import { createHash } from "node:crypto";
import type { Actor, CommandOf } from "../../src/engine/command.ts";
import type { Answer } from "../../src/engine/decision.ts";
import { sessionFor } from "../../src/engine/hub/game-session.ts";
import type { AccountTerms, OfferedGame, PlatformSigning } from "../../src/engine/hub/hub-fact.ts";
import type { GameSession } from "../../src/engine/hub/hub-state.ts";
import type { PlatformId, ProviderAccountId, SourceId, UserId } from "../../src/engine/ids.ts";
import { ANN } from "./engine-commands.ts";
import { type EngineWorld, accepted } from "./engine-world.ts";

export const CASINO = "casino" as PlatformId;
export const ARCADE = "arcade" as PlatformId;
export const NO_ACCOUNT = 99 as ProviderAccountId;

export type Launch = Partial<Omit<CommandOf<"open-game-session">, "kind">>;

export const provider = (sourceId: SourceId): Actor => ({ kind: "provider", sourceId });
export const platform = (platformId: PlatformId): Actor => ({ kind: "platform", platformId });

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function termsOf(options: Partial<AccountTerms> = {}): AccountTerms {
  return {
    gameEmbedUrl: "https://games.example/?session={{GAME_SESSION}}",
    pendingGamesUrl: "",
    royaltyBps: 100,
    currencies: [],
    countriesAvailable: [],
    countriesDisabled: [],
    launchMethod: "GLM_DEFAULT",
    providerGameLaunchApiUrl: "",
    ...options,
  };
}

export function offeredGame(id: string, options: Partial<OfferedGame> = {}): OfferedGame {
  return {
    id,
    capabilities: ["dc_html5full"],
    devices: ["dt_desktop", "dt_mobile"],
    screenWidth: 800,
    screenHeight: 600,
    gameEmbedUrl: null,
    name: id,
    description: "",
    icons: { link500x500: "https://games.example/icon.png" },
    freeGames: null,
    ...options,
  };
}

export function accountsCommand(
  sourceId: SourceId,
  accounts: CommandOf<"set-provider-accounts">["accounts"],
  platformId: PlatformId | null = null,
): CommandOf<"set-provider-accounts"> {
  return { kind: "set-provider-accounts", sourceId, platformId, accounts };
}

export function launchCommand(
  accountId: ProviderAccountId,
  game: string,
  options: Launch = {},
): CommandOf<"open-game-session"> {
  return {
    kind: "open-game-session",
    platformId: CASINO,
    platformSession: sha256("s1"),
    userId: ANN,
    accountId,
    game,
    currency: "DON",
    country: null,
    ...options,
  };
}

export function registerPlatform(
  world: EngineWorld,
  platformId: PlatformId = CASINO,
  signing: PlatformSigning = "md5",
): void {
  world.operator({ kind: "register-platform", platformId, name: "Casino", signing, origins: [] });
}

type AccountChanges = Extract<Answer, { kind: "provider-accounts" }>["accounts"];

export function setAccounts(
  world: EngineWorld,
  command: CommandOf<"set-provider-accounts">,
): AccountChanges {
  const { answer } = accepted(world.submit(provider(command.sourceId), command));
  if (answer.kind !== "provider-accounts") throw new Error(`answered ${answer.kind}`);
  return answer.accounts;
}

export function newAccount(
  world: EngineWorld,
  sourceId: SourceId,
  terms: Partial<AccountTerms> = {},
  platformId: PlatformId | null = null,
): ProviderAccountId {
  const one = { accountId: null, terms: termsOf(terms) };
  const [made] = setAccounts(world, accountsCommand(sourceId, [one], platformId));
  if (made === undefined) throw new Error("no account");
  return made.accountId;
}

export function listGames(
  world: EngineWorld,
  account: { sourceId: SourceId; accountId: ProviderAccountId; platformId?: PlatformId },
  games: OfferedGame[],
): string[] {
  const { sourceId, accountId, platformId = null } = account;
  const command = { kind: "list-account-games", sourceId, platformId, accountId, games } as const;
  const { answer } = accepted(world.submit(provider(sourceId), command));
  if (answer.kind !== "account-games") throw new Error(`answered ${answer.kind}`);
  return answer.newGames;
}

/** The session that a launch comes to, new or known. */
export function launch(
  world: EngineWorld,
  accountId: ProviderAccountId,
  game: string,
  options: Launch = {},
): GameSession {
  const command = launchCommand(accountId, game, options);
  const { answer } = accepted(world.submit(platform(command.platformId), command));
  if (answer.kind !== "game-session") throw new Error(`answered ${answer.kind}`);
  const session = sessionFor(world.state, answer.sessionId);
  if (session === undefined) throw new Error("no session");
  return session;
}

/** Acts within the session. */
export function playerOf({ userId, sessionId }: GameSession): Actor {
  return { kind: "user", userId, session: sessionId };
}

export function openAccount(world: EngineWorld, userId: number, country: string | null): UserId {
  world.system({ kind: "open-account", userId: userId as UserId, country });
  return userId as UserId;
}
