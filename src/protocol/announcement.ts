// What follows from one fact, and for whom. To be called right after the fact was evolved: views are
// made of the state as it is then.
import { assertNever } from "../engine/assert-never.ts";
import type { Fact, FactOf } from "../engine/fact.ts";
import type { GameId, PoolIndex, SourceId, UserId } from "../engine/ids.ts";
import { type Game, type State, gameOf, poolOf, sourceOf } from "../engine/state.ts";
import { gamesWithin, poolsTouched, suspensionOf } from "../engine/suspension.ts";
import type { Asked } from "./client-request.ts";
import { eventView, gameHistory, gameView } from "./game-view.ts";
import { type Saying, stampsOf } from "./message-place.ts";
import { betPlaced, isTruncated, resolutionOf } from "./pool-message.ts";
import { blockView, poolView } from "./pool-view.ts";
import { Rendering } from "./rendering.ts";
import type { Stamp } from "./stamp.ts";
import type { View } from "./view.ts";

export type Audience =
  /** Only whoever asked. */
  | { kind: "sender" }
  /** Subscribers; whoever asked only as one of them. */
  | { kind: "game"; gameId: GameId }
  /** Subscribers, and whoever asked in any case: that copy is the answer. */
  | { kind: "game-and-sender"; gameId: GameId }
  | { kind: "source-and-sender"; sourceId: SourceId }
  | { kind: "source-game-and-sender"; sourceId: SourceId; gameId: GameId }
  /** Every connection of the user. */
  | { kind: "user"; userId: UserId };

export type Announcement =
  | { kind: "message"; audience: Audience; rendering: Rendering }
  /** Too many to list: each participant of the pool gets a copy of their own, in slices. */
  | { kind: "personal-resolutions"; pool: PoolIndex }
  /** Its asker is to be answered with sourceOpened, once the secret of the source is looked up. */
  | { kind: "source-opened"; sourceId: SourceId; generation: number; logSeq: number };

export function announce(audience: Audience, view: View, stamp: Stamp): Announcement {
  return { kind: "message", audience, rendering: new Rendering(view, stamp) };
}

/** `logSeq` is the fact's place in the log. */
export function messagesOf(
  state: State,
  fact: Fact,
  logSeq: number,
  asked: Asked,
): readonly Announcement[] {
  if (fact.kind === "BetPlaced") {
    const rendering = betPlaced(state, fact, logSeq, asked.amount);
    return [{ kind: "message", audience: { kind: "sender" }, rendering }];
  }
  if (fact.kind === "SourceOpened") {
    const { sourceId } = fact;
    const generation = sourceOf(state, sourceId).secretGeneration;
    return [{ kind: "source-opened", sourceId, generation, logSeq }];
  }
  const sayings = sayingsOf(state, fact);
  const stamps = stampsOf(state, sayings, logSeq);
  const told = sayings.map(({ audience, view }, index): Announcement => {
    const stamp = stamps[index];
    if (stamp === undefined) throw new Error("a message without a stamp");
    return announce(audience, view, stamp);
  });
  if (fact.kind === "PoolSettled" || fact.kind === "PoolVoided") {
    const pool = poolOf(state, fact.pool);
    if (isTruncated(pool)) told.push({ kind: "personal-resolutions", pool: pool.index });
  }
  return told;
}

function say(audience: Audience, view: View): Saying {
  return { audience, view };
}

function toSender(view: View): Saying {
  return say({ kind: "sender" }, view);
}

type OtherFact = Exclude<Fact, FactOf<"BetPlaced" | "SourceOpened">>;

function sayingsOf(state: State, fact: OtherFact): Saying[] {
  switch (fact.kind) {
    case "SourceClosed":
      return [toSender({ kind: "game_source_closed", sourceId: fact.sourceId })];
    case "GameCreated":
    case "GameOpened":
    case "GameUpdated":
    case "GameClosed":
    case "EventRegistered":
      return ofGame(state, fact);
    case "PoolCreated":
    case "PoolSettled":
    case "PoolVoided":
    case "PoolStopped":
    case "PoolFinished":
    case "PoolBlocked":
    case "PoolAllowed":
      return ofPool(state, fact);
    case "ActionBlocked":
    case "ActionAllowed":
      return ofAction(fact);
    case "BettingSuspended":
    case "BettingResumed":
      return ofSuspension(state, fact);
    // Told by the answer, by a later fact, or to nobody.
    case "DeploymentStarted":
    case "ServerStarted":
    case "ClockConfirmed":
    case "AccountOpened":
    case "RoleSet":
    case "Transferred":
    case "SourceClosing":
    case "SourceSecretRotated":
    case "GameArmed":
    case "GameAdminAdded":
    case "GameClosing":
    case "GameArchived":
    case "PlatformRegistered":
    case "PlatformSecretRotated":
    case "PlatformSigningSet":
    case "PlatformOriginsSet":
    case "PlatformStatusSet":
    case "SourceSigningSet":
    case "ProviderAccountCreated":
    case "ProviderAccountUpdated":
    case "AccountGamesListed":
    case "GameSessionOpened":
    case "GameLaunched":
    case "TransactionBooked":
    case "RollbackRemembered":
    case "RoundCompleted":
    case "PoolBlockScheduled":
    case "PoolAllowScheduled":
    case "ActionBlockScheduled":
    case "ActionAllowScheduled":
    case "StakesLimited":
    case "PoolCorrected":
      return [];
    default:
      return assertNever(fact);
  }
}

type GameFact = FactOf<
  "GameCreated" | "GameOpened" | "GameUpdated" | "GameClosed" | "EventRegistered"
>;

function ofGame(state: State, fact: GameFact): Saying[] {
  const game = gameOf(state, fact.gameId);
  const { gameId, sourceId } = game;
  switch (fact.kind) {
    case "GameCreated": {
      const kind = fact.status === "upcoming" ? "game_created" : "game_created_and_opened";
      const audience = { kind: "source-and-sender", sourceId } as const;
      return [say(audience, { kind, game: gameView(game, fact.timeMs) })];
    }
    case "GameOpened":
      return [
        say(
          { kind: "source-game-and-sender", sourceId, gameId },
          { kind: "game_opened", game: gameView(game, fact.timeMs) },
        ),
      ];
    case "GameUpdated":
      return [
        toSender({ kind: "game_details_updated", gameId }),
        say({ kind: "game", gameId }, gameDetails(state, game, fact.timeMs)),
      ];
    case "GameClosed":
      return [say({ kind: "game-and-sender", gameId }, { kind: "game_closed", gameId })];
    case "EventRegistered": {
      const event = game.events.at(-1);
      if (event === undefined) throw new Error(`game ${gameId} has no event`);
      return [
        say(
          { kind: "game-and-sender", gameId },
          { kind: "new_game_event", event: eventView(state, game, event) },
        ),
      ];
    }
  }
}

export function gameDetails(state: State, game: Game, nowMs: number): View {
  return {
    kind: "game_details",
    game: gameView(game, nowMs),
    history: gameHistory(state, game),
  };
}

type PoolFact = FactOf<
  | "PoolCreated"
  | "PoolSettled"
  | "PoolVoided"
  | "PoolStopped"
  | "PoolFinished"
  | "PoolBlocked"
  | "PoolAllowed"
>;

function ofPool(state: State, fact: PoolFact): Saying[] {
  const pool = poolOf(state, fact.pool);
  const { poolId, gameId } = pool;
  const audience = { kind: "game-and-sender", gameId } as const;
  const block = blockView(state, pool);
  const at = { poolId, version: pool.version, atMs: fact.timeMs, block };
  switch (fact.kind) {
    case "PoolCreated": {
      const view = poolView(state, pool);
      const opened = say(audience, { kind: "betting_pool_opened", pool: view });
      // A pool that repeats another was not asked for.
      if (fact.recreates !== null) return [opened];
      return [toSender({ kind: "betting_pool_created", pool: view }), opened];
    }
    case "PoolSettled":
    case "PoolVoided": {
      const told = say(audience, resolutionOf(state, pool));
      // Asked for by op 5001; otherwise the pool went down with its source.
      if (fact.kind === "PoolVoided" && fact.as === "game-admin") {
        return [toSender({ kind: "betting_pool_voided", poolId, reason: fact.reason }), told];
      }
      return [told];
    }
    case "PoolStopped":
    case "PoolBlocked":
      return [say(audience, { kind: "betting_in_pool_blocked", ...at })];
    case "PoolFinished": {
      // Whoever follows the pool knows already where a block or a stop came before.
      const stoppedBefore = pool.stopAtMs !== null && pool.stopAtMs <= fact.timeMs;
      if (pool.blockedAtMs !== null || stoppedBefore) return [];
      return [say(audience, { kind: "betting_in_pool_blocked", ...at })];
    }
    case "PoolAllowed":
      return [say(audience, { kind: "betting_in_pool_allowed", ...at })];
  }
}

/** 368 or 369 for every pool that stops or starts taking bets by it; as many as evolve has counted. */
function ofSuspension(state: State, fact: FactOf<"BettingSuspended" | "BettingResumed">): Saying[] {
  const { scope, timeMs: atMs } = fact;
  const suspends = fact.kind === "BettingSuspended";
  return gamesWithin(state, scope).flatMap((game) => {
    if (suspensionOf(state, game, null, suspends ? scope : null) !== null) return [];
    const audience = { kind: "game-and-sender", gameId: game.gameId } as const;
    return poolsTouched(state, game).map((pool) => {
      const { poolId, version } = pool;
      const at = { poolId, version, atMs, block: blockView(state, pool) };
      return suspends
        ? say(audience, { kind: "betting_in_pool_blocked", ...at, reason: fact.reason })
        : say(audience, { kind: "betting_in_pool_allowed", ...at });
    });
  });
}

function ofAction(fact: FactOf<"ActionBlocked" | "ActionAllowed">): Saying[] {
  const { gameId, action, timeMs } = fact;
  const kind =
    fact.kind === "ActionBlocked"
      ? "betting_for_game_and_action_blocked"
      : "betting_for_game_and_action_allowed";
  return [say({ kind: "game-and-sender", gameId }, { kind, gameId, action, atMs: timeMs })];
}
