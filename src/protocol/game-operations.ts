import type { GameId, SourceId } from "../engine/ids.ts";
import { DON } from "../money/currency.ts";
import {
  CONFLATIONS_MS,
  type ClientRequest,
  HEARTBEAT_MAX_MS,
  HEARTBEAT_MIN_MS,
} from "./client-request.ts";
import type { OpName } from "./codes.ts";
import { type Values, optional, required } from "./field-set.ts";
import { actionList, targetList } from "./name-shape.ts";
import { type Operation, command, operation, query } from "./operation.ts";
import { currency, id, integer, oneOf, text, time, url } from "./shape.ts";

const gameId = required(id<GameId>(), "game_id");
const sourceId = required(id<SourceId>(), "source_id");
const actions = optional(actionList, "actions");
const targets = optional(targetList, "targets");
const imageUrl = optional(url, "image_url");

const NEW_GAME = {
  sourceId,
  name: required(text(120), "game_name"),
  type: required(text(120), "type"),
  currency: optional(currency, "currency"),
  actions,
  targets,
  openAtMs: optional(time, "open_at"),
  closeAtMs: optional(time, "close_at"),
  liveStartAtMs: optional(time, "live_start_at"),
  liveFinishAtMs: optional(time, "live_finish_at"),
  hashtag: optional(text(64), "hashtag"),
  imageUrl,
};

function createGame(values: Values<typeof NEW_GAME>, mode: "opening" | "upcoming"): ClientRequest {
  const details = {
    name: values.name,
    type: values.type,
    currency: values.currency ?? DON,
    actions: values.actions ?? [],
    targets: values.targets ?? [],
    openAtMs: values.openAtMs,
    closeAtMs: values.closeAtMs,
    liveStartAtMs: values.liveStartAtMs,
    liveFinishAtMs: values.liveFinishAtMs,
    hashtag: values.hashtag,
    imageUrl: values.imageUrl,
  };
  return command({ kind: "create-game", sourceId: values.sourceId, mode, details });
}

function aboutGame(
  name: OpName,
  guest: "may" | "may-not",
  request: (game: GameId) => ClientRequest,
): Operation {
  return operation({
    name,
    guest,
    fields: { gameId },
    request: (values) => request(values.gameId),
  });
}

function aboutSource(name: OpName, kind: "source-games" | "upcoming-games"): Operation {
  const request = (values: { sourceId: SourceId }): ClientRequest =>
    query({ kind, sourceId: values.sourceId });
  return operation({ name, guest: "may", fields: { sourceId }, request });
}

export const GAME_OPERATIONS: Operation[] = [
  operation({
    name: "create_and_open_game",
    guest: "may-not",
    fields: NEW_GAME,
    ignored: ["create_at"],
    request: (values) => createGame(values, "opening"),
  }),
  operation({
    name: "create_game",
    guest: "may-not",
    fields: NEW_GAME,
    ignored: ["create_at"],
    request: (values) => createGame(values, "upcoming"),
  }),
  operation({
    name: "open_game",
    guest: "may-not",
    fields: { gameId, actions, targets },
    request: (values) =>
      command({
        kind: "open-game",
        gameId: values.gameId,
        actions: values.actions ?? [],
        targets: values.targets ?? [],
      }),
  }),
  operation({
    name: "update_game_details",
    guest: "may-read",
    fields: { gameId, actions, targets, imageUrl },
    request: (values) => {
      const added = { actions: values.actions ?? [], targets: values.targets ?? [] };
      // The documents show this op as a read too: with nothing to change it is one.
      if (added.actions.length + added.targets.length === 0 && values.imageUrl === null) {
        return query({ kind: "game-details", gameId: values.gameId });
      }
      const { imageUrl: image } = values;
      return command({ kind: "update-game", gameId: values.gameId, ...added, imageUrl: image });
    },
  }),
  aboutGame("get_game_details", "may", (game) => query({ kind: "game-details", gameId: game })),
  aboutGame("become_an_admin_for_game", "may-not", (game) =>
    command({ kind: "become-game-admin", gameId: game }),
  ),
  operation({
    name: "appoint_admin_for_game_by_username",
    guest: "may-not",
    fields: { gameId, username: required(text(120), "username") },
    request: (values) => ({ kind: "appoint", gameId: values.gameId, username: values.username }),
  }),
  aboutGame("close_game", "may-not", (game) => command({ kind: "close-game", gameId: game })),
  operation({
    name: "join_game",
    guest: "may",
    fields: {
      gameId,
      lastSeq: optional(integer(0, Number.MAX_SAFE_INTEGER), "last_seq"),
      heartbeatMs: optional(integer(HEARTBEAT_MIN_MS, HEARTBEAT_MAX_MS), "heartbeat_ms"),
      conflateMs: optional(oneOf(CONFLATIONS_MS), "conflate_ms"),
    },
    request: ({ gameId: game, ...wishes }) => ({ kind: "join", gameId: game, wishes }),
  }),
  aboutGame("leave_game", "may", (game) => ({ kind: "leave", gameId: game })),
  aboutSource("list_games_for_source", "source-games"),
  aboutSource("list_upcoming_games_for_source", "upcoming-games"),
  operation({
    name: "list_games_i_am_admin_of",
    guest: "may-not",
    fields: {},
    request: () => query({ kind: "my-games" }),
  }),
];
