// Games in edition 2.0: as in 1.1, but `type` is the name everywhere and its id stands beside it, and
// times are numbers.
import * as edition1 from "../edition-1/game-fields.ts";
import type { JsonObject } from "../server-message.ts";
import type { GameHistoryView, GameView } from "../view.ts";

function typeFields({ type, typeId }: GameView): JsonObject {
  return { type, type_id: typeId };
}

/** 340 */
export function newGameFields(game: GameView): JsonObject {
  return { ...edition1.newGameFields(game, "lists"), ...typeFields(game) };
}

/** 3401 */
export function upcomingGameFields(game: GameView): JsonObject {
  return { ...edition1.upcomingGameFields(game), ...typeFields(game) };
}

/** 3402 */
export function openedGameFields(game: GameView): JsonObject {
  return { ...edition1.openedGameFields(game, "lists"), ...typeFields(game) };
}

/** 342 */
export function gameDetailsFields(game: GameView, history: GameHistoryView): JsonObject {
  return { ...edition1.gameDetailsFields(game, history, "lists"), ...typeFields(game) };
}

/** A row of 345 */
export function activeGameRow(game: GameView): JsonObject {
  return {
    ...edition1.activeGameRow(game, "lists"),
    ...typeFields(game),
    open_at: game.openAtMs,
    schedulted_at: game.liveStartAtMs,
  };
}

/** A row of 3461 */
export function upcomingGameRow(game: GameView): JsonObject {
  return {
    ...edition1.upcomingGameRow(game),
    type: game.type,
    live_start_at: game.liveStartAtMs,
  };
}
