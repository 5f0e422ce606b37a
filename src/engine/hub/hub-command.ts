// What can be asked of the engine about accounts, platforms, launches and the providers' own games.
import type {
  AccountTerms,
  OfferedGame,
  PlatformSigning,
  Signing,
  TransactionApi,
} from "./hub-fact.ts";
import type { GameSessionId, PlatformId, ProviderAccountId, SourceId, UserId } from "../ids.ts";

export type HubCommand =
  // the operator's
  | {
      kind: "register-platform";
      /** The operator's choice, 1 to 64 of A-Z a-z 0-9 . _ -; null: an id of ours. */
      platformId: PlatformId | null;
      name: string;
      signing: PlatformSigning;
      /** Of its pages: `https://casino.example`. */
      origins: readonly string[];
    }
  | { kind: "rotate-platform-secret"; platformId: PlatformId }
  | { kind: "set-platform-signing"; platformId: PlatformId; signing: PlatformSigning }
  | { kind: "set-platform-origins"; platformId: PlatformId; origins: readonly string[] }
  | { kind: "set-platform-status"; platformId: PlatformId; status: "active" | "disabled" }
  | { kind: "set-source-signing"; sourceId: SourceId; signing: Signing }
  // a provider's
  | {
      kind: "set-provider-accounts";
      sourceId: SourceId;
      platformId: PlatformId | null;
      /** accountId null creates. All are taken or none. */
      accounts: { accountId: ProviderAccountId | null; terms: AccountTerms }[];
    }
  | {
      kind: "list-account-games";
      sourceId: SourceId;
      platformId: PlatformId | null;
      accountId: ProviderAccountId;
      games: OfferedGame[];
    }
  // a platform's
  | {
      kind: "open-game-session";
      platformId: PlatformId;
      /** SHA-256 of the platform's own name for the session, hex. */
      platformSession: string;
      /** The platform's player; for FUN an id reserved for a new guest, used only where a session is opened. */
      userId: UserId;
      accountId: ProviderAccountId;
      game: string;
      currency: string;
      country: string | null;
    }
  | { kind: "confirm-launch"; sessionId: GameSessionId; method: "GLM_DEFAULT" | "GLM_API" }
  // money of a provider's own games
  | {
      kind: "book-transaction";
      sessionId: GameSessionId;
      api: TransactionApi;
      transactionId: string;
      currency: string;
      /** Minor units; a rollback's may be absent (null): that of what it takes back. */
      amountMinor: number | null;
      contentHash: string;
      round: string | null;
    }
  | { kind: "complete-round"; sessionId: GameSessionId; currency: string; round: string };
