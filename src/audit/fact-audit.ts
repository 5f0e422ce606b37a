// One fact after the other into the audit's own books, checked on the way. Knows the shapes of facts
// and the rules; must never use the engine's code, or both would be wrong together.
import { assertNever } from "../engine/assert-never.ts";
import type { Fact } from "../engine/fact.ts";
import type { HubFact } from "../engine/hub/hub-fact.ts";
import { takeAccount, takeTransfer } from "./account-check.ts";
import { takeBet } from "./bet-check.ts";
import { settledByEvent, takeEvent, takeGame, takeGameState } from "./game-check.ts";
import { isHubFact, takeHubFact } from "./hub-audit.ts";
import { type Ledger, breach } from "./ledger.ts";
import { takePool, takePoolState } from "./pool-check.ts";
import { takeStakeLimits, takeSuspension } from "./switch-check.ts";
import { type Participants, takeSettlement, takeVoid } from "./settlement-check.ts";

/** Returns whose balances to compare: the fact ends a pool, or is money of a provider's own game. */
export function takeFact(ledger: Ledger, fact: Fact): Participants | null {
  ledger.seq++;
  ledger.counts.facts++;
  if (!Number.isSafeInteger(fact.timeMs) || fact.timeMs < ledger.timeMs) {
    const expected = `${ledger.timeMs} or later`;
    breach(ledger, null, { what: "time of the fact", expected, found: String(fact.timeMs) });
  } else {
    ledger.timeMs = fact.timeMs;
  }
  ledger.firstTimeMs ??= fact.timeMs;
  return enter(ledger, fact);
}

function enter(ledger: Ledger, fact: Fact): Participants | null {
  if (fact.kind === "PoolSettled") return takeSettlement(ledger, fact);
  if (fact.kind === "PoolVoided") return takeVoid(ledger, fact);
  if (isHubFact(fact)) return takeHubFact(ledger, fact);
  note(ledger, fact);
  return null;
}

type Noted = Exclude<Fact, HubFact | { kind: "PoolSettled" | "PoolVoided" }>;

function note(ledger: Ledger, fact: Noted): void {
  switch (fact.kind) {
    case "BetPlaced":
      settledByEvent(ledger);
      return takeBet(ledger, fact);
    case "AccountOpened":
      return takeAccount(ledger, fact);
    case "Transferred":
      return takeTransfer(ledger, fact);
    case "SourceOpened":
      ledger.sourceAdmins.set(fact.sourceId, fact.adminId);
      ledger.sourceStatus.set(fact.sourceId, "open");
      return;
    case "SourceClosing":
      ledger.sourceStatus.set(fact.sourceId, "closing");
      return;
    case "SourceClosed":
      ledger.sourceStatus.set(fact.sourceId, "closed");
      return;
    case "GameCreated":
      return takeGame(ledger, fact);
    case "GameArmed":
    case "GameOpened":
    case "GameUpdated":
    case "GameAdminAdded":
    case "GameClosing":
    case "GameClosed":
    case "GameArchived":
    case "ActionBlocked":
    case "ActionAllowed":
    case "ActionBlockScheduled":
    case "ActionAllowScheduled":
      return takeGameState(ledger, fact);
    case "EventRegistered":
      return takeEvent(ledger, fact);
    case "PoolCreated":
      return takePool(ledger, fact);
    case "PoolStopped":
    case "PoolFinished":
    case "PoolBlocked":
    case "PoolAllowed":
    case "PoolBlockScheduled":
    case "PoolAllowScheduled":
      return takePoolState(ledger, fact);
    case "BettingSuspended":
    case "BettingResumed":
      return takeSuspension(ledger, fact);
    case "StakesLimited":
      return takeStakeLimits(ledger, fact);
    case "DeploymentStarted":
    case "ServerStarted":
    case "ClockConfirmed":
    case "RoleSet":
    case "SourceSecretRotated":
      return;
    case "PoolCorrected": {
      const expected = "no correction: no release writes any yet";
      return breach(ledger, null, { what: fact.kind, expected, found: `of pool ${fact.pool}` });
    }
    default:
      return assertNever(fact);
  }
}
