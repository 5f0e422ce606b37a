// Gives the messages of one fact their places in the sequence of their games. The engine has counted
// them in game.seq already: the last one stands there, those before it right below.
import type { GameId } from "../engine/ids.ts";
import { type State, gameOf } from "../engine/state.ts";
import type { Audience } from "./announcement.ts";
import type { Stamp } from "./stamp.ts";
import type { View, ViewKind } from "./view.ts";

/** A message not yet stamped. */
export type Saying = { readonly audience: Audience; readonly view: View };

/** Nobody who follows a game may miss these. */
const PLACED: ReadonlySet<ViewKind> = new Set<ViewKind>([
  "game_created_and_opened",
  "game_created",
  "game_opened",
  "game_closed",
  "game_details",
  "betting_pool_opened",
  "bet_pool_resolved",
  "bet_pool_expired",
  "new_game_event",
  "betting_in_pool_blocked",
  "betting_in_pool_allowed",
  "betting_for_game_and_action_blocked",
  "betting_for_game_and_action_allowed",
]);

/** Stamps for all messages of the fact just evolved, in their order. */
export function stampsOf(state: State, sayings: readonly Saying[], logSeq: number): Stamp[] {
  const after = new Map<GameId, number>();
  const stamps = sayings.toReversed().map((saying): Stamp => {
    const gameId = gameToldOf(saying);
    if (gameId === null) return { place: null, logSeq, purpose: "message" };
    const seq = after.get(gameId) ?? gameOf(state, gameId).seq;
    after.set(gameId, seq - 1);
    return { place: { gameId, seq }, logSeq, purpose: "message" };
  });
  return stamps.reverse();
}

function gameToldOf({ audience, view }: Saying): GameId | null {
  if (!PLACED.has(view.kind)) return null;
  if ("gameId" in audience) return audience.gameId;
  return "game" in view ? view.game.gameId : null;
}
