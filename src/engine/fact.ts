// The facts: what the log holds and everything else follows from. A kind's fields never change their
// meaning; a new shape is a new version, read through upcasters (fact-codec.ts).
import type { PoolType, Role, SuspensionScope } from "./command.ts";
import type { HubFact } from "./hub/hub-fact.ts";
import type {
  EventId,
  GameId,
  PoolId,
  PoolIndex,
  ProviderAccountId,
  SourceId,
  UserId,
} from "./ids.ts";

/** The right under which the actor acted. */
export type Authority =
  | "player"
  | "developer"
  | "source-admin"
  | "game-admin"
  | "provider"
  | "platform"
  | "operator"
  | "system";

/** `user:12`, `provider:SOURCE`, `platform:ID`, `operator:NAME` or `system`. */
export type ActorText = string;

export type Signed = { timeMs: number; by: ActorText; as: Authority };

export type TargetDeclaration = { id: string; displayName: string };
export type ActionDeclaration = { id: string; name: string };

/** Terms that decide money, frozen when the pool is created. */
export type PoolTerms = {
  ruleVersion: number;
  takeoutBps: number;
  /** Shares are differences of running floors, so that they add up exactly. */
  rounding: "running-floor";
  /** Nobody on the winner: every stake goes back. */
  noWinner: "return";
  resultDelayMs: number;
};

export type SettlementCause = "event" | "finish" | "close" | "decision";

/** A settlement as decided: payouts follow from it and the pool's bets by rule. */
export type SettlementFigures = {
  /** The target that won; `none` is a target like the others. */
  winner: string;
  /** Bets placed after this are late. */
  happenedAtMs: number;
  /** Index of the first late bet = number of valid bets; late bets are a suffix. */
  firstLateBet: number;
  grossMinor: number;
  winningMinor: number;
  takeoutMinor: number;
  netMinor: number;
  /** Stakes of late bets, returned. */
  lateMinor: number;
  /** Nobody on the winner: valid stakes are returned too. */
  moneyReturn: boolean;
};

/** Under which account a bet counts as turnover, and at what rate. */
export type BetRoyalty = { accountId: ProviderAccountId; royaltyBps: number };

export type BetPlaced = {
  kind: "BetPlaced";
  timeMs: number;
  userId: UserId;
  pool: PoolIndex;
  /** Index into the pool's targets. */
  target: number;
  stakeMinor: number;
  clientBetId: string | null;
  /** null: the game's source has no accounts. */
  royalty: BetRoyalty | null;
};

export type PoolCreated = Signed & {
  kind: "PoolCreated";
  pool: PoolIndex;
  poolId: PoolId;
  gameId: GameId;
  type: PoolType;
  action: string;
  targets: TargetDeclaration[];
  description: string;
  finishAtMs: number | null;
  stopAtMs: number | null;
  recreateOnEnd: boolean;
  manual: boolean;
  terms: PoolTerms;
  /** The pool this one repeats. */
  recreates: PoolIndex | null;
};

export type Fact =
  | BetPlaced
  | PoolCreated
  | HubFact
  | (Signed & { kind: "DeploymentStarted"; deploymentId: string; betIdKey: string })
  | (Signed & { kind: "ServerStarted"; version: string; configuration: string })
  | (Signed & { kind: "ClockConfirmed" })
  | (Signed & {
      kind: "AccountOpened";
      userId: UserId;
      country: string | null;
      welcomeDonMinor: number;
    })
  | (Signed & { kind: "RoleSet"; userId: UserId; role: Role; grant: "give" | "take" })
  | (Signed & {
      kind: "Transferred";
      direction: "deposit" | "withdrawal";
      userId: UserId;
      currency: string;
      amountMinor: number;
      reference: string;
    })
  | (Signed & {
      kind: "SourceOpened";
      sourceId: SourceId;
      name: string;
      description: string | null;
      adminId: UserId;
    })
  | (Signed & { kind: "SourceClosing"; sourceId: SourceId })
  | (Signed & { kind: "SourceClosed"; sourceId: SourceId })
  | (Signed & { kind: "SourceSecretRotated"; sourceId: SourceId; generation: number })
  | (Signed & {
      kind: "GameCreated";
      gameId: GameId;
      sourceId: SourceId;
      /** open: betting at once; armed: opens by itself at openAtMs; upcoming: waits for GameOpened. */
      status: "open" | "armed" | "upcoming";
      name: string;
      type: string;
      currency: string;
      decimals: number;
      actions: ActionDeclaration[];
      targets: TargetDeclaration[];
      openAtMs: number;
      closeAtMs: number | null;
      liveStartAtMs: number;
      liveFinishAtMs: number | null;
      hashtag: string;
      imageUrl: string | null;
    })
  | (Signed & {
      kind: "GameArmed";
      gameId: GameId;
      actions: ActionDeclaration[];
      targets: TargetDeclaration[];
    })
  | (Signed & {
      kind: "GameOpened";
      gameId: GameId;
      actions: ActionDeclaration[];
      targets: TargetDeclaration[];
    })
  | (Signed & {
      kind: "GameUpdated";
      gameId: GameId;
      actions: ActionDeclaration[];
      targets: TargetDeclaration[];
      imageUrl: string | null;
    })
  | (Signed & { kind: "GameAdminAdded"; gameId: GameId; userId: UserId })
  | (Signed & { kind: "GameClosing"; gameId: GameId; finishes: "by-request" | "by-itself" })
  | (Signed & { kind: "GameClosed"; gameId: GameId })
  /** A closed game, with all its pools, is in the archive and leaves the memory. */
  | (Signed & { kind: "GameArchived"; gameId: GameId })
  | (Signed & {
      kind: "EventRegistered";
      gameId: GameId;
      eventId: EventId;
      action: string;
      target: string;
      happenedAtMs: number;
      /** As asked; part of the event's identity where no client id was given. */
      askedHappenedAtMs: number | null;
      clientEventId: string | null;
      /** Set where the event is the result of one binary pool and no event of the game. */
      pool: PoolIndex | null;
    })
  | (Signed & { kind: "PoolSettled"; pool: PoolIndex; cause: SettlementCause } & SettlementFigures)
  | (Signed & { kind: "PoolVoided"; pool: PoolIndex; reason: string })
  | (Signed & { kind: "PoolStopped"; pool: PoolIndex })
  | (Signed & { kind: "PoolFinished"; pool: PoolIndex; awaits: "result" | "decision" })
  | (Signed & { kind: "PoolBlocked"; pool: PoolIndex })
  | (Signed & { kind: "PoolAllowed"; pool: PoolIndex })
  | (Signed & { kind: "PoolBlockScheduled"; pool: PoolIndex; atMs: number | null })
  // atMs null takes a pending one back.
  | (Signed & { kind: "PoolAllowScheduled"; pool: PoolIndex; atMs: number | null })
  | (Signed & { kind: "ActionBlocked"; gameId: GameId; action: string })
  | (Signed & { kind: "ActionAllowed"; gameId: GameId; action: string })
  | (Signed & { kind: "ActionBlockScheduled"; gameId: GameId; action: string; atMs: number | null })
  | (Signed & {
      kind: "ActionAllowScheduled";
      gameId: GameId;
      action: string;
      atMs: number | null;
    })
  | (Signed & { kind: "BettingSuspended"; scope: SuspensionScope; reason: string })
  | (Signed & { kind: "BettingResumed"; scope: SuspensionScope })
  /** null: no limit of the game's own. */
  | (Signed & {
      kind: "StakesLimited";
      gameId: GameId;
      minStakeMinor: number | null;
      maxStakeMinor: number | null;
    })
  /** Reserved: a correction of a settled pool. No release writes it yet. */
  | (Signed & { kind: "PoolCorrected"; pool: PoolIndex; reason: string });

export type FactKind = Fact["kind"];
export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>;
