// What a client is given in place of messages that it missed and that are no longer kept, and the
// distributions that stand in for all those it did not get.
import { type Game, type State } from "../engine/state.ts";
import { gameDetails } from "./announcement.ts";
import { distribution360 } from "./pool-message.ts";
import { distributionView } from "./pool-view.ts";
import { openPools } from "./query.ts";
import { Rendering } from "./rendering.ts";
import { stampOfSnapshot } from "./stamp.ts";

/** 342 and 3535 as of now, both with the seq they stand for. */
export function snapshotOf(state: State, game: Game, nowMs: number): Rendering[] {
  const { gameId, seq } = game;
  const stamp = stampOfSnapshot({ gameId, seq });
  const pools = openPools(state, game).map((pool) => distributionView(state, pool));
  return [
    new Rendering(gameDetails(state, game, nowMs), stamp),
    new Rendering({ kind: "all_betting_pools_for_game", gameId, pools }, stamp),
  ];
}

/** One 360 for each open pool, oldest pool first. */
export function openDistributions(state: State, game: Game): Rendering[] {
  return openPools(state, game).map((pool) => distribution360(state, pool));
}
