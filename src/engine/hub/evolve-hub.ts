// Facts about platforms and providers, each to its file.
import { assertNever } from "../assert-never.ts";
import type { State } from "../state.ts";
import type { HubFact } from "./hub-fact.ts";
import { evolveGameSession } from "./evolve-session.ts";
import { evolvePlatform } from "./evolve-platform.ts";
import { evolveProviderAccount } from "./evolve-provider-account.ts";
import { evolveTransaction } from "./evolve-transaction.ts";

export function evolveHub(state: State, fact: HubFact): void {
  switch (fact.kind) {
    case "PlatformRegistered":
    case "PlatformSecretRotated":
    case "PlatformSigningSet":
    case "PlatformOriginsSet":
    case "PlatformStatusSet":
    case "SourceSigningSet":
      return evolvePlatform(state, fact);
    case "ProviderAccountCreated":
    case "ProviderAccountUpdated":
    case "AccountGamesListed":
      return evolveProviderAccount(state, fact);
    case "GameSessionOpened":
    case "GameLaunched":
      return evolveGameSession(state, fact);
    case "TransactionBooked":
    case "RollbackRemembered":
    case "RoundCompleted":
      return evolveTransaction(state, fact);
    default:
      return assertNever(fact);
  }
}
