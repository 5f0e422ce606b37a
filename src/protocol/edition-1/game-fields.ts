// Games in editions 1.0 and 1.1. They differ in one thing: how actions and targets are nested.
import { lastLevel } from "../../engine/target-tree.ts";
import type { Json, JsonObject } from "../server-message.ts";
import type {
  ActionView,
  CountView,
  EventView,
  GameHistoryView,
  GameView,
  TargetView,
} from "../view.ts";

/** 1.0 has dictionaries, 1.1 lists. */
export type Nesting = "dictionaries" | "lists";

// Dictionaries with names of clients as keys are made by fromEntries: it makes `__proto__` a key like
// any other.

function actionFields(actions: ActionView[], nesting: Nesting): Json {
  return nesting === "lists"
    ? actions.map(({ id, name }) => ({ action_id: id, name }))
    : Object.fromEntries(actions.map(({ id, name }) => [id, { name }]));
}

/** Lists name a target by its whole path, dictionaries by its last level. */
function targetFields(targets: TargetView[], nesting: Nesting): Json {
  const fields = ({ symbol, displayName, targets: below }: TargetView): JsonObject => ({
    symbol,
    display_name: displayName,
    targets: targetFields(below, nesting),
  });
  return nesting === "lists"
    ? targets.map((target) => ({ target_id: target.id, ...fields(target) }))
    : Object.fromEntries(targets.map((target) => [lastLevel(target.id), fields(target)]));
}

function headFields(game: GameView): JsonObject {
  return { source_id: game.sourceId, game_id: game.gameId };
}

function termFields(game: GameView): JsonObject {
  return { game_name: game.name, type: game.type, ...timeFields(game) };
}

function timeFields(game: GameView): JsonObject {
  return {
    open_at: game.openAtMs,
    live_start_at: game.liveStartAtMs,
    live_finish_at: game.liveFinishAtMs,
    close_at: game.closeAtMs,
  };
}

/** 340. The older document knows no hashtag there. */
export function newGameFields(game: GameView, nesting: Nesting): JsonObject {
  return {
    ...headFields(game),
    actions: actionFields(game.actions, nesting),
    ...termFields(game),
    ...(nesting === "lists" ? { hashtag: game.hashtag } : {}),
    targets: targetFields(game.targets, nesting),
  };
}

/** 3401 */
export function upcomingGameFields(game: GameView): JsonObject {
  return { ...headFields(game), ...termFields(game), hashtag: game.hashtag };
}

/** 3402 */
export function openedGameFields(game: GameView, nesting: Nesting): JsonObject {
  return {
    ...headFields(game),
    actions: actionFields(game.actions, nesting),
    ...termFields(game),
    targets: targetFields(game.targets, nesting),
  };
}

/** 342 */
export function gameDetailsFields(
  game: GameView,
  history: GameHistoryView,
  nesting: Nesting,
): JsonObject {
  return {
    status: game.status,
    game_id: game.gameId,
    name: game.name,
    game_name: game.name,
    hashtag: game.hashtag,
    image_url: game.imageUrl,
    game_state: history.counts.map(({ action, counts }) => ({
      ...countFields(counts),
      action_id: action,
    })),
    past_events: history.events.map((event) => ({
      event_id: event.eventId,
      happened_at: event.happenedAtMs,
      target_id: event.target,
      action_id: event.action,
    })),
    actions: actionFields(game.actions, nesting),
    currency: game.currency,
    type: game.typeId,
    targets: targetFields(game.targets, nesting),
    ...timeFields(game),
  };
}

/** A row of 345; `schedulted_at` is spelled so in the protocol. */
export function activeGameRow(game: GameView, nesting: Nesting): JsonObject {
  return {
    game_id: game.gameId,
    status: game.status,
    name: game.name,
    type: game.typeId,
    open_at: String(game.openAtMs),
    schedulted_at: String(game.liveStartAtMs),
    close_at: game.closeAtMs,
    targets: targetFields(game.targets, nesting),
    actions: actionFields(game.actions, nesting),
  };
}

/** A row of 3461 */
export function upcomingGameRow(game: GameView): JsonObject {
  return {
    id: game.gameId,
    source_id: game.sourceId,
    game_name: game.name,
    currency: game.currency,
    game_type_id: game.typeId,
    live_start_at: String(game.liveStartAtMs),
    hashtag: game.hashtag,
  };
}

/** 366 */
export function eventFields(event: EventView): JsonObject {
  return {
    action_id: event.action,
    target_id: event.target,
    target_display_name: event.targetDisplayName,
    current_count: countFields(event.counts),
    game_id: event.gameId,
    happened_at: event.happenedAtMs,
  };
}

function countFields(counts: CountView[]): JsonObject {
  return Object.fromEntries(counts.map(({ target, count }) => [target, String(count)]));
}
