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

/** How far apart distributions of a pool may be asked to be, ms. */
export const CONFLATIONS_MS = [100, 250, 1000, 5000] as const;
export type ConflateMs = (typeof CONFLATIONS_MS)[number];

export const HEARTBEAT_MIN_MS = 500;
export const HEARTBEAT_MAX_MS = 60_000;

/** How to follow a game; null where nothing was asked. */
export type JoinWishes = {
  /** The last of the game's messages that came through; what was missed is to follow. */
  lastSeq: number | null;
  heartbeatMs: number | null;
  /** For distributions only. */
  conflateMs: ConflateMs | null;
};

export type ClientRequest =
  | { kind: "command"; command: Command; asked: Asked }
  /** The gateway looks the user up. */
  | { kind: "appoint"; gameId: GameId; username: string }
  | { kind: "query"; query: Query }
  | { kind: "join"; gameId: GameId; wishes: JoinWishes }
  | { kind: "leave"; gameId: GameId }
  | { kind: "ping" }
  | { kind: "op-codes" }
  | { kind: "handshake"; credentials: Credentials | null };
