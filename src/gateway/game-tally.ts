// What one user did in the games that are in memory, as the archive tells it of those that are not.
import type { GameTally } from "../archive/archive.ts";
import type { UserId } from "../engine/ids.ts";
import { paidBack } from "../engine/settlement.ts";
import { type Game, type Pool, type State, isUnresolved } from "../engine/state.ts";

type Sums = Pick<
  { -readonly [Name in keyof GameTally]: GameTally[Name] },
  | "pools"
  | "bets"
  | "stakedMinor"
  | "winningStakeMinor"
  | "wonMinor"
  | "lostMinor"
  | "returnedMinor"
  | "openMinor"
>;

export function talliesInMemory(state: State, userId: UserId): GameTally[] {
  return [...state.games.values()].flatMap((game) => tallyOf(state, game, userId) ?? []);
}

/** null where the user had no bet in the game. */
function tallyOf(state: State, game: Game, userId: UserId): GameTally | null {
  const sums: Sums = {
    pools: 0,
    bets: 0,
    stakedMinor: 0,
    winningStakeMinor: 0,
    wonMinor: 0,
    lostMinor: 0,
    returnedMinor: 0,
    openMinor: 0,
  };
  for (const index of game.pools) {
    const pool = state.pools[index];
    if (pool !== undefined) addPool(sums, pool, userId);
  }
  if (sums.bets === 0) return null;
  const { gameId, sourceId, name, type, currency, decimals, status } = game;
  const closedAtMs = status.kind === "closed" ? status.closedAtMs : null;
  const of = { gameId, sourceId, seq: game.creation, name, type, currency, decimals, closedAtMs };
  return { ...of, ...sums };
}

function addPool(sums: Sums, pool: Pool, userId: UserId): void {
  const { bets } = pool;
  const last = bets.lastOfUser(userId);
  if (last < 0) return;
  sums.pools++;
  for (let bet = last; bet >= 0; bet = bets.previousOfUser(bet)) addBet(sums, pool, bet);
}

function addBet(sums: Sums, pool: Pool, bet: number): void {
  const { bets, phase } = pool;
  const stakeMinor = bets.stakeAt(bet);
  sums.bets++;
  sums.stakedMinor += stakeMinor;
  if (isUnresolved(pool)) {
    sums.openMinor += stakeMinor;
  } else if (
    phase.kind !== "settled" ||
    bet >= phase.figures.firstLateBet ||
    phase.figures.moneyReturn
  ) {
    sums.returnedMinor += stakeMinor;
  } else if (bets.targetAt(bet) === phase.winnerIndex) {
    sums.winningStakeMinor += stakeMinor;
    sums.wonMinor += paidBack(pool, bet);
  } else {
    sums.lostMinor += stakeMinor;
  }
}
