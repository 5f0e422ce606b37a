// What the state knows of platforms, providers' accounts, launched games and the money in them.
import type { GameSessionId, PlatformId, ProviderAccountId, SourceId, UserId } from "../ids.ts";
import type { AccountTerms, OfferedGame, PlatformSigning } from "./hub-fact.ts";
import { RoyaltyBook } from "./royalty-book.ts";
import { TransactionTable } from "./transaction-table.ts";

export type Platform = {
  platformId: PlatformId;
  name: string;
  signing: PlatformSigning;
  /** Of its pages, which may show a game that it launched; empty: those the server lets in anyway. */
  origins: string[];
  /** Counts rotations of the secret, which itself derives from it and the server key. */
  secretGeneration: number;
  status: "active" | "disabled";
};

export type ProviderAccount = {
  accountId: ProviderAccountId;
  sourceId: SourceId;
  /** null: for every platform. */
  platformId: PlatformId | null;
  terms: AccountTerms;
  games: OfferedGame[];
};

/** One game launched for one player, in one currency. */
export type GameSession = {
  sessionId: GameSessionId;
  platformId: PlatformId;
  /** SHA-256 of the platform's own name for it, hex. */
  platformSession: string;
  userId: UserId;
  accountId: ProviderAccountId;
  game: string;
  currency: string;
  decimals: number;
  country: string | null;
  expiresAtMs: number;
  /** Rounds of the provider's game with a debit whose win is not taken yet, and the rows of those debits. */
  openRounds: Map<string, number[]>;
};

export type Hub = {
  platforms: Map<PlatformId, Platform>;
  /** In order of creation. */
  accounts: Map<ProviderAccountId, ProviderAccount>;
  /** In order of creation. */
  accountsOfSource: Map<SourceId, ProviderAccountId[]>;
  sessions: Map<GameSessionId, GameSession>;
  /** By platformSessionKey. */
  sessionOfPlatform: Map<string, GameSessionId>;
  transactions: TransactionTable;
  royalties: RoyaltyBook;
};

export function newHub(): Hub {
  return {
    platforms: new Map(),
    accounts: new Map(),
    accountsOfSource: new Map(),
    sessions: new Map(),
    sessionOfPlatform: new Map(),
    transactions: new TransactionTable(),
    royalties: new RoyaltyBook(),
  };
}

export function platformSessionKey(platformId: PlatformId, platformSession: string): string {
  return `${platformId} ${platformSession}`;
}
