// Applies one fact to the state. Never decides, never refuses: a fact that does not fit is a bug and
// throws, and whoever runs us stops.
import { assertNever } from "./assert-never.ts";
import type { Fact } from "./fact.ts";
import { evolveArchived } from "./evolve-archive.ts";
import { evolveAccount } from "./evolve-account.ts";
import { evolveBetPlaced } from "./evolve-bet.ts";
import { evolveBlock } from "./evolve-block.ts";
import { evolveGame } from "./evolve-game.ts";
import { evolvePool } from "./evolve-pool.ts";
import { evolveSource } from "./evolve-source.ts";
import { evolveHub } from "./hub/evolve-hub.ts";
import { evolveSwitch } from "./evolve-switch.ts";
import type { State } from "./state.ts";

export function evolve(state: State, fact: Fact): void {
  if (fact.timeMs < state.timeMs) {
    throw new Error(`time runs backwards: ${fact.timeMs} after ${state.timeMs}`);
  }
  state.seq++;
  state.timeMs = fact.timeMs;
  switch (fact.kind) {
    case "BetPlaced":
      return evolveBetPlaced(state, fact);
    case "DeploymentStarted":
      state.deploymentId = fact.deploymentId;
      state.betIdKey = fact.betIdKey;
      state.betKeySalt = Number.parseInt(fact.betIdKey.slice(0, 8), 16) | 0;
      return;
    case "ServerStarted":
    case "ClockConfirmed":
      return;
    case "AccountOpened":
    case "RoleSet":
    case "Transferred":
      return evolveAccount(state, fact);
    case "SourceOpened":
    case "SourceClosing":
    case "SourceClosed":
    case "SourceSecretRotated":
      return evolveSource(state, fact);
    case "GameCreated":
    case "GameArmed":
    case "GameOpened":
    case "GameUpdated":
    case "GameAdminAdded":
    case "GameClosing":
    case "GameClosed":
    case "EventRegistered":
      return evolveGame(state, fact);
    case "GameArchived":
      return evolveArchived(state, fact.gameId);
    case "PoolCreated":
    case "PoolSettled":
    case "PoolVoided":
    case "PoolStopped":
    case "PoolFinished":
      return evolvePool(state, fact);
    case "PoolBlocked":
    case "PoolAllowed":
    case "PoolBlockScheduled":
    case "PoolAllowScheduled":
    case "ActionBlocked":
    case "ActionAllowed":
    case "ActionBlockScheduled":
    case "ActionAllowScheduled":
      return evolveBlock(state, fact);
    case "BettingSuspended":
    case "BettingResumed":
    case "StakesLimited":
      return evolveSwitch(state, fact);
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
      return evolveHub(state, fact);
    case "PoolCorrected":
      throw new Error("PoolCorrected is reserved; no release writes or reads it yet");
    default:
      return assertNever(fact);
  }
}
