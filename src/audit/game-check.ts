// Sources and games as far as bets and settlements depend on them: who may not bet, when a game takes
// bets, and which pools an event must settle.
import type { FactOf } from "../engine/fact.ts";
import { type GameRecord, type Ledger, type PoolRecord, breach, gameAt } from "./ledger.ts";
import { winnerOf } from "./settlement-check.ts";

type GameState = FactOf<
  | "GameArmed"
  | "GameOpened"
  | "GameUpdated"
  | "GameAdminAdded"
  | "GameClosing"
  | "GameClosed"
  | "GameArchived"
  | "ActionBlocked"
  | "ActionAllowed"
  | "ActionBlockScheduled"
  | "ActionAllowScheduled"
>;

export function takeGame(ledger: Ledger, fact: FactOf<"GameCreated">): void {
  ledger.games.set(fact.gameId, {
    sourceId: fact.sourceId,
    currency: fact.currency,
    status: fact.status === "open" ? "open" : "waiting",
    closeAtMs: fact.closeAtMs,
    admins: new Set(),
    unresolved: new Set(),
    minStakeMinor: null,
    maxStakeMinor: null,
    blocksAtMs: new Map(),
    lastEvent: null,
  });
}

export function takeGameState(ledger: Ledger, fact: GameState): void {
  const game = gameAt(ledger, fact.gameId);
  if (game === null) return;
  switch (fact.kind) {
    case "GameOpened":
      game.status = "open";
      return;
    case "GameClosing":
      game.status = "closing";
      return;
    case "GameClosed":
      game.status = "closed";
      if (game.unresolved.size > 0) {
        const found = `${game.unresolved.size} unresolved`;
        breach(ledger, null, { what: "pools of a closed game", expected: "all resolved", found });
      }
      return;
    case "GameArchived":
      if (game.status !== "closed") {
        const found = `one that is ${game.status}`;
        breach(ledger, null, { what: "archived game", expected: "a closed one", found });
      }
      return;
    case "GameAdminAdded":
      game.admins.add(fact.userId);
      return;
    case "ActionBlocked":
      game.blocksAtMs.delete(fact.action);
      return;
    case "ActionBlockScheduled":
      game.blocksAtMs.set(fact.action, fact.atMs);
      return;
    case "GameArmed":
    case "GameUpdated":
    case "ActionAllowed":
    case "ActionAllowScheduled":
      return;
  }
}

/** Notes the event and the pools it has to settle. */
export function takeEvent(ledger: Ledger, fact: FactOf<"EventRegistered">): void {
  settledByEvent(ledger);
  ledger.counts.events++;
  const game = gameAt(ledger, fact.gameId);
  if (game === null) return;
  const { action, target, happenedAtMs, pool } = fact;
  game.lastEvent = { action, target, happenedAtMs, pool };
  if (happenedAtMs > fact.timeMs) {
    const expected = `${fact.timeMs} or before`;
    breach(ledger, null, { what: "happened_at", expected, found: String(happenedAtMs) });
  }
  for (const index of game.unresolved) {
    const record = ledger.pools[index];
    if (record !== undefined && settles(game, record)) ledger.dueByEvent.add(index);
  }
}

function settles(game: GameRecord, pool: PoolRecord): boolean {
  const event = game.lastEvent;
  if (event === null || event.pool !== null) return false;
  return (
    pool.kind === "parimutuel" &&
    pool.action === event.action &&
    pool.createdAtMs <= event.happenedAtMs &&
    (pool.finishAtMs === null || event.happenedAtMs <= pool.finishAtMs) &&
    winnerOf(pool, event.target) !== null
  );
}

/** All facts of an event are out by now: each pool it concerns must be settled. */
export function settledByEvent(ledger: Ledger): void {
  for (const index of ledger.dueByEvent) {
    const pool = ledger.pools[index] ?? null;
    const event = pool === null ? null : (ledger.games.get(pool.gameId)?.lastEvent ?? null);
    const expected = `settled by ${event?.action} ${event?.target} at ${event?.happenedAtMs}`;
    breach(ledger, pool, { what: "pool of an event", expected, found: "still unresolved" });
  }
  ledger.dueByEvent.clear();
}
