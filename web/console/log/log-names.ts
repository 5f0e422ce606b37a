// What the facts of the log call by number only: pools and their games, as the facts that opened them say.
import { textOf } from "../../design/amount.ts";
import type { LoggedFact } from "./fact-words.ts";

type PoolName = {
  readonly description: string;
  readonly gameId: string;
  readonly targets: readonly string[];
};
type GameName = {
  readonly name: string;
  readonly currency: string;
  readonly decimals: number;
};

export type LogNames = {
  readonly pools: ReadonlyMap<number, PoolName>;
  readonly games: ReadonlyMap<string, GameName>;
};

export const NO_LOG_NAMES: LogNames = { pools: new Map(), games: new Map() };

/** With what these facts add. */
export function namesWith(known: LogNames, facts: readonly LoggedFact[]): LogNames {
  const pools = new Map(known.pools);
  const games = new Map(known.games);
  for (const { fact } of facts) {
    if (fact.kind === "PoolCreated") {
      const pool = fact as unknown as {
        pool: number;
        description: string;
        gameId: string;
        targets: readonly { readonly id: string }[];
      };
      const { pool: index, description, gameId, targets } = pool;
      pools.set(index, { description, gameId, targets: targets.map(({ id }) => id) });
    } else if (fact.kind === "GameCreated") {
      const game = fact as unknown as GameName & { gameId: string };
      const { gameId, name, currency, decimals } = game;
      games.set(gameId, { name, currency, decimals });
    }
  }
  return { pools, games };
}

/** In units of the currency where it is known, otherwise as the log has it. */
export function amountText(
  names: LogNames,
  fields: Readonly<Record<string, unknown>>,
  minor: number,
) {
  const pool = names.pools.get(Number(fields["pool"] ?? NaN));
  const { gameId } = fields;
  const game = names.games.get(typeof gameId === "string" ? gameId : (pool?.gameId ?? ""));
  if (game !== undefined) return `${textOf(BigInt(minor), game.decimals)} ${game.currency}`;
  const { currency } = fields;
  if (typeof currency !== "string") return null;
  return `${textOf(BigInt(minor), decimalsFor(currency))} ${currency}`;
}

/** Points and play money have two, as what is unknown to ISO 4217 has here. */
function decimalsFor(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
