// What can be asked of the engine. Fields are already read and normalised; times are epoch ms.
import type { DecimalText } from "../money/amount.ts";
import type { HubCommand } from "./hub/hub-command.ts";
import type {
  GameId,
  GameSessionId,
  PlatformId,
  PoolId,
  PoolIndex,
  Seed,
  SourceId,
  UserId,
} from "./ids.ts";
import type { Rules } from "./rules.ts";

export type Role = "developer" | "admin";

/**
 * Where betting is suspended. `provider`: a game whose provider has gone silent; the system suspends it,
 * only the provider resumes it.
 */
export type SuspensionScope =
  | { kind: "all" }
  | { kind: "source"; sourceId: SourceId }
  | { kind: "game"; gameId: GameId }
  | { kind: "player"; userId: UserId }
  | { kind: "provider"; gameId: GameId };

/**
 * Who asks. Operators act over /admin, providers and platforms by signed requests, the system for timers
 * and its own upkeep. A player who came by a launch acts within that session only.
 */
export type Actor =
  | { kind: "user"; userId: UserId; session?: GameSessionId }
  | { kind: "provider"; sourceId: SourceId }
  | { kind: "platform"; platformId: PlatformId }
  | { kind: "operator"; name: string }
  | { kind: "system" };

/** What comes with every command: no clock, randomness or configuration is read inside. */
export type Context = { nowMs: number; seed: Seed; actor: Actor; rules: Rules };

export type GameDetails = {
  name: string;
  type: string;
  currency: string;
  actions: string[];
  targets: string[];
  openAtMs: number | null;
  closeAtMs: number | null;
  liveStartAtMs: number | null;
  liveFinishAtMs: number | null;
  hashtag: string | null;
  imageUrl: string | null;
};

export type PoolType = 1 | 2 | 3 | 4;

export type Command =
  | HubCommand
  // accounts
  | { kind: "open-account"; userId: UserId; country: string | null }
  | { kind: "set-role"; userId: UserId; role: Role; grant: "give" | "take" }
  | {
      kind: "transfer";
      direction: "deposit" | "withdrawal";
      userId: UserId;
      currency: string;
      amount: DecimalText;
      reference: string;
    }
  // sources
  | { kind: "open-source"; name: string; description: string | null }
  | { kind: "close-source"; sourceId: SourceId }
  | { kind: "rotate-source-secret"; sourceId: SourceId }
  // games
  | {
      kind: "create-game";
      sourceId: SourceId;
      /** opening: open now or by itself at open_at (370); upcoming: waits for open-game (3701). */
      mode: "opening" | "upcoming";
      details: GameDetails;
    }
  | { kind: "open-game"; gameId: GameId; actions: string[]; targets: string[] }
  | {
      kind: "update-game";
      gameId: GameId;
      actions: string[];
      targets: string[];
      imageUrl: string | null;
    }
  | { kind: "become-game-admin"; gameId: GameId }
  | { kind: "appoint-game-admin"; gameId: GameId; userId: UserId }
  | { kind: "close-game"; gameId: GameId }
  // pools
  | {
      kind: "create-pool";
      gameId: GameId;
      type: PoolType;
      action: string | null;
      targets: string[];
      description: string;
      finishAtMs: number | null;
      stopAtMs: number | null;
      recreateOnEnd: boolean;
      manual: boolean;
      takeoutBps: number | null;
    }
  | {
      kind: "register-event";
      gameId: GameId;
      action: string;
      target: string;
      /** As asked; null = now. */
      happenedAtMs: number | null;
      clientEventId: string | null;
    }
  | { kind: "void-pool"; poolId: PoolId; reason: string }
  | { kind: "block-pool"; poolId: PoolId; atMs: number | null }
  | { kind: "allow-pool"; poolId: PoolId; atMs: number | null }
  | { kind: "block-action"; gameId: GameId; action: string; atMs: number | null }
  | { kind: "allow-action"; gameId: GameId; action: string; atMs: number | null }
  | {
      kind: "place-bet";
      poolId: PoolId;
      target: string;
      amount: DecimalText;
      clientBetId: string | null;
      expectedPoolVersion: number | null;
    }
  // switches of the operator
  | { kind: "suspend-betting"; scope: SuspensionScope; reason: string }
  | { kind: "resume-betting"; scope: SuspensionScope }
  | {
      kind: "limit-stakes";
      gameId: GameId;
      minStake: DecimalText | null;
      maxStake: DecimalText | null;
    }
  // the system's own
  | { kind: "start-deployment"; deploymentId: string; betIdKey: string }
  | { kind: "start-server"; version: string; configuration: string }
  | { kind: "confirm-clock" }
  | { kind: "timer"; timer: TimerEntry }
  | { kind: "close-source-step"; sourceId: SourceId }
  | { kind: "archive-game"; gameId: GameId };

export type CommandOf<Kind extends Command["kind"]> = Extract<Command, { kind: Kind }>;

/** Order of timers that fall on the same millisecond. */
export const TIMER_KINDS = ["allow", "block", "stop", "finish", "result", "open", "close"] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

export type TimerSubject =
  | { kind: "pool"; pool: PoolIndex }
  | { kind: "game"; gameId: GameId }
  | { kind: "action"; gameId: GameId; action: string };

/** One timer; `creation` is the seq of the fact that created its subject. */
export type TimerEntry = {
  dueMs: number;
  kind: TimerKind;
  creation: number;
  subject: TimerSubject;
};
