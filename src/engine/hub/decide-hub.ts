// Commands of platforms and providers, each to its file.
import { assertNever } from "../assert-never.ts";
import type { Context } from "../command.ts";
import type { Decision } from "../decision.ts";
import type { State } from "../state.ts";
import { decideListAccountGames, decideSetProviderAccounts } from "./decide-provider-account.ts";
import {
  decideRegisterPlatform,
  decideRotatePlatformSecret,
  decideSetPlatformOrigins,
  decideSetPlatformSigning,
  decideSetPlatformStatus,
  decideSetSourceSigning,
} from "./decide-platform.ts";
import { decideConfirmLaunch, decideOpenGameSession } from "./decide-session.ts";
import { decideBookTransaction, decideCompleteRound } from "./decide-transaction.ts";
import type { HubCommand } from "./hub-command.ts";

export function decideHub(state: State, command: HubCommand, context: Context): Decision {
  switch (command.kind) {
    case "register-platform":
      return decideRegisterPlatform(state, command, context);
    case "rotate-platform-secret":
      return decideRotatePlatformSecret(state, command, context);
    case "set-platform-signing":
      return decideSetPlatformSigning(state, command, context);
    case "set-platform-origins":
      return decideSetPlatformOrigins(state, command, context);
    case "set-platform-status":
      return decideSetPlatformStatus(state, command, context);
    case "set-source-signing":
      return decideSetSourceSigning(state, command, context);
    case "set-provider-accounts":
      return decideSetProviderAccounts(state, command, context);
    case "list-account-games":
      return decideListAccountGames(state, command, context);
    case "open-game-session":
      return decideOpenGameSession(state, command, context);
    case "confirm-launch":
      return decideConfirmLaunch(state, command, context);
    case "book-transaction":
      return decideBookTransaction(state, command, context);
    case "complete-round":
      return decideCompleteRound(state, command, context);
    default:
      return assertNever(command);
  }
}
