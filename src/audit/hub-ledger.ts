// What the audit remembers of platforms, providers' accounts, launched games and the money in them.
import type { AccountTerms } from "../engine/hub/hub-fact.ts";
import type { GameSessionId, PlatformId, ProviderAccountId, SourceId } from "../engine/ids.ts";
import { RoyaltyByHand } from "./royalty-by-hand.ts";

export type PlatformRecord = { status: "active" | "disabled"; generation: number };

export type AccountRecord = {
  sourceId: SourceId;
  /** null: for every platform. */
  platformId: PlatformId | null;
  terms: AccountTerms;
  /** Ids of the games listed. */
  games: Set<string>;
};

export type SessionRecord = {
  platformId: PlatformId;
  userId: number;
  accountId: ProviderAccountId;
  game: string;
  currency: string;
  country: string | null;
  expiresAtMs: number;
};

export type TransactionRecord =
  | {
      kind: "booked";
      api: "debit" | "credit";
      sessionId: GameSessionId;
      amountMinor: bigint;
      royaltyBps: number;
      reversed: "no" | "yes";
    }
  /** Taken back before it came; it never may. */
  | { kind: "remembered" };

export type HubLedger = {
  platforms: Map<PlatformId, PlatformRecord>;
  accounts: Map<ProviderAccountId, AccountRecord>;
  /** In order of creation. */
  accountsOfSource: Map<SourceId, ProviderAccountId[]>;
  sessions: Map<GameSessionId, SessionRecord>;
  sessionsOfUser: Map<number, GameSessionId[]>;
  /** The platforms' own names, each with its platform. */
  platformSessions: Set<string>;
  /** By source and the provider's own id. */
  transactions: Map<string, TransactionRecord>;
  royalties: RoyaltyByHand;
};

export function newHubLedger(): HubLedger {
  return {
    platforms: new Map(),
    accounts: new Map(),
    accountsOfSource: new Map(),
    sessions: new Map(),
    sessionsOfUser: new Map(),
    platformSessions: new Set(),
    transactions: new Map(),
    royalties: new RoyaltyByHand(),
  };
}
