// Fields of games, as editions differ in them: actions and targets, and whether the type's id stands
// beside its name.
import { Type } from "typebox";
import { part } from "./definitions.ts";
import { closed, dictionary, orNull, text, timeMs, timeText, uuid } from "./parts.ts";

export type GameDialect = "1.0" | "1.1" | "2.0";

const head = { source_id: uuid, game_id: uuid };
const times = {
  open_at: timeMs,
  live_start_at: timeMs,
  live_finish_at: orNull(timeMs),
  close_at: orNull(timeMs),
};
const status = Type.Enum([
  "betting_not_yet_active",
  "pre_game_betting_active",
  "game_in_progress_betting_active",
  "game_in_progress_betting_closed",
  "game_closed",
]);
const hashtag = text;
const typeId = Type.String({ description: "the same for the same type name everywhere" });

function tree(dialect: GameDialect) {
  return dialect === "1.0"
    ? { actions: part("ActionsByName"), targets: dictionary(part("TargetBranch")) }
    : { actions: part("ActionList"), targets: Type.Array(part("TargetNode")) };
}

function typeFields(dialect: GameDialect) {
  return dialect === "2.0" ? { type: text, type_id: typeId } : { type: text };
}

/** 342 and 345 of 1.x show the id where 2.0 shows both. */
function typeIdFields(dialect: GameDialect) {
  return dialect === "2.0" ? { type: text, type_id: typeId } : { type: typeId };
}

export function newGame(dialect: GameDialect) {
  const fields = { ...head, ...tree(dialect), game_name: text, ...typeFields(dialect), ...times };
  return dialect === "1.0" ? fields : { ...fields, hashtag };
}

export function upcomingGame(dialect: GameDialect) {
  return { ...head, game_name: text, ...typeFields(dialect), ...times, hashtag };
}

export function openedGame(dialect: GameDialect) {
  return { ...head, ...tree(dialect), game_name: text, ...typeFields(dialect), ...times };
}

export function gameDetails(dialect: GameDialect) {
  return {
    status,
    game_id: uuid,
    name: text,
    game_name: text,
    hashtag,
    image_url: orNull(text),
    game_state: Type.Array(
      Type.Object(
        { action_id: text },
        {
          additionalProperties: Type.String(),
          description: "an action that happened; beside its id, how often for each target",
        },
      ),
    ),
    past_events: Type.Array(
      closed({ event_id: uuid, happened_at: timeMs, target_id: text, action_id: text }),
    ),
    ...tree(dialect),
    currency: text,
    ...typeIdFields(dialect),
    ...times,
  };
}

export function activeGames(dialect: GameDialect) {
  const time = dialect === "2.0" ? timeMs : timeText;
  const row = closed({
    game_id: uuid,
    status,
    name: text,
    ...typeIdFields(dialect),
    open_at: time,
    schedulted_at: time,
    close_at: orNull(timeMs),
    ...tree(dialect),
  });
  return { source_id: uuid, games: Type.Array(row) };
}

export function upcomingGames(dialect: GameDialect) {
  const row = {
    id: uuid,
    source_id: uuid,
    game_name: text,
    currency: text,
    game_type_id: typeId,
    live_start_at: dialect === "2.0" ? timeMs : timeText,
    hashtag,
  };
  const games = Type.Array(closed(dialect === "2.0" ? { ...row, type: text } : row));
  return { source_id: uuid, games };
}
