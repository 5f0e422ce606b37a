import { NO_KEY, betKeyOf } from "./bet-book.ts";
import type { BetPlaced, BetRoyalty } from "./fact.ts";
import { type Pool, type State, gameOf, poolOf } from "./state.ts";

export function evolveBetPlaced(state: State, fact: BetPlaced): void {
  const { userId, target, stakeMinor, timeMs, clientBetId } = fact;
  const pool = poolOf(state, fact.pool);
  if (pool.phase.kind !== "open") throw new Error(`a bet on pool ${pool.poolId}, which is over`);
  const key = clientBetId === null ? NO_KEY : betKeyOf(state.betKeySalt, userId, clientBetId);
  const firstOfUser = pool.bets.lastOfUser(userId) < 0;
  const royalty = fact.royalty === null ? 0 : placeOf(state, pool, fact.royalty);
  pool.bets.append({ userId, target, stakeMinor, timeMs, seq: state.seq, key, royalty });
  pool.stakes.add({ userId, target, stakeMinor, firstOfUser });
  state.wallets.stake(gameOf(state, pool.gameId).currency, userId, stakeMinor);
}

/** From 1. The newest is looked at first: a rate that was changed does not come back. */
function placeOf(state: State, { royalties }: Pool, { accountId, royaltyBps }: BetRoyalty): number {
  const known = royalties.findLastIndex(
    (royalty) => royalty.accountId === accountId && royalty.royaltyBps === royaltyBps,
  );
  if (known >= 0) return known + 1;
  if (!state.hub.accounts.has(accountId))
    throw new Error(`a bet under account ${accountId}, of nobody`);
  return royalties.push({ accountId, royaltyBps });
}
