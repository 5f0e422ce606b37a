// What a resolved pool brought me, and how that comes about.
import type { Outcome, ResultView, YourResolvedPoolsForGame } from "../../client/src/index.ts";
import { decimalsOf, minorOf, textOf } from "../design/amount.ts";
import { takeoutOf } from "./payout.ts";

export type ResolvedPool = YourResolvedPoolsForGame["pools_list"][number];

export type Reason = "late" | "nobody" | "void";

/** Amounts as decimal text. */
export type SettledBet = {
  readonly poolId: string;
  readonly description: string;
  readonly resolvedAtMs: number;
  /** null for a void. */
  readonly winner: string | null;
  /** My valid stakes by target; all of them where the pool was returned. */
  readonly backed: Readonly<Record<string, string>>;
  readonly result:
    | { readonly kind: "won"; readonly paid: string; readonly sums: Sums }
    | { readonly kind: "lost"; readonly lost: string }
    /** null: it is not known any more how much. */
    | { readonly kind: "returned"; readonly returned: string | null; readonly reason: Reason };
  /** What came too late, beside valid stakes. */
  readonly late: string | null;
};

export type Sums = {
  readonly gross: string;
  /** null where the server no longer tells. */
  readonly takeout: string | null;
  readonly net: string | null;
  readonly winning: string;
  readonly mine: string;
};

export function settledBet(
  pool: ResolvedPool,
  live: ResultView | undefined,
  takeoutBps: number | null,
): SettledBet {
  const outcome = live?.outcome ?? null;
  const winner = pool.winning_target;
  const winning = pool.distributions.find(({ target_id: id }) => id === winner)?.amount_total;
  const shared = {
    poolId: pool.pool_id,
    description: pool.description,
    resolvedAtMs: pool.resolved_at,
    winner,
    backed: pool.user_backed,
  };
  const mine = winner === null ? undefined : pool.user_backed[winner];
  const stakes = sum(Object.values(pool.user_backed), pool.money_at_stake);
  const returned = (reason: Reason, amount: string | null): SettledBet => ({
    ...shared,
    backed: reason === "late" ? (live?.backed ?? {}) : pool.user_backed,
    result: { kind: "returned", returned: amount, reason },
    late: null,
  });
  if (winner === null) return returned("void", stakes);
  if (Object.keys(pool.user_backed).length === 0) return returned("late", returnedOf(outcome));
  if (winning === undefined || minorOf(winning) === 0n) return returned("nobody", stakes);
  const late = returnedOf(outcome);
  if (mine === undefined) return { ...shared, result: { kind: "lost", lost: stakes }, late };
  const decimals = decimalsOf(winning);
  const paid = textOf(minorOf(pool.total_winnings) + minorOf(mine), decimals);
  const sums = sumsOf({ gross: pool.money_at_stake, winning, mine }, takeoutBps);
  return { ...shared, result: { kind: "won", paid, sums }, late };
}

function sumsOf(
  { gross, winning, mine }: { gross: string; winning: string; mine: string },
  takeoutBps: number | null,
): Sums {
  if (takeoutBps === null) return { gross, takeout: null, net: null, winning, mine };
  const decimals = decimalsOf(gross);
  const takeout = takeoutOf(minorOf(gross), minorOf(winning), takeoutBps);
  return {
    gross,
    takeout: textOf(takeout, decimals),
    net: textOf(minorOf(gross) - takeout, decimals),
    winning,
    mine,
  };
}

function returnedOf(outcome: Outcome | null): string | null {
  return outcome === null || minorOf(outcome.returned) === 0n ? null : outcome.returned;
}

/** `like` has the decimals that the sum gets. */
function sum(amounts: readonly string[], like: string): string {
  return textOf(
    amounts.reduce((total, amount) => total + minorOf(amount), 0n),
    decimalsOf(like),
  );
}
