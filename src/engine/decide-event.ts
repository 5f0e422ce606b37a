import type { CommandOf, Context } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import { eventKey } from "./evolve-game.ts";
import { unresolvedPools } from "./game-closing.ts";
import type { EventId, PoolId } from "./ids.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { closeGameAfterLast, resultAtFinish, settlePool } from "./resolution.ts";
import { gameOfGameAdmin, isRefusal, notOpen } from "./rights.ts";
import { HAPPENED_AHEAD_MAX_MS } from "./rules.ts";
import { type Game, type Pool, type State, isBinary, isUnresolved, poolById } from "./state.ts";
import { NONE, withAncestors } from "./target-tree.ts";

type RegisterEvent = CommandOf<"register-event">;

const BINARY = "binary-";

/** Op 395: an event of the game, or the result of one binary pool. */
export function decideRegisterEvent(
  state: State,
  command: RegisterEvent,
  context: Context,
): Decision {
  const game = gameOfGameAdmin(state, context, command.gameId);
  if (isRefusal(game)) return game;
  const known = knownEvent(game, command);
  if (known !== null) return known;
  if (command.action.startsWith(BINARY)) return decideBinaryResult(state, game, command, context);
  const refusal = notOpen(game) ?? unknownSubject(game, command);
  if (refusal !== null) return refusal;
  const happenedAtMs = happenedAt(game, command, context.nowMs);
  if (typeof happenedAtMs !== "number") return happenedAtMs;
  const draft = new Draft(state, context, "game-admin");
  pushEvent(draft, command, happenedAtMs, null);
  const cause = "event";
  for (const pool of unresolvedPools(draft, game)) {
    const winner = winnerOf(pool, command, happenedAtMs);
    if (winner !== null) settlePool(draft, pool, { winner, happenedAtMs, cause });
  }
  return accept(draft.facts);
}

/** The same event again is answered again and does nothing. */
function knownEvent(game: Game, command: RegisterEvent): Decision | null {
  const { action, target, happenedAtMs, clientEventId } = command;
  const key = eventKey({ action, target, askedHappenedAtMs: happenedAtMs, clientEventId });
  const place = key === null ? undefined : game.eventByKey.get(key);
  const event = place === undefined ? undefined : game.events[place];
  if (event === undefined) return null;
  const same =
    event.action === action && event.target === target && event.askedHappenedAtMs === happenedAtMs;
  if (same) return accept([], { kind: "event-known", gameId: game.gameId, eventId: event.eventId });
  const text = `client_event_id "${clientEventId}" was used for another event of this game`;
  return refuse("IDEMPOTENCY_MISMATCH", text);
}

function unknownSubject(game: Game, command: RegisterEvent): Refusal | null {
  const { action, target } = command;
  if (!game.actions.has(action)) {
    const known = [...game.actions.keys()].slice(0, 20).join(", ");
    return refuse("ACTION_UNKNOWN", `action "${action}" is not one of this game's: ${known}`);
  }
  if (target !== NONE && game.targets.isLeaf(target)) return null;
  const why = game.targets.has(target) ? "has no events of its own" : "is not one of this game's";
  const text = `target "${target}" ${why}; name a target without targets below it`;
  return refuse("TARGET_UNKNOWN", text);
}

/** When it happened: now if not said; a little ahead counts as now; before the opening or far ahead not at all. */
function happenedAt(game: Game, command: RegisterEvent, nowMs: number): number | Refusal {
  const asked = command.happenedAtMs;
  if (asked === null) return nowMs;
  const openedAtMs = "openedAtMs" in game.status ? game.status.openedAtMs : null;
  if (openedAtMs !== null && asked < openedAtMs) {
    return refuse(
      "TIME_INVALID",
      `happened_at ${asked} lies before the game opened (${openedAtMs})`,
    );
  }
  if (asked > nowMs + HAPPENED_AHEAD_MAX_MS) {
    const text = `happened_at ${asked} lies more than ${HAPPENED_AHEAD_MAX_MS} ms ahead of now (${nowMs})`;
    return refuse("TIME_INVALID", text);
  }
  return Math.min(asked, nowMs);
}

/** The target of the pool that this event makes win, or null where it does not concern the pool. */
function winnerOf(pool: Pool, command: RegisterEvent, happenedAtMs: number): string | null {
  if (isBinary(pool) || pool.action !== command.action) return null;
  if (pool.createdAtMs > happenedAtMs) return null;
  if (pool.finishAtMs !== null && happenedAtMs > pool.finishAtMs) return null;
  const hit = withAncestors(command.target);
  return pool.targets.find((target) => hit.includes(target.id))?.id ?? null;
}

function decideBinaryResult(
  state: State,
  game: Game,
  command: RegisterEvent,
  context: Context,
): Decision {
  const refusal = game.status.kind === "closing" ? null : notOpen(game);
  if (refusal !== null) return refusal;
  const pool = poolById(state, command.action.slice(BINARY.length) as PoolId);
  if (pool === undefined || pool.gameId !== game.gameId || !isBinary(pool)) {
    const text = `action "${command.action}" names no binary pool of this game`;
    return refuse("ACTION_UNKNOWN", text);
  }
  if (!isUnresolved(pool)) return refuse("POOL_CLOSED", `pool ${pool.poolId} is resolved already`);
  if (!pool.targets.some((target) => target.id === command.target)) {
    const known = pool.targets.map((target) => target.id).join(", ");
    return refuse(
      "TARGET_UNKNOWN",
      `target "${command.target}" is not one of the pool's: ${known}`,
    );
  }
  const happenedAtMs = happenedAt(game, command, context.nowMs);
  if (typeof happenedAtMs !== "number") return happenedAtMs;
  const late = pastFinish(pool, happenedAtMs);
  if (late !== null) return late;
  const draft = new Draft(state, context, "game-admin");
  pushEvent(draft, command, happenedAtMs, pool);
  settlePool(draft, pool, { winner: command.target, happenedAtMs, cause: "decision" });
  closeGameAfterLast(draft, pool);
  return accept(draft.facts);
}

/** A pool that settles by itself at finish_at is not decided by what happened later. */
function pastFinish(pool: Pool, happenedAtMs: number): Refusal | null {
  if (pool.finishAtMs === null || happenedAtMs <= pool.finishAtMs) return null;
  if (resultAtFinish(pool) === null) return null;
  const text = `happened_at ${happenedAtMs} lies after the pool's finish_at (${pool.finishAtMs})`;
  return refuse("TIME_INVALID", text);
}

function pushEvent(
  draft: Draft,
  command: RegisterEvent,
  happenedAtMs: number,
  pool: Pool | null,
): void {
  const { gameId, action, target, clientEventId } = command;
  draft.facts.push({
    kind: "EventRegistered",
    ...draft.sign,
    gameId,
    eventId: draft.newId() as EventId,
    action,
    target,
    happenedAtMs,
    askedHappenedAtMs: command.happenedAtMs,
    clientEventId,
    pool: pool?.index ?? null,
  });
}
