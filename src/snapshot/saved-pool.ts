// A pool as JSON and its bets as a table. What follows from the bets (running totals, indexes, stakes
// per player and target) is not stored but made again, the way it came about.
import type { BetBook } from "../engine/bet-book.ts";
import type { UserId } from "../engine/ids.ts";
import { StakeTable } from "../engine/stake-table.ts";
import type { Pool } from "../engine/state.ts";
import type { Json } from "./json.ts";
import { differences, sums } from "./table.ts";
import { without } from "./without.ts";

export type SavedPool = ReturnType<typeof savePool>;

export function savePool(pool: Pool) {
  return { ...without(pool, "bets", "stakes"), betCount: pool.bets.count } satisfies Json;
}

export const BET_COLUMNS = 8;

export function betTable(bets: BetBook): Float64Array[] {
  const column = (of: (bet: number) => number): Float64Array => {
    const values = new Float64Array(bets.count);
    for (let bet = 0; bet < values.length; bet++) values[bet] = of(bet);
    return values;
  };
  return [
    column((bet) => bets.userAt(bet)),
    column((bet) => bets.targetAt(bet)),
    column((bet) => bets.stakeAt(bet)),
    differences(column((bet) => bets.timeAt(bet))),
    differences(column((bet) => bets.seqAt(bet))),
    column((bet) => bets.keyAt(bet).high),
    column((bet) => bets.keyAt(bet).low),
    column((bet) => bets.royaltyAt(bet)),
  ];
}

/** Without its bets, yet. */
export function restorePool(saved: SavedPool, bets: BetBook): Pool {
  const stakes = new StakeTable(saved.targets.length);
  return { ...without(saved, "betCount"), bets, stakes };
}

/** Late bets of a settled pool are kept, but are no part of its stakes. */
export function restoreBets({ bets, stakes, phase }: Pool, table: readonly Float64Array[]): void {
  const empty = new Float64Array(0);
  const [users = empty, targets = empty, stakesMinor = empty, times = empty] = table;
  const [seqs = empty, high = empty, low = empty, royalties = empty] = table.slice(4);
  sums(times);
  sums(seqs);
  const valid = phase.kind === "settled" ? phase.figures.firstLateBet : users.length;
  for (let bet = 0; bet < users.length; bet++) {
    const userId = (users[bet] ?? 0) as UserId;
    const target = targets[bet] ?? 0;
    const stakeMinor = stakesMinor[bet] ?? 0;
    if (bet < valid) {
      const firstOfUser = bets.lastOfUser(userId) < 0;
      stakes.add({ userId, target, stakeMinor, firstOfUser });
    }
    const key = { high: high[bet] ?? 0, low: low[bet] ?? 0 };
    bets.append({
      userId,
      target,
      stakeMinor,
      timeMs: times[bet] ?? 0,
      seq: seqs[bet] ?? 0,
      key,
      royalty: royalties[bet] ?? 0,
    });
  }
}
