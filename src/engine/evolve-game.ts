import type { ActionDeclaration, FactOf, TargetDeclaration } from "./fact.ts";
import {
  type Game,
  type GameEvent,
  type GameStatus,
  type State,
  gameOf,
  sourceOf,
} from "./state.ts";
import { TargetTree, withAncestors } from "./target-tree.ts";
import { addGameTimer } from "./timers.ts";

type GameFact = FactOf<
  | "GameCreated"
  | "GameArmed"
  | "GameOpened"
  | "GameUpdated"
  | "GameAdminAdded"
  | "GameClosing"
  | "GameClosed"
  | "EventRegistered"
>;

export function evolveGame(state: State, fact: GameFact): void {
  if (fact.kind === "GameCreated") return created(state, fact);
  const game = gameOf(state, fact.gameId);
  switch (fact.kind) {
    case "GameArmed":
      declare(game, fact);
      game.status = { kind: "armed" };
      addGameTimer(state.timers, game, "open", game.openAtMs);
      return;
    case "GameOpened":
      declare(game, fact);
      game.status = { kind: "open", openedAtMs: fact.timeMs };
      game.seq++;
      return;
    case "GameUpdated":
      declare(game, fact);
      if (fact.imageUrl !== null) game.imageUrl = fact.imageUrl;
      game.seq++;
      return;
    case "GameAdminAdded":
      game.admins.add(fact.userId);
      return;
    case "GameClosing":
      game.status = { kind: "closing", openedAtMs: openedAtMs(game), finishes: fact.finishes };
      return;
    case "GameClosed":
      game.status = { kind: "closed", openedAtMs: openedAtMs(game), closedAtMs: fact.timeMs };
      game.seq++;
      return;
    case "EventRegistered":
      return registered(game, fact);
  }
}

function created(state: State, fact: FactOf<"GameCreated">): void {
  const { gameId, sourceId, name, type, currency, decimals, hashtag, imageUrl } = fact;
  const { openAtMs, closeAtMs, liveStartAtMs, liveFinishAtMs } = fact;
  const status: GameStatus =
    fact.status === "open" ? { kind: "open", openedAtMs: fact.timeMs } : { kind: fact.status };
  const game: Game = {
    gameId,
    sourceId,
    name,
    type,
    currency,
    decimals,
    hashtag,
    imageUrl,
    openAtMs,
    closeAtMs,
    liveStartAtMs,
    liveFinishAtMs,
    status,
    minStakeMinor: null,
    maxStakeMinor: null,
    creation: state.seq,
    actions: new Map(),
    targets: new TargetTree(),
    admins: new Set(),
    pools: [],
    unresolved: new Set(),
    blocks: new Map(),
    events: [],
    eventByKey: new Map(),
    counts: new Map(),
    seq: 1,
  };
  declare(game, fact);
  state.games.set(gameId, game);
  sourceOf(state, sourceId).games.push(gameId);
  if (status.kind === "armed") addGameTimer(state.timers, game, "open", openAtMs);
  addGameTimer(state.timers, game, "close", closeAtMs);
}

function declare(
  game: Game,
  declared: { actions: ActionDeclaration[]; targets: TargetDeclaration[] },
): void {
  for (const { id, name } of declared.actions) {
    if (!game.actions.has(id)) game.actions.set(id, name);
  }
  for (const target of declared.targets) game.targets.add(target);
}

function openedAtMs(game: Game): number | null {
  return "openedAtMs" in game.status ? game.status.openedAtMs : null;
}

/** What makes two reports the same event; null where nothing does. */
export function eventKey(event: {
  action: string;
  target: string;
  askedHappenedAtMs: number | null;
  clientEventId: string | null;
}): string | null {
  if (event.clientEventId !== null) return `id\n${event.clientEventId}`;
  if (event.askedHappenedAtMs === null) return null;
  return `at\n${event.action}\n${event.target}\n${event.askedHappenedAtMs}`;
}

function registered(game: Game, fact: FactOf<"EventRegistered">): void {
  const { eventId, action, target, happenedAtMs, askedHappenedAtMs, clientEventId, pool } = fact;
  const counts = pool === null ? counted(game, action, target) : [{ target, count: 1 }];
  const event: GameEvent = {
    eventId,
    action,
    target,
    happenedAtMs,
    askedHappenedAtMs,
    clientEventId,
    pool,
    counts,
  };
  const key = eventKey(event);
  if (key !== null) game.eventByKey.set(key, game.events.length);
  game.events.push(event);
  game.seq++;
}

function counted(game: Game, action: string, target: string): GameEvent["counts"] {
  let ofAction = game.counts.get(action);
  if (ofAction === undefined) {
    ofAction = new Map();
    game.counts.set(action, ofAction);
  }
  const counts: GameEvent["counts"] = [];
  for (const id of withAncestors(target)) {
    const count = (ofAction.get(id) ?? 0) + 1;
    ofAction.set(id, count);
    counts.push({ target: id, count });
  }
  return counts;
}
