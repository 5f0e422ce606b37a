// The Open Games API for those who call it: providers, who offer games and move money in a session, and
// platforms, who launch games for their players.
import { OpenGamesCaller, type OpenGamesOptions } from "./open-games-call.ts";
import type {
  GameListing,
  LaunchFields,
  LaunchTarget,
  ListedGame,
  MoneyAnswer,
  MoneyFields,
  OfferedProvider,
  PendingGame,
  ProviderAccount,
  ReversalFields,
  SessionBalance,
  SessionFields,
} from "./open-games-types.ts";

export { OpenGamesError, type OpenGamesOptions } from "./open-games-call.ts";
export { type Signing, hmacSign, md5Sign } from "./open-games-sign.ts";
export type * from "./open-games-types.ts";

export type GamesProvider = {
  /**
   * Creates (accountId 0) and changes accounts; an empty list tells all. `clientId`: for that platform
   * alone.
   */
  readonly accounts: (
    accounts: readonly ProviderAccount[],
    clientId?: string,
  ) => Promise<readonly ProviderAccount[]>;
  /** Replaces the whole list of an account's own games. */
  readonly games: (
    accountId: string,
    games: readonly GameListing[],
    clientId?: string,
  ) => Promise<readonly ListedGame[]>;
  readonly balance: (fields: SessionFields) => Promise<SessionBalance>;
  /** Takes a stake; once for each transactionId, however often it is sent. */
  readonly debit: (fields: MoneyFields) => Promise<MoneyAnswer>;
  /** Pays; also 0, for what was lost. */
  readonly credit: (fields: MoneyFields) => Promise<MoneyAnswer>;
  /** Takes back the credit with that transactionId. */
  readonly rollback: (fields: ReversalFields) => Promise<MoneyAnswer>;
  /** Takes back the debit with that transactionId. */
  readonly rollbackDebit: (fields: ReversalFields) => Promise<MoneyAnswer>;
  /** Nothing more comes for that bet. */
  readonly roundComplete: (fields: SessionFields & { readonly betId: string }) => Promise<void>;
};

/** For a provider: `sourceId` and its secret. */
export function connectGamesProvider(sourceId: string, options: OpenGamesOptions): GamesProvider {
  const caller = new OpenGamesCaller(options);
  const offer = <Answer>(path: string, fields: object, clientId?: string): Promise<Answer> => {
    const client = clientId === undefined ? {} : { clientId };
    const body = { contentProviderId: sourceId, ...client, ...fields };
    return caller.ask<Answer>({ method: "POST", path, body });
  };
  const process = async <Data>(api: string, data: object): Promise<Data> => {
    const request = { method: "POST", path: "games-processor", body: { api, data } } as const;
    return (await caller.ask<{ readonly data: Data }>(request)).data;
  };
  const move = (api: string) => (fields: MoneyFields | ReversalFields) =>
    process<MoneyAnswer>(api, fields);
  return {
    accounts: async (accounts, clientId) => {
      type Answer = { readonly accounts: readonly ProviderAccount[] };
      return (await offer<Answer>("accounts", { accounts }, clientId)).accounts;
    },
    games: async (accountId, games, clientId) => {
      type Answer = { readonly games: readonly ListedGame[] };
      return (await offer<Answer>("games", { accountId, games }, clientId)).games;
    },
    balance: (fields) => process<SessionBalance>("balance", fields),
    debit: move("debit"),
    credit: move("credit"),
    rollback: move("rollback"),
    rollbackDebit: move("rollbackDebit"),
    roundComplete: async ({ betId, ...session }) => {
      await process("metaData", { ...session, api: "roundComplete", data: { betId } });
    },
  };
}

export type Platform = {
  /** Who offers what to this platform. */
  readonly providers: () => Promise<readonly OfferedProvider[]>;
  /** Where to send a player. The same sessionId is the same session. */
  readonly launch: (fields: LaunchFields) => Promise<LaunchTarget>;
  /** Of these sessions, those with a bet or round that is not over. */
  readonly pendingGames: (sessionIds: readonly string[]) => Promise<readonly PendingGame[]>;
};

/** For a platform: `clientId` and its secret, or `signing: "unsigned"`. */
export function connectPlatform(clientId: string, options: OpenGamesOptions): Platform {
  const caller = new OpenGamesCaller(options);
  const client = `clientId=${encodeURIComponent(clientId)}`;
  return {
    providers: async () => {
      type Answer = { readonly providers: readonly OfferedProvider[] };
      const query = `format=json&${client}`;
      return (await caller.ask<Answer>({ method: "GET", path: "providers", query })).providers;
    },
    launch: async (fields) => {
      type Answer = { readonly data: LaunchTarget };
      const body = { clientId, platformId: clientId, ...fields };
      return (await caller.ask<Answer>({ method: "POST", path: "game-launch-url", body })).data;
    },
    pendingGames: async (sessionIds) => {
      type Answer = { readonly pendingGames: readonly PendingGame[] };
      const body = { clientId, sessionIds };
      const request = { method: "POST", path: "pending-games", body } as const;
      return (await caller.ask<Answer>(request)).pendingGames;
    },
  };
}
