// Messages that need no more than what is handed in.
import type { GameId, SourceId, UserId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import { currencyOf } from "../money/currency.ts";
import type { ErrorCode } from "./error-code.ts";
import { Rendering } from "./rendering.ts";
import { stampOfAnswer } from "./stamp.ts";
import type { BalanceView } from "./view.ts";

export function pong(): Rendering {
  return new Rendering({ kind: "pong" });
}

export function opCodes(): Rendering {
  return new Rendering({ kind: "op_codes" });
}

export function connected(): Rendering {
  return new Rendering({ kind: "connected" });
}

export function loggedIn(userId: UserId, userName: string): Rendering {
  return new Rendering({ kind: "logged_in", userId, userName });
}

export function handshakeRefused(text: string): Rendering {
  return new Rendering({ kind: "handshake_refused", text });
}

export function errorMessage(code: ErrorCode, text: string, op: number | null): Rendering {
  return new Rendering({ kind: "error", code, text, op });
}

export function gameJoined(gameId: GameId, seq: number): Rendering {
  return new Rendering({ kind: "game_joined", gameId, seq });
}

export function gameHeartbeat(gameId: GameId, seq: number): Rendering {
  return new Rendering({ kind: "game_heartbeat", gameId, seq });
}

/** 335, once the secret that goes with the source is known. */
export function sourceOpened(
  sourceId: SourceId,
  providerSecret: string,
  logSeq: number,
): Rendering {
  const view = { kind: "game_source_opened", sourceId, providerSecret } as const;
  return new Rendering(view, stampOfAnswer(logSeq));
}

export function gameLeft(gameId: GameId): Rendering {
  return new Rendering({ kind: "game_left", gameId });
}

export function userJoined(gameId: GameId, userId: UserId, userName: string): Rendering {
  return new Rendering({ kind: "user_joined_game", gameId, userId, userName });
}

export function userLeft(gameId: GameId, userId: UserId, userName: string): Rendering {
  return new Rendering({ kind: "user_left_game", gameId, userId, userName });
}

export function balanceChanged(state: State, userId: UserId, currency: string): Rendering {
  return new Rendering({
    kind: "balance_changed",
    balance: balanceView(state, userId, currency),
  });
}

export function balanceView(state: State, userId: UserId, currency: string): BalanceView {
  const known = currencyOf(currency);
  if (known === null) throw new Error(`no currency ${currency}`);
  return { currency, decimals: known.decimals, ...state.wallets.balance(currency, userId) };
}
