// What decide gives back: facts and what to answer, or a refusal.
import type { SuspensionScope } from "./command.ts";
import type { Fact } from "./fact.ts";
import type { Signing } from "./hub/hub-fact.ts";
import type {
  EventId,
  GameId,
  GameSessionId,
  PlatformId,
  PoolId,
  PoolIndex,
  ProviderAccountId,
  SourceId,
  UserId,
} from "./ids.ts";
import type { Refusal } from "./refusal.ts";

/**
 * What the asker is told beyond the messages that follow from the facts themselves. `facts`: those
 * messages are the whole answer.
 */
export type Answer =
  | { kind: "facts" }
  | { kind: "source-closed"; sourceId: SourceId }
  | { kind: "source-secret"; sourceId: SourceId; generation: number }
  | { kind: "account"; userId: UserId }
  | { kind: "game-opened"; gameId: GameId }
  | { kind: "game-admin"; gameId: GameId }
  | { kind: "game-admin-appointed"; gameId: GameId; userId: UserId; change: "added" | "none" }
  | { kind: "game-closed"; gameId: GameId }
  /** The one refusal with effects: parimutuel pools are settled, these binary ones wait. */
  | { kind: "pools-need-resolution"; gameId: GameId; pools: PoolId[] }
  | { kind: "event-known"; gameId: GameId; eventId: EventId }
  | { kind: "pool-blocked"; pool: PoolIndex; atMs: number }
  | { kind: "pool-allowed"; pool: PoolIndex; atMs: number }
  | { kind: "action-blocked"; gameId: GameId; action: string; atMs: number }
  | { kind: "action-allowed"; gameId: GameId; action: string; atMs: number }
  /** The bet was placed before under the same client_bet_id. */
  | { kind: "bet-known"; pool: PoolIndex; bet: number }
  | { kind: "betting-suspended"; scope: SuspensionScope; change: "made" | "none" }
  | { kind: "betting-resumed"; scope: SuspensionScope; change: "made" | "none" }
  | { kind: "stakes-limited"; gameId: GameId }
  | { kind: "transfer"; reference: string; change: "made" | "none" }
  | { kind: "platform"; platformId: PlatformId; generation: number; change: "made" | "none" }
  | { kind: "source-signing"; sourceId: SourceId; signing: Signing; change: "made" | "none" }
  /** In the order asked; `made` where the account is new. */
  | {
      kind: "provider-accounts";
      accounts: { accountId: ProviderAccountId; change: "made" | "updated" | "none" }[];
    }
  | { kind: "account-games"; accountId: ProviderAccountId; newGames: string[] }
  | { kind: "game-session"; sessionId: GameSessionId; change: "made" | "none" }
  /** `none`: it was booked before, and this is the answer it was given then. */
  | {
      kind: "transaction";
      sessionId: GameSessionId;
      transactionId: string;
      balanceMinor: number;
      change: "made" | "none";
    }
  | { kind: "round-completed"; sessionId: GameSessionId; round: string };

export type Acceptance = { kind: "accepted"; facts: Fact[]; answer: Answer };

export type Decision = Acceptance | Refusal;

const FACTS_ANSWER: Answer = { kind: "facts" };

export function accept(facts: Fact[], answer: Answer = FACTS_ANSWER): Acceptance {
  return { kind: "accepted", facts, answer };
}
