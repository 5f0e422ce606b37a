// Op 392. The guards stand in the order in which they are answered.
import { AMOUNT_MAX_MINOR, formatDecimal, toMinor } from "../money/amount.ts";
import { betKeyOf } from "./bet-book.ts";
import type { CommandOf, Context } from "./command.ts";
import { type Decision, accept } from "./decision.ts";
import type { BetPlaced } from "./fact.ts";
import { admissionUnder, outsideSession, sessionOver } from "./hub/admission.ts";
import type { GameSessionId, UserId } from "./ids.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { accountOfActor, adminOfGameOrSource, findPool, isRefusal } from "./rights.ts";
import { type Game, type Pool, type State, gameOf, isUnresolved } from "./state.ts";

import { suspensionOf } from "./suspension.ts";

type PlaceBet = CommandOf<"place-bet">;

export function decidePlaceBet(state: State, command: PlaceBet, context: Context): Decision {
  const bettor = bettorOf(state, context);
  if (isRefusal(bettor)) return bettor;
  const { userId } = bettor;
  const pool = findPool(state, command.poolId);
  if (isRefusal(pool)) return pool;
  const game = gameOf(state, pool.gameId);
  const reading = toMinor(command.amount, game.decimals);
  if (reading.kind === "too-many-decimals") {
    const text = `amount ${command.amount} has more than the ${game.decimals} decimals of ${game.currency}`;
    return refuse("FIELD_INVALID", text);
  }
  const stakeMinor = reading.kind === "amount" ? reading.amountMinor : null;
  const target = pool.targets.findIndex(({ id }) => id === command.target);
  const outside = outsideSession(state, game, bettor, context.nowMs);
  if (outside !== null) return outside;
  const known = knownBet(state, pool, userId, command, { target, stakeMinor });
  if (known !== null) return known;
  if (!isUnresolved(pool)) return refuse("POOL_CLOSED", `pool ${pool.poolId} is resolved`);
  if (game.status.kind !== "open") {
    return refuse("GAME_CLOSING", `game ${game.gameId} is closing and takes no more bets`);
  }
  if (hasStopped(pool, game.closeAtMs, context.nowMs)) {
    return refuse("POOL_STOPPED", `pool ${pool.poolId} takes no more bets`);
  }
  const actionBlockAtMs = game.blocks.get(pool.action)?.pendingBlockAtMs ?? null;
  if (isBlockedAt(pool, actionBlockAtMs, context.nowMs)) {
    return refuse("POOL_BLOCKED", `betting in pool ${pool.poolId} is blocked; wait for 369`);
  }
  const suspension = suspensionOf(state, game, userId);
  if (suspension !== null) {
    return refuse("BETTING_SUSPENDED", `betting is suspended: ${suspension.reason}`);
  }
  if (command.expectedPoolVersion !== null && command.expectedPoolVersion !== pool.version) {
    const text = `pool ${pool.poolId} has version ${pool.version}, not ${command.expectedPoolVersion}`;
    return refuse("POOL_CHANGED", text);
  }
  if (target < 0) {
    const ids = pool.targets.slice(0, 20).map(({ id }) => id);
    return refuse("TARGET_UNKNOWN", `target "${command.target}" is not one of ${ids.join(", ")}`);
  }
  if (adminOfGameOrSource(state, game, userId)) {
    return refuse("CONFLICT_OF_INTEREST", "admins of a game or its source may not bet in it");
  }
  const admission = admissionUnder(state, game, bettor);
  if (isRefusal(admission)) return admission;
  if (stakeMinor === null || pool.stakes.totalMinor + stakeMinor > AMOUNT_MAX_MINOR) {
    const text = `amount ${command.amount}: a stake and a whole pool may be 10^13 minor units at most`;
    return refuse("AMOUNT_LIMIT", text);
  }
  const unusual = outsideLimits(game, stakeMinor);
  if (unusual !== null) return unusual;
  const { availableMinor } = state.wallets.balance(game.currency, userId);
  if (availableMinor < stakeMinor) {
    const text = `the stake is ${stakeMinor} minor units of ${game.currency}, available are ${availableMinor}`;
    return refuse("INSUFFICIENT_FUNDS", text);
  }
  const { clientBetId } = command;
  const timeMs = context.nowMs;
  const { royalty } = admission;
  const bet = { userId, pool: pool.index, target, stakeMinor, clientBetId, royalty };
  return accept([{ kind: "BetPlaced", timeMs, ...bet } satisfies BetPlaced]);
}

/** Who bets: logged in, or in the session of a launched game while it lasts. */
function bettorOf(
  state: State,
  context: Context,
): { userId: UserId; session: GameSessionId | null } | Refusal {
  const account = accountOfActor(state, context);
  if (isRefusal(account)) return account;
  const { userId } = account;
  const session = context.actor.kind === "user" ? (context.actor.session ?? null) : null;
  const over = session === null ? null : sessionOver(state, session, userId, context.nowMs);
  return over ?? { userId, session };
}

/** The limits the operator has set for the game's stakes. */
function outsideLimits(game: Game, stakeMinor: number): Refusal | null {
  const { minStakeMinor, maxStakeMinor, decimals, currency } = game;
  if (minStakeMinor !== null && stakeMinor < minStakeMinor) {
    const least = formatDecimal(minStakeMinor, decimals);
    return refuse("AMOUNT_LIMIT", `a stake in this game is at least ${least} ${currency}`);
  }
  if (maxStakeMinor !== null && stakeMinor > maxStakeMinor) {
    const most = formatDecimal(maxStakeMinor, decimals);
    return refuse("AMOUNT_LIMIT", `a stake in this game is at most ${most} ${currency}`);
  }
  return null;
}

function knownBet(
  state: State,
  pool: Pool,
  userId: UserId,
  command: PlaceBet,
  asked: { target: number; stakeMinor: number | null },
): Decision | null {
  if (command.clientBetId === null) return null;
  const key = betKeyOf(state.betKeySalt, userId, command.clientBetId);
  const bet = pool.bets.indexOfKey(userId, key);
  if (bet < 0) return null;
  if (pool.bets.targetAt(bet) === asked.target && pool.bets.stakeAt(bet) === asked.stakeMinor) {
    return accept([], { kind: "bet-known", pool: pool.index, bet });
  }
  const text = `client_bet_id "${command.clientBetId}" was used for another bet in this pool`;
  return refuse("IDEMPOTENCY_MISMATCH", text);
}

// Timers due by now have fired before a command is decided; these look at the clock once more, so
// that no bet depends on a timer having been on time.

function hasStopped(pool: Pool, closeAtMs: number | null, nowMs: number): boolean {
  if (pool.stoppedAtMs !== null || pool.phase.kind !== "open") return true;
  return (
    hasCome(pool.stopAtMs, nowMs) || hasCome(pool.finishAtMs, nowMs) || hasCome(closeAtMs, nowMs)
  );
}

function isBlockedAt(pool: Pool, actionBlockAtMs: number | null, nowMs: number): boolean {
  if (pool.blockedAtMs !== null) return true;
  return hasCome(pool.pendingBlockAtMs, nowMs) || hasCome(actionBlockAtMs, nowMs);
}

/** A bet is in time only strictly before. */
function hasCome(atMs: number | null, nowMs: number): boolean {
  return atMs !== null && !(nowMs < atMs);
}
