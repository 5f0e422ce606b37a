// What must hold after every step. Checks need no expected values; each finding is a bug.
import type { TimerEntry } from "./command.ts";
import { checkHub } from "./hub/hub-invariants.ts";
import { checkTransactions } from "./hub/transaction-invariants.ts";
import type { UserId } from "./ids.ts";
import { type Pool, type State, gameOf, isUnresolved, poolsOf } from "./state.ts";
import { TimerHeap } from "./timer-heap.ts";
import { addActionTimer, addGameTimer, addPoolTimer, resultDueMs, stands } from "./timers.ts";

/** Sentences about what does not hold; empty when all is well. Walks all players and all bets. */
export function brokenInvariants(state: State): string[] {
  const findings: string[] = [];
  const exposures = expectedExposures(state, findings);
  for (const currency of state.wallets.currencies()) {
    checkCurrency(state, currency, exposures.get(currency) ?? new Map(), findings);
  }
  for (const game of state.games.values()) {
    const unresolved = game.pools.filter((index) => {
      const pool = state.pools[index];
      return pool !== undefined && isUnresolved(pool);
    });
    if (unresolved.join() !== [...game.unresolved].sort((a, b) => a - b).join()) {
      findings.push(`game ${game.gameId}: its list of unresolved pools is off`);
    }
  }
  checkTimers(state, findings);
  checkArchived(state, findings);
  checkHub(state, findings);
  checkTransactions(state, findings);
  return findings;
}

/** INV-1 and INV-2: everything adds up to zero, no balance below it, exposure = open stakes. */
function checkCurrency(
  state: State,
  currency: string,
  exposures: Map<UserId, number>,
  findings: string[],
): void {
  const { takeoutMinor, royaltyMinor, externalMinor, gamesMinor } = state.wallets.house(currency);
  let sum = [takeoutMinor, royaltyMinor, externalMinor, gamesMinor]
    .map(BigInt)
    .reduce((total, part) => total + part);
  for (let row = 0; row < state.wallets.rows(currency); row++) {
    const userId = row as UserId;
    const { availableMinor, exposureMinor } = state.wallets.balance(currency, userId);
    sum += BigInt(availableMinor) + BigInt(exposureMinor);
    if (availableMinor < 0)
      findings.push(`${currency}: user ${row} has ${availableMinor} available`);
    const expected = exposures.get(userId) ?? 0;
    if (exposureMinor !== expected) {
      findings.push(`${currency}: user ${row} has exposure ${exposureMinor}, not ${expected}`);
    }
  }
  if (sum !== 0n) findings.push(`${currency}: all accounts add up to ${sum}, not to 0`);
}

function expectedExposures(state: State, findings: string[]): Map<string, Map<UserId, number>> {
  const exposures = new Map<string, Map<UserId, number>>();
  for (const pool of poolsOf(state)) {
    checkPool(pool, findings);
    if (!isUnresolved(pool)) continue;
    const { currency } = gameOf(state, pool.gameId);
    let ofCurrency = exposures.get(currency);
    if (ofCurrency === undefined) {
      ofCurrency = new Map();
      exposures.set(currency, ofCurrency);
    }
    for (let i = 0; i < pool.bets.count; i++) {
      const userId = pool.bets.userAt(i);
      ofCurrency.set(userId, (ofCurrency.get(userId) ?? 0) + pool.bets.stakeAt(i));
    }
  }
  return exposures;
}

/** INV-3: what a settled pool paid, kept and gave back are its stakes; its sums are those of its bets. */
function checkPool(pool: Pool, findings: string[]): void {
  const { bets, phase } = pool;
  const valid = phase.kind === "settled" ? phase.figures.firstLateBet : bets.count;
  const totals = pool.targets.map(() => 0);
  let late = 0;
  for (let i = 0; i < bets.count; i++) {
    if (i >= valid) late += bets.stakeAt(i);
    else totals[bets.targetAt(i)] = (totals[bets.targetAt(i)] ?? 0) + bets.stakeAt(i);
    if (i > 0 && bets.timeAt(i) < bets.timeAt(i - 1)) {
      findings.push(`pool ${pool.poolId}: bet ${i} is older than the one before`);
    }
  }
  totals.forEach((total, target) => {
    if (total !== pool.stakes.totalOn(target)) {
      findings.push(`pool ${pool.poolId}: the stakes on target ${target} do not add up`);
    }
  });
  if (phase.kind !== "settled") return;
  const { grossMinor, takeoutMinor, netMinor, lateMinor } = phase.figures;
  const gross = totals.reduce((sum, total) => sum + total, 0);
  if (gross !== grossMinor || late !== lateMinor || netMinor + takeoutMinor !== grossMinor) {
    findings.push(`pool ${pool.poolId}: paid ${netMinor} + takeout ${takeoutMinor} of ${gross}`);
  }
}

/** Every time that is still to come has its timer. */
function checkTimers(state: State, findings: string[]): void {
  const wanted = new TimerHeap();
  for (const pool of poolsOf(state)) {
    addPoolTimer(wanted, pool, "stop", pool.stopAtMs);
    addPoolTimer(wanted, pool, "finish", pool.finishAtMs);
    addPoolTimer(wanted, pool, "block", pool.pendingBlockAtMs);
    addPoolTimer(wanted, pool, "allow", pool.pendingAllowAtMs);
    addPoolTimer(wanted, pool, "result", resultDueMs(pool));
  }
  for (const game of state.games.values()) {
    addGameTimer(wanted, game, "open", game.openAtMs);
    addGameTimer(wanted, game, "close", game.closeAtMs);
    for (const [action, block] of game.blocks) {
      addActionTimer(wanted, game, action, "block", block.pendingBlockAtMs);
      addActionTimer(wanted, game, action, "allow", block.pendingAllowAtMs);
    }
  }
  const have = new Set(state.timers.entries().map(timerKey));
  for (const timer of wanted.entries()) {
    if (stands(state, timer) && !have.has(timerKey(timer))) {
      findings.push(`a ${timer.kind} timer at ${timer.dueMs} is missing`);
    }
  }
}

/** What has left the memory is nowhere else, and what is not there has left. */
function checkArchived(state: State, findings: string[]): void {
  const { games, pools, gamesOfSource } = state.archived;
  for (const gameId of state.games.keys()) {
    if (games.has(gameId)) findings.push(`game ${gameId} has left the memory and is in it`);
  }
  const missing = state.pools.filter((pool) => pool === undefined).length;
  if (missing !== pools.size) {
    findings.push(`${missing} pools are not in memory, ${pools.size} have left it`);
  }
  const counted = [...gamesOfSource.values()].reduce((sum, count) => sum + count, 0);
  if (counted !== games.size) {
    findings.push(`${games.size} games have left the memory, their sources know of ${counted}`);
  }
}

function timerKey(timer: TimerEntry): string {
  const action = timer.subject.kind === "action" ? timer.subject.action : "";
  return `${timer.dueMs} ${timer.kind} ${timer.creation} ${action}`;
}
