// What a command would come to, in sums: from its preview, to the minor unit.
import type { CommandPreview } from "../../../client/src/index.ts";
import { decimalsOf, minorOf, textOf } from "../../design/amount.ts";

export type Effect = CommandPreview["effects"][number];
export type SettledEffect = Extract<Effect, { readonly effect: "pool_settled" }>;
export type VoidedEffect = Extract<Effect, { readonly effect: "pool_voided" }>;

/** All amounts are of one game, so of one currency. */
export type Consequences = {
  readonly settled: readonly SettledEffect[];
  readonly voided: readonly VoidedEffect[];
  readonly others: readonly Effect[];
  /** To the bets that win, their stakes included. */
  readonly paid: string;
  readonly kept: string;
  /** Late, void, or with nobody on the winner. */
  readonly returned: string;
};

export function consequencesOf({ effects }: CommandPreview): Consequences {
  const settled = effects.filter(isSettled);
  const voided = effects.filter(isVoided);
  const others = effects.filter((effect) => !isSettled(effect) && !isVoided(effect));
  const paid = settled.filter((pool) => !pool.money_return).map(({ net }) => net);
  const returned = [
    ...settled.flatMap((pool) => (pool.money_return ? [pool.net] : [])),
    ...settled.map((pool) => pool.late_money),
    ...voided.map((pool) => pool.returned),
  ];
  const kept = settled.map(({ takeout }) => takeout);
  const decimals = decimalsIn([...paid, ...returned, ...kept]);
  return {
    settled,
    voided,
    others,
    paid: sumOf(paid, decimals),
    kept: sumOf(kept, decimals),
    returned: sumOf(returned, decimals),
  };
}

export function isSettled(effect: Effect): effect is SettledEffect {
  return effect.effect === "pool_settled";
}

export function isVoided(effect: Effect): effect is VoidedEffect {
  return effect.effect === "pool_voided";
}

/** What one unit would get, cut to hundredths; null where nothing is on the winner. */
export function multiplierOf({ net, winning_money: winning }: SettledEffect): string | null {
  const stakes = minorOf(winning);
  return stakes === 0n ? null : textOf((minorOf(net) * 100n) / stakes, 2);
}

export function sumOf(amounts: readonly string[], decimals = decimalsIn(amounts)): string {
  const minor = amounts.reduce(
    (sum, amount) => sum + minorOf(amount) * 10n ** BigInt(decimals - decimalsOf(amount)),
    0n,
  );
  return textOf(minor, decimals);
}

function decimalsIn(amounts: readonly string[]): number {
  return Math.max(0, ...amounts.map(decimalsOf));
}
