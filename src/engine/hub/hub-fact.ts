// Facts about what providers offer on platforms: accounts, launches, money of the providers' own games.
import type { GameSessionId, PlatformId, ProviderAccountId, SourceId, UserId } from "../ids.ts";
import type { Signed } from "../fact.ts";

/** How requests of a provider are signed. */
export type Signing = "md5" | "hmac-sha256";
/** A platform may also be let in by its id alone. */
export type PlatformSigning = Signing | "unsigned";

/** What a provider says about one account; replaced as a whole. */
export type AccountTerms = {
  /** With placeholders; "" where games are launched by the provider's API only. */
  gameEmbedUrl: string;
  pendingGamesUrl: string;
  /** 1 = 0.01 % of turnover. */
  royaltyBps: number;
  /** Empty: all, FUN included. */
  currencies: string[];
  /** ISO 3166-1 alpha-2; empty: all. */
  countriesAvailable: string[];
  /** Wins over countriesAvailable. */
  countriesDisabled: string[];
  launchMethod: "GLM_DEFAULT" | "GLM_API";
  providerGameLaunchApiUrl: string;
};

export type Capability = "dc_html5full" | "dc_flashplayer";
export type Device = "dt_desktop" | "dt_mobile";

/** A game of the provider's own, as listed in an account. */
export type OfferedGame = {
  id: string;
  capabilities: Capability[];
  devices: Device[];
  screenWidth: number;
  screenHeight: number;
  /** null: that of the account. */
  gameEmbedUrl: string | null;
  name: string;
  description: string;
  /** Name of the size -> link. */
  icons: Record<string, string>;
  freeGames: { possibleBets: number[]; possibleLines: number[] } | null;
};

/** credit and debit move money; the other two take one of them back. */
export type TransactionApi = "debit" | "credit" | "rollback" | "rollbackDebit";

export type HubFact =
  | (Signed & {
      kind: "PlatformRegistered";
      platformId: PlatformId;
      name: string;
      signing: PlatformSigning;
      /** Of its pages, which may show a game that it launched: `https://casino.example`. */
      origins: string[];
    })
  | (Signed & { kind: "PlatformSecretRotated"; platformId: PlatformId; generation: number })
  | (Signed & { kind: "PlatformSigningSet"; platformId: PlatformId; signing: PlatformSigning })
  | (Signed & { kind: "PlatformOriginsSet"; platformId: PlatformId; origins: string[] })
  | (Signed & { kind: "PlatformStatusSet"; platformId: PlatformId; status: "active" | "disabled" })
  | (Signed & { kind: "SourceSigningSet"; sourceId: SourceId; signing: Signing })
  | (Signed & {
      kind: "ProviderAccountCreated";
      accountId: ProviderAccountId;
      sourceId: SourceId;
      /** null: for every platform. */
      platformId: PlatformId | null;
      terms: AccountTerms;
    })
  | (Signed & { kind: "ProviderAccountUpdated"; accountId: ProviderAccountId; terms: AccountTerms })
  /** The account's whole list; a game left out is off. */
  | (Signed & { kind: "AccountGamesListed"; accountId: ProviderAccountId; games: OfferedGame[] })
  | (Signed & {
      kind: "GameSessionOpened";
      sessionId: GameSessionId;
      platformId: PlatformId;
      /** SHA-256 of the platform's own name for it, hex: that one may be a credential there. */
      platformSession: string;
      userId: UserId;
      accountId: ProviderAccountId;
      /** Id of a game of the source, or of one listed in the account. */
      game: string;
      currency: string;
      decimals: number;
      country: string | null;
      expiresAtMs: number;
      /** Play money that comes with a session in FUN; 0 in all others. */
      grantMinor: number;
    })
  /** A launch URL was handed out; the URL holds a token and is not kept. */
  | (Signed & {
      kind: "GameLaunched";
      sessionId: GameSessionId;
      method: "GLM_DEFAULT" | "GLM_API";
    })
  | (Signed & {
      kind: "TransactionBooked";
      sessionId: GameSessionId;
      api: TransactionApi;
      transactionId: string;
      amountMinor: number;
      /** SHA-256 of what was asked, hex: the same id with other content is refused. */
      contentHash: string;
      /** betId of the round, where given. */
      round: string | null;
      /** Rate of a debit, and of the debit that a rollbackDebit takes back; else 0. */
      royaltyBps: number;
      /** Available afterwards: part of the answer, now and whenever asked again. */
      balanceMinor: number;
    })
  /** A rollback of something that has not come yet, and is refused when it does. */
  | (Signed & {
      kind: "RollbackRemembered";
      sessionId: GameSessionId;
      api: "rollback" | "rollbackDebit";
      transactionId: string;
      contentHash: string;
      balanceMinor: number;
    })
  | (Signed & { kind: "RoundCompleted"; sessionId: GameSessionId; round: string });
