// The score of a game with two sides, from the counts of its events.
import type { GameInfo } from "../../client/src/index.ts";

export type Side = { readonly id: string; readonly name: string; readonly count: string };

export type Score =
  | { readonly kind: "two-sides"; readonly home: Side; readonly away: Side }
  | { readonly kind: "none" };

/** Goals where there are any, or else the first action of the game. */
export function scoreOf({ actions, targets, game_state: rows }: GameInfo): Score {
  const sides = targets.filter(({ target_id: id }) => id !== "none");
  const scoring = actions.find(({ action_id: id }) => id === "goal") ?? actions[0];
  const [home, away, ...more] = sides;
  if (home === undefined || away === undefined || more.length > 0 || scoring === undefined) {
    return { kind: "none" };
  }
  const row = rows.find(({ action_id: id }) => id === scoring.action_id);
  const sideOf = ({ target_id: id, display_name: name }: typeof home): Side => ({
    id,
    name,
    count: row?.[id] ?? "0",
  });
  return { kind: "two-sides", home: sideOf(home), away: sideOf(away) };
}
