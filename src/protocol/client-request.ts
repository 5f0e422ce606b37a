// What a client asked for, read and normalised.
import type { Command } from "../engine/command.ts";
import type { GameId, PoolId, SourceId, UserId } from "../engine/ids.ts";

export type Credentials = { userId: UserId; nonce: string; proof: string };

export type Query =
  | { kind: "my-sources" }
  | { kind: "my-games" }
  | { kind: "game-details"; gameId: GameId }
  | { kind: "source-games" | "upcoming-games"; sourceId: SourceId }
  | { kind: "open-pools" | "unbacked-pools"; gameId: GameId }
  | { kind: "running-pools" | "resolved-pools"; gameId: GameId }
  | { kind: "distribution"; poolId: PoolId }
  | { kind: "balance"; part: BalancePart; currency: string };

export type BalancePart = "current" | "available" | "exposure";

/** What answers repeat word for word. */
export type Asked = { amount: string | number | null; username: string | null };

export const NOTHING_ASKED: Asked = { amount: null, username: null };

export type ClientRequest =
  | { kind: "command"; command: Command; asked: Asked }
  /** The gateway looks the user up. */
  | { kind: "appoint"; gameId: GameId; username: string }
  | { kind: "query"; query: Query }
  | { kind: "join" | "leave"; gameId: GameId }
  | { kind: "ping" }
  | { kind: "op-codes" }
  | { kind: "handshake"; credentials: Credentials | null };
