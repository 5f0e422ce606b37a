import { NO_KEY, betKeyOf } from "./bet-book.ts";
import type { BetPlaced } from "./fact.ts";
import { type State, gameOf, poolOf } from "./state.ts";

export function evolveBetPlaced(state: State, fact: BetPlaced): void {
  const { userId, target, stakeMinor, timeMs, clientBetId } = fact;
  const pool = poolOf(state, fact.pool);
  if (pool.phase.kind !== "open") throw new Error(`a bet on pool ${pool.poolId}, which is over`);
  const key = clientBetId === null ? NO_KEY : betKeyOf(state.betKeySalt, userId, clientBetId);
  const firstOfUser = pool.bets.lastOfUser(userId) < 0;
  pool.bets.append({ userId, target, stakeMinor, timeMs, seq: state.seq, key });
  pool.stakes.add({ userId, target, stakeMinor, firstOfUser });
  state.wallets.stake(gameOf(state, pool.gameId).currency, userId, stakeMinor);
}
