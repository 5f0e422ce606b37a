// decide(state, command, context): facts or a refusal. Pure: no clock, no randomness, no I/O, and the
// state is only read.
import { assertNever } from "./assert-never.ts";
import type { Command, Context } from "./command.ts";
import { decideOpenAccount, decideSetRole, decideTransfer } from "./decide-account.ts";
import { decidePlaceBet } from "./decide-bet.ts";
import { decideActionBlock, decidePoolBlock } from "./decide-block.ts";
import { decideRegisterEvent } from "./decide-event.ts";
import {
  decideAppointGameAdmin,
  decideBecomeGameAdmin,
  decideCloseGame,
  decideCreateGame,
  decideOpenGame,
  decideUpdateGame,
} from "./decide-game.ts";
import { decideArchiveGame } from "./decide-archive.ts";
import { decideCreatePool, decideVoidPool } from "./decide-pool.ts";
import {
  decideCloseSource,
  decideCloseSourceStep,
  decideOpenSource,
  decideRotateSecret,
} from "./decide-source.ts";
import { decideHub } from "./hub/decide-hub.ts";
import { decideLimitStakes, decideSuspension } from "./decide-switch.ts";
import { decideSystem } from "./decide-system.ts";
import { decideTimer } from "./decide-timer.ts";
import type { Decision } from "./decision.ts";
import type { State } from "./state.ts";

export function decide(state: State, command: Command, context: Context): Decision {
  switch (command.kind) {
    case "place-bet":
      return decidePlaceBet(state, command, context);
    case "open-account":
      return decideOpenAccount(state, command, context);
    case "set-role":
      return decideSetRole(state, command, context);
    case "transfer":
      return decideTransfer(state, command, context);
    case "open-source":
      return decideOpenSource(state, command, context);
    case "close-source":
      return decideCloseSource(state, command, context);
    case "close-source-step":
      return decideCloseSourceStep(state, command, context);
    case "rotate-source-secret":
      return decideRotateSecret(state, command, context);
    case "create-game":
      return decideCreateGame(state, command, context);
    case "open-game":
      return decideOpenGame(state, command, context);
    case "update-game":
      return decideUpdateGame(state, command, context);
    case "become-game-admin":
      return decideBecomeGameAdmin(state, command, context);
    case "appoint-game-admin":
      return decideAppointGameAdmin(state, command, context);
    case "close-game":
      return decideCloseGame(state, command, context);
    case "create-pool":
      return decideCreatePool(state, command, context);
    case "register-event":
      return decideRegisterEvent(state, command, context);
    case "void-pool":
      return decideVoidPool(state, command, context);
    case "block-pool":
    case "allow-pool":
      return decidePoolBlock(state, command, context);
    case "block-action":
    case "allow-action":
      return decideActionBlock(state, command, context);
    case "suspend-betting":
    case "resume-betting":
      return decideSuspension(state, command, context);
    case "limit-stakes":
      return decideLimitStakes(state, command, context);
    case "archive-game":
      return decideArchiveGame(state, command, context);
    case "timer":
      return decideTimer(state, command.timer, context);
    case "start-deployment":
    case "start-server":
    case "confirm-clock":
      return decideSystem(state, command, context);
    case "register-platform":
    case "rotate-platform-secret":
    case "set-platform-signing":
    case "set-platform-origins":
    case "set-platform-status":
    case "set-source-signing":
    case "set-provider-accounts":
    case "list-account-games":
    case "open-game-session":
    case "confirm-launch":
    case "book-transaction":
    case "complete-round":
      return decideHub(state, command, context);
    default:
      return assertNever(command);
  }
}
