// What only the asker is told: answers beyond the messages of the facts, and refusals.
import { assertNever } from "../engine/assert-never.ts";
import type { Answer } from "../engine/decision.ts";
import type { GameId } from "../engine/ids.ts";
import { type State, gameOf, poolOf } from "../engine/state.ts";
import { type Announcement, announce } from "./announcement.ts";
import type { Asked, ClientRequest } from "./client-request.ts";
import { OP_CODES } from "./codes.ts";
import type { ErrorCode } from "./error-code.ts";
import { eventView, gameView } from "./game-view.ts";
import type { Saying } from "./message-place.ts";
import { errorMessage } from "./plain-messages.ts";
import { betKnown } from "./pool-message.ts";
import { blockView } from "./pool-view.ts";
import { Rendering } from "./rendering.ts";
import { stampOfAnswer } from "./stamp.ts";
import type { View } from "./view.ts";

/** Comes after the messages of the facts; empty where those were the answer. */
export function answerOf(
  state: State,
  answer: Answer,
  op: number,
  asked: Asked,
): readonly Announcement[] {
  if (answer.kind === "bet-known") {
    const rendering = betKnown(state, poolOf(state, answer.pool), answer.bet, asked.amount);
    return [{ kind: "message", audience: { kind: "sender" }, rendering }];
  }
  const stamp = stampOfAnswer(state.seq);
  return sayingsOf(state, answer, op, asked).map(({ audience, view }) =>
    announce(audience, view, stamp),
  );
}

function toSender(view: View): Saying {
  return { audience: { kind: "sender" }, view };
}

function sayingsOf(
  state: State,
  answer: Exclude<Answer, { kind: "bet-known" }>,
  op: number,
  asked: Asked,
): Saying[] {
  switch (answer.kind) {
    case "facts":
    // Given over HTTP only.
    case "account":
    case "transfer":
    case "source-secret":
    case "betting-suspended":
    case "stakes-limited":
    case "platform":
    case "source-signing":
    case "provider-accounts":
    case "account-games":
    case "game-session":
    case "transaction":
    case "round-completed":
      return [];
    case "betting-resumed":
      if (answer.scope.kind !== "provider") return [];
      return [toSender({ kind: "betting_for_game_resumed", gameId: answer.scope.gameId })];
    case "source-closed":
      return [toSender({ kind: "game_source_closed", sourceId: answer.sourceId })];
    case "game-opened": {
      const game = gameView(gameOf(state, answer.gameId), state.timeMs);
      return [toSender({ kind: "game_opened", game })];
    }
    case "game-admin":
      return [toSender({ kind: "become_an_admin_for_game_success", gameId: answer.gameId })];
    case "game-admin-appointed":
      return appointed(answer, asked);
    case "game-closed":
      return [toSender({ kind: "game_closed", gameId: answer.gameId })];
    case "pools-need-resolution":
      return [toSender(needResolution(answer, op))];
    case "event-known":
      return [eventAgain(state, answer)];
    case "pool-blocked":
    case "pool-allowed": {
      const pool = poolOf(state, answer.pool);
      const { poolId, version } = pool;
      const blocked = answer.kind === "pool-blocked";
      const kind = blocked ? "betting_in_pool_blocked" : "betting_in_pool_allowed";
      return [
        toSender({ kind, poolId, version, atMs: answer.atMs, block: blockView(state, pool) }),
      ];
    }
    case "action-blocked":
    case "action-allowed": {
      const { gameId, action, atMs } = answer;
      const kind =
        answer.kind === "action-blocked"
          ? "betting_for_game_and_action_blocked"
          : "betting_for_game_and_action_allowed";
      return [toSender({ kind, gameId, action, atMs })];
    }
    default:
      return assertNever(answer);
  }
}

type AnswerOf<Kind extends Answer["kind"]> = Extract<Answer, { kind: Kind }>;

function appointed(answer: AnswerOf<"game-admin-appointed">, asked: Asked): Saying[] {
  const { gameId, userId, change } = answer;
  const username = asked.username ?? `user ${userId}`;
  const told = [toSender({ kind: "game_admin_appointed", gameId, username })];
  if (change === "added") {
    const view = { kind: "become_an_admin_for_game_success", gameId } as const;
    told.push({ audience: { kind: "user", userId }, view });
  }
  return told;
}

function needResolution(answer: AnswerOf<"pools-need-resolution">, op: number): View {
  const { gameId, pools } = answer;
  const text =
    `game ${gameId} is closing but waits for these pools: ${pools.join(", ")}; ` +
    `resolve each with op ${OP_CODES.register_game_event} or void it with op ${OP_CODES.void_betting_pool}, ` +
    `then send op ${OP_CODES.close_game} again`;
  return { kind: "error", code: "POOLS_NEED_RESOLUTION", text, op };
}

function eventAgain(state: State, answer: AnswerOf<"event-known">): Saying {
  const game = gameOf(state, answer.gameId);
  const event = game.events.find(({ eventId }) => eventId === answer.eventId);
  if (event === undefined) throw new Error(`game ${game.gameId} has no event ${answer.eventId}`);
  return toSender({ kind: "new_game_event", event: eventView(state, game, event) });
}

/** 666; op 616 has an answer of its own for the two reasons why somebody does not become admin. */
export function refusalOf(
  refusal: { code: ErrorCode; text: string },
  op: number | null,
  request: ClientRequest | null,
): Rendering {
  const gameId = gameToAdminister(request);
  const { code, text } = refusal;
  if (gameId !== null && (code === "NO_PRIVILEGE" || code === "ADMINS_FULL")) {
    return new Rendering({ kind: "become_an_admin_for_game_fail", gameId, reason: text });
  }
  return errorMessage(code, text, op);
}

function gameToAdminister(request: ClientRequest | null): GameId | null {
  if (request?.kind !== "command") return null;
  return request.command.kind === "become-game-admin" ? request.command.gameId : null;
}
