import type { CommandOf, Context, PoolType } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import { Draft } from "./draft.ts";
import type { PoolTerms, TargetDeclaration } from "./fact.ts";
import type { PoolId } from "./ids.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { binaryAction, closeGameAfterLast, voidPool } from "./resolution.ts";
import { actingAccount, gameOfGameAdmin, isRefusal, notOpen, poolOfGameAdmin } from "./rights.ts";
import {
  RECREATED_POOL_MIN_MS,
  RULE_VERSION,
  type Rules,
  TAKEOUT_MAX_BPS,
  UNRESOLVED_POOLS_MAX,
} from "./rules.ts";
import { type Game, type State, isBinary, isUnresolved } from "./state.ts";
import { NONE, levelOf, normaliseName } from "./target-tree.ts";

type CreatePool = CommandOf<"create-pool">;

export function decideCreatePool(state: State, command: CreatePool, context: Context): Decision {
  const account = actingAccount(state, context);
  if (isRefusal(account)) return account;
  const fields = invalidFields(command);
  if (fields !== null) return fields;
  const game = gameOfGameAdmin(state, context, command.gameId);
  if (isRefusal(game)) return game;
  const targets = isBinary(command) ? binaryTargets(command) : parimutuelTargets(game, command);
  const refusal =
    notOpen(game) ??
    unknownAction(game, command) ??
    unknownTarget(game, command) ??
    invalidTimes(command, context.nowMs) ??
    tooManyPools(game);
  if (refusal !== null) return refusal;
  const draft = new Draft(state, context, "game-admin");
  const poolId = draft.newId() as PoolId;
  const { gameId, type, description, finishAtMs, stopAtMs, recreateOnEnd, manual } = command;
  const action = isBinary(command) ? binaryAction(poolId) : (command.action ?? "");
  const pool = draft.newPoolIndex();
  draft.facts.push({
    kind: "PoolCreated",
    ...draft.sign,
    pool,
    poolId,
    gameId,
    type,
    action,
    targets,
    description,
    finishAtMs,
    stopAtMs,
    recreateOnEnd,
    manual,
    terms: termsOf(context.rules, command.takeoutBps),
    recreates: null,
  });
  const blockedAtMs = game.blocks.get(action)?.blockedAtMs ?? null;
  if (blockedAtMs !== null) draft.facts.push({ kind: "PoolBlocked", ...draft.sign, pool });
  return accept(draft.facts);
}

function termsOf(rules: Rules, takeoutBps: number | null): PoolTerms {
  return {
    ruleVersion: RULE_VERSION,
    takeoutBps: takeoutBps ?? rules.takeoutBps,
    rounding: "running-floor",
    noWinner: "return",
    resultDelayMs: rules.resultDelayMs,
  };
}

/** What can be said without looking at the game. */
function invalidFields(command: CreatePool): Refusal | null {
  const { type, finishAtMs, takeoutBps } = command;
  if (isTimeBased(type) && finishAtMs === null) {
    return refuse("FIELD_INVALID", `finish_at is missing; pools of type ${type} need it`);
  }
  if (!isTimeBased(type) && finishAtMs !== null) {
    return refuse("FIELD_INVALID", `finish_at: pools of type ${type} have none; types 2 and 4 do`);
  }
  if (command.manual && type !== 4) {
    return refuse("FIELD_INVALID", "manual: only pools of type 4 can wait for a manual result");
  }
  if (takeoutBps !== null && (takeoutBps < 0 || takeoutBps > TAKEOUT_MAX_BPS)) {
    return refuse("FIELD_INVALID", `takeout_bps: ${takeoutBps} is not within 0-${TAKEOUT_MAX_BPS}`);
  }
  if (!isBinary(command) && command.action === null) {
    return refuse("FIELD_INVALID", "action is missing; a parimutuel pool is about one action");
  }
  return isBinary(command) ? invalidNamesOfTwo(command) : invalidSelection(command);
}

function invalidNamesOfTwo(command: CreatePool): Refusal | null {
  const ids = new Set(binaryTargets(command).map((target) => target.id));
  if (command.targets.length === 0) return null;
  const two = command.targets.length === 2 && ids.size === 2;
  if (two && !ids.has(NONE) && !ids.has("")) return null;
  const text = "targets: a binary pool has two different ones, `yes` and `no` if you name none";
  return refuse("FIELD_INVALID", text);
}

function invalidSelection(command: CreatePool): Refusal | null {
  const ids = selected(command);
  const [first] = ids;
  if (first === undefined) {
    return refuse("FIELD_INVALID", "targets is missing; a parimutuel pool needs at least one");
  }
  const odd = ids.find((id) => levelOf(id) !== levelOf(first));
  if (odd === undefined) return null;
  return refuse("FIELD_INVALID", `targets: "${first}" and "${odd}" are of different levels`);
}

function isTimeBased(type: PoolType): boolean {
  return type === 2 || type === 4;
}

function unknownAction(game: Game, command: CreatePool): Refusal | null {
  const { action } = command;
  if (isBinary(command) || (action !== null && game.actions.has(action))) return null;
  const known = [...game.actions.keys()].slice(0, 20).join(", ") || "none so far; op 373 adds them";
  return refuse("ACTION_UNKNOWN", `action "${action}" is not one of this game's: ${known}`);
}

function binaryTargets(command: CreatePool): TargetDeclaration[] {
  const names = command.targets.length === 0 ? ["yes", "no"] : command.targets;
  return names.map((name) => ({ id: normaliseName(name), displayName: name.trim() }));
}

/** Each once; `none` is always there and need not be named. */
function selected(command: CreatePool): string[] {
  return [...new Set(command.targets)].filter((id) => id !== NONE);
}

function parimutuelTargets(game: Game, command: CreatePool): TargetDeclaration[] {
  return [...selected(command), NONE].map((id) => ({
    id,
    displayName: game.targets.displayNameOf(id),
  }));
}

function unknownTarget(game: Game, command: CreatePool): Refusal | null {
  if (isBinary(command)) return null;
  const unknown = selected(command).find((id) => !game.targets.has(id));
  if (unknown === undefined) return null;
  const text = `target "${unknown}" is not one of this game's; op 373 adds it`;
  return refuse("TARGET_UNKNOWN", text);
}

function invalidTimes(command: CreatePool, nowMs: number): Refusal | null {
  const { stopAtMs, finishAtMs } = command;
  if (stopAtMs !== null && stopAtMs <= nowMs) {
    const text = `stop_accepting_bets_at ${stopAtMs} must lie after now (${nowMs})`;
    return refuse("TIME_INVALID", text);
  }
  if (finishAtMs !== null && finishAtMs <= nowMs) {
    return refuse("TIME_INVALID", `finish_at ${finishAtMs} must lie after now (${nowMs})`);
  }
  const tooShort = finishAtMs !== null && finishAtMs < nowMs + RECREATED_POOL_MIN_MS;
  if (command.recreateOnEnd && tooShort) {
    const text = `finish_at ${finishAtMs}: a pool with recreate_on_end runs at least ${RECREATED_POOL_MIN_MS} ms (now is ${nowMs})`;
    return refuse("TIME_INVALID", text);
  }
  if (stopAtMs !== null && finishAtMs !== null && stopAtMs > finishAtMs) {
    const text = `stop_accepting_bets_at ${stopAtMs} must not lie after finish_at (${finishAtMs})`;
    return refuse("TIME_INVALID", text);
  }
  return null;
}

function tooManyPools(game: Game): Refusal | null {
  if (game.unresolved.size < UNRESOLVED_POOLS_MAX) return null;
  const text = `a game may have at most ${UNRESOLVED_POOLS_MAX} unresolved pools at a time`;
  return refuse("LIMIT_REACHED", text);
}

export function decideVoidPool(
  state: State,
  command: CommandOf<"void-pool">,
  context: Context,
): Decision {
  const pool = poolOfGameAdmin(state, context, command.poolId);
  if (isRefusal(pool)) return pool;
  if (!isUnresolved(pool)) return refuse("POOL_CLOSED", `pool ${pool.poolId} is resolved already`);
  const draft = new Draft(state, context, "game-admin");
  voidPool(draft, pool, command.reason);
  closeGameAfterLast(draft, pool);
  return accept(draft.facts);
}
