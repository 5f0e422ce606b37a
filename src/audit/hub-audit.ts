// Facts about platforms and providers into the audit's books, each to its check.
import { assertNever } from "../engine/assert-never.ts";
import type { Fact } from "../engine/fact.ts";
import type { HubFact } from "../engine/hub/hub-fact.ts";
import type { Ledger } from "./ledger.ts";
import { takePlatform, takeSourceSigning } from "./platform-check.ts";
import { takeProviderAccount } from "./provider-account-check.ts";
import { sessionAt, takeLaunch, takeSessionOpened } from "./session-check.ts";
import type { Participants } from "./settlement-check.ts";
import { takeRemembered, takeTransaction } from "./transaction-check.ts";

const HUB: Readonly<Record<HubFact["kind"], true>> = {
  PlatformRegistered: true,
  PlatformSecretRotated: true,
  PlatformSigningSet: true,
  PlatformOriginsSet: true,
  PlatformStatusSet: true,
  SourceSigningSet: true,
  ProviderAccountCreated: true,
  ProviderAccountUpdated: true,
  AccountGamesListed: true,
  GameSessionOpened: true,
  GameLaunched: true,
  TransactionBooked: true,
  RollbackRemembered: true,
  RoundCompleted: true,
};

export function isHubFact(fact: Fact): fact is HubFact {
  return Object.hasOwn(HUB, fact.kind);
}

/** Returns whose money moved, if anybody's. */
export function takeHubFact(ledger: Ledger, fact: HubFact): Participants | null {
  if (fact.kind === "TransactionBooked") return takeTransaction(ledger, fact);
  note(ledger, fact);
  return null;
}

function note(ledger: Ledger, fact: Exclude<HubFact, { kind: "TransactionBooked" }>): void {
  switch (fact.kind) {
    case "PlatformRegistered":
    case "PlatformSecretRotated":
    case "PlatformSigningSet":
    case "PlatformOriginsSet":
    case "PlatformStatusSet":
      return takePlatform(ledger, fact);
    case "SourceSigningSet":
      return takeSourceSigning(ledger, fact);
    case "ProviderAccountCreated":
    case "ProviderAccountUpdated":
    case "AccountGamesListed":
      return takeProviderAccount(ledger, fact);
    case "GameSessionOpened":
      return takeSessionOpened(ledger, fact);
    case "GameLaunched":
      return takeLaunch(ledger, fact);
    case "RollbackRemembered":
      return takeRemembered(ledger, fact);
    case "RoundCompleted":
      sessionAt(ledger, fact.sessionId);
      return;
    default:
      return assertNever(fact);
  }
}
