// Games as there is to tell about them.
import { namedUuid } from "../engine/ids.ts";
import { type Game, type GameEvent, type State, poolOf } from "../engine/state.ts";
import { type TargetNode, symbolOf } from "../engine/target-tree.ts";
import type {
  CountView,
  EventView,
  GameHistoryView,
  GameStatusName,
  GameView,
  TargetView,
} from "./view.ts";

export function gameView(game: Game, nowMs: number): GameView {
  return {
    gameId: game.gameId,
    sourceId: game.sourceId,
    name: game.name,
    type: game.type,
    typeId: namedUuid(game.type.toLowerCase()),
    currency: game.currency,
    status: gameStatus(game, nowMs),
    hashtag: game.hashtag,
    imageUrl: game.imageUrl,
    openAtMs: game.openAtMs,
    closeAtMs: game.closeAtMs,
    liveStartAtMs: game.liveStartAtMs,
    liveFinishAtMs: game.liveFinishAtMs,
    actions: [...game.actions].map(([id, name]) => ({ id, name })),
    targets: game.targets.roots().map(targetView),
  };
}

export function gameStatus(game: Game, nowMs: number): GameStatusName {
  switch (game.status.kind) {
    case "upcoming":
    case "armed":
      return "betting_not_yet_active";
    case "open":
      return nowMs < game.liveStartAtMs
        ? "pre_game_betting_active"
        : "game_in_progress_betting_active";
    case "closing":
      return "game_in_progress_betting_closed";
    case "closed":
      return "game_closed";
  }
}

function targetView({ id, displayName, children }: TargetNode): TargetView {
  return { id, symbol: symbolOf(id), displayName, targets: children.map(targetView) };
}

// What people want to see first of a football game; other games have no such order.
const FOOTBALL = ["goal", "red-card", "yellow-card", "corner-kick", "offside", "foul", "shot"];

export function gameHistory(state: State, game: Game): GameHistoryView {
  const order = game.type.toLowerCase() === "football" ? FOOTBALL : [];
  const rank = (action: string): number => {
    const place = order.indexOf(action);
    return place < 0 ? order.length : place;
  };
  const counts = [...game.counts]
    .map(([action, ofAction]) => ({ action, counts: countViews(ofAction) }))
    .sort((a, b) => rank(a.action) - rank(b.action) || (a.action < b.action ? -1 : 1));
  // Sorting is stable, so after turning the list round the later registered of equal times is first.
  const events = game.events
    .filter((event) => event.pool === null)
    .reverse()
    .sort((a, b) => b.happenedAtMs - a.happenedAtMs)
    .map((event) => eventView(state, game, event));
  return { counts, events };
}

function countViews(counts: Map<string, number>): CountView[] {
  return [...counts].map(([target, count]) => ({ target, count }));
}

export function eventView(state: State, game: Game, event: GameEvent): EventView {
  const { eventId, action, target, happenedAtMs, counts } = event;
  const { gameId } = game;
  const targetDisplayName = displayNameOf(state, game, event);
  return { eventId, gameId, action, target, targetDisplayName, happenedAtMs, counts };
}

function displayNameOf(state: State, game: Game, event: GameEvent): string {
  if (event.pool === null) return game.targets.displayNameOf(event.target);
  const { targets } = poolOf(state, event.pool);
  return targets.find(({ id }) => id === event.target)?.displayName ?? event.target;
}
