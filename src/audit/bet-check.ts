// Whether a bet in the log could rightly be there: every rule a bet must have passed, checked again
// at its place among the facts.
import type { BetPlaced } from "../engine/fact.ts";
import { checkBetRoyalty } from "./admission-by-hand.ts";
import { type GameRecord, type Ledger, type PoolRecord, breach, gameAt, poolAt } from "./ledger.ts";
import { checkSwitches } from "./switch-check.ts";

/** Of a single stake and of a whole pool, minor units. */
const AMOUNT_MAX_MINOR = 10_000_000_000_000;

/** Checks the bet and enters it in the books. */
export function takeBet(ledger: Ledger, bet: BetPlaced): void {
  ledger.counts.bets++;
  const pool = poolAt(ledger, bet.pool);
  const game = pool === null ? null : gameAt(ledger, pool.gameId);
  if (pool === null || game === null) return;
  const { stakeMinor, userId } = bet;
  if (!Number.isSafeInteger(stakeMinor) || stakeMinor <= 0 || stakeMinor > AMOUNT_MAX_MINOR) {
    const expected = `a whole number from 1 to ${AMOUNT_MAX_MINOR}`;
    breach(ledger, pool, { what: "stake", expected, found: String(stakeMinor) });
    return;
  }
  checkTime(ledger, pool, game, bet.timeMs);
  checkSwitches(ledger, pool, game, bet);
  checkBettor(ledger, pool, game, bet);
  checkClientBetId(ledger, pool, bet);
  checkBetRoyalty(ledger, pool, game, bet);
  if (pool.phase === "resolved") return;
  pool.stakedMinor += stakeMinor;
  if (pool.stakedMinor > AMOUNT_MAX_MINOR) {
    const found = String(pool.stakedMinor);
    breach(ledger, pool, { what: "total of the pool", expected: `${AMOUNT_MAX_MINOR}`, found });
  }
  pool.bets.users.push(userId);
  pool.bets.targets.push(bet.target);
  pool.bets.stakesMinor.push(stakeMinor);
  pool.bets.placedAtMs.push(bet.timeMs);
  pool.bets.royalties.push(placeOfRoyalty(pool, bet));
  ledger.accounts.stake(game.currency, userId, BigInt(stakeMinor));
}

/** Accounts and rates are few: a bet keeps the place of its own. */
function placeOfRoyalty({ royalties }: PoolRecord, { royalty }: BetPlaced): number {
  if (royalty === null) return -1;
  const { accountId, royaltyBps } = royalty;
  const place = royalties.findIndex(
    (known) => known.accountId === accountId && known.royaltyBps === royaltyBps,
  );
  return place >= 0 ? place : royalties.push(royalty) - 1;
}

/** A bet is in time only strictly before whatever ends betting. */
function checkTime(ledger: Ledger, pool: PoolRecord, game: GameRecord, timeMs: number): void {
  const wrong = (expected: string, found: string): void =>
    breach(ledger, pool, { what: "time of the bet", expected, found });
  if (pool.phase !== "open") wrong("an open pool", `a ${pool.phase} one`);
  if (game.status !== "open") wrong("an open game", `one that is ${game.status}`);
  if (pool.stopped === "yes") wrong("a pool that takes bets", "a stopped one");
  if (pool.blocked === "yes") wrong("a pool that takes bets", "a blocked one");
  const ends: [string, number | null][] = [
    ["stop_accepting_bets_at", pool.stopAtMs],
    ["finish_at", pool.finishAtMs],
    ["block_at", pool.pendingBlockAtMs],
    ["block_at of its action", game.blocksAtMs.get(pool.action) ?? null],
    ["close_at", game.closeAtMs],
  ];
  for (const [name, endMs] of ends) {
    if (endMs !== null && timeMs >= endMs) wrong(`before ${name} ${endMs}`, String(timeMs));
  }
}

function checkBettor(ledger: Ledger, pool: PoolRecord, game: GameRecord, bet: BetPlaced): void {
  const { userId, target, stakeMinor } = bet;
  const wrong = (what: string, expected: string, found: string): void =>
    breach(ledger, pool, { what, expected, found });
  if (!Number.isInteger(target) || target < 0 || target >= pool.targets.length) {
    wrong("target of the bet", `0 to ${pool.targets.length - 1}`, String(target));
  }
  if (!ledger.players.has(userId)) {
    wrong("owner of the bet", "a user with an account", `user ${userId}`);
  }
  if (game.admins.has(userId) || ledger.sourceAdmins.get(game.sourceId) === userId) {
    wrong("owner of the bet", "no admin of the game or its source", `user ${userId}`);
  }
  const { availableMinor } = ledger.accounts.holding(game.currency, userId);
  if (availableMinor < BigInt(stakeMinor)) {
    const expected = `at most the ${availableMinor} available to user ${userId}`;
    wrong("stake", expected, String(stakeMinor));
  }
}

function checkClientBetId(ledger: Ledger, pool: PoolRecord, bet: BetPlaced): void {
  const { userId, clientBetId } = bet;
  if (clientBetId === null || pool.clientBets.add(userId, clientBetId)) return;
  const found = `user ${userId}, ${JSON.stringify(clientBetId)} again`;
  breach(ledger, pool, { what: "client_bet_id", expected: "once per user and pool", found });
}
